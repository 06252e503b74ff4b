#include "models/selector.h"

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

TestSuite(selector, .init = begin, .fini = end);

static bool chooses(const char *text)
{
    static const struct label labels[] = {{"env", "prod"}, {"tier", ""}, {"unit", "retail"}};
    struct selector selector;
    struct selector_fault fault;
    cr_assert(selector_parse(&arena, text, &selector, &fault), "%s: %zu %s", text, fault.character,
              fault.instead);
    return selector_chooses(&selector, labels, 3);
}

Test(selector, follows_the_grammar_of_kubernetes)
{
    static const struct {
        const char *text;
        bool chosen;
    } cases[] = {
        {"", true},
        {"env=prod", true},
        {"env==prod", true},
        {" env = prod ", true},
        {"env=test", false},
        {"region=eu", false},
        {"env!=prod", false},
        {"env!=test", true},
        {"region!=eu", true},
        {"env in (test, prod)", true},
        {"env in(prod)", true},
        {"env in (test)", false},
        {"region in (eu)", false},
        {"env notin (test,dev)", true},
        {"env notin (prod)", false},
        {"region notin (eu)", true},
        {"tier", true},
        {"region", false},
        {"!tier", false},
        {"! region", true},
        {"tier=", true},
        {"tier in ()", true},
        {"env=prod,unit in (retail,wholesale),!region", true},
        {"env=prod,unit=wholesale", false},
        {"fleet.azure.com/location=eu", false},
        {"in", false},
        {"notin=1", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_assert_eq(chooses(cases[i].text), cases[i].chosen, "%s", cases[i].text);
}

Test(selector, locates_what_it_cannot_read)
{
    static const struct {
        const char *text;
        size_t character;
    } cases[] = {
        {",", 1},       {"env=prod,", 10}, {"=prod", 1}, {"env in prod", 8}, {"env in (prod", 13},
        {"env=a=b", 6}, {"env prod", 5},   {"!", 2},     {"a,,b", 3},        {"env in (a b)", 11},
        {"(env)", 1},   {"env=a b", 7},
    };
    struct selector selector;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct selector_fault fault = {0, NULL};
        cr_assert_not(selector_parse(&arena, cases[i].text, &selector, &fault), "%s",
                      cases[i].text);
        cr_assert_eq(fault.character, cases[i].character, "%s: %zu, %s", cases[i].text,
                     fault.character, fault.instead);
    }
}

Test(selector, is_at_most_512_characters_long)
{
    char text[SELECTOR_BYTES_MAX + 2];
    struct selector selector;
    struct selector_fault fault;
    memset(text, 'a', sizeof text);
    text[SELECTOR_BYTES_MAX] = '\0';
    cr_assert(selector_parse(&arena, text, &selector, &fault));
    text[SELECTOR_BYTES_MAX] = 'a';
    text[SELECTOR_BYTES_MAX + 1] = '\0';
    cr_assert_not(selector_parse(&arena, text, &selector, &fault));
    cr_assert_eq(fault.character, 513);
}
