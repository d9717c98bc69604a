/* input_unpack.c - see input_unpack.h. */
#include "data/input_unpack.h"

#include <limits.h>
#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

#define ZLIB_CONST
#include <zlib.h>

struct eq_unpacker {
	z_stream *gzip; /* or else */
	ZSTD_DStream *zstd;
	size_t step; /* of zstd: bytes it takes next, up to a block's end; 0: a frame's beginning */
	char *block; /* room for a block, where the reader's is too small for one */
	struct eq_text left; /* in it: what is still to be handed out */
	bool inside;         /* what was begun is not at its end */
	const char *fault;
};

#define CUT_SHORT "the compressed file is cut short: what it holds goes on after this place"
#define DAMAGED "the compressed file is damaged: what comes after this place cannot be unpacked"
#define WRONG_SUM \
	"the compressed file is damaged: what was unpacked up to this place is not what was packed"
#define NOT_PACKED \
	"the compressed file goes on after its end, with something that is not compressed"
#define TOO_LARGE "the compressed file needs more than 128 MB of memory to unpack"

static z_stream *new_gzip(void)
{
	z_stream *z = eq_alloc_zero(1, sizeof *z);

	if (inflateInit2(z, 15 + 16) != Z_OK) /* the largest window; gzip alone */
		eq_out_of_memory();
	return z;
}

static ZSTD_DStream *new_zstd(void)
{
	ZSTD_DStream *z = ZSTD_createDStream();

	if (!z)
		eq_out_of_memory();
	return z;
}

/* A frame of zstd, or one that it skips. */
static bool is_zstd(const unsigned char *m)
{
	return memcmp(m, "\x28\xB5\x2F\xFD", 4) == 0 ||
	       ((m[0] & 0xF0) == 0x50 && memcmp(m + 1, "\x2A\x4D\x18", 3) == 0);
}

struct eq_unpacker *eq_unpacker_new(const char magic[EQ_UNPACK_MAGIC])
{
	bool gzip = memcmp(magic, "\x1F\x8B\x08", 3) == 0;

	if (!gzip && !is_zstd((const unsigned char *)magic))
		return NULL;
	struct eq_unpacker *u = eq_alloc_zero(1, sizeof *u);

	if (gzip) {
		u->gzip = new_gzip();
	} else {
		u->zstd = new_zstd();
		u->block = eq_alloc(ZSTD_DStreamOutSize());
	}
	return u;
}

void eq_unpacker_free(struct eq_unpacker *u)
{
	if (!u)
		return;
	if (u->gzip)
		inflateEnd(u->gzip);
	eq_free(u->gzip);
	ZSTD_freeDStream(u->zstd);
	eq_free(u->block);
	eq_free(u);
}

static const char *fault_of_gzip(const struct eq_unpacker *u, int error)
{
	const char *says = u->gzip->msg ? u->gzip->msg : "";

	if (error == Z_MEM_ERROR)
		eq_out_of_memory();
	if (strcmp(says, "incorrect header check") == 0)
		return NOT_PACKED;
	if (strcmp(says, "incorrect data check") == 0 ||
	    strcmp(says, "incorrect length check") == 0)
		return WRONG_SUM;
	return DAMAGED;
}

static size_t unpack_gzip(struct eq_unpacker *u, struct eq_text *packed, char *to, size_t room)
{
	z_stream *z = u->gzip;
	uInt given = packed->n < UINT_MAX ? (uInt)packed->n : UINT_MAX;
	uInt most = room < UINT_MAX ? (uInt)room : UINT_MAX;

	z->next_in = (const Bytef *)packed->p;
	z->avail_in = given;
	z->next_out = (Bytef *)to;
	z->avail_out = most;
	u->inside = true;
	int got = inflate(z, Z_NO_FLUSH);
	packed->p += given - z->avail_in;
	packed->n -= given - z->avail_in;
	if (got == Z_STREAM_END) {
		u->inside = false;
		inflateReset(z);
	} else if (got != Z_OK && got != Z_BUF_ERROR) {
		u->fault = fault_of_gzip(u, got);
	}
	return most - z->avail_out;
}

static const char *fault_of_zstd(size_t error)
{
	switch (ZSTD_getErrorCode(error)) {
	case ZSTD_error_memory_allocation:
		eq_out_of_memory();
	case ZSTD_error_prefix_unknown: /* the first frame began as it should */
		return NOT_PACKED;
	case ZSTD_error_checksum_wrong:
		return WRONG_SUM;
	case ZSTD_error_frameParameter_windowTooLarge:
		return TOO_LARGE;
	default:
		return DAMAGED;
	}
}

/* Goes on by a block at most. Where a block is damaged, what the same call has unpacked before it is lost: so a
 * call never does more, however much there is room for, and `room` holds a block. */
static size_t unpack_block(struct eq_unpacker *u, struct eq_text *packed, char *to, size_t room)
{
	size_t step = u->step ? u->step : EQ_UNPACK_MAGIC;
	ZSTD_inBuffer in = {packed->p, packed->n < step ? packed->n : step, 0};
	ZSTD_outBuffer out = {to, room, 0};
	size_t got = ZSTD_decompressStream(u->zstd, &out, &in);

	packed->p += in.pos;
	packed->n -= in.pos;
	if (ZSTD_isError(got)) {
		u->fault = fault_of_zstd(got);
		return 0;
	}
	u->step = got;
	u->inside = got != 0;
	return out.pos;
}

static size_t hand_out(struct eq_text *left, char *to, size_t room)
{
	size_t n = left->n < room ? left->n : room;

	if (n)
		memcpy(to, left->p, n);
	left->p += n;
	left->n -= n;
	return n;
}

static size_t unpack_zstd(struct eq_unpacker *u, struct eq_text *packed, char *to, size_t room)
{
	size_t most = ZSTD_DStreamOutSize();

	if (u->left.n == 0 && room >= most)
		return unpack_block(u, packed, to, room);
	if (u->left.n == 0)
		u->left = (struct eq_text){u->block, unpack_block(u, packed, u->block, most)};
	return hand_out(&u->left, to, room);
}

size_t eq_unpack(struct eq_unpacker *u, struct eq_text *packed, char *to, size_t room)
{
	bool more = packed->n || u->inside || u->left.n; /* or another one would begin */

	if (u->fault || !more)
		return 0;
	return u->gzip ? unpack_gzip(u, packed, to, room) : unpack_zstd(u, packed, to, room);
}

const char *eq_unpacker_fault(const struct eq_unpacker *u)
{
	return u->fault;
}

const char *eq_unpacker_fault_at_end(const struct eq_unpacker *u)
{
	return u->fault ? u->fault : u->inside ? CUT_SHORT : NULL;
}
