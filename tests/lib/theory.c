#include "tests/lib/theory.h"

#include "scenarios/load.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STANDARD_ERRORS = 4 };

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(3);
}

void theory_load(struct theory *theory, const char *text)
{
    *theory = (struct theory){.scenario = {.name = NULL}};
    arena_init(&theory->arena, out_of_memory);
    char *json = arena_strdup(&theory->arena, text);
    for (char *c = json; *c != '\0'; c++)
        *c = *c == '\'' ? '"' : *c;
    struct load_request request = {
        .path = "theory.json", .text = json, .text_length = strlen(json), .files_forbidden = true};
    struct problems problems;
    if (scenario_load(&theory->arena, &request, &theory->scenario, &problems))
        return;
    problems_print(&problems, stderr);
    cr_assert_fail("the scenario does not load:\n%s", json);
}

void theory_forecast(struct theory *theory, uint32_t trials, uint64_t seed)
{
    struct experiment_options options = {
        .jobs = 1, .trials = trials, .seed = seed, .version = "test"};
    experiment_run(&theory->arena, &theory->scenario, &options, &theory->forecast);
}

void theory_clear(struct theory *theory)
{
    arena_clear(&theory->arena);
}

const struct trial_outcome *theory_trial(const struct theory *theory, uint32_t trial, uint32_t run)
{
    const struct trial_outcome *row =
        &theory->forecast.trial_rows[trial * theory->scenario.run_count + run];
    cr_assert(row->trial == trial && row->run == run);
    return row;
}

void estimate_add(struct estimate *estimate, double value)
{
    estimate->count++;
    estimate->sum += value;
    estimate->sum_of_squares += value * value;
}

void estimate_check(const struct estimate *estimate, double expected, const char *what)
{
    double n = estimate->count, mean = estimate->sum / n;
    double variance = (estimate->sum_of_squares - n * mean * mean) / (n - 1);
    double error = sqrt(variance / n);
    cr_expect(fabs(mean - expected) <= STANDARD_ERRORS * error, "%s: %g +- %g, the formula says %g",
              what, mean, error, expected);
}

double binomial_cdf(uint32_t k, uint32_t n, double p)
{
    double sum = 0;
    for (uint32_t i = 0; i <= k && i <= n; i++)
        sum += exp(lgamma(n + 1.0) - lgamma(i + 1.0) - lgamma(n - i + 1.0) + i * log(p) +
                   (n - i) * log1p(-p));
    return sum;
}
