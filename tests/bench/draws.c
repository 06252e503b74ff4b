/* Random numbers by address, and a duration drawn from one by inversion. */
#include "models/distribution.h"
#include "models/random.h"
#include "tests/bench/bench.h"
#include "tests/bench/measure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { DRAWS = 2000000 };

struct draws {
    struct distribution distribution;
    double sum; /* what is drawn is used */
};

static void *create(uint32_t size)
{
    (void)size;
    struct draws *draws = malloc(sizeof *draws);
    assert(draws != NULL);
    *draws =
        (struct draws){.distribution = {.kind = DISTRIBUTION_LOGNORMAL, .a = log(60), .b = 0.5}};
    return draws;
}

static struct random_address address(uint32_t i)
{
    return (struct random_address){.entity = i, .trial = 7, .purpose = PURPOSE_ATTEMPT};
}

static void draw_uniforms(void *state)
{
    struct draws *draws = state;
    double sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++) {
        struct uniforms uniforms = random_uniforms(1, address(i));
        sum += uniforms.u[0] + uniforms.u[1];
    }
    draws->sum += sum;
}

static void draw_lognormals(void *state)
{
    struct draws *draws = state;
    double sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++)
        sum += distribution_quantile(&draws->distribution, random_uniforms(1, address(i)).u[0]);
    draws->sum += sum;
}

static void draw_together(void *state)
{
    enum { TOGETHER = 16 };
    struct draws *draws = state;
    double sum = 0;
    for (uint32_t first = 0; first < DRAWS; first += TOGETHER) {
        double u[TOGETHER], x[TOGETHER];
        for (uint32_t i = 0; i < TOGETHER; i++)
            u[i] = random_uniforms(1, address(first + i)).u[0];
        distribution_quantiles(&draws->distribution, u, TOGETHER, x);
        for (uint32_t i = 0; i < TOGETHER; i++)
            sum += x[i];
    }
    draws->sum += sum;
}

void bench_draws(void)
{
    struct work uniforms = {.create = create, .run = draw_uniforms, .portion = DRAWS};
    struct work lognormals = {.create = create, .run = draw_lognormals, .portion = DRAWS};
    print_rate("draws: two uniforms by address", &uniforms);
    struct work together = {.create = create, .run = draw_together, .portion = DRAWS};
    print_rate("draws: lognormal by inversion", &lognormals);
    print_rate("draws: lognormal by inversion, 16 at once", &together);
}
