/* placements.c - writes the made-up case file that the benchmarks of the scan read.
 *
 *     placements SHAPE ROWS
 *
 * The same shape and number of rows give the same bytes on every machine: the seed is fixed. All
 * shapes draw the same cases, week by week from April 2022 to March 2025; they differ in how a case
 * is written down (the table below). What only some shapes need is drawn from a second sequence, so
 * that it does not change the cases. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "time/date.h"

enum {
	DAYS = 1096,  /* 2022-04-01 to 2025-03-31 */
	FILLERS = 53, /* of the wide shape, and before which of them a case's columns stand */
	LOCALITY_AT = 10,
	SETTING_AT = 20,
	COST_AT = 30,
	HOURS_AT = 40,
	LINE = 1024,
	BUFFER = 1 << 20,
};

static const char *const localities[] = {
	"Taunton",  "Yeovil", "Bridgwater", "Frome",   "Wells",      "Glastonbury",
	"Minehead", "Chard",  "Street",     "Burnham", "Wellington", "Shepton Mallet",
};
static const char *const settings[] = {
	"residential", "nursing", "homecare", "supported_living", "direct_payment",
};

/* splitmix64 (Steele, Lea, Flood 2014). */
struct sequence {
	uint64_t state;
};

static uint32_t below(struct sequence *s, uint32_t n)
{
	uint64_t z = s->state += 0x9E3779B97F4A7C15u;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	z ^= z >> 31;
	return (uint32_t)(((z >> 32) * n) >> 32);
}

struct calendar {
	char days[DAYS][EQ_DATE_CHARS];
};

static void calendar_init(struct calendar *c)
{
	eq_date first;
	eq_date_read(EQ_TEXT("2022-04-01"), &first);
	for (int i = 0; i < DAYS; i++)
		eq_date_write(first + i, c->days[i]);
}

struct placement {
	uint32_t id, pence, tenths, age, start;
	const char *locality, *setting;
};

static struct placement draw(struct sequence *s)
{
	struct placement p;
	p.id = 1000000 + below(s, 9000000);
	p.pence = 5000 + below(s, 175001); /* £50 to £1,800 a week */
	p.tenths = 5 + below(s, 596);      /* half an hour to 60 hours */
	p.age = 18 + below(s, 85);
	p.setting = settings[below(s, 5)];
	p.locality = localities[below(s, 12)];
	p.start = below(s, DAYS);
	return p;
}

/* --- the shapes ------------------------------------------------------------------------------- */

struct pen {
	struct calendar calendar;
	struct sequence extra;
};

#define COST(p) (p)->pence / 100, (p)->pence % 100
#define HOURS(p) (p)->tenths / 10, (p)->tenths % 10

static int write_plain(char *line, const struct placement *p, struct pen *pen)
{
	return snprintf(line, LINE, "%u,%s,%s,%s,%u.%02u,%u.%u,%u\n", p->id,
			pen->calendar.days[p->start], p->locality, p->setting, COST(p), HOURS(p),
			p->age);
}

static int write_quoted(char *line, const struct placement *p, struct pen *pen)
{
	return snprintf(line, LINE, "\"%u\",\"%s\",\"%s\",\"%s\",\"%u.%02u\",\"%u.%u\",\"%u\"\n",
			p->id, pen->calendar.days[p->start], p->locality, p->setting, COST(p),
			HOURS(p), p->age);
}

/* 40 districts of 10 sectors of 250 units: 100,000 postcodes. */
static int write_postcodes(char *line, const struct placement *p, struct pen *pen)
{
	uint32_t unit = below(&pen->extra, 250);
	uint32_t sector = below(&pen->extra, 10), district = 1 + below(&pen->extra, 40);
	return snprintf(line, LINE, "%u,%s,TA%u %u%c%c,%s,%u.%02u,%u.%u,%u\n", p->id,
			pen->calendar.days[p->start], district, sector, 'A' + unit / 25,
			'A' + unit % 25, p->setting, COST(p), HOURS(p), p->age);
}

/* A stay of up to two years; it has no end yet where that is later than the last day of all. */
static int write_spells(char *line, const struct placement *p, struct pen *pen)
{
	uint32_t end = p->start + 1 + below(&pen->extra, 730);
	return snprintf(line, LINE, "%u,%s,%s,%s,%s,%u.%02u,%u.%u,%u\n", p->id,
			pen->calendar.days[p->start], end < DAYS ? pen->calendar.days[end] : "",
			p->locality, p->setting, COST(p), HOURS(p), p->age);
}

