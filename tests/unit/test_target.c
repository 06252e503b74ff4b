#include "models/target.h"

#include "models/state.h"
#include "models/version.h"

#include <criterion/criterion.h>
#include <string.h>

enum { UBUNTU, WINDOWS, FAMILIES };
enum { POOLS = 4, NOW = 1000 };

/* One cluster at 1.34 with two Linux pools and a Windows pool, one of the Linux pools without
 * image. Two regions; Ubuntu images 5 (always), 7 (100; in region 1 from 2,000), 9 (5,000); Windows
 * image 3 (600, region 1: 700). */
struct world {
    struct pool pools[POOLS];
    struct member members[2];
    struct fleet fleet;
    struct image_release images[4];
    int64_t image_regions[4][2];
    size_t family_first[FAMILIES + 1];
    struct kubernetes_release kubernetes;
    int64_t kubernetes_regions[2];
    struct releases releases;
    struct update_run run;
    uint64_t family_image[FAMILIES];
    struct target target;
    uint32_t control_plane[2], pool_version[POOLS];
    uint64_t pool_image[POOLS];
    struct cluster_state state;
};

static uint32_t v(unsigned minor, unsigned patch)
{
    return version_make(1, minor, patch);
}

static void add_images(struct world *w)
{
    static const int64_t arrivals[4][2] = {
        {INT64_MIN, INT64_MIN}, {100, 2000}, {5000, 5000}, {600, 700}};
    static const uint64_t versions[4] = {5, 7, 9, 3};
    for (int i = 0; i < 4; i++) {
        memcpy(w->image_regions[i], arrivals[i], sizeof arrivals[i]);
        w->images[i] = (struct image_release){.family = i < 3 ? UBUNTU : WINDOWS,
                                              .version = versions[i],
                                              .published_s = arrivals[i][0],
                                              .region_s = w->image_regions[i]};
    }
    w->family_first[1] = 3;
    w->family_first[2] = 4;
    w->releases.images = w->images;
    w->releases.image_count = 4;
    w->releases.family_first = w->family_first;
}

/* Long-term support from 1.27 on. */
static const struct minor_support minors[] = {
    {.minor = 1 << 24 | 26 << 12, .long_term_end_s = INSTANT_NEVER},
    {.minor = 1 << 24 | 27 << 12, .long_term_end_s = 1000},
    {.minor = 1 << 24 | 33 << 12, .long_term_end_s = 2000}};
static const struct support support = {minors, 3};

static void make(struct world *w, enum upgrade_type type, enum image_selection selection)
{
    memset(w, 0, sizeof *w);
    static const char *families[FAMILIES] = {"AKSUbuntu", "AKSWindows"};
    w->pools[0] = (struct pool){.name = "linux", .image_family = UBUNTU, .image_version = 5};
    w->pools[1] = (struct pool){.image_family = NONE, .kubernetes_version = v(33, 0)};
    w->pools[2] = (struct pool){
        .name = "windows", .image_family = WINDOWS, .image_version = 2, .windows = true};
    w->pools[3] = (struct pool){.image_family = UBUNTU, .image_version = 7};
    w->members[0] = (struct member){.kubernetes_version = v(34, 6), .pool_count = 3};
    w->members[1] = (struct member){
        .kubernetes_version = v(34, 6), .pool_first = 3, .pool_count = 1, .region = 1};
    w->fleet = (struct fleet){.members = w->members,
                              .member_count = 2,
                              .pools = w->pools,
                              .pool_count = POOLS,
                              .families = families,
                              .family_count = FAMILIES,
                              .region_count = 2};
    w->run = (struct update_run){.type = type,
                                 .kubernetes_version =
                                     type == UPGRADE_NODE_IMAGE_ONLY ? VERSION_UNSET : v(35, 2),
                                 .image_selection = selection};
    w->target = (struct target){.run = &w->run,
                                .fleet = &w->fleet,
                                .releases = &w->releases,
                                .support = &support,
                                .expired_image_fails = true,
                                .family_image = selection == IMAGE_LATEST ? NULL : w->family_image};
    w->state = (struct cluster_state){w->control_plane, w->pool_version, w->pool_image};
    cluster_state_init(&w->state, &w->fleet);
}

