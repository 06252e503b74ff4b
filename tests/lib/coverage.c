#include "tests/lib/coverage.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>

#define TO(state) (1u << STATE_##state)
#define SKIPPABLE (TO(NOT_STARTED) | TO(RUNNING) | TO(PENDING) | TO(FAILED))

/* Where each state may go. */
static const unsigned member_ways[STATE_COUNT] = {
    [STATE_NOT_STARTED] = TO(RUNNING) | TO(PENDING) | TO(SKIPPED),
    [STATE_PENDING] = TO(RUNNING) | TO(SKIPPED) | TO(PENDING), /* Pending again: another reason */
    [STATE_RUNNING] = TO(COMPLETED) | TO(FAILED) | TO(STOPPING),
    [STATE_STOPPING] = TO(COMPLETED) | TO(FAILED),
    [STATE_FAILED] = TO(NOT_STARTED) | TO(SKIPPED)};

static const unsigned parent_ways[STATE_COUNT] = {
    [STATE_NOT_STARTED] = TO(RUNNING) | TO(PENDING) | TO(SKIPPED),
    [STATE_RUNNING] =
        TO(PENDING) | TO(COMPLETED) | TO(SKIPPED) | TO(FAILED) | TO(STOPPING) | TO(STOPPED),
    [STATE_PENDING] =
        TO(RUNNING) | TO(COMPLETED) | TO(SKIPPED) | TO(FAILED) | TO(STOPPING) | TO(STOPPED),
    [STATE_STOPPING] = TO(STOPPED) | TO(FAILED),
    [STATE_STOPPED] = TO(RUNNING) | TO(PENDING),
    [STATE_FAILED] = TO(RUNNING) | TO(PENDING)};

static const unsigned wait_ways[STATE_COUNT] = {
    [STATE_NOT_STARTED] = TO(RUNNING) | TO(SKIPPED), [STATE_RUNNING] = TO(COMPLETED) | TO(SKIPPED)};

static const unsigned gate_ways[STATE_COUNT] = {
    [STATE_NOT_STARTED] = TO(PENDING) | TO(SKIPPED), [STATE_PENDING] = TO(COMPLETED) | TO(SKIPPED)};

static const char *const level_names[COVERAGE_LEVELS] = {"run",    "stage", "group",
                                                         "member", "wait",  "gate"};
static const char *const limit_names[COVERAGE_LIMIT_COUNT] = {
    "group's maxConcurrency", "stage's maxConcurrency", "group's maxAllowedFailures",
    "stage's maxAllowedFailures"};
static const char *const end_names[COVERAGE_END_COUNT] = {"Completed", "Failed", "Stopped",
                                                          "unfinished", "never started"};
static const struct {
    const char *name;
    unsigned in; /* states of the run in which it can be obeyed */
} operations[COVERAGE_OPERATIONS] = {
    [DO_START] = {"start", TO(NOT_STARTED) | TO(STOPPED) | TO(FAILED)},
    [DO_STOP] = {"stop", TO(RUNNING) | TO(PENDING)},
    [DO_SKIP_STAGE] = {"skip of a stage", SKIPPABLE},
    [DO_SKIP_GROUP] = {"skip of a group", SKIPPABLE},
    [DO_SKIP_MEMBER] = {"skip of a member", SKIPPABLE},
    [DO_SKIP_WAIT] = {"skip of a wait", SKIPPABLE},
    /* Also while it is Stopping, which is too rare to ask for. */
    [DO_COMPLETE_GATE] = {"completion of a gate",
                          TO(RUNNING) | TO(PENDING) | TO(STOPPED) | TO(FAILED)}};

/* Those of profiles, which random fleets have none of, stand behind. */
enum { REFUSALS = REFUSAL_GATE_DONE + 1 };

