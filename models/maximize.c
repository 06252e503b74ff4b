#include "models/maximize.h"

#include <assert.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

#define SIZE_DONE 1e-5
#define DIFFERENCE 1e-3

enum { ROUNDS_MAX = 2000 };

struct problem_at {
    maximize_function *function;
    const void *context;
};

static double downhill(const gsl_vector *at, void *context)
{
    const struct problem_at *problem = context;
    return -problem->function(at->data, problem->context);
}

static gsl_vector *vector_of(struct arena *arena, size_t count)
{
    gsl_vector *vector = gsl_vector_calloc(count);
    if (!vector)
        arena->exhausted();
    return vector;
}

static void climb(struct arena *arena, struct problem_at *problem, size_t count, double step,
                  struct maximum *maximum)
{
    gsl_vector *at = vector_of(arena, count), *steps = vector_of(arena, count);
    gsl_multimin_fminimizer *simplex =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, count);
    gsl_multimin_function function = {downhill, count, problem};
    if (!simplex)
        arena->exhausted();
    memcpy(at->data, maximum->at, count * sizeof(double));
    gsl_vector_set_all(steps, step);
    gsl_multimin_fminimizer_set(simplex, &function, at, steps);
    for (int i = 0; i < ROUNDS_MAX && gsl_multimin_fminimizer_size(simplex) > SIZE_DONE; i++)
        if (gsl_multimin_fminimizer_iterate(simplex) != 0)
            break;
    memcpy(maximum->at, gsl_multimin_fminimizer_x(simplex)->data, count * sizeof(double));
    gsl_multimin_fminimizer_free(simplex);
    gsl_vector_free(at);
    gsl_vector_free(steps);
}

static double shifted(const struct problem_at *problem, const struct maximum *maximum, size_t i,
                      double by_i, size_t j, double by_j)
{
    double at[MATRIX_MAX];
    memcpy(at, maximum->at, sizeof at);
    at[i] += by_i;
    at[j] += by_j;
    return problem->function(at, problem->context);
}

/* Minus the second derivative. */
static double sharpness(const struct problem_at *problem, const struct maximum *maximum, size_t i,
                        size_t j)
{
    const double h = DIFFERENCE;
    if (i == j)
        return (2 * maximum->value - shifted(problem, maximum, i, h, i, 0) -
                shifted(problem, maximum, i, -h, i, 0)) /
               (h * h);
    return (shifted(problem, maximum, i, h, j, -h) + shifted(problem, maximum, i, -h, j, h) -
            shifted(problem, maximum, i, h, j, h) - shifted(problem, maximum, i, -h, j, -h)) /
           (4 * h * h);
}

static void find_covariance(const struct problem_at *problem, size_t count, struct maximum *maximum)
{
    double log_determinant;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j <= i; j++)
            maximum->covariance.at[i][j] = maximum->covariance.at[j][i] =
                sharpness(problem, maximum, i, j);
    maximum->is_sharp = matrix_invert(&maximum->covariance, count, &log_determinant);
    if (!maximum->is_sharp)
        maximum->covariance = (struct matrix){{{0}}};
}

void maximize(struct arena *arena, maximize_function *function, const void *context, size_t count,
              const double *start, double step, struct maximum *maximum)
{
    struct problem_at problem = {function, context};
    assert(count >= 1 && count <= MATRIX_MAX);
    *maximum = (struct maximum){0};
    memcpy(maximum->at, start, count * sizeof(double));
    climb(arena, &problem, count, step, maximum);
    maximum->value = function(maximum->at, context);
    find_covariance(&problem, count, maximum);
}
