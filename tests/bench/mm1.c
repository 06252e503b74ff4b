/* The M/M/1 queue on the engine at a utilisation of 0.8: customers a second are what simulation
 * libraries are compared by. That its answers are right is tested in tests/theory/test_queueing.c.
 */
#include "models/random.h"
#include "sim/engine/event_queue.h"
#include "tests/bench/bench.h"
#include "tests/bench/measure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { CUSTOMERS = 2000000 };
enum { ARRIVAL, DEPARTURE };

#define MEAN_SERVICE_S 1e6
#define MEAN_GAP_S (MEAN_SERVICE_S / 0.8)

struct station {
    struct event_queue queue;
    uint32_t trial;
    uint32_t arrived, left; /* customers, by number: first come, first served */
    int64_t now_s;
    double customer_s; /* the number in the system, integrated over time */
    char memory[];
};

/* u[0] is the gap between this customer and the next, u[1] its service. */
static double luck(const struct station *station, uint32_t customer, int which)
{
    struct random_address at = {
        .trial = station->trial, .attempt = customer, .purpose = PURPOSE_TEST};
    return random_uniforms(1, at).u[which];
}

static void schedule(struct station *station, double mean_s, double u, uint32_t what)
{
    event_queue_push(&station->queue, station->now_s + (int64_t)(-mean_s * log(u)), what);
}

static void begin_service(struct station *station)
{
    schedule(station, MEAN_SERVICE_S, luck(station, station->left, 1), DEPARTURE);
}

static void arrive(struct station *station)
{
    uint32_t customer = station->arrived++;
    schedule(station, MEAN_GAP_S, luck(station, customer, 0), ARRIVAL);
    if (customer == station->left)
        begin_service(station);
}

static void depart(struct station *station)
{
    if (++station->left < station->arrived)
        begin_service(station);
}

static void advance(struct station *station, int64_t now_s)
{
    uint32_t present = station->arrived - station->left;
    station->customer_s += (double)present * (double)(now_s - station->now_s);
    station->now_s = now_s;
}

static void *create(uint32_t size)
{
    (void)size;
    struct station *station = malloc(sizeof *station + event_queue_size(2));
    assert(station != NULL);
    station->trial = 0;
    event_queue_init(&station->queue, station->memory, 2);
    return station;
}

static void run(void *state)
{
    struct station *station = state;
    station->trial++;
    station->arrived = station->left = 0;
    station->now_s = 0;
    station->customer_s = 0;
    event_queue_clear(&station->queue);
    event_queue_push(&station->queue, 0, ARRIVAL);
    struct event event;
    while (station->arrived < CUSTOMERS && event_queue_pop(&station->queue, &event)) {
        advance(station, event.at_s);
        if (event.payload == ARRIVAL)
            arrive(station);
        else
            depart(station);
    }
}

void bench_mm1(void)
{
    struct work customers = {create, run, 0, CUSTOMERS};
    print_rate("engine: M/M/1 customers", &customers);
}
