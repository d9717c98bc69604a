/* intel.h - Intel's decimal floating-point library, in the one variant that is linked.
 *
 * bidgcc000: arguments and results by value, the rounding mode an argument, the exception flags
 * behind a pointer. No global state, so threads need no lock. The macros must say the same as
 * the library's name, or calls go wrong without a word from the compiler. */
#ifndef EQ_NUMBER_INTEL_H
#define EQ_NUMBER_INTEL_H

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0

#include <bid_conf.h>
#include <bid_functions.h>

#endif