/* Whatever else a case system exports: flags, codes, dates, amounts, names. */
static int write_filler(char *to, size_t room, int column, struct pen *pen)
{
	struct sequence *s = &pen->extra;
	switch (column % 6) {
	case 0:
		return snprintf(to, room, ",%c", "NY"[below(s, 2)]);
	case 1:
		return snprintf(to, room, ",%u", below(s, 1000));
	case 2:
		return snprintf(to, room, ",%s", pen->calendar.days[below(s, DAYS)]);
	case 3:
		return snprintf(to, room, ",%u.%02u", below(s, 5000), below(s, 100));
	case 4:
		return snprintf(to, room, ",%s", localities[below(s, 12)]);
	default:
		return snprintf(to, room, ",");
	}
}

/* Sixty columns, with those of a case spread among them. */
static int write_wide(char *line, const struct placement *p, struct pen *pen)
{
	int n = snprintf(line, LINE, "%u,%s", p->id, pen->calendar.days[p->start]);
	for (int i = 0; i < FILLERS; i++) {
		char *to = line + n;
		size_t room = LINE - (size_t)n;
		if (i == LOCALITY_AT)
			n += snprintf(to, room, ",%s", p->locality);
		else if (i == SETTING_AT)
			n += snprintf(to, room, ",%s", p->setting);
		else if (i == COST_AT)
			n += snprintf(to, room, ",%u.%02u", COST(p));
		else if (i == HOURS_AT)
			n += snprintf(to, room, ",%u.%u", HOURS(p));
		n += write_filler(line + n, LINE - (size_t)n, i, pen);
	}
	return n + snprintf(line + n, LINE - (size_t)n, ",%u\n", p->age);
}

static void head_plain(void)
{
	printf("case_id,start_date,locality,setting,weekly_cost,hours,age\n");
}

static void head_quoted(void)
{
	printf("\"case_id\",\"start_date\",\"locality\",\"setting\",\"weekly_cost\",\"hours\",\"age\"\n");
}

static void head_postcodes(void)
{
	printf("case_id,start_date,postcode,setting,weekly_cost,hours,age\n");
}

static void head_spells(void)
{
	printf("case_id,start_date,end_date,locality,setting,weekly_cost,hours,age\n");
}

static void head_wide(void)
{
	printf("case_id,start_date");
	static const char *const among[FILLERS] = {
		[LOCALITY_AT] = ",locality",
		[SETTING_AT] = ",setting",
		[COST_AT] = ",weekly_cost",
		[HOURS_AT] = ",hours",
	};
	for (int i = 0; i < FILLERS; i++)
		printf("%s,field_%02d", among[i] ? among[i] : "", i);
	printf(",age\n");
}

static const struct shape {
	const char *name;
	void (*head)(void);
	int (*write)(char *line, const struct placement *p, struct pen *pen);
} shapes[] = {
	{"plain", head_plain, write_plain},
	{"quoted", head_quoted, write_quoted}, /* every cell in quotes */
	{"wide", head_wide, write_wide},
	{"postcodes", head_postcodes, write_postcodes}, /* a postcode in place of the locality */
	{"spells", head_spells, write_spells},          /* and a day on which it ended */
};

static const struct shape *shape_named(const char *name)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (strcmp(shapes[i].name, name) == 0)
			return &shapes[i];
	}
	return NULL;
}

int main(int argc, char **argv)
{
	const struct shape *shape = argc == 3 ? shape_named(argv[1]) : NULL;
	if (!shape) {
		fprintf(stderr, "usage: placements plain|quoted|wide|postcodes|spells ROWS\n");
		return 2;
	}
	static char buffer[BUFFER];
	setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
	static struct pen pen = {.extra = {20240324}};
	calendar_init(&pen.calendar);
	struct sequence cases = {0x9E3779B97F4A7C15u};
	shape->head();
	for (long left = atol(argv[2]); left > 0; left--) {
		char line[LINE];
		struct placement p = draw(&cases);
		fwrite(line, 1, (size_t)shape->write(line, &p, &pen), stdout);
	}
	return ferror(stdout) || fclose(stdout) ? 1 : 0;
}
