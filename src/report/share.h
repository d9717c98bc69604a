/* share.h - which plain numbers are shares, and so print as percentages. */
#ifndef EQ_REPORT_SHARE_H
#define EQ_REPORT_SHARE_H

#include "model/model.h"

/* As its author writes it: a baseline or target with a % is a share, one without is not. Where
 * none is written as a number, what it is made of decides: a quotient of like units is a share,
 * and so is what averages, plans or adds shares. */
bool eq_kpi_is_share(const struct eq_model *m, const struct eq_kpi *kpi);
bool eq_figure_is_share(const struct eq_model *m, const struct eq_figure *figure);

#endif
