/* story: a small history with fixed durations, told in the test and compared line by line.
 *
 * A story is a fleet, a strategy and what is expected, in the format of `fleetsim trace`. It is
 * played by the real host and by the second one that calls the core once a minute (R45); both must
 * tell it so. In scenario text ' stands for ".
 *
 * What every story has, unless it says otherwise: start Tuesday 2026-12-01T08:00:00Z, windows
 * noticed at once, upgrades of 60 minutes ('durationModel' short: 30, long: 180), no failures but
 * for members with 'failureModel' bad (after half of their time), members at 1.34.0, one run "run"
 * that goes to 1.35.0.
 */
#ifndef TESTS_LIB_STORY_H
#define TESTS_LIB_STORY_H

#include "models/scenario.h"

struct story {
    const char *members;    /* {'name':'a','group':'g'}, ... */
    const char *stages;     /* {'name':'s','groups':[{'name':'g'}]}, ...; NULL: one by one */
    const char *windows;    /* 'night':{...}, ...; NULL: none */
    const char *runs;       /* NULL: one run "run", Full, 1.35.0; none beside profiles */
    const char *profiles;   /* auto-upgrade profiles; NULL: none */
    const char *controller; /* NULL: 'windowPollMinutes':0, phase 0 */
    const char *durations;  /* further duration models, beginning with a comma; NULL: none */
    const char *operators;  /* NULL: 'approval':'never' */
    const char *models;     /* further models, likewise */
    const char *operations; /* what people do; NULL: nothing */
    const char *more;       /* further top-level keys, beginning with a comma; NULL: none */
    const char *start;      /* NULL: 2026-12-01T08:00:00Z */
    const char *horizon;    /* NULL: "30d" */
    const char *expected;   /* the trace, columns separated by any number of spaces */
};

/* The story's scenario alone, for tests of what is not in a trace; initialises the arena. A text
 * that does not load fails the test. */
void story_load(struct arena *arena, const struct story *story, struct scenario *scenario);

/* Plays the story with both hosts and fails the test where either differs from `expected`. */
void story_check(const struct story *story);

#endif
