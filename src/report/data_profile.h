/* data_profile.h - the survey of a data file, for people: what its columns are, how its rows lie in
 * time, questions about what is doubtful, and a `data` block to begin with. */
#ifndef EQ_REPORT_DATA_PROFILE_H
#define EQ_REPORT_DATA_PROFILE_H

#include "data/survey.h"
#include "report/page.h"

void eq_data_profile_page(const struct eq_survey *s, struct eq_page *page);
/* The block in its canonical layout, under `name`, or under that of the file where it is empty.
 * False, and nothing is written, where no column holds dates, or the one that does has a header that
 * no programme can write. */
bool eq_data_profile_block(const struct eq_survey *s, struct eq_text name, struct eq_buf *out);

#endif
