#include "sim/cli/sweep_state.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sweep_state {
    const char *path;
    FILE *file;
};

enum { LINE_SIZE = 512, ROWS_MAX = 64 * 1024 * 1024 };

/* FNV-1a (Fowler, Noll, Vo), 64 bits. */
static uint64_t digest_of(uint64_t digest, const void *bytes, size_t size)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < size; i++)
        digest = (digest ^ byte[i]) * UINT64_C(1099511628211);
    return digest;
}

static uint64_t digest_of_record(const char *figures, const char *rows)
{
    uint64_t digest = digest_of(UINT64_C(14695981039346656037), figures, strlen(figures));
    return digest_of(digest, rows, strlen(rows));
}

static void head_line(const struct sweep *sweep, char line[LINE_SIZE])
{
    snprintf(line, LINE_SIZE, "fleetsim sweep %.40s %016" PRIx64 " %016" PRIx64 " %u\n",
             sweep->version, sweep->scenario->digest, variation_digest(sweep->variation),
             sweep->variation->count);
}

/* All integers of a point, in one line. */
static void print_figures(const struct sweep_point *point, char line[LINE_SIZE])
{
    int length = snprintf(line, LINE_SIZE, "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64,
                          point->completed.hits, point->completed.n, point->deadline.hits,
                          point->deadline.n);
    for (int q = 0; q < QUANTILE_COUNT; q++)
        length += snprintf(line + length, (size_t)(LINE_SIZE - length),
                           " %" PRId64 " %" PRId64 " %" PRId64, point->finish[q].value_s,
                           point->finish[q].low_s, point->finish[q].high_s);
}

static bool read_whole(const char **at, int64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoll(*at, &end, 10);
    bool right = end != *at && errno == 0;
    *at = end;
    return right;
}

static bool parse_figures(const char *line, struct sweep_point *point)
{
    int64_t counts[4];
    for (int i = 0; i < 4; i++)
        if (!read_whole(&line, &counts[i]) || counts[i] < 0)
            return false;
    if (counts[0] > counts[1] || counts[2] > counts[3])
        return false;
    point->completed = proportion_of((uint64_t)counts[0], (uint64_t)counts[1]);
    point->deadline = proportion_of((uint64_t)counts[2], (uint64_t)counts[3]);
    for (int q = 0; q < QUANTILE_COUNT; q++)
        if (!read_whole(&line, &point->finish[q].value_s) ||
            !read_whole(&line, &point->finish[q].low_s) ||
            !read_whole(&line, &point->finish[q].high_s))
            return false;
    return *line == '\0';
}

/* "BYTES DIGEST\n", the figures' line, the rows. */
static bool read_record(struct arena *arena, FILE *file, struct sweep_point *point)
{
    char line[LINE_SIZE];
    size_t size;
    uint64_t digest;
    if (fgets(line, sizeof line, file) == NULL ||
        sscanf(line, "%zu %" SCNx64, &size, &digest) != 2 || size > ROWS_MAX)
        return false;
    if (fgets(line, sizeof line, file) == NULL || line[strcspn(line, "\n")] != '\n')
        return false;
    line[strcspn(line, "\n")] = '\0';
    char *rows = arena_alloc(arena, size + 1);
    if (fread(rows, 1, size, file) != size)
        return false;
    rows[size] = '\0';
    point->rows = rows;
    return digest == digest_of_record(line, rows) && parse_figures(line, point);
}

/* The records of an earlier start of the same sweep; the file then ends behind the last whole one.
 */
static uint32_t read_records(struct arena *arena, FILE *file, const struct sweep *sweep,
                             struct sweep_point *points)
{
    char expected[LINE_SIZE], found[LINE_SIZE];
    uint32_t done = 0;
    long whole = 0;
    head_line(sweep, expected);
    if (fgets(found, sizeof found, file) != NULL && strcmp(found, expected) == 0) {
        whole = ftell(file);
        while (done < sweep->variation->count && read_record(arena, file, &points[done])) {
            whole = ftell(file);
            done++;
        }
    }
    fseek(file, whole, SEEK_SET);
    if (ftruncate(fileno(file), whole) != 0)
        return 0;
    return done;
}

static bool complain(const struct sweep_state *state)
{
    fprintf(stderr, "fleetsim: cannot write %s: %s\n", state->path, strerror(errno));
    return false;
}

static bool is_stored(FILE *file)
{
    return fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0;
}

struct sweep_state *sweep_state_open(struct arena *arena, const char *folder,
                                     const struct sweep *sweep, struct sweep_point *points,
                                     uint32_t *done)
{
    struct sweep_state *state = arena_new(arena, struct sweep_state);
    size_t length = strlen(folder);
    char head[LINE_SIZE];
    while (length > 1 && folder[length - 1] == '/')
        length--;
    state->path = arena_printf(arena, "%.*s.sweep", (int)length, folder);
    state->file = fopen(state->path, "r+e");
    if (state->file == NULL)
        state->file = fopen(state->path, "w+e");
    if (state->file == NULL)
        return complain(state) ? state : NULL;
    *done = read_records(arena, state->file, sweep, points);
    if (ftell(state->file) > 0)
        return state;
    head_line(sweep, head);
    if (fputs(head, state->file) != EOF && is_stored(state->file))
        return state;
    complain(state);
    sweep_state_close(state, true); /* there is nothing in it */
    return NULL;
}

bool sweep_state_add(struct sweep_state *state, const struct sweep_point *point)
{
    char figures[LINE_SIZE];
    print_figures(point, figures);
    fprintf(state->file, "%zu %016" PRIx64 "\n%s\n%s", strlen(point->rows),
            digest_of_record(figures, point->rows), figures, point->rows);
    return is_stored(state->file) || complain(state);
}

void sweep_state_close(struct sweep_state *state, bool finished)
{
    fclose(state->file);
    if (finished)
        unlink(state->path);
}
