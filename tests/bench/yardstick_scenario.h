/* yardstick_scenario: generated fleets on which whole experiments are timed, as texts of scenarios.
 *
 * The yardstick has groups of 50 members in 4 stages, and 7 windows: every member has a weekly
 * 4-hour window at 22:00 UTC on a weekday of its own. One member in a hundred of a group, at least
 * one, upgrades at a time; that takes a lognormal time with median 60 minutes and sigma 0.5 and
 * fails with 1 %, and no number of failures stops the run. Limits and horizon are such that every
 * trial ends.
 */
#ifndef TESTS_BENCH_YARDSTICK_SCENARIO_H
#define TESTS_BENCH_YARDSTICK_SCENARIO_H

#include <stddef.h>
#include <stdint.h>

struct yardstick {
    uint32_t members; /* a multiple of stages * group_members */
    uint32_t group_members, stages;
    uint32_t windows; /* those beyond 7 begin a minute later each time round; at most 10,080 */
};

/* The caller frees the text. */
char *yardstick_scenario(const struct yardstick *yardstick, size_t *length);

#endif
