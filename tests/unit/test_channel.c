#include "models/channel.h"

#include "models/instant.h"
#include "models/version.h"

#include <criterion/criterion.h>

#include <string.h>

enum { UBUNTU, WINDOWS, UNUSED, FAMILIES, DAY = 86400 };

static const char *families[] = {"AKSUbuntu-2204gen2containerd", "AKSWindows-2022-containerd",
                                 "AKSAzureLinux-V3gen2"};

#define V(minor, patch) (1U << 24 | (uint32_t)(minor) << 12 | (uint32_t)(patch))

/* The worked example of the documents: N is 1.33, and then 1.34 becomes generally available. */
static const struct kubernetes_release kubernetes[] = {
    {.version = V(31, 9), .published_s = 0},
    {.version = V(32, 5), .published_s = 0},
    {.version = V(32, 6), .published_s = 10 * DAY},
    {.version = V(33, 1), .published_s = 0},
    {.version = V(33, 2), .published_s = 5 * DAY},
    {.version = V(34, 0), .published_s = 15 * DAY, .preview = true},
    {.version = V(34, 1), .published_s = 20 * DAY}};
static const struct image_release images[] = {
    {.family = UBUNTU, .version = 10, .published_s = 0},
    {.family = UBUNTU, .version = 11, .published_s = 7 * DAY},
    {.family = UBUNTU, .version = 12, .published_s = 6 * DAY},
    {.family = WINDOWS, .version = 20, .published_s = 3 * DAY},
    {.family = WINDOWS, .version = 21, .published_s = 3 * DAY}};
static const size_t first[FAMILIES + 1] = {0, 3, 5, 5};
static const struct releases releases = {kubernetes, 7, images, 5, first, false};
static const struct channel_view view = {.releases = &releases};

static struct pool pools[] = {
    {.image_family = UBUNTU}, {.image_family = WINDOWS, .windows = true}, {.image_family = NONE}};
static const struct fleet fleet = {
    .pools = pools, .pool_count = 3, .families = families, .family_count = FAMILIES};

static uint32_t aim(enum channel channel, uint32_t minor, bool lts, int64_t now_s)
{
    struct profile profile = {.channel = channel, .target_minor = minor, .long_term_support = lts};
    return channel_version(&profile, &view, now_s);
}

Test(channel, R37_Stable_is_the_newest_patch_of_the_minor_before_the_newest)
{
    cr_assert_eq(aim(CHANNEL_STABLE, 0, false, 0), V(32, 5));
    cr_assert_eq(aim(CHANNEL_STABLE, 0, false, 10 * DAY - 1), V(32, 5));
    cr_assert_eq(aim(CHANNEL_STABLE, 0, false, 10 * DAY), V(32, 6));
    cr_assert_eq(aim(CHANNEL_STABLE, 0, false, 20 * DAY), V(33, 2));
}

Test(channel, R37_Rapid_is_the_newest_patch_of_the_newest_minor)
{
    cr_assert_eq(aim(CHANNEL_RAPID, 0, false, 0), V(33, 1));
    cr_assert_eq(aim(CHANNEL_RAPID, 0, false, 5 * DAY), V(33, 2));
    cr_assert_eq(aim(CHANNEL_RAPID, 0, false, 20 * DAY), V(34, 1));
}

Test(channel, R37_a_preview_never_counts)
{
    cr_assert_eq(aim(CHANNEL_RAPID, 0, false, 16 * DAY), V(33, 2));
    cr_assert_eq(aim(CHANNEL_TARGET_VERSION, V(34, 0), false, 16 * DAY), VERSION_UNSET);
    cr_assert_eq(channel_newest_minor(&view, 16 * DAY), V(33, 0));
}

Test(channel, R37_TargetKubernetesVersion_is_the_newest_patch_of_its_minor)
{
    cr_assert_eq(aim(CHANNEL_TARGET_VERSION, V(33, 0), false, 5 * DAY - 1), V(33, 1));
    cr_assert_eq(aim(CHANNEL_TARGET_VERSION, V(33, 0), false, 5 * DAY), V(33, 2));
    cr_assert_eq(aim(CHANNEL_TARGET_VERSION, V(31, 0), false, 0), V(31, 9));
}

