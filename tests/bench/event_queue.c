/* The hold model on the event queue alone (D. Jones, "An empirical comparison of priority-queue and
 * event-set implementations", CACM 29, 1986): take the earliest, schedule it again a random time
 * later, here exponential with mean one hour in whole seconds, so that ties are common. */
#include "sim/engine/event_queue.h"
#include "tests/bench/bench.h"
#include "tests/bench/measure.h"

#include "models/random.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { STEPS = 1 << 16, HOLDS = 2000000 };

#define MEAN_STEP_S 3600.0

struct hold {
    struct event_queue queue;
    uint32_t step;
    uint32_t steps_s[STEPS]; /* drawn ahead: the queue alone is timed */
    char memory[];
};

static void hold_some(struct hold *hold, uint32_t count)
{
    struct event event;
    for (uint32_t i = 0; i < count && event_queue_pop(&hold->queue, &event); i++) {
        int64_t at_s = event.at_s + hold->steps_s[hold->step++ % STEPS];
        event_queue_push(&hold->queue, at_s, event.payload);
    }
}

static void *create(uint32_t pending)
{
    struct hold *hold = malloc(sizeof *hold + event_queue_size(pending));
    assert(hold != NULL);
    hold->step = 0;
    for (uint32_t i = 0; i < STEPS; i++) {
        struct random_address at = {.attempt = i, .purpose = PURPOSE_TEST};
        hold->steps_s[i] = (uint32_t)(-MEAN_STEP_S * log(random_uniforms(1, at).u[0]));
    }
    event_queue_init(&hold->queue, hold->memory, pending);
    for (uint32_t i = 0; i < pending; i++)
        event_queue_push(&hold->queue, hold->steps_s[i % STEPS], i);
    hold_some(hold, 2 * pending);
    return hold;
}

static void run(void *state)
{
    hold_some(state, HOLDS);
}

void bench_event_queue(void)
{
    for (uint32_t pending = 100; pending <= 1000000; pending *= 10) {
        struct work work = {.create = create, .run = run, .size = pending, .portion = HOLDS};
        char name[64];
        snprintf(name, sizeof name, "queue: take and schedule, %u pending", pending);
        print_cost(name, &work);
    }
}
