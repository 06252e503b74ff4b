/* The corpus of wrong inputs (tests/cli/bad) against the tables of keys and of problems: nothing
 * can be refused without a case that shows how. */
#include "scenarios/keys.h"
#include "scenarios/pointer.h"
#include "scenarios/problem_table.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 5000, KEYS_OF_A_SENTENCE_MAX = 3, MISSING = 1 << 10 };

/* One expected message. */
struct line {
    const char *text, *code;
    const struct key *key; /* at its pointer, or NULL */
    unsigned found;        /* the type of what was found, MISSING, or 0 when it does not say */
    double number;
};

static struct arena arena;
static struct keys keys;
static struct line lines[LINES_MAX];
static size_t line_count;

static void exhausted(void)
{
    abort();
}

static const struct key *key_at(const char *text, size_t length)
{
    struct pointer pointer;
    if (!pointer_parse(&arena, text, length, &pointer))
        return NULL;
    const struct key_node *node = keys_at(&keys, &pointer);
    return node ? node->key : NULL;
}

static unsigned type_found(const char *found)
{
    static const struct {
        const char *begin;
        unsigned type;
    } types[] = {{"\"", KEY_STRING},        {"a text ", KEY_STRING},
                 {"an object", KEY_OBJECT}, {"an empty object", KEY_OBJECT},
                 {"an array", KEY_ARRAY},   {"an empty array", KEY_ARRAY},
                 {"true", KEY_BOOL},        {"false", KEY_BOOL},
                 {"nothing", MISSING}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strncmp(found, types[i].begin, strlen(types[i].begin)) == 0)
            return types[i].type;
    return strchr("-0123456789", *found) ? KEY_NUMBER : 0;
}

/* "WHERE: POINTER: SENTENCE [CODE]" */
static void take_line(const char *text)
{
    const char *code = strrchr(text, '['), *end = strrchr(text, ']');
    if (!code || !end || end[1] != '\0')
        return;
    cr_assert_lt(line_count, LINES_MAX);
    struct line *line = &lines[line_count++];
    *line = (struct line){.text = arena_strdup(&arena, text),
                          .code = arena_printf(&arena, "%.*s", (int)(end - code - 1), code + 1)};
    const char *pointer = strstr(text, ": /");
    const char *behind = pointer ? strstr(pointer + 2, ": ") : NULL;
    const char *found = strstr(text, ": found ");
    if (behind)
        line->key = key_at(pointer + 2, (size_t)(behind - pointer - 2));
    if (found) {
        line->found = type_found(found + strlen(": found "));
        line->number = strtod(found + strlen(": found "), NULL);
    }
}

/* Of the files that match; `mark` is what a line of interest begins with. */
static void take_files(const char *pattern, const char *mark)
{
    glob_t files;
    char *text = NULL;
    size_t room = 0;
    cr_assert_eq(glob(pattern, 0, NULL, &files), 0, "%s", pattern);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        FILE *file = fopen(files.gl_pathv[i], "rb");
        cr_assert_not_null(file);
        for (ssize_t length; (length = getline(&text, &room, file)) > 0;) {
            text[length - 1] = text[length - 1] == '\n' ? '\0' : text[length - 1];
            if (strncmp(text, mark, strlen(mark)) == 0)
                take_line(text + strlen(mark));
        }
        fclose(file);
    }
    free(text);
    globfree(&files);
}

static void begin(void)
{
    arena_init(&arena, exhausted);
    keys_init(&keys, &arena);
    line_count = 0;
    take_files("tests/cli/bad/*.cases", "> ");
    take_files("tests/cli/limits.stdout", "");
    cr_assert_gt(line_count, 500);
}

static void end(void)
{
    arena_clear(&arena);
}

TestSuite(corpus, .init = begin, .fini = end);

/* A line with the row's own code at the row's own place, having found one of these types. */
static const struct line *line_of(const struct key *key, unsigned found)
{
    for (size_t i = 0; i < line_count; i++)
        if (lines[i].key == key && strcmp(lines[i].code, key->code) == 0 && lines[i].found & found)
            return &lines[i];
    return NULL;
}

static bool has_line(const struct key *key, const char *code)
{
    for (size_t i = 0; i < line_count; i++)
        if (lines[i].key == key && strcmp(lines[i].code, code) == 0)
            return true;
    return false;
}