Test(channel, R37_a_minor_older_than_N_2_needs_long_term_support)
{
    cr_assert_eq(aim(CHANNEL_TARGET_VERSION, V(31, 0), false, 20 * DAY), VERSION_UNSET);
    cr_assert_eq(aim(CHANNEL_TARGET_VERSION, V(31, 0), true, 20 * DAY), V(31, 9));
    cr_assert_eq(aim(CHANNEL_TARGET_VERSION, V(32, 0), false, 20 * DAY), V(32, 6));
}

Test(channel, versions_of_clusters_count_as_published)
{
    static const struct releases none;
    static const uint32_t in_use[] = {V(34, 6), V(35, 1)};
    struct channel_view bare = {.releases = &none};
    struct profile stable = {.channel = CHANNEL_STABLE};
    cr_assert_eq(channel_version(&stable, &bare, 0), VERSION_UNSET);
    bare.versions_in_use = in_use;
    bare.versions_in_use_count = 2;
    cr_assert_eq(channel_version(&stable, &bare, 0), V(34, 6));
}

Test(channel, R37_NodeImage_is_the_newest_image_by_publication)
{
    bool used[FAMILIES];
    uint64_t aims[FAMILIES];
    channel_families(CHANNEL_NODE_IMAGE, &fleet, used);
    cr_assert(used[UBUNTU] && used[WINDOWS] && !used[UNUSED]);
    channel_images(&view, used, FAMILIES, 6 * DAY, aims);
    cr_assert_eq(aims[UBUNTU], 12);
    cr_assert_eq(aims[WINDOWS], 21, "of two at one instant the higher");
    cr_assert_eq(aims[UNUSED], 0);
    channel_images(&view, used, FAMILIES, 7 * DAY, aims);
    cr_assert_eq(aims[UBUNTU], 11, "newest is by `published`, not by number (R36)");
}

Test(channel, R37_SecurityPatch_leaves_Windows_alone)
{
    bool used[FAMILIES];
    uint64_t aims[FAMILIES];
    channel_families(CHANNEL_SECURITY_PATCH, &fleet, used);
    channel_images(&view, used, FAMILIES, 7 * DAY, aims);
    cr_assert_eq(aims[UBUNTU], 11);
    cr_assert_eq(aims[WINDOWS], 0);
}

static void name_of(const struct profile *profile, const struct channel_target *target,
                    char name[CHANNEL_RUN_NAME_SIZE])
{
    struct channel_specification specification = channel_specify(profile, target);
    channel_run_name(profile->name, &specification, name);
}

Test(channel, R40_the_name_says_profile_channel_and_version)
{
    char name[CHANNEL_RUN_NAME_SIZE], again[CHANNEL_RUN_NAME_SIZE];
    struct profile profile = {.name = "aup", .entity = 7, .channel = CHANNEL_RAPID};
    struct channel_target target = {.version = V(33, 2), .fleet = &fleet};
    name_of(&profile, &target, name);
    cr_assert_eq(strncmp(name, "auto-aup-rapid-1-33-2-", 22), 0, "%s", name);
    cr_assert_eq(strlen(name), 22 + 7);
    cr_assert_eq(strspn(name + 22, "0123456789abcdefghijklmnopqrstuvwxyz"), 7);
    name_of(&profile, &target, again);
    cr_assert_str_eq(name, again);
    profile.image_selection = IMAGE_CONSISTENT;
    name_of(&profile, &target, again);
    cr_assert_str_neq(name, again, "another specification has another name");
}

Test(channel, R40_the_name_of_an_image_run_has_the_highest_image)
{
    char name[CHANNEL_RUN_NAME_SIZE];
    uint64_t january, february;
    cr_assert(image_version_parse("202601.05.0", &january));
    cr_assert(image_version_parse("202602.12.1", &february));
    uint64_t aims[FAMILIES] = {january, february, 0};
    struct profile profile = {.name = "os", .channel = CHANNEL_NODE_IMAGE};
    struct channel_target target = {.fleet = &fleet, .family_image = aims};
    name_of(&profile, &target, name);
    cr_assert_eq(strncmp(name, "auto-os-nodeimage-202602-12-1-", 30), 0, "%s", name);
}