static struct standing stand(const struct world *w, uint32_t member, int64_t now_s)
{
    return target_standing(&w->target, &w->state, member, now_s);
}

Test(target, the_start_takes_unset_pool_versions_from_the_member)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_LATEST);
    cr_assert(w.control_plane[0] == v(34, 6) && w.pool_version[0] == v(34, 6));
    cr_assert_eq(w.pool_version[1], v(33, 0));
    cr_assert(w.pool_image[0] == 5 && w.pool_image[1] == 0 && w.pool_image[2] == 2);
}

Test(target, R8_full_moves_control_plane_and_all_pools)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_LATEST);
    struct standing s = stand(&w, 0, NOW);
    cr_assert_not(s.at_target);
    cr_assert(s.work.type == UPGRADE_FULL && s.work.control_plane);
    cr_assert(s.work.pools == &w.pools[0] && s.work.pool_count == 3 && s.work.pool_mask == 7);
    cr_assert(s.failure == REASON_NONE && !s.image_not_found);
    cr_assert(s.kubernetes_from_s == INT64_MIN && s.image_from_s == INT64_MIN);
}

Test(target, R8_control_plane_only_leaves_pools_alone)
{
    struct world w;
    make(&w, UPGRADE_CONTROL_PLANE_ONLY, IMAGE_LATEST);
    struct standing s = stand(&w, 0, NOW);
    cr_assert(!s.at_target && s.work.control_plane);
    cr_assert(s.work.pool_count == 0 && s.work.pool_mask == 0);
    target_reached(&w.target, &w.state, 0, NOW);
    cr_assert(w.control_plane[0] == v(35, 2) && w.pool_version[0] == v(34, 6));
    cr_assert(w.pool_image[1] == 0);
    cr_assert(stand(&w, 0, NOW).at_target);
}

Test(target, R8_node_image_only_leaves_versions_alone)
{
    struct world w;
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_LATEST);
    struct standing s = stand(&w, 0, NOW);
    cr_assert(!s.at_target && !s.work.control_plane);
    cr_assert_eq(s.work.pool_mask, 2); /* without releases only the pool whose image is unknown */
    target_reached(&w.target, &w.state, 0, NOW);
    cr_assert(w.control_plane[0] == v(34, 6) && w.pool_version[1] == v(33, 0));
    cr_assert_eq(w.pool_image[1], IMAGE_NEWEST);
}

Test(target, R9_equal_or_later_is_at_target)
{
    struct world w;
    make(&w, UPGRADE_CONTROL_PLANE_ONLY, IMAGE_LATEST);
    w.control_plane[0] = v(35, 2);
    cr_assert(stand(&w, 0, NOW).at_target);
    w.control_plane[0] = v(36, 0);
    cr_assert(stand(&w, 0, NOW).at_target);
    w.control_plane[0] = v(35, 1);
    cr_assert_not(stand(&w, 0, NOW).at_target);
}

Test(target, R9_a_member_partly_there_is_upgraded_in_what_is_missing)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_LATEST);
    w.control_plane[0] = w.pool_version[0] = w.pool_version[1] = v(35, 2);
    w.pool_image[1] = IMAGE_NEWEST;
    struct standing s = stand(&w, 0, NOW);
    cr_assert(!s.at_target && !s.work.control_plane);
    cr_assert_eq(s.work.pool_mask, 4);
    w.pool_version[2] = v(35, 3);
    cr_assert(stand(&w, 0, NOW).at_target);
}

