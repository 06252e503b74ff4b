#include "scenarios/input.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

void inputs_init(struct inputs *inputs, struct arena *scratch, struct problems *problems)
{
    inputs->scratch = scratch;
    inputs->problems = problems;
    inputs->count = 0;
    inputs->files_forbidden = false;
}

static int next_place(const struct inputs *inputs)
{
    const struct input *last = inputs->count ? &inputs->list[inputs->count - 1] : NULL;
    return last ? last->first + last->extent + 1 : 0;
}

static void too_many(struct inputs *inputs, const char *name, int cited)
{
    inputs_problem(inputs, cited, "", PROBLEM_FILE_COUNT, name,
                   "1,000 files and settings are read, and 2 GiB in all");
}

struct input *inputs_add(struct inputs *inputs, enum input_kind kind, const char *name,
                         const char *folder, const char *text, size_t length, int cited)
{
    int first = next_place(inputs);
    if (inputs->count == INPUTS_MAX || length > (size_t)(INT_MAX - 1 - first)) {
        too_many(inputs, name, cited);
        return NULL;
    }
    struct input *input = &inputs->list[inputs->count++];
    *input = (struct input){.kind = kind,
                            .name = arena_strdup(inputs->scratch, name),
                            .folder = arena_strdup(inputs->scratch, folder),
                            .text = text,
                            .length = length,
                            .first = first,
                            .extent = (int)length};
    return input;
}

/* Reads to the end, doubling. NULL and *failure on error or beyond INPUT_BYTES_MAX (*failure then
 * 0). */
static char *read_all(struct arena *arena, FILE *file, size_t guess, size_t *length, int *failure)
{
    size_t room = guess + 1;
    char *text = arena_alloc(arena, room + 1);
    *length = 0;
    *failure = 0;
    for (;;) {
        errno = 0;
        *length += fread(text + *length, 1, room - *length, file);
        if (ferror(file)) {
            *failure = errno ? errno : EIO;
            return NULL;
        }
        if (*length > INPUT_BYTES_MAX)
            return NULL;
        if (*length < room)
            break;
        char *larger = arena_alloc(arena, 2 * room + 1);
        memcpy(larger, text, *length);
        text = larger;
        room *= 2;
    }
    text[*length] = '\0';
    return text;
}

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_printf(arena, "%.*s", (int)(slash + 1 - path), path) : "";
}

/* Of an open file: where it is a regular one, so much is read at first. */
static size_t size_guess(FILE *file)
{
    struct stat about;
    bool regular = fstat(fileno(file), &about) == 0 && S_ISREG(about.st_mode);
    return regular && about.st_size > 0 && (size_t)about.st_size <= INPUT_BYTES_MAX
               ? (size_t)about.st_size
               : 65536;
}

static struct input *read_stream(struct inputs *inputs, enum input_kind kind, const char *name,
                                 FILE *file, int cited)
{
    size_t length;
    int failure;
    char *text = read_all(inputs->scratch, file, size_guess(file), &length, &failure);
    if (!text && failure == 0) {
        inputs_problem(inputs, cited, "", PROBLEM_FILE_SIZE, name, "256 MiB");
        return NULL;
    }
    if (!text) {
        inputs->problems->unreadable |= failure != EISDIR;
        inputs_problem(inputs, cited, "", PROBLEM_FILE_FAILED, name, strerror(failure));
        return NULL;
    }
    return inputs_add(inputs, kind, name, folder_of(inputs->scratch, name), text, length, cited);
}

/* What the user can correct by another path; all else is the machine's. */
static bool is_wrong_path(int failure)
{
    return failure == ENOENT || failure == EACCES || failure == ENOTDIR || failure == EISDIR ||
           failure == ENAMETOOLONG || failure == ELOOP || failure == EINVAL;
}

struct input *inputs_read(struct inputs *inputs, enum input_kind kind, const char *path, int cited)
{
    if (inputs->files_forbidden) {
        inputs_problem(inputs, cited, "", PROBLEM_FILE_FORBIDDEN, path, "");
        return NULL;
    }
    if (cited < 0 && strcmp(path, "-") == 0) {
        struct input *input = read_stream(inputs, kind, "standard input", stdin, cited);
        if (input)
            input->folder = "";
        return input;
    }
    const char *folder = cited >= 0 && *path != '/' ? inputs_at(inputs, cited)->folder : "";
    const char *name = arena_printf(inputs->scratch, "%s%s", folder, path);
    FILE *file = fopen(name, "rb");
    if (!file) {
        int failure = errno;
        inputs->problems->unreadable |= !is_wrong_path(failure);
        inputs_problem(inputs, cited, "", PROBLEM_FILE_MISSING, name, strerror(failure));
        return NULL;
    }
    struct input *input = read_stream(inputs, kind, name, file, cited);
    fclose(file);
    return input;
}

