/* simd.h - which vector instructions loops may use. Each loop that has a form of its own for them
 * has a plain one too, and all give the same bytes; the widest that this processor has is taken, or
 * what a caller asks for instead. */
#ifndef EQ_BASE_SIMD_H
#define EQ_BASE_SIMD_H

#include <stdbool.h>

enum eq_simd { EQ_SIMD_BEST, EQ_SIMD_PLAIN, EQ_SIMD_AVX2, EQ_SIMD_AVX512 };

/* Whether this processor has it: AVX512 stands for F, BW, DQ, VL and VBMI2, AVX2 for BMI1 and BMI2 too. */
bool eq_simd_has(enum eq_simd simd);
/* BEST as what it stands for here; others as they are. */
enum eq_simd eq_simd_choice(enum eq_simd simd);
/* "plain", "avx2", "avx512". */
const char *eq_simd_name(enum eq_simd simd);

#endif