Test(target, R9_nothing_moves_down)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_LATEST);
    add_images(&w);
    w.pool_version[0] = v(35, 9);
    w.pool_image[0] = 8;
    target_reached(&w.target, &w.state, 0, NOW);
    cr_assert(w.pool_version[0] == v(35, 9) && w.pool_image[0] == 8);
    cr_assert(w.pool_version[2] == v(35, 2) && w.pool_image[2] == 3);
    cr_assert(stand(&w, 0, NOW).at_target);
}

Test(target, R10_latest_is_the_newest_in_the_region_when_it_starts)
{
    struct world w;
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_LATEST);
    add_images(&w);
    w.pool_image[1] = IMAGE_NEWEST;
    cr_assert_eq(stand(&w, 0, 99).work.pool_mask, 0);
    cr_assert(stand(&w, 0, 99).at_target);
    cr_assert_eq(stand(&w, 0, 100).work.pool_mask, 1);
    cr_assert_eq(stand(&w, 0, 600).work.pool_mask, 5);
    target_reached(&w.target, &w.state, 0, 600);
    cr_assert(w.pool_image[0] == 7 && w.pool_image[2] == 3);
    cr_assert(stand(&w, 0, 4999).at_target);
    cr_assert_not(stand(&w, 0, 5000).at_target);
    cr_assert(stand(&w, 1, 4999).at_target); /* 7 is not in its region, but it has it */
}

Test(target, R10_latest_waits_only_where_the_family_has_nothing_in_the_region_yet)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_LATEST);
    add_images(&w);
    cr_assert_eq(stand(&w, 0, 500).image_from_s, 600); /* Windows */
    cr_assert_eq(stand(&w, 0, 600).image_from_s, INT64_MIN);
    w.run.type = UPGRADE_NODE_IMAGE_ONLY; /* its Windows pool does not have to move */
    cr_assert_eq(stand(&w, 0, 500).image_from_s, INT64_MIN);
}

Test(target, R10_latest_keeps_a_snapshots_image_and_consistent_does_not)
{
    struct world w;
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_LATEST);
    add_images(&w);
    w.pools[0].from_snapshot = true;
    cr_assert_eq(stand(&w, 0, NOW).work.pool_mask, 6);
    w.run.type = UPGRADE_FULL;
    w.run.kubernetes_version = v(35, 2);
    cr_assert_eq(stand(&w, 0, NOW).work.pool_mask, 7);
    target_reached(&w.target, &w.state, 0, NOW);
    cr_assert(w.pool_image[0] == 5 && w.pool_version[0] == v(35, 2));
    w.run.image_selection = IMAGE_CONSISTENT;
    w.target.family_image = w.family_image;
    w.family_image[UBUNTU] = 7;
    w.family_image[WINDOWS] = 3;
    cr_assert_eq(stand(&w, 0, NOW).work.pool_mask, 1);
}

Test(target, R10_consistent_images_are_in_all_regions_of_the_run)
{
    struct world w;
    uint32_t members[] = {0, 1};
    make(&w, UPGRADE_FULL, IMAGE_CONSISTENT);
    add_images(&w);
    target_consistent_images(&w.fleet, &w.releases, members, 2, NOW, w.family_image);
    cr_assert(w.family_image[UBUNTU] == 5 && w.family_image[WINDOWS] == 3);
    target_consistent_images(&w.fleet, &w.releases, members, 1, NOW, w.family_image);
    cr_assert_eq(w.family_image[UBUNTU], 7);
    target_consistent_images(&w.fleet, &w.releases, members, 2, 2000, w.family_image);
    cr_assert_eq(w.family_image[UBUNTU], 7);
    target_consistent_images(&w.fleet, &w.releases, members, 2, 300, w.family_image);
    cr_assert_eq(w.family_image[WINDOWS], 0);
}