static bool has_number(const struct key *key, double low, double high, bool fraction)
{
    for (size_t i = 0; i < line_count; i++) {
        double number = lines[i].number;
        if (lines[i].key == key && lines[i].found == KEY_NUMBER && number >= low &&
            number <= high && (!fraction || number != (double)(long long)number))
            return true;
    }
    return false;
}

#define ALL_TYPES (KEY_OBJECT | KEY_ARRAY | KEY_STRING | KEY_NUMBER | KEY_BOOL)

Test(corpus, has_a_wrong_type_for_every_key)
{
    size_t count = 0;
    for (size_t i = 0; i < keys_count(); i++) {
        const struct key *key = keys_row(i);
        if (!key->types || key->types == ALL_TYPES)
            continue;
        cr_expect(line_of(key, ALL_TYPES & ~key->types), "%s has no type case", key->path);
        count++;
    }
    cr_assert_gt(count, 180);
}

Test(corpus, has_every_required_key_missing)
{
    for (size_t i = 0; i < keys_count(); i++)
        if (keys_row(i)->flags & KEY_REQUIRED)
            cr_expect(line_of(keys_row(i), MISSING), "%s is never missing", keys_row(i)->path);
}

Test(corpus, has_a_wrong_text_for_every_text_with_a_form)
{
    for (size_t i = 0; i < keys_count(); i++) {
        const struct key *key = keys_row(i);
        if (key->types & KEY_STRING && key->format != FORMAT_ANY)
            cr_expect(line_of(key, KEY_STRING), "%s has no wrong text", key->path);
        if (key->flags & KEY_FILLED)
            cr_expect(line_of(key, KEY_ARRAY), "%s is never empty", key->path);
    }
}

Test(corpus, has_a_number_on_each_side_of_every_range)
{
    for (size_t i = 0; i < keys_count(); i++) {
        const struct key *key = keys_row(i);
        if (!(key->types & KEY_NUMBER) || (key->low == 0 && key->high == 0))
            continue;
        cr_expect(has_number(key, -1e300, key->low - key->low * 1e-9 - 1e-12, false) ||
                      (key->low < 1 && has_number(key, -1e300, 0, false)),
                  "%s is never below %g", key->path, key->low);
        cr_expect(has_number(key, key->high * (1 + 1e-16), 1e300, false), "%s is never above %g",
                  key->path, key->high);
        if (key->format == FORMAT_WHOLE)
            cr_expect(has_number(key, key->low, key->high, true), "%s is never a fraction",
                      key->path);
    }
}

/* Keys whose text must name or describe something that other parts of the scenario decide. */
static const struct {
    const char *key, *code;
} references[] = {{"deadline-run", "run-unknown"},
                  {"run-after", "run-unknown"},
                  {"run-strategy", "strategy-unknown"},
                  {"profile-strategy", "strategy-unknown"},
                  {"freeze-region", "region-unknown"},
                  {"freeze-members", "selector"},
                  {"override-members", "selector"},
                  {"member-kubernetes-window", "window-unknown"},
                  {"member-node-os-window", "window-unknown"},
                  {"member-duration-model", "duration-model-unknown"},
                  {"member-failure-model", "failure-model-unknown"}};

static const struct key *row_of(const char *code)
{
    for (size_t i = 0; i < keys_count(); i++)
        if (keys_row(i)->code && strcmp(keys_row(i)->code, code) == 0)
            return keys_row(i);
    cr_assert_fail("no key has the code %s", code);
    return NULL;
}

Test(corpus, has_every_reference_lead_nowhere)
{
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        cr_expect(has_line(row_of(references[i].key), references[i].code), "%s: no %s",
                  references[i].key, references[i].code);
}

static bool has_text(const char *part)
{
    for (size_t i = 0; i < line_count; i++)
        if (strstr(lines[i].text, part))
            return true;
    return false;
}

/* With a parameter too few and with one too many. */
Test(corpus, has_every_kind_of_distribution_wrong)
{
    char *kinds = arena_strdup(&arena, row_of("dist-kind")->words), *rest = NULL;
    size_t count = 0;
    for (char *kind = strtok_r(kinds, "|", &rest); kind; kind = strtok_r(NULL, "|", &rest)) {
        bool pairs = strcmp(kind, "lognormal") == 0; /* needs one of three pairs */
        cr_expect(pairs || has_text(arena_printf(&arena, "of the kind %s needs", kind)), "%s",
                  kind);
        cr_expect(has_text(arena_printf(&arena, "of the kind %s has no parameter", kind)), "%s",
                  kind);
        count++;
    }
    cr_assert_eq(count, 10);
}

