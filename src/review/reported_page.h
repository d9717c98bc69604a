/* reported_page.h - the years that were reported, as a list: how often restated, why, and whether their
 * figures stand. */
#ifndef EQ_REVIEW_REPORTED_PAGE_H
#define EQ_REVIEW_REPORTED_PAGE_H

#include "report/page.h"
#include "review/reported.h"

/* `besides` are the same years worked out again; NULL: they were not. */
void eq_reported_page(const struct eq_reported_years *y, const struct eq_reported_beside *besides,
		      struct eq_page *page);

#endif
