/* simd.c - see simd.h. */
#include "base/simd.h"

bool eq_simd_has(enum eq_simd simd)
{
#if defined(__x86_64__)
	switch (simd) {
	case EQ_SIMD_AVX512:
		return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
		       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
		       __builtin_cpu_supports("avx512vbmi2") &&
		       __builtin_cpu_supports("avx512cd") && eq_simd_has(EQ_SIMD_AVX2);
	case EQ_SIMD_AVX2:
		return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
		       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("pclmul");
	default:
		return true;
	}
#else
	return simd == EQ_SIMD_PLAIN || simd == EQ_SIMD_BEST;
#endif
}

enum eq_simd eq_simd_choice(enum eq_simd simd)
{
	if (simd != EQ_SIMD_BEST)
		return simd;
	if (eq_simd_has(EQ_SIMD_AVX512))
		return EQ_SIMD_AVX512;
	return eq_simd_has(EQ_SIMD_AVX2) ? EQ_SIMD_AVX2 : EQ_SIMD_PLAIN;
}

const char *eq_simd_name(enum eq_simd simd)
{
	static const char *const names[] = {
		[EQ_SIMD_PLAIN] = "plain", [EQ_SIMD_AVX2] = "avx2", [EQ_SIMD_AVX512] = "avx512"};

	return names[eq_simd_choice(simd)];
}
