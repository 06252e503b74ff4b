#include "scenarios/keys.h"
#include "scenarios/problem_table.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

static void exhausted(void)
{
    abort();
}

static void begin(void)
{
    arena_init(&arena, exhausted);
}

static void end(void)
{
    arena_clear(&arena);
}

TestSuite(problem, .init = begin, .fini = end);

static char *printed(const struct problems *problems)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    problems_print(problems, out);
    fclose(out);
    return text;
}

Test(problem, is_one_line_whatever_was_found)
{
    struct problems problems;
    problems_init(&problems, &arena);
    problems_add(&problems, "code", "f.json:1:2", "/a\nb", "found \x1b[31m, write \"\xc3\xa9\"");
    problems_add(&problems, "other", "fleetsim", "", "nothing at all");
    char *text = printed(&problems);
    cr_assert_str_eq(text, "f.json:1:2: /a\\x0Ab: found \\x1B[31m, write \"\xc3\xa9\" [code]\n"
                           "fleetsim: nothing at all [other]\n");
    free(text);
}

Test(problem, is_counted_beyond_what_is_kept)
{
    struct problems problems;
    problems_init(&problems, &arena);
    for (int i = 0; i < PROBLEMS_MAX + 7; i++)
        problems_add(&problems, "code", "x", "", "y");
    cr_assert_eq(problems.count, PROBLEMS_MAX + 7);
    char *text = printed(&problems);
    cr_assert_not_null(strstr(text, "\n... and 7 more\n"));
    free(text);
}

Test(problem, fills_its_sentence)
{
    cr_assert_str_eq(problem_sentence(&arena, PROBLEM_DIST_ORDER, "min {2}", "min below max"),
                     "found min {2}, but they must rise: min below max");
}

/* No code twice, and no sentence twice, over both tables. */
Test(problem, has_a_code_and_a_sentence_of_its_own)
{
    static const char *codes[1000], *sentences[1000];
    size_t count = 0;
    for (int i = 0; i < PROBLEM_CODE_COUNT; i++) {
        codes[count] = problem_row((enum problem_code)i)->code;
        sentences[count++] = problem_row((enum problem_code)i)->sentence;
    }
    for (size_t i = 0; i < keys_count(); i++) {
        const struct key *key = keys_row(i);
        if (key->types == 0)
            continue;
        codes[count] = key->code;
        sentences[count++] = key->write;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            cr_assert_str_neq(codes[i], codes[j]);
            cr_assert_str_neq(sentences[i], sentences[j]);
        }
}
