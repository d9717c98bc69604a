/* data_questions.h - what is doubtful in a surveyed file, as questions to whoever knows the data.
 * Private to the report on a data file. */
#ifndef EQ_REPORT_DATA_QUESTIONS_H
#define EQ_REPORT_DATA_QUESTIONS_H

#include "data/survey.h"
#include "report/page.h"

/* A heading and a numbered list; nothing where nothing is doubtful. */
void eq_data_questions(const struct eq_survey *s, struct eq_page *page);

/* As the column has its numbers: £1,250.5, 34.9%, 1,204. */
void eq_survey_write_number(struct eq_buf *out, const struct eq_survey_column *c, struct eq_dec v);
void eq_survey_write_count(struct eq_buf *out, uint64_t n); /* 149,482 */

#endif