/* 9 has overtaken 7 in region 1 only, 7 is in region 0 only: both must fall back to 5. */
Test(target, R10_a_common_image_may_need_several_steps_down)
{
    struct world w;
    uint32_t members[] = {1, 0};
    make(&w, UPGRADE_FULL, IMAGE_CONSISTENT);
    add_images(&w);
    w.image_regions[2][1] = 200;
    target_consistent_images(&w.fleet, &w.releases, members, 2, NOW, w.family_image);
    cr_assert_eq(w.family_image[UBUNTU], 5);
}

Test(target, R10_without_a_consistent_image_the_member_is_told)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_CONSISTENT);
    add_images(&w);
    w.family_image[UBUNTU] = 7;
    cr_assert(stand(&w, 0, NOW).image_not_found);
    cr_assert_not(stand(&w, 1, NOW).image_not_found);
    w.family_image[WINDOWS] = 3;
    cr_assert_not(stand(&w, 0, NOW).image_not_found);
}

Test(target, R16_a_chosen_image_is_awaited_where_it_has_not_arrived)
{
    struct world w;
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_CUSTOM);
    add_images(&w);
    w.family_image[UBUNTU] = 9;
    w.family_image[WINDOWS] = 3;
    cr_assert_eq(stand(&w, 0, NOW).image_from_s, 5000);
    w.pool_image[0] = 9;
    cr_assert_eq(stand(&w, 0, NOW).image_from_s, 600);
}

Test(target, R10_custom_leaves_other_families_alone)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_CUSTOM);
    add_images(&w);
    w.family_image[UBUNTU] = 7;
    struct standing s = stand(&w, 0, NOW);
    cr_assert_eq(s.work.pool_mask, 3);
    cr_assert_not(s.image_not_found);
    target_reached(&w.target, &w.state, 0, NOW);
    cr_assert(w.pool_image[0] == 7 && w.pool_image[2] == 2 && w.pool_version[2] == v(34, 6));
    cr_assert(stand(&w, 0, NOW).at_target);
}

Test(target, R11_a_chosen_image_expires_after_90_days)
{
    struct world w;
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_CUSTOM);
    add_images(&w);
    w.family_image[UBUNTU] = 7; /* published at 100 */
    cr_assert_eq(stand(&w, 0, 100 + 90 * DAY_S).failure, REASON_NONE);
    cr_assert_eq(stand(&w, 0, 101 + 90 * DAY_S).failure, REASON_NODE_IMAGE_EXPIRED);
    cr_assert_eq(stand(&w, 1, 101 + 90 * DAY_S).failure, REASON_NONE); /* it has the image */
    w.target.expired_image_fails = false;
    cr_assert_eq(stand(&w, 0, 101 + 90 * DAY_S).failure, REASON_NONE);
    w.target.expired_image_fails = true;
    w.family_image[UBUNTU] = 6; /* no entry: its age is not known */
    cr_assert_eq(stand(&w, 0, 101 + 90 * DAY_S).failure, REASON_NONE);
}

/* Latest takes what the region has, however old: where newer ones have not come, it is too old. */
Test(target, R11_the_newest_image_of_a_region_grows_old_too)
{
    struct world w;
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_LATEST);
    add_images(&w);
    w.image_regions[2][1] = INSTANT_NEVER; /* 9 stays out of region 1; 7 was published at 100 */
    w.pool_image[3] = 5;
    cr_expect_eq(stand(&w, 1, 100 + 90 * DAY_S).failure, REASON_NONE);
    cr_expect_eq(stand(&w, 1, 101 + 90 * DAY_S).failure, REASON_NODE_IMAGE_EXPIRED);
    w.pool_image[3] = 7;
    cr_expect_eq(stand(&w, 1, 101 + 90 * DAY_S).failure, REASON_NONE, "nothing to upgrade");
    w.pool_image[3] = 5;
    w.target.expired_image_fails = false;
    cr_expect_eq(stand(&w, 1, 101 + 90 * DAY_S).failure, REASON_NONE);
}

