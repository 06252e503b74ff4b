/* random_parts: what the files of random_fleet share (tests/lib/random_fleet.h).
 *
 * random_fleet.c writes the scenario; random_strategy.c its strategy with gates and selectors;
 * random_people.c what people do with its runs.
 */
#ifndef TESTS_LIB_RANDOM_PARTS_H
#define TESTS_LIB_RANDOM_PARTS_H

#include "models/fleet.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct random_fleet;
struct random_fleet_wish;

#define START_S INT64_C(1794816000) /* Monday 2026-11-16T08:00:00Z */

enum { STAGES_MAX = 4, GROUPS_MAX = 4, WINDOWS_MAX = 4, RUNS_MAX = 3, IMAGES = 4 };

/* Draws in the order they are asked for; parts of a fleet that have their own do not disturb one
 * another. */
struct dice {
    uint64_t seed, entity;
    uint32_t thrown;
};

struct writer {
    FILE *out;
    uint64_t seed;
    const struct random_fleet_wish *wish;
    struct random_fleet *fleet;
    uint32_t member_count, group_count, window_count, region_count, run_count;
    uint32_t stage_groups[STAGES_MAX], stage_count;
    int stage_selector[STAGES_MAX];              /* -1: none */
    int group_selector[STAGES_MAX * GROUPS_MAX]; /* by the number in its name; -1: none */
    bool gated, chosen;                          /* the strategy has gates, selectors */
    bool releases, images;                       /* some are on their way; also of images */
    bool ahead;                                  /* most members are at target */
    bool troubled;                               /* some cannot be upgraded, others fail */
    bool moving;                                 /* some join or leave */
    bool manual[RUNS_MAX];                       /* runs that are started by hand */
};

struct dice dice_of(uint64_t seed, const char *part, uint32_t number);
uint32_t dice_below(struct dice *dice, uint32_t n);
uint32_t dice_between(struct dice *dice, uint32_t low, uint32_t high);
bool dice_chance(struct dice *dice, uint32_t percent);

/* While text is written ' stands for ". */
void random_quote(char *text);

/* What stands before the i-th of a list. */
const char *random_comma(uint32_t i);

extern const char *const random_weekdays[7], *const random_offsets[5];

/* Which of its stages and groups have selectors and gates. */
void random_strategy_draw(struct writer *writer);

/* Writes the member's labels, and finds the group of the strategy that it is to stand in; `group`:
 * its update group's number, or NONE. */
void random_strategy_label(struct writer *writer, uint32_t number, uint32_t group);

void random_strategy_write(struct writer *writer);

/* How a scenario's text ends: with its operations. */
#define RANDOM_TEXT_END "]}\n"

/* Begins the list of operations with what people change in the fleet. */
void random_people_change(struct writer *writer);

/* What people ask of the runs of the loaded fleet goes into its text behind that. Returns whether
 * they ask anything: then it has to be loaded again. */
bool random_people_ask(struct random_fleet *fleet);

#endif