Test(corpus, has_every_refusal_until_later_by_name)
{
    size_t count = 0;
    for (size_t i = 0; i < keys_count(); i++) {
        const struct key *key = keys_row(i);
        if (!(key->flags & KEY_LATER) && !key->later_word)
            continue;
        cr_expect(has_line(key, "not-yet"), "%s is never refused", key->path);
        count++;
    }
    cr_assert_gt(count, 0);
}

/* These two cannot be had from the command line: see the tests below. */
static bool is_for_programs(const char *code)
{
    return strcmp(code, problem_row(PROBLEM_FILE_FORBIDDEN)->code) == 0 ||
           strcmp(code, problem_row(PROBLEM_SETTING_FORM)->code) == 0;
}

static bool has_code(const char *code)
{
    for (size_t i = 0; i < line_count; i++)
        if (strcmp(lines[i].code, code) == 0)
            return true;
    return false;
}

Test(corpus, has_every_problem)
{
    for (int i = 0; i < PROBLEM_CODE_COUNT; i++) {
        const char *code = problem_row((enum problem_code)i)->code;
        cr_expect(has_code(code) || is_for_programs(code), "no case for %s", code);
    }
}

Test(corpus, knows_every_code_it_expects)
{
    for (size_t i = 0; i < line_count; i++) {
        bool known = false;
        for (int c = 0; c < PROBLEM_CODE_COUNT; c++)
            known |= strcmp(lines[i].code, problem_row((enum problem_code)c)->code) == 0;
        for (size_t k = 0; k < keys_count(); k++)
            known |= keys_row(k)->code && strcmp(lines[i].code, keys_row(k)->code) == 0;
        cr_expect(known, "%s", lines[i].text);
    }
}

Test(corpus, leaves_files_alone_where_they_are_forbidden)
{
    struct loading loading;
    loading_text(&loading, loading_scenario("{\"members\": \"members.csv\"}", ""));
    cr_assert(loading_has_problem(
        &loading, "test.json:1:56: members.csv names a file, but files may not be read here; "
                  "write its content in its place [file-forbidden]"));
    loading_clear(&loading);
}

Test(corpus, refuses_settings_without_a_value)
{
    struct loading loading;
    const char *text = loading_scenario("{\"members\": [{\"name\": \"a\"}]}", "");
    struct load_setting setting = {.text = "/experiment/trials"};
    arena_init(&loading.arena, exhausted);
    scenario_load(&loading.arena,
                  &(struct load_request){.path = "test.json",
                                         .text = text,
                                         .text_length = strlen(text),
                                         .settings = &setting,
                                         .setting_count = 1},
                  &loading.scenario, &loading.problems);
    cr_assert(loading_has_problem(&loading, "--set: found \"/experiment/trials\", write "
                                            "POINTER=VALUE, such as /experiment/trials=1000 "
                                            "[set-form]"));
    loading_clear(&loading);
}

/* What these say is the same wherever it happens: it is about any key, or about what a distribution
 * is, or about the way to a value. */
static bool is_for_all(const char *code)
{
    static const char *const codes[] = {"unknown-key", "not-yet", "empty-key"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(code, codes[i]) == 0)
            return true;
    return strncmp(code, "set-", 4) == 0;
}

/* That each key has a sentence of its own, test_problem.c checks. */
Test(corpus, has_no_sentence_for_more_than_a_few_keys)
{
    for (int c = 0; c < PROBLEM_CODE_COUNT; c++) {
        const char *code = problem_row((enum problem_code)c)->code;
        const struct key *served[KEYS_OF_A_SENTENCE_MAX + 1];
        size_t count = 0;
        for (size_t i = 0; i < line_count && count <= KEYS_OF_A_SENTENCE_MAX; i++) {
            if (!lines[i].key || strcmp(lines[i].code, code) != 0 || is_for_all(code))
                continue;
            bool known = false;
            for (size_t k = 0; k < count; k++)
                known |= served[k] == lines[i].key;
            if (!known)
                served[count++] = lines[i].key;
        }
        cr_expect_leq(count, KEYS_OF_A_SENTENCE_MAX, "%s is said of too many keys", code);
    }
}
