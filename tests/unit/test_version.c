#include "models/version.h"

#include "models/instant.h"

#include <criterion/criterion.h>

static uint32_t version(const char *text)
{
    uint32_t result = 0;
    cr_assert(version_parse(text, &result), "%s", text);
    return result;
}

static uint64_t image(const char *text)
{
    uint64_t result = 0;
    cr_assert(image_version_parse(text, &result), "%s", text);
    return result;
}

Test(version, parses_and_formats)
{
    char text[VERSION_TEXT_SIZE];
    cr_assert_str_eq(version_format(version("1.34.6"), text), "1.34.6");
    cr_assert_str_eq(version_format(version("v1.34"), text), "1.34.0");
    cr_assert_str_eq(version_format(version("V255.4095.4095"), text), "255.4095.4095");
    cr_assert_str_eq(version_format(VERSION_UNSET, text), "unset");
    cr_assert_eq(version_major(version("1.34.6")), 1);
    cr_assert_eq(version_minor(version("1.34.6")), 34);
    cr_assert_eq(version_patch(version("1.34.6")), 6);
}

Test(version, later_is_greater)
{
    cr_assert_lt(version("1.34.6"), version("1.34.10"));
    cr_assert_lt(version("1.34.4095"), version("1.35.0"));
    cr_assert_lt(version("1.4095.0"), version("2.0"));
}

Test(version, refuses_what_is_no_version)
{
    static const char *const wrong[] = {
        "",         "1",       "1.",       "1.34.",
        "1.34.6.1", "1.34.6 ", "a.b",      "1.-2",
        "256.1",    "1.4096",  "1.2.4096", "vv1.2",
        "1..2",     "0.0.0",   "1.34-rc1", "1.99999999999999999999"};
    uint32_t result;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_assert_not(version_parse(wrong[i], &result), "%s", wrong[i]);
}

Test(version, one_minor_below_has_patch_zero)
{
    cr_assert_eq(version_minor_below(version("1.35.2")), version("1.34.0"));
    cr_assert_eq(version_minor_below(version("1.0.7")), version("1.0.0"));
}

Test(version, compares_images_of_all_three_forms)
{
    cr_assert_lt(image("202512.01.0"), image("202512.06.0"));
    cr_assert_lt(image("202512.06.0"), image("202601.01.0"));
    cr_assert_lt(image("202512.01.0"), image("202512.01.1"));
    cr_assert_lt(image("20348.3207.250214"), image("20348.3208.250101"));
    cr_assert_lt(image("2022.09.28"), image("2022.10.03"));
    cr_assert_eq(image("202512"), image("202512.0.0"));
}

Test(version, refuses_what_is_no_image_version)
{
    static const char *const wrong[] = {"",        "0",        "0.0.0",       "1.2.3.4",     "x",
                                        "202512.", "16777216", "1.1048576.0", "1.0.1048576", "-1"};
    uint64_t result;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_assert_not(image_version_parse(wrong[i], &result), "%s", wrong[i]);
}

Test(version, splits_an_image_name_at_the_last_dash)
{
    size_t length = 0;
    uint64_t number = 0;
    cr_assert(image_name_parse("AKSUbuntu-2204gen2containerd-202512.01.0", &length, &number));
    cr_assert_eq(length, strlen("AKSUbuntu-2204gen2containerd"));
    cr_assert_eq(number, image("202512.01.0"));
    cr_assert(image_name_parse("AKSWindows-2022-containerd-20348.3207.250214", &length, &number));
    cr_assert_eq(length, strlen("AKSWindows-2022-containerd"));
    cr_assert_not(image_name_parse("AKSUbuntu", &length, &number));
    cr_assert_not(image_name_parse("-202512.01.0", &length, &number));
    cr_assert_not(image_name_parse("AKSUbuntu-2204gen2containerd", &length, &number));
    cr_assert_not(image_name_parse("AKSUbuntu-", &length, &number));
}

static void expect_day(const char *text, bool named, int year, int month, int number)
{
    uint64_t image;
    int64_t day = 0;
    cr_assert(image_version_parse(text, &image));
    cr_expect_eq(image_version_day(image, &day), named, "%s", text);
    if (named)
        cr_expect_eq(day, date_to_days((struct date){year, month, number}), "%s", text);
}

Test(version, the_date_in_an_image)
{
    expect_day("202512.01.0", true, 2025, 12, 1);
    expect_day("202402.29.3", true, 2024, 2, 29);
    expect_day("2022.10.03", true, 2022, 10, 3);
    expect_day("20348.3207.250214", true, 2025, 2, 14);
    expect_day("202513.01.0", false, 0, 0, 0);
    expect_day("202502.30.0", false, 0, 0, 0);
    expect_day("17763.1.991301", false, 0, 0, 0);
    expect_day("7", false, 0, 0, 0);
}
