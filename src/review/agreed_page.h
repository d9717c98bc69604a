/* agreed_page.h - all that is agreed, as a list: what, by whom, when, and whether it still stands. */
#ifndef EQ_REVIEW_AGREED_PAGE_H
#define EQ_REVIEW_AGREED_PAGE_H

#include "report/page.h"
#include "review/agreed_compare.h"

/* `other_rows`, by place in the list: the data say something else than was agreed. */
void eq_agreed_page(const struct eq_besides *b, const bool *other_rows, struct eq_page *page);

#endif
