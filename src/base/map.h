/* map.h - text to number, and symbols: each distinct name once, known by a small number. */
#ifndef EQ_BASE_MAP_H
#define EQ_BASE_MAP_H

#include "base/memory.h"

/* Open addressing over borrowed keys: a key must outlive the map. */
struct eq_map {
	struct eq_map_slot *slots;
	size_t n, cap;
};

#define EQ_MAP_NONE UINT32_MAX

void eq_map_init(struct eq_map *m);
void eq_map_release(struct eq_map *m);
uint32_t eq_map_get(const struct eq_map *m, struct eq_text key); /* EQ_MAP_NONE when absent */
/* The value now stored: the one that was there before, or else `value`, newly put. */
uint32_t eq_map_put(struct eq_map *m, struct eq_text key, uint32_t value);

/* Interned names. Symbol 0 is "no name". Texts are copied into the table's own arena. */
struct eq_symbols {
	struct eq_map map;
	struct eq_arena arena;
	EQ_VEC(struct eq_text) texts;
};

void eq_symbols_init(struct eq_symbols *s);
void eq_symbols_release(struct eq_symbols *s);
uint32_t eq_symbol(struct eq_symbols *s, struct eq_text name);            /* interns */
uint32_t eq_symbol_find(const struct eq_symbols *s, struct eq_text name); /* 0 when unknown */
struct eq_text eq_symbol_text(const struct eq_symbols *s, uint32_t symbol);

/* "Did you mean": the candidate nearest to `name` (optimal string alignment distance),
 * or an empty view when none is near enough to be a likely slip. Feed candidates one by one. */
struct eq_nearest {
	struct eq_text name, best;
	size_t distance;
};
void eq_nearest_init(struct eq_nearest *s, struct eq_text name);
void eq_nearest_try(struct eq_nearest *s, struct eq_text candidate);

#endif