void inputs_set_table(struct inputs *inputs, struct input *input, struct input_table table)
{
    assert(input == &inputs->list[inputs->count - 1]);
    input->table = table;
    input->extent = table.row_count * table.column_count;
}

int input_cell(const struct input *input, int row, int column)
{
    assert(row < input->table.row_count && column < input->table.column_count);
    return input->first + row * input->table.column_count + column;
}

const struct input *inputs_at(const struct inputs *inputs, int place)
{
    size_t low = 0, high = inputs->count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (inputs->list[middle].first <= place)
            low = middle;
        else
            high = middle;
    }
    return &inputs->list[low];
}

/* Columns count characters, as editors do, not bytes. */
static const char *text_where(struct arena *arena, const struct input *input, int offset)
{
    size_t line = 1, column = 1;
    for (int i = 0; i < offset; i++) {
        if (input->text[i] == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)input->text[i] & 0xc0) != 0x80) {
            column++;
        }
    }
    return arena_printf(arena, "%s:%zu:%zu", input->name, line, column);
}

static const char *cell_where(struct arena *arena, const struct input *input, int cell)
{
    const struct input_table *table = &input->table;
    if (table->column_count == 0)
        return text_where(arena, input, cell);
    int row = cell / table->column_count, column = cell % table->column_count;
    if (row >= table->row_count)
        return input->name;
    return arena_printf(arena, "%s:%d: column %s", input->name, table->row_line[row],
                        table->columns[column]);
}

const char *inputs_where(const struct inputs *inputs, int place)
{
    if (place < 0)
        return "fleetsim";
    const struct input *input = inputs_at(inputs, place);
    if (input->kind == INPUT_SETTING)
        return input->name;
    if (input->kind == INPUT_TABLE)
        return cell_where(inputs->scratch, input, place - input->first);
    return text_where(inputs->scratch, input, place - input->first);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether the quote at `at` is escaped: an odd number of backslashes in front of it. */
static bool is_escaped(const char *text, int at)
{
    int slashes = 0;
    while (at - 1 - slashes >= 0 && text[at - 1 - slashes] == '\\')
        slashes++;
    return slashes % 2 == 1;
}

int inputs_key_place(const struct inputs *inputs, int value_place)
{
    if (value_place < 0 || inputs_at(inputs, value_place)->kind != INPUT_JSON)
        return value_place;
    const struct input *input = inputs_at(inputs, value_place);
    int at = value_place - input->first - 1;
    while (at >= 0 && is_space(input->text[at]))
        at--;
    if (at < 0 || input->text[at] != ':')
        return value_place;
    while (at > 0 && input->text[at] != '"')
        at--;
    do
        at--;
    while (at > 0 && (input->text[at] != '"' || is_escaped(input->text, at)));
    return at < 0 ? value_place : input->first + at;
}

/* Beyond what is kept, problems are only counted: finding their line would cost a look at the whole
 * text. */
static bool is_full(const struct inputs *inputs)
{
    return inputs->problems->count >= PROBLEMS_MAX;
}

void inputs_report(struct inputs *inputs, int place, const char *pointer, const char *code,
                   const char *sentence)
{
    struct problems *problems = inputs->problems;
    if (is_full(inputs)) {
        problems->count++;
        return;
    }
    for (size_t i = 0; i < problems->count; i++)
        if (inputs->reported[i].place == place &&
            strcmp(inputs->reported[i].sentence, sentence) == 0)
            return;
    inputs->reported[problems->count].place = place;
    inputs->reported[problems->count].sentence = sentence;
    problems_add(problems, code, inputs_where(inputs, place), pointer, sentence);
}

void inputs_problem(struct inputs *inputs, int place, const char *pointer, enum problem_code code,
                    const char *first, const char *second)
{
    inputs_report(inputs, place, pointer, problem_row(code)->code,
                  problem_sentence(inputs->scratch, code, first, second));
}

const char *inputs_hint(const struct inputs *inputs, const struct names *names, const char *wrong)
{
    return is_full(inputs) ? "" : names_hint(names, inputs->scratch, wrong);
}
