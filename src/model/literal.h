/* literal.h - what a number amounts to, as it is written. */
#ifndef EQ_MODEL_LITERAL_H
#define EQ_MODEL_LITERAL_H

#include "number/decimal.h"
#include "syntax/tree.h"

/* The amount of `1,250.5`, `2.5m` (of money, without its currency) or `12.5%`, in the digits it was
 * written with. False: more digits than a number can have. */
bool eq_literal_amount(struct eq_text t, enum eq_literal literal, struct eq_dec *value);

#endif
