#include "models/release.h"

#include <criterion/criterion.h>

enum { UBUNTU, WINDOWS, UNKNOWN, FAMILIES };

static const int64_t far_west[] = {100, 500}, later[] = {200, 900},
                     start[] = {INT64_MIN, INT64_MIN};

static const struct kubernetes_release kubernetes[] = {
    {.version = 34, .published_s = 100, .region_s = far_west},
    {.version = 35, .published_s = 200, .region_s = later}};
static const struct image_release images[] = {
    {.family = UBUNTU, .version = 5, .published_s = INT64_MIN, .region_s = start},
    {.family = UBUNTU, .version = 7, .published_s = 100, .region_s = far_west},
    {.family = UBUNTU, .version = 9, .published_s = 200, .region_s = later},
    {.family = WINDOWS, .version = 8, .published_s = 200, .region_s = later}};
static const size_t first[FAMILIES + 1] = {0, 3, 4, 4};
static const struct releases releases = {kubernetes, 2, images, 4, first, false};

Test(release, R36_without_an_entry_a_version_is_everywhere_from_the_start)
{
    static const struct releases none;
    cr_assert_eq(releases_kubernetes_from(&none, 34, 0), INT64_MIN);
    cr_assert_eq(releases_kubernetes_from(&releases, 33, 0), INT64_MIN);
    cr_assert_eq(releases_image_from(&none, UBUNTU, 7, 0), INT64_MIN);
    cr_assert_eq(releases_image_from(&releases, UBUNTU, 6, 0), INT64_MIN);
    cr_assert_eq(releases_image_from(&releases, UNKNOWN, 7, 0), INT64_MIN);
    cr_assert_eq(releases_image_published(&releases, WINDOWS, 9), INT64_MIN);
}

Test(release, each_region_has_its_own_arrival)
{
    cr_assert_eq(releases_kubernetes_from(&releases, 34, 0), 100);
    cr_assert_eq(releases_kubernetes_from(&releases, 35, 1), 900);
    cr_assert_eq(releases_image_from(&releases, UBUNTU, 7, 1), 500);
    cr_assert_eq(releases_image_from(&releases, WINDOWS, 8, 0), 200);
}

Test(release, a_member_without_region_sees_the_publication)
{
    cr_assert_eq(releases_kubernetes_from(&releases, 35, NONE), 200);
    cr_assert_eq(releases_image_from(&releases, UBUNTU, 9, NONE), 200);
    cr_assert_eq(releases_image_newest(&releases, UBUNTU, NONE, 200), 9);
    cr_assert_eq(releases_image_published(&releases, UBUNTU, 9), 200);
}

Test(release, the_newest_image_is_the_latest_that_has_arrived)
{
    cr_assert_eq(releases_image_newest(&releases, UBUNTU, 1, 499), 5);
    cr_assert_eq(releases_image_newest(&releases, UBUNTU, 1, 500), 7);
    cr_assert_eq(releases_image_newest(&releases, UBUNTU, 1, 900), 9);
    cr_assert_eq(releases_image_newest(&releases, WINDOWS, 1, 899), 0);
    cr_assert_eq(releases_image_newest(&releases, UNKNOWN, 1, 899), 0);
}

/* R35: a newer release may overtake an older one. */
Test(release, R35_a_newer_image_may_arrive_before_an_older_one)
{
    static const int64_t slow[] = {800}, quick[] = {300};
    static const struct image_release overtaken[] = {
        {.version = 7, .published_s = 100, .region_s = slow},
        {.version = 9, .published_s = 200, .region_s = quick}};
    static const size_t offsets[] = {0, 2};
    static const struct releases two = {
        .images = overtaken, .image_count = 2, .family_first = offsets};
    cr_assert_eq(releases_image_newest(&two, 0, 0, 299), 0);
    cr_assert_eq(releases_image_newest(&two, 0, 0, 300), 9);
    cr_assert_eq(releases_image_newest(&two, 0, 0, 900), 9);
}