/* Pools 0 and 2 are at the run's images, 1 has none that anybody knows of. */
Test(target, R9_names_the_pools_that_an_upgrade_leaves_alone)
{
    struct world w;
    struct pool_note room[POOLS];
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_CONSISTENT);
    add_images(&w);
    w.family_image[UBUNTU] = 7;
    w.family_image[WINDOWS] = 3;
    w.pool_image[0] = 8;
    struct target_note left = target_left_alone(&w.target, &w.state, 0, NOW, room);
    cr_assert(left.pool_count == 1 && left.pools == room && !left.control_plane);
    cr_assert(strcmp(room[0].pool, "linux") == 0 && room[0].image && room[0].has == 8 &&
              room[0].wanted == 7);
    w.pool_image[2] = 3;
    cr_assert_eq(target_left_alone(&w.target, &w.state, 0, NOW, room).pool_count, 2);
    w.family_image[WINDOWS] = 0;
    w.run.image_selection = IMAGE_CUSTOM;
    cr_assert_eq(target_left_alone(&w.target, &w.state, 0, NOW, room).pool_count, 1,
                 "a run that does not list its family does not aim at it");
    w.pools[0].from_snapshot = true;
    w.run.image_selection = IMAGE_LATEST;
    w.target.family_image = NULL;
    cr_assert_eq(target_left_alone(&w.target, &w.state, 0, NOW, room).pool_count, 1,
                 "nor at a pool from a snapshot");
    cr_assert_str_eq(room[0].pool, "windows");
}

Test(target, R9_of_a_full_run_names_versions_and_the_control_plane)
{
    struct world w;
    struct pool_note room[POOLS];
    make(&w, UPGRADE_FULL, IMAGE_LATEST);
    add_images(&w);
    struct target_note left = target_left_alone(&w.target, &w.state, 0, NOW, room);
    cr_assert(left.pool_count == 0 && !left.control_plane);
    w.control_plane[0] = v(35, 2);
    w.pool_version[0] = v(35, 4);
    w.pool_image[0] = 7;
    left = target_left_alone(&w.target, &w.state, 0, NOW, room);
    cr_assert(left.pool_count == 1 && left.control_plane);
    cr_assert(!room[0].image && room[0].has == v(35, 4) && room[0].wanted == v(35, 2));
    w.pool_image[0] = 5;
    cr_assert_eq(target_left_alone(&w.target, &w.state, 0, NOW, room).pool_count, 0,
                 "its image is behind: it is upgraded");
}

Test(target, R31_names_the_images_that_pools_wait_for)
{
    struct world w;
    struct pool_note room[POOLS];
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_CUSTOM);
    add_images(&w);
    w.family_image[UBUNTU] = 7;
    w.pool_image[3] = 5;
    struct target_note awaited = target_awaited(&w.target, &w.state, 1, NOW, room);
    cr_assert(awaited.pool_count == 1 && strcmp(room[0].family, "AKSUbuntu") == 0 &&
              room[0].wanted == 7);
    cr_assert_eq(target_awaited(&w.target, &w.state, 1, 2000, room).pool_count, 0);
    cr_assert_eq(target_awaited(&w.target, &w.state, 0, NOW, room).pool_count, 0);
    w.run.image_selection = IMAGE_LATEST;
    w.target.family_image = NULL;
    w.pool_image[2] = 0;
    awaited = target_awaited(&w.target, &w.state, 0, 500, room);
    cr_assert(awaited.pool_count == 1 && strcmp(room[0].pool, "windows") == 0 &&
                  room[0].wanted == 0,
              "its family has none in the region yet");
}

