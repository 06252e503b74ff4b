#include "scenarios/json_text.h"

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

TestSuite(json_text, .init = begin, .fini = end);

static bool scan(const char *text, struct json_places *places, struct json_fault *fault)
{
    return json_text_scan(&arena, text, strlen(text), places, fault);
}

Test(json_text, notes_where_each_value_begins_in_the_order_written)
{
    static const int expected[] = {0, 6, 7, 9, 12, 26};
    struct json_places places;
    struct json_fault fault;
    cr_assert(scan("{\"a\": [1,-2,\"\\u00e9\"],\"b\":{}}", &places, &fault));
    cr_assert_eq(places.count, 6);
    for (size_t i = 0; i < 6; i++)
        cr_assert_eq(places.list[i], expected[i], "%zu: %d", i, places.list[i]);
}

Test(json_text, takes_what_rfc_8259_takes)
{
    static const char *const texts[] = {"0",
                                        "-0.5e+10",
                                        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                                        "\"\\ud83d\\ude00\"",
                                        "[]",
                                        " [ ] ",
                                        "{ }",
                                        "true",
                                        "null",
                                        "\xef\xbb\xbf{}",
                                        "\"\xc3\xa9\"",
                                        "[[[[]]]]"};
    struct json_places places;
    struct json_fault fault;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_assert(scan(texts[i], &places, &fault), "%s: %s", texts[i], fault.found);
}

Test(json_text, says_what_is_wrong_and_where)
{
    static const struct {
        const char *text;
        enum problem_code code;
        size_t at;
    } cases[] = {
        {"", PROBLEM_JSON_SYNTAX, 0},
        {"{\"a\":}", PROBLEM_JSON_SYNTAX, 5},
        {"{\"a\" 1}", PROBLEM_JSON_SYNTAX, 5},
        {"{a:1}", PROBLEM_JSON_SYNTAX, 1},
        {"[1,]", PROBLEM_JSON_SYNTAX, 3},
        {"[1 2]", PROBLEM_JSON_SYNTAX, 3},
        {"[1", PROBLEM_JSON_SYNTAX, 2},
        {"tru", PROBLEM_JSON_SYNTAX, 0},
        {"01", PROBLEM_JSON_SYNTAX, 0},
        {"+1", PROBLEM_JSON_SYNTAX, 0},
        {"1.", PROBLEM_JSON_SYNTAX, 2},
        {"1e", PROBLEM_JSON_SYNTAX, 2},
        {"\"a\nb\"", PROBLEM_JSON_SYNTAX, 2},
        {"\"\\x\"", PROBLEM_JSON_SYNTAX, 1},
        {"\"\\u12g4\"", PROBLEM_JSON_SYNTAX, 1},
        {"\"\\ud83d\"", PROBLEM_JSON_SYNTAX, 1},
        {"\"abc", PROBLEM_JSON_SYNTAX, 4},
        {"{} // x", PROBLEM_JSON_COMMENT, 3},
        {"[1, /* x */ 2]", PROBLEM_JSON_COMMENT, 4},
        {"# x\n{}", PROBLEM_JSON_COMMENT, 0},
        {"\"\xff\"", PROBLEM_JSON_ENCODING, 1},
        {"\"\xc0\xaf\"", PROBLEM_JSON_ENCODING, 1},
        {"\"\xed\xa0\x80\"", PROBLEM_JSON_ENCODING, 1},
        {"\"\\u0000\"", PROBLEM_JSON_NUL, 1},
        {"[1e999]", PROBLEM_JSON_NUMBER, 1},
        {"{} x", PROBLEM_JSON_TRAILING, 3},
    };
    struct json_places places;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct json_fault fault = {.at = 99};
        cr_assert_not(scan(cases[i].text, &places, &fault), "%s", cases[i].text);
        cr_assert_eq(fault.code, cases[i].code, "%s: %s", cases[i].text, fault.found);
        cr_assert_eq(fault.at, cases[i].at, "%s: %zu", cases[i].text, fault.at);
    }
}

Test(json_text, refuses_the_byte_nul_and_numbers_without_end)
{
    struct json_places places;
    struct json_fault fault;
    cr_assert_not(json_text_scan(&arena, "\"a\0b\"", 5, &places, &fault));
    cr_assert_eq(fault.code, PROBLEM_JSON_NUL);
    char digits[70] = "1";
    memset(digits, '1', 61);
    cr_assert_not(scan(digits, &places, &fault));
    cr_assert_eq(fault.code, PROBLEM_JSON_NUMBER);
    digits[60] = '\0';
    cr_assert(scan(digits, &places, &fault));
}

Test(json_text, limits_the_depth)
{
    char text[2 * (JSON_DEPTH_MAX + 1) + 1] = "";
    struct json_places places;
    struct json_fault fault;
    memset(text, '[', JSON_DEPTH_MAX);
    memset(text + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
    cr_assert(scan(text, &places, &fault));
    memset(text, '[', JSON_DEPTH_MAX + 1);
    memset(text + JSON_DEPTH_MAX + 1, ']', JSON_DEPTH_MAX + 1);
    cr_assert_not(scan(text, &places, &fault));
    cr_assert_eq(fault.code, PROBLEM_JSON_DEPTH);
}

Test(json_text, stops_at_the_first_byte_that_is_not_utf8)
{
    cr_assert_eq(json_text_valid_utf8("a\xc3\xa9z", 4), 4);
    cr_assert_eq(json_text_valid_utf8("a\xe9z", 3), 1);
    cr_assert_eq(json_text_valid_utf8("\xf0\x9f\x98", 3), 0);
}