static const uint16_t reasons[] = {REASON_WINDOW_CLOSED,
                                   REASON_KUBERNETES_VERSION_NOT_AVAILABLE,
                                   REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE,
                                   REASON_OPERATION_IN_PROGRESS,
                                   REASON_SKIPPED_BY_REQUEST,
                                   REASON_MEMBER_LEFT,
                                   REASON_ALREADY_AT_TARGET,
                                   REASON_CONSISTENT_IMAGE_NOT_FOUND,
                                   REASON_EMPTY_GROUP,
                                   REASON_MINOR_VERSION_SKEW,
                                   REASON_CLUSTER_STOPPED,
                                   REASON_NODE_IMAGE_EXPIRED,
                                   REASON_FIRST_CAUSE};

bool coverage_is_listed(enum orchestrator_level level, enum update_state from, enum update_state to)
{
    unsigned ways = level == ORCHESTRATOR_MEMBER ? member_ways[from]
                    : level == ORCHESTRATOR_WAIT ? wait_ways[from]
                    : level == ORCHESTRATOR_GATE ? gate_ways[from]
                                                 : parent_ways[from];
    return (ways >> to & 1) && !(level == ORCHESTRATOR_RUN && to == STATE_SKIPPED);
}

/* A run that is started becomes Running first, whatever its members then say. */
static bool can_be_met(enum orchestrator_level level, enum update_state from, enum update_state to)
{
    bool started = from == STATE_NOT_STARTED || from == STATE_STOPPED || from == STATE_FAILED;
    return coverage_is_listed(level, from, to) &&
           !(level == ORCHESTRATOR_RUN && started && to == STATE_PENDING);
}

static uint32_t print_line(FILE *out, uint64_t count, uint64_t least, const char *what)
{
    fprintf(out, "%12" PRIu64 "  %s%s\n", count, what, count < least ? "   <- too rare" : "");
    return count < least;
}

static uint32_t print_transitions(const struct coverage *coverage, enum orchestrator_level level,
                                  uint64_t least, FILE *out)
{
    uint32_t rare = 0;
    char text[80];
    for (int from = 0; from < STATE_COUNT; from++)
        for (int to = 0; to < STATE_COUNT; to++) {
            if (!can_be_met(level, (enum update_state)from, (enum update_state)to))
                continue;
            snprintf(text, sizeof text, "%s %s -> %s", level_names[level],
                     state_name((enum update_state)from), state_name((enum update_state)to));
            rare += print_line(out, coverage->transitions[level][from][to], least, text);
        }
    return rare;
}

static uint32_t print_operations(const struct coverage *coverage, uint64_t least, FILE *out)
{
    uint32_t rare = 0;
    char text[80];
    for (int what = 0; what < COVERAGE_OPERATIONS; what++)
        for (int state = 0; state < STATE_COUNT; state++) {
            if (!(operations[what].in >> state & 1))
                continue;
            snprintf(text, sizeof text, "%s, the run being %s", operations[what].name,
                     state_name((enum update_state)state));
            rare += print_line(out, coverage->obeyed[what][state], least, text);
        }
    for (int i = REFUSAL_NONE + 1; i < REFUSALS; i++) {
        snprintf(text, sizeof text, "refused: %s", refusal_text((enum refusal)i));
        rare += print_line(out, coverage->refusals[i], least, text);
    }
    return rare;
}

uint32_t coverage_print(const struct coverage *coverage, uint64_t least, FILE *out)
{
    uint32_t rare = 0;
    fprintf(out,
            "%12" PRIu64 "  histories\n%12" PRIu64
            "  of them with a failure over a limit\n%12" PRIu64 "  steps\n%12" PRIu64
            "  upgrades begun\n",
            coverage->histories, coverage->over_limit, coverage->steps, coverage->begins);
    for (int level = 0; level < COVERAGE_LEVELS; level++)
        rare += print_transitions(coverage, (enum orchestrator_level)level, least, out);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        rare += print_line(out, coverage->reasons[reasons[i]], least,
                           reasons[i] == REASON_FIRST_CAUSE ? "a cause of the failure model"
                                                            : reason_name(reasons[i]));
    rare += print_operations(coverage, least, out);
    for (int i = 0; i < COVERAGE_LIMIT_COUNT; i++)
        rare += print_line(out, coverage->limits[i], least, limit_names[i]);
    for (int i = 0; i < COVERAGE_END_COUNT; i++)
        rare += print_line(out, coverage->ends[i], least, end_names[i]);
    return rare;
}
