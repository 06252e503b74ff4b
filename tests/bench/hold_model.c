/* The hold model through the engine: every event is told apart, draws a random number by address
 * and writes a state of 64 bytes before it schedules the next one. */
#include "models/random.h"
#include "sim/engine/event_queue.h"
#include "tests/bench/bench.h"
#include "tests/bench/measure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { EVENTS = 2000000 };

#define MEAN_STEP_S 3600.0

/* An entity goes round its kinds of event; every visit draws and writes its state. */
enum visit { VISIT_BEGIN, VISIT_WORK, VISIT_END, VISIT_REST, VISIT_COUNT };

struct entity {
    uint64_t luck;
    uint32_t attempt;
    uint32_t visit;
    int64_t began_s, worked_s, rested_s, last_s;
    uint64_t visits;
    double sum;
};

struct hold {
    struct event_queue queue;
    struct entity *entities;
    char memory[];
};

static int64_t visit(struct entity *entity, int64_t now_s)
{
    struct random_address at = {
        .entity = entity->luck, .attempt = entity->attempt++ & 0xffffff, .purpose = PURPOSE_TEST};
    double u = random_uniforms(1, at).u[0];
    switch (entity->visit) {
    case VISIT_BEGIN:
        entity->began_s = now_s;
        break;
    case VISIT_WORK:
        entity->worked_s += now_s - entity->last_s;
        break;
    case VISIT_END:
        entity->sum += u;
        break;
    default:
        entity->rested_s += now_s - entity->last_s;
    }
    entity->visit = (entity->visit + 1) % VISIT_COUNT;
    entity->visits++;
    entity->last_s = now_s;
    return now_s + (int64_t)(-MEAN_STEP_S * log(u));
}

static void hold_some(struct hold *hold, uint32_t count)
{
    struct event event;
    for (uint32_t i = 0; i < count && event_queue_pop(&hold->queue, &event); i++) {
        int64_t next_s = visit(&hold->entities[event.payload], event.at_s);
        event_queue_push(&hold->queue, next_s, event.payload);
    }
}

static void *create(uint32_t pending)
{
    static_assert(sizeof(struct entity) == 64, "the state that the goal speaks of");
    size_t queue_size = (event_queue_size(pending) + 63) / 64 * 64;
    struct hold *hold = malloc(sizeof *hold + queue_size + pending * sizeof(struct entity));
    assert(hold != NULL);
    hold->entities = (struct entity *)(hold->memory + queue_size);
    event_queue_init(&hold->queue, hold->memory, pending);
    for (uint32_t i = 0; i < pending; i++) {
        hold->entities[i] = (struct entity){.luck = i};
        event_queue_push(&hold->queue, visit(&hold->entities[i], 0), i);
    }
    hold_some(hold, 2 * pending);
    return hold;
}

static void run(void *state)
{
    hold_some(state, EVENTS);
}

void bench_hold_model(void)
{
    struct work thousand = {create, run, 1000, EVENTS};
    struct work million = {create, run, 1000000, EVENTS};
    print_cost("engine: event with draw and state, 1000 pending", &thousand);
    print_cost("engine: event with draw and state, 1000000 pending", &million);
}