Test(target, R12_one_minor_at_a_time)
{
    struct world w;
    make(&w, UPGRADE_CONTROL_PLANE_ONLY, IMAGE_LATEST);
    cr_assert_eq(stand(&w, 0, NOW).failure, REASON_NONE);
    w.control_plane[0] = v(33, 9);
    cr_assert_eq(stand(&w, 0, NOW).failure, REASON_MINOR_VERSION_SKEW);
    w.members[0].long_term_support = true;
    cr_assert_eq(stand(&w, 0, NOW).failure, REASON_NONE, "from one minor with it to another");
    w.control_plane[0] = v(26, 9);
    cr_assert_eq(stand(&w, 0, NOW).failure, REASON_MINOR_VERSION_SKEW, "1.26 is without");
    w.control_plane[0] = v(33, 9);
    w.members[0].long_term_support = false;
    w.run.kubernetes_version = version_make(2, 34, 0);
    cr_assert_eq(stand(&w, 0, NOW).failure, REASON_MINOR_VERSION_SKEW);
}

Test(target, R12_pools_may_lag_behind_their_control_plane)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_LATEST);
    w.control_plane[0] = v(35, 2);
    w.pool_version[0] = v(33, 0);
    struct standing s = stand(&w, 0, NOW);
    cr_assert(s.failure == REASON_NONE && (s.work.pool_mask & 1));
}

Test(target, R12_a_stopped_cluster_fails_unless_it_is_at_target)
{
    struct world w;
    make(&w, UPGRADE_CONTROL_PLANE_ONLY, IMAGE_LATEST);
    w.members[0].stopped = true;
    cr_assert_eq(stand(&w, 0, NOW).failure, REASON_CLUSTER_STOPPED);
    w.control_plane[0] = v(35, 2);
    cr_assert_eq(stand(&w, 0, NOW).failure, REASON_NONE);
    w.run.type = UPGRADE_NODE_IMAGE_ONLY;
    cr_assert_eq(stand(&w, 0, NOW).failure, REASON_CLUSTER_STOPPED);
}

Test(target, R16_the_version_is_awaited_where_it_is_needed)
{
    struct world w;
    make(&w, UPGRADE_FULL, IMAGE_LATEST);
    w.kubernetes_regions[1] = 3000;
    w.kubernetes =
        (struct kubernetes_release){.version = v(35, 2), .region_s = w.kubernetes_regions};
    w.releases.kubernetes = &w.kubernetes;
    w.releases.kubernetes_count = 1;
    cr_assert_eq(stand(&w, 0, NOW).kubernetes_from_s, 0);
    cr_assert_eq(stand(&w, 1, NOW).kubernetes_from_s, 3000);
    w.control_plane[1] = v(35, 2); /* a pool still needs it */
    cr_assert_eq(stand(&w, 1, NOW).kubernetes_from_s, 3000);
    w.run.type = UPGRADE_NODE_IMAGE_ONLY;
    cr_assert_eq(stand(&w, 1, NOW).kubernetes_from_s, INT64_MIN);
}

Test(target, pools_beyond_the_mask_count_too)
{
    enum { MANY = 70 };
    static struct pool pools[MANY];
    static uint32_t control_plane[1], pool_version[MANY];
    static uint64_t pool_image[MANY];
    struct world w;
    make(&w, UPGRADE_NODE_IMAGE_ONLY, IMAGE_LATEST);
    for (int i = 0; i < MANY; i++)
        pools[i].image_family = NONE;
    w.members[0].pool_count = MANY;
    w.fleet.pools = pools;
    w.fleet.pool_count = MANY;
    w.fleet.member_count = 1;
    w.state = (struct cluster_state){control_plane, pool_version, pool_image};
    cluster_state_init(&w.state, &w.fleet);
    cr_assert_eq(stand(&w, 0, NOW).work.pool_mask, UINT64_MAX);
    for (int i = 0; i < MANY - 1; i++)
        pool_image[i] = IMAGE_NEWEST;
    struct standing s = stand(&w, 0, NOW);
    cr_assert(!s.at_target && s.work.pool_mask == 0 && s.work.pool_count == MANY);
    pool_image[MANY - 1] = IMAGE_NEWEST;
    cr_assert(stand(&w, 0, NOW).at_target);
}
