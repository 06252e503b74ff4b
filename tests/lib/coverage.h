/* coverage: how often tests on random fleets have met what can happen.
 *
 * A test that never meets a case proves nothing about it. So every transition, reason, refusal,
 * operation, limit and end that update runs can produce is counted, and a test can ask that none of
 * them is rare.
 */
#ifndef TESTS_LIB_COVERAGE_H
#define TESTS_LIB_COVERAGE_H

#include "models/state.h"
#include "sim/orchestrator/orchestrator.h"

#include <stdint.h>
#include <stdio.h>

enum coverage_limit {
    COVERAGE_GROUP_CONCURRENCY,
    COVERAGE_STAGE_CONCURRENCY,
    COVERAGE_GROUP_FAILURES,
    COVERAGE_STAGE_FAILURES,
    COVERAGE_LIMIT_COUNT
};

enum coverage_end {
    COVERAGE_COMPLETED,
    COVERAGE_FAILED,
    COVERAGE_STOPPED,
    COVERAGE_UNFINISHED,
    COVERAGE_NEVER_STARTED,
    COVERAGE_END_COUNT
};

enum {
    COVERAGE_LEVELS = ORCHESTRATOR_GATE + 1,
    COVERAGE_REASONS = REASON_FIRST_CAUSE + 1,
    COVERAGE_OPERATIONS = DO_LOOK + 1
};

struct coverage {
    uint64_t transitions[COVERAGE_LEVELS][STATE_COUNT][STATE_COUNT];
    uint64_t reasons[COVERAGE_REASONS]; /* the last: all causes of the failure model */
    uint64_t refusals[REFUSAL_COUNT];
    uint64_t obeyed[COVERAGE_OPERATIONS][STATE_COUNT]; /* by the state of the run */
    uint64_t limits[COVERAGE_LIMIT_COUNT];
    uint64_t ends[COVERAGE_END_COUNT];
    uint64_t histories, steps, begins;
    uint64_t over_limit; /* histories with a failure over a limit */
};

/* Section 5 of the rules (R22, R23): may this level go from one state straight to another? */
bool coverage_is_listed(enum orchestrator_level level, enum update_state from,
                        enum update_state to);

/* One line for each thing that can be met, with its count. Returns how many were met less than
 * `least` times; those lines say so. */
uint32_t coverage_print(const struct coverage *coverage, uint64_t least, FILE *out);

#endif
