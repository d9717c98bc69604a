/* blocks.h - the bytes of a source as blocks of whole CSV records, for several workers at once.
 *
 * A source is one file or several (a folder, or a pattern: all files in order of their names), each
 * plain or compressed, or a pipe. Workers ask for the next block in turn; a block begins where a record does and
 * ends where one does, whatever quoted cells hold, and blocks are numbered in the order of the rows.
 * What is done in turn is cheap: read, find the last record's end, count lines. The rest, the index
 * of the cells, is each worker's own, over its own block.
 *
 * What ends the reading (a quote that is never closed, a zero byte, text that is not UTF-8, a record too long,
 * a file cut short or changed under way) is found by the worker that has the block, or by
 * eq_blocks_end(). No block after it is handed out from then on; blocks that were, of text that is not UTF-8 or of
 * a record with too many cells, are known by their greater numbers. */
#ifndef EQ_DATA_BLOCKS_H
#define EQ_DATA_BLOCKS_H

#include "base/simd.h"
#include "data/csv.h"

/* Bytes that can be read before and after a block's text, whatever they are. */
#define EQ_BLOCK_PAD 64

struct eq_blocks;
struct eq_block_room;

struct eq_blocks_options {
	char separator;       /* 0: found from the first record of each file */
	uint32_t skip;        /* lines before the header of each file */
	bool is_1252;         /* declared; blocks are UTF-8 all the same */
	struct eq_text until; /* rows end before the first record that begins with it; or empty */
	size_t block_bytes;   /* read at a time; 0: the standard. No figure may depend on it */
	enum eq_simd simd;
};

/* Finds the files and reads the header record of each. NULL after reporting (missing, not readable, no
 * such pattern, an empty file, …). `path`: a file, a folder, a pattern with * or ?, "-" for standard
 * input; relative as the process stands. `shown` is what messages call a single file. */
struct eq_blocks *eq_blocks_open(struct eq_text path, struct eq_text shown,
				 const struct eq_blocks_options *options, struct eq_diags *diags);
/* Text in memory instead of a file. */
struct eq_blocks *eq_blocks_open_memory(struct eq_text text, struct eq_text shown,
					const struct eq_blocks_options *options,
					struct eq_diags *diags);
void eq_blocks_close(struct eq_blocks *b);

uint32_t eq_blocks_n_files(const struct eq_blocks *b);
struct eq_text eq_blocks_file(const struct eq_blocks *b,
			      uint32_t file); /* its name, for messages */
const struct eq_csv_record *eq_blocks_header(const struct eq_blocks *b, uint32_t file);
char eq_blocks_separator(const struct eq_blocks *b, uint32_t file);
/* Whether there may be more than one block: else threads are not worth their start. */
bool eq_blocks_many(const struct eq_blocks *b);

/* A record of another number of cells than its header. */
struct eq_odd_record {
	uint32_t from;  /* offset of its first byte */
	uint32_t cells; /* how many it has */
	uint32_t first; /* its first cell's end, in `ends` */
};

struct eq_block {
	uint64_t number; /* from 0, over all files */
	uint32_t file;
	uint64_t line; /* of its first byte, in its file, from 1 */
	char *text;    /* whole records; EQ_BLOCK_PAD bytes on both sides can be read */
	uint32_t n;

	/* The index. Cell c of record r ends at ends[at(r) + c], and begins behind the end before it;
	 * at(r) is row[r], or r * width where `row` is NULL; ends[-1] can be read, and is UINT32_MAX. A cell
	 * has its quotes and blanks still; the last of a record may end in a CR. Blank lines are left out. */
	uint32_t width; /* cells of a record, as in the header */
	const uint32_t *ends;
	const uint32_t *row;
	uint32_t rows;
	EQ_VEC(struct eq_odd_record) odd; /* are not among the rows */
	bool has_quotes;                  /* some cell is quoted */
	bool ascii;
	bool has_cr; /* some line ends in CRLF */

	/* Private to the reading of CSV. */
	bool marked;    /* where cells end was found when it was cut */
	bool careful;   /* only the exact reader can tell what it holds */
	bool ended;     /* its file ends with it */
	uint32_t real;  /* bytes of the file: a line end may have been added to the last block */
	uint64_t lines; /* line ends in it */
	struct eq_block_room *room;
};
void eq_block_init(struct eq_block *block);
void eq_block_release(struct eq_block *block);

/* The next block, in the caller's own room. False at the end, and after eq_blocks_stop(). Safe to call
 * from several threads. */
bool eq_blocks_next(struct eq_blocks *b, struct eq_block *block);
/* Finds records and cells. False after reporting, to the caller's own sink, what ends the reading; the rows up to it stand
 * in the index all the same. */
bool eq_block_index(struct eq_blocks *b, struct eq_block *block, struct eq_diags *diags);
/* Hands out no more blocks. */
void eq_blocks_stop(struct eq_blocks *b);

/* A cell as it stands in the text; and what it says, without quotes, doubled ones undone (`room` is used
 * where it must be copied). Neither is trimmed of blanks. */
static inline struct eq_text eq_block_raw(const struct eq_block *b, uint32_t row, uint32_t column)
{
	const uint32_t *end = b->ends + (b->row ? b->row[row] : row * b->width) + column;
	uint32_t from = end[-1] + 1; /* UINT32_MAX + 1 is 0 */

	return (struct eq_text){b->text + from, *end - from};
}
struct eq_text eq_block_cell(const struct eq_block *b, uint32_t row, uint32_t column,
			     struct eq_buf *room);
/* The same of the cell that ends at ends[k], which may be an odd record's. */
struct eq_text eq_block_cell_at(const struct eq_block *b, uint32_t k, struct eq_buf *room);
/* Where a cell begins, its opening quote included: line from 1, column from 1 in code points. */
void eq_block_place(const struct eq_block *b, uint32_t row, uint32_t column, uint64_t *line,
		    uint64_t *at);
/* The same of an offset in the text. */
void eq_block_place_of(const struct eq_block *b, uint32_t offset, uint64_t *line, uint64_t *at);
/* The line of each row's first byte. */
void eq_block_lines(const struct eq_block *b, uint64_t *lines);

/* After the last block: the digest of all bytes as they are in the files. False after reporting what shows
 * only at the end: a file that changed while it was read, that could not be read on, that is cut short,
 * that is not in the encoding declared. */
bool eq_blocks_end(struct eq_blocks *b, char fingerprint[EQ_DIGEST_CHARS], struct eq_diags *diags);

/* For whoever shows progress, at any time, from any thread: bytes of the files read so far, and of all of them (0:
 * not known, as of a pipe). */
uint64_t eq_blocks_bytes_read(const struct eq_blocks *b);
uint64_t eq_blocks_bytes(const struct eq_blocks *b);

#endif
