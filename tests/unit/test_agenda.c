/* agenda: what falls due, in which order, and what people are told (R13). */
#include "models/instant.h"
#include "sim/agenda.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <string.h>

enum { TOLD_MAX = 64 };

static struct agenda_bench {
    struct loading loading;
    struct world *world;
    struct orchestrator *core;
    struct agenda *agenda;
    struct orchestrator_operation told[TOLD_MAX];
    uint32_t count;
    uint32_t refused[TOLD_MAX], refused_count;
} bench;

static void refused(void *context, int64_t now_s, uint32_t operation, enum refusal refusal)
{
    (void)context, (void)now_s, (void)refusal;
    bench.refused[bench.refused_count++] = operation;
}

/* In text ' stands for ". */
static void begin(const char *members, const char *runs, const char *more)
{
    static char text[4000];
    snprintf(text, sizeof text,
             "{'start':'2026-12-01T08:00:00Z','horizon':'20d','fleet':{'members':[%s]},"
             "'controller':{'windowPollMinutes':0,'windowPollPhaseMinutes':0},'updateRuns':[%s]%s}",
             members, runs, more);
    for (char *c = text; *c != '\0'; c++)
        *c = *c == '\'' ? '"' : *c;
    bench = (struct agenda_bench){0};
    loading_right(&bench.loading, text);
    struct arena *arena = &bench.loading.arena;
    bench.world = world_create(arena, &bench.loading.scenario, 1);
    world_reset(bench.world, 0);
    const struct orchestrator_setup *setup = world_setup(bench.world);
    cr_assert_leq(setup->operations_max, (uint32_t)TOLD_MAX + 64);
    bench.core = orchestrator_init(arena_lines(arena, orchestrator_size(setup)), setup);
    bench.agenda = agenda_create(arena, &bench.loading.scenario, 1, bench.world, bench.core,
                                 (struct agenda_listener){NULL, refused});
    agenda_reset(bench.agenda, 0);
}

/* What is due next is taken and told to the core, whose answer is heard. */
static void take(const char *at)
{
    char text[INSTANT_TEXT_SIZE];
    int64_t now_s = agenda_next(bench.agenda);
    cr_assert_str_eq(instant_format(now_s, text), at);
    bench.count = agenda_take(bench.agenda, now_s, bench.told);
    struct orchestrator_moment moment = {
        .at_s = now_s, .operations = bench.told, .operation_count = bench.count};
    struct orchestrator_update update = orchestrator_step(bench.core, &moment);
    agenda_hear(bench.agenda, now_s, &update);
}

static void assert_told(uint32_t i, enum orchestrator_do what, uint32_t run, uint32_t index)
{
    cr_assert_lt(i, bench.count);
    const struct orchestrator_operation *told = &bench.told[i];
    cr_assert(told->what == what && told->run == run && told->index == index,
              "operation %u: %d of run %u at %u", i, (int)told->what, told->run, told->index);
}

#define FULL ",'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}"

/* The fleet changes, then runs are created and started, then people act as listed. */
Test(agenda, keeps_the_order_of_an_instant)
{
    begin("{'name':'a'},{'name':'b','leavesAt':'2026-12-02T00:00:00Z'},{'name':'c'}",
          "{'name':'one'" FULL "},{'name':'two','start':'2026-12-02T00:00:00Z'" FULL "}",
          ",'operations':[{'at':'2026-12-02T00:00:00Z','do':'stop','run':'one'},"
          "{'at':'2026-12-02T00:00:00Z','do':'setMember','member':'c','set':{'powerState':"
          "'Stopped'}},{'at':'2026-12-02T00:00:00Z','do':'skip','run':'two','targets':["
          "'Member:c','Group:default']}]");
    take("2026-12-01T08:00:00Z");
    cr_assert_eq(bench.count, 2);
    assert_told(0, DO_CREATE, 0, 0);
    assert_told(1, DO_START, 0, 0);
    take("2026-12-02T00:00:00Z");
    cr_assert_eq(bench.count, 7);
    assert_told(0, DO_LEAVE, 0, 1);
    assert_told(1, DO_LOOK, 0, 2);
    assert_told(2, DO_CREATE, 1, 0);
    assert_told(3, DO_START, 1, 0);
    assert_told(4, DO_STOP, 0, 0);
    assert_told(5, DO_SKIP_MEMBER, 1, 1); /* b is not in the run */
    assert_told(6, DO_SKIP_GROUP, 1, 0);
    cr_assert_eq(agenda_next(bench.agenda), INSTANT_NEVER);
    loading_clear(&bench.loading);
}

/* A run that follows another is created when that has ended, and operations before are refused. */
Test(agenda, tells_of_refusals_and_of_runs_that_become_known)
{
    begin("{'name':'a','kubernetesVersion':'1.35.0','nodePools':[{'name':'p','count':1,"
          "'nodeImageVersion':'ubuntu-202611.01.0'}]}",
          "{'name':'one','start':'2026-12-02T00:00:00Z'" FULL "},{'name':'two','start':{'after':"
          "'one','delay':'1h'}" FULL "}",
          ",'operations':[{'at':'2026-12-01T12:00:00Z','do':'start','run':'two'}]");
    take("2026-12-01T12:00:00Z");
    cr_assert_eq(bench.count, 1);
    cr_assert_eq(bench.refused_count, 1);
    cr_assert_eq(bench.refused[0], 0);
    take("2026-12-02T00:00:00Z");
    cr_assert_eq(orchestrator_run_state(bench.core, 0), STATE_COMPLETED);
    take("2026-12-02T01:00:00Z");
    assert_told(0, DO_CREATE, 1, 0);
    assert_told(1, DO_START, 1, 0);
    loading_clear(&bench.loading);
}

/* Somebody approves four hours after the gate was reached, by the operators' model. */
Test(agenda, hears_of_gates_and_has_them_approved)
{
    begin("{'name':'a','group':'g'}", "{'name':'one','strategy':'plan'" FULL "}",
          ",'strategies':{'plan':{'stages':[{'name':'s','beforeGates':[{'displayName':'go'}],"
          "'groups':[{'name':'g'}]}]}},'models':{'operators':{'approval':{'delayHours':4}}}");
    take("2026-12-01T08:00:00Z");
    cr_assert_eq(orchestrator_gate_state(bench.core, 0, 0), STATE_PENDING);
    take("2026-12-01T12:00:00Z");
    assert_told(0, DO_COMPLETE_GATE, 0, 0);
    cr_assert_eq(orchestrator_gate_state(bench.core, 0, 0), STATE_COMPLETED);
    loading_clear(&bench.loading);
}
