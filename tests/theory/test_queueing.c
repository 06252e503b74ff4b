/* The M/M/1 queue on the engine: what theory says of it is exact, so the event queue and the random
 * numbers by address must agree with it.
 *
 * With arrivals at rate lambda and service at rate mu, rho = lambda / mu: on average L = rho / (1 -
 * rho) customers are in the system, each for W = 1 / (mu - lambda), and L = lambda W (Little).
 * Cycles, from one customer who finds the system empty to the next, are independent, so a ratio of
 * their sums has a known standard error (M. Crane and D. Iglehart, "Simulating stable stochastic
 * systems III", 1975).
 */
#include "models/random.h"
#include "sim/engine/event_queue.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { CUSTOMERS = 1000000, WAITING_MAX = 1024, CYCLES_MAX = CUSTOMERS };
enum { ARRIVAL, DEPARTURE };

#define MEAN_SERVICE_S 1e6 /* long, so that rounding to seconds does not count */

/* What is summed up over a cycle. */
enum cycle_sum {
    LENGTH_S,
    CUSTOMER_S, /* the number in the system, integrated over time */
    SOJOURN_S,  /* the customers' times in the system */
    SERVED,
    CYCLE_SUM_COUNT
};

struct station {
    struct event_queue queue;
    double rho;
    uint64_t seed;
    uint32_t arrived,
        left; /* customers; those in between are in the system, first come first served */
    int64_t arrived_s[WAITING_MAX];
    struct uniforms luck[WAITING_MAX]; /* u[0] until the next arrival, u[1] the service */
    int64_t now_s, cycle_began_s;
    uint32_t cycle; /* index of the one under way */
};

static double cycles[CYCLES_MAX][CYCLE_SUM_COUNT];

static int64_t exponential_s(double mean_s, double u)
{
    return llround(-mean_s * log(u));
}

static void advance(struct station *station, int64_t now_s)
{
    uint32_t present = station->arrived - station->left;
    cycles[station->cycle][CUSTOMER_S] += (double)present * (double)(now_s - station->now_s);
    station->now_s = now_s;
}

static void begin_cycle(struct station *station)
{
    if (station->arrived > 0) {
        cycles[station->cycle][LENGTH_S] = (double)(station->now_s - station->cycle_began_s);
        station->cycle++;
    }
    memset(cycles[station->cycle], 0, sizeof cycles[0]);
    station->cycle_began_s = station->now_s;
}

static void begin_service(struct station *station)
{
    double u = station->luck[station->left % WAITING_MAX].u[1];
    event_queue_push(&station->queue, station->now_s + exponential_s(MEAN_SERVICE_S, u), DEPARTURE);
}

static void arrive(struct station *station)
{
    bool was_empty = station->arrived == station->left;
    if (was_empty)
        begin_cycle(station);
    uint32_t customer = station->arrived++;
    cr_assert_lt(customer - station->left, WAITING_MAX);
    struct random_address at = {.attempt = customer, .purpose = PURPOSE_TEST};
    struct uniforms luck = random_uniforms(station->seed, at);
    station->luck[customer % WAITING_MAX] = luck;
    station->arrived_s[customer % WAITING_MAX] = station->now_s;
    int64_t gap_s = exponential_s(MEAN_SERVICE_S / station->rho, luck.u[0]);
    event_queue_push(&station->queue, station->now_s + gap_s, ARRIVAL);
    if (was_empty)
        begin_service(station);
}

static void depart(struct station *station)
{
    uint32_t customer = station->left++;
    cycles[station->cycle][SERVED]++;
    cycles[station->cycle][SOJOURN_S] +=
        (double)(station->now_s - station->arrived_s[customer % WAITING_MAX]);
    if (station->arrived > station->left)
        begin_service(station);
}

/* Leaves the whole cycles of a history in `cycles`; returns how many. */
static uint32_t simulate(double rho, uint64_t seed)
{
    static char memory[1 << 20];
    static struct station station;
    station = (struct station){.rho = rho, .seed = seed};
    cr_assert_leq(event_queue_size(2), sizeof memory);
    event_queue_init(&station.queue, memory, 2);
    event_queue_push(&station.queue, 0, ARRIVAL);
    struct event event;
    while (station.arrived < CUSTOMERS && event_queue_pop(&station.queue, &event)) {
        advance(&station, event.at_s);
        if (event.payload == ARRIVAL)
            arrive(&station);
        else
            depart(&station);
    }
    return station.cycle;
}

struct estimate {
    double value, standard_error;
};

/* The ratio of two means over cycles. */
static struct estimate ratio(uint32_t count, enum cycle_sum above, enum cycle_sum below)
{
    double sum_above = 0, sum_below = 0, squares = 0;
    for (uint32_t i = 0; i < count; i++) {
        sum_above += cycles[i][above];
        sum_below += cycles[i][below];
    }
    double value = sum_above / sum_below;
    for (uint32_t i = 0; i < count; i++) {
        double rest = cycles[i][above] - value * cycles[i][below];
        squares += rest * rest;
    }
    return (struct estimate){value, sqrt(squares) / sum_below};
}

static void assert_near(const char *what, double rho, struct estimate found, double exact)
{
    cr_assert(fabs(found.value - exact) < 4 * found.standard_error,
              "%s at rho %.2f: %g, standard error %g, theory %g", what, rho, found.value,
              found.standard_error, exact);
    cr_assert_lt(found.standard_error, 0.05 * exact, "%s at rho %.2f: too uncertain to tell", what,
                 rho);
}

static const double utilisations[] = {0.3, 0.5, 0.8, 0.9};

enum { UTILISATIONS = sizeof utilisations / sizeof utilisations[0] };

Test(queueing, mean_number_in_the_system_is_rho_over_one_minus_rho)
{
    for (int i = 0; i < UTILISATIONS; i++) {
        double rho = utilisations[i];
        uint32_t count = simulate(rho, 1);
        assert_near("L", rho, ratio(count, CUSTOMER_S, LENGTH_S), rho / (1 - rho));
    }
}

Test(queueing, mean_time_in_the_system_follows_by_little)
{
    for (int i = 0; i < UTILISATIONS; i++) {
        double rho = utilisations[i];
        uint32_t count = simulate(rho, 2);
        assert_near("W", rho, ratio(count, SOJOURN_S, SERVED), MEAN_SERVICE_S / (1 - rho));
        assert_near("lambda", rho, ratio(count, SERVED, LENGTH_S), rho / MEAN_SERVICE_S);
    }
}

/* On whole cycles Little's law is no estimate: both sides are the same sum of whole seconds. */
Test(queueing, time_in_the_system_is_the_number_integrated_over_time)
{
    uint32_t count = simulate(0.8, 3);
    for (uint32_t i = 0; i < count; i++)
        cr_assert_eq(cycles[i][CUSTOMER_S], cycles[i][SOJOURN_S], "cycle %u", i);
}
