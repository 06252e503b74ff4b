#include "reports/name.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char buffer[NAME_SIZE];

Test(name, short_ones_stay_as_they_are)
{
    cr_expect_str_eq(name_short("aks-01", 6, buffer), "aks-01");
    cr_expect_str_eq(name_short("", 6, buffer), "");
}

Test(name, long_ones_end_in_an_ellipsis_of_one_character)
{
    char longest[301];
    memset(longest, 'x', 300);
    longest[300] = '\0';
    cr_expect_str_eq(name_short("abcdefg", 4, buffer), "abc\xE2\x80\xA6");
    cr_expect_eq(strlen(name_short(longest, NAME_COLUMNS, buffer)), NAME_COLUMNS - 1 + 3);
    cr_expect_str_eq(name_short("\xC3\xBC\xC3\xBC\xC3\xBC", 2, buffer), "\xC3\xBC\xE2\x80\xA6");
}

Test(name, control_characters_and_broken_bytes_do_not_pass)
{
    cr_expect_str_eq(name_short("a\nb\x1B[2J", 20, buffer), "a b [2J");
    cr_expect_str_eq(name_short("\xFF"
                                "a\xC3",
                                20, buffer),
                     "?a?");
    cr_expect_str_eq(name_short("\xC2\x9B", 20, buffer), " ", "C1 control");
    cr_expect_str_eq(name_short("\xC0\xAF\xED\xA0\x80", 20, buffer), "?????",
                     "overlong, surrogate");
    cr_expect_str_eq(name_short("\xEF\xBF\xBE", 20, buffer), "???", "no XML character");
}

Test(name, terminals_see_escapes_as_text)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    name_print(out, "a\nb\xFF\xC3\xBC");
    fclose(out);
    cr_expect_str_eq(written, "a\\x0ab\\xff\xC3\xBC");
    cr_expect_eq(name_width("a\nb\xFF\xC3\xBC"), 11);
    free(written);
}

Test(name, nothing_turns_the_direction_of_text)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    name_print(out, "\xE2\x80\xAE"
                    "a\xE2\x81\xA9");
    fclose(out);
    cr_expect_str_eq(written, "\\xe2\\x80\\xaea\\xe2\\x81\\xa9");
    free(written);
    cr_expect_str_eq(name_short("a\xE2\x80\xA8\xE2\x80\xAA", 20, buffer), "a  ");
    cr_expect_eq(name_turns("\xE2\x80\xAF"), 0, "a narrow space");
    cr_expect_eq(name_turns("\xE2"), 0);
    cr_expect_eq(name_turns("\xE2\x81"), 0);
}
