/* Warnings about windows, on one Saturday of four hours and upgrades of an hour: five can begin,
 * one after the other. */
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define WAITING(name, group)                                                                       \
    "{\"name\": \"" name "\", \"group\": \"" group                                                 \
    "\", \"maintenance\": {\"aksManagedAutoUpgradeSchedule\": \"sat\"}}"
#define THREE(group)                                                                               \
    WAITING("a" group, group) ", " WAITING("b" group, group) ", " WAITING("c" group, group)
#define ALWAYS "{\"name\": \"open\", \"group\": \"x\"}"
#define DONE                                                                                       \
    "{\"name\": \"done\", \"group\": \"x\", \"kubernetesVersion\": \"1.35.2\","                    \
    " \"maintenance\": {\"aksManagedAutoUpgradeSchedule\": \"sat\"}}"
#define GROUPS "\"groups\": [{\"name\": \"x\"}, {\"name\": \"y\"}]"

/* The warning with this code, copied; "" when there is none. */
static const char *warning(const char *code, const char *members, const char *minutes,
                           const char *stage)
{
    static char text[4000], found[500];
    struct loading loading;
    snprintf(text, sizeof text,
             "{\"start\": \"2026-11-16T08:00:00Z\", \"horizon\": \"8d\","
             " \"fleet\": {\"members\": [%s]},"
             " \"maintenanceWindows\": {\"sat\": {\"schedule\": {\"weekly\": {\"intervalWeeks\": 1,"
             " \"dayOfWeek\": \"Saturday\"}}, \"durationHours\": 4, \"startTime\": \"22:00\"}},"
             " \"updateRuns\": [{\"name\": \"r\", \"managedClusterUpdate\": {\"upgrade\":"
             " {\"type\": \"Full\", \"kubernetesVersion\": \"1.35.2\"}},"
             " \"strategy\": {\"stages\": [{\"name\": \"s\", %s}]}}],"
             " \"models\": {\"duration\": {\"default\": {\"memberMinutes\": %s}}}}",
             members, stage, minutes);
    loading_right(&loading, text);
    const char *of = loading_warning(&loading, code);
    snprintf(found, sizeof found, "%s", of ? of : "");
    loading_clear(&loading);
    return found;
}

Test(squeeze, counts_who_can_begin_in_the_openings_of_a_group)
{
    cr_assert_str_eq(warning("stage-never-fits",
                             THREE("x") ", " ALWAYS ", " WAITING("d", "x") ", " WAITING(
                                 "e", "x") ", " WAITING("f", "x"),
                             "60", GROUPS),
                     "6 members of group x of stage s share 1 opening before the horizon, in which "
                     "about 5 of them at most can begin, 1 at once");
    cr_assert_str_empty(warning("stage-never-fits",
                                THREE("x") ", " WAITING("d", "x") ", " WAITING("e", "x") ", " DONE,
                                "60", GROUPS));
    cr_assert_str_empty(warning("stage-never-fits", THREE("x") ", " THREE("y"), "60", GROUPS));
}

Test(squeeze, counts_a_stage_whose_groups_share_its_slots)
{
    cr_assert_str_eq(warning("stage-never-fits", THREE("x") ", " THREE("y"), "60",
                             "\"maxConcurrency\": \"1\", " GROUPS),
                     "6 members of stage s share 1 opening before the horizon, in which about 5 of "
                     "them at most can begin, 1 at once");
}

Test(squeeze, says_whose_upgrade_is_longer_than_the_window)
{
    cr_assert_not_null(strstr(warning("window-too-short", THREE("x") ", " ALWAYS, "241", GROUPS),
                              "3 of 4 members"));
    cr_assert_str_empty(warning("window-too-short", THREE("x") ", " ALWAYS, "240", GROUPS));
}
