#include "scenarios/read_distribution.h"

#include "scenarios/json_print.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARAMETERS_MAX = 3 };

#define QUANTITY_MAX 1e12 /* a draw must fit its integer of seconds */

/* Parameters by kind; `cut`: min and max may restrict it. */
static const struct kind {
    const char *parameters[PARAMETERS_MAX];
    bool cut;
} kinds[DISTRIBUTION_KIND_COUNT] = {
    [DISTRIBUTION_CONSTANT] = {{"value"}, false},
    [DISTRIBUTION_UNIFORM] = {{"min", "max"}, false},
    [DISTRIBUTION_TRIANGULAR] = {{"min", "mode", "max"}, false},
    [DISTRIBUTION_PERT] = {{"min", "mode", "max"}, false},
    [DISTRIBUTION_EXPONENTIAL] = {{"mean"}, true},
    [DISTRIBUTION_NORMAL] = {{"mean", "sd"}, true},
    [DISTRIBUTION_LOGNORMAL] = {{NULL}, true},
    [DISTRIBUTION_GAMMA] = {{"mean", "sd"}, true},
    [DISTRIBUTION_WEIBULL] = {{"shape", "scale"}, true},
    [DISTRIBUTION_EMPIRICAL] = {{"samples"}, true},
};

static const char *const lognormal_forms[][2] = {{"p50", "p90"}, {"mean", "sd"}, {"mu", "sigma"}};

/* What is read, and where problems go. */
struct reading {
    struct inputs *inputs;
    struct arena *arena;
    const cJSON *value;
    const struct path *path;
    enum distribution_kind kind;
};

static bool problem(const struct reading *reading, enum problem_code code, const char *first,
                    const char *second)
{
    inputs_problem(reading->inputs, json_place(reading->value),
                   path_text(reading->inputs->scratch, reading->path), code, first, second);
    return false;
}

static const char *number_text(const struct reading *reading, double number)
{
    return json_number_format(number, arena_alloc(reading->inputs->scratch, JSON_NUMBER_TEXT_SIZE));
}

static double parameter(const struct reading *reading, const char *name)
{
    return json_number(json_get(reading->value, name), 0);
}

static bool is_given(const struct reading *reading, const char *name)
{
    const cJSON *raw = cJSON_GetObjectItemCaseSensitive(reading->value, name);
    return raw && !cJSON_IsNull(raw);
}

static bool is_positive(const struct reading *reading, const char *name)
{
    double number = parameter(reading, name);
    return number > 0 ||
           problem(reading, PROBLEM_DIST_POSITIVE, name, number_text(reading, number));
}

static bool all_given(const struct reading *reading)
{
    for (int i = 0; i < PARAMETERS_MAX && kinds[reading->kind].parameters[i]; i++) {
        const char *name = kinds[reading->kind].parameters[i];
        if (!is_given(reading, name))
            return problem(reading, PROBLEM_DIST_PARAMETER_MISSING,
                           distribution_name(reading->kind),
                           arena_printf(reading->inputs->scratch, "\"%s\"", name));
    }
    return true;
}

static bool belongs(enum distribution_kind kind, const char *name)
{
    if (kinds[kind].cut && (strcmp(name, "min") == 0 || strcmp(name, "max") == 0))
        return true;
    for (int i = 0; i < PARAMETERS_MAX && kinds[kind].parameters[i]; i++)
        if (strcmp(name, kinds[kind].parameters[i]) == 0)
            return true;
    for (size_t i = 0; kind == DISTRIBUTION_LOGNORMAL && i < 3; i++)
        if (strcmp(name, lognormal_forms[i][0]) == 0 || strcmp(name, lognormal_forms[i][1]) == 0)
            return true;
    return false;
}

static bool none_foreign(const struct reading *reading)
{
    static const char *const names[] = {"value", "min", "mode",  "max",   "mean",  "sd",     "p50",
                                        "p90",   "mu",  "sigma", "shape", "scale", "samples"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_given(reading, names[i]) && !belongs(reading->kind, names[i]))
            return problem(reading, PROBLEM_DIST_PARAMETER_FOREIGN,
                           distribution_name(reading->kind),
                           arena_printf(reading->inputs->scratch, "\"%s\"", names[i]));
    return true;
}

static bool read_bounded(const struct reading *reading, struct distribution *distribution)
{
    bool mode = reading->kind != DISTRIBUTION_UNIFORM;
    double low = parameter(reading, "min"), high = parameter(reading, "max");
    double middle = mode ? parameter(reading, "mode") : low;
    distribution->a = low;
    distribution->b = mode ? middle : high;
    distribution->c = high;
    if (low < high && low <= middle && middle <= high)
        return true;
    struct arena *scratch = reading->inputs->scratch;
    const char *found =
        mode ? arena_printf(scratch, "min %s, mode %s, max %s", number_text(reading, low),
                            number_text(reading, middle), number_text(reading, high))
             : arena_printf(scratch, "min %s, max %s", number_text(reading, low),
                            number_text(reading, high));
    return problem(reading, PROBLEM_DIST_ORDER, found,
                   mode ? "min, mode, max, and min below max" : "min below max");
}

/* The one pair that is given, and no part of another: its index, or -1. */
static int lognormal_form(const struct reading *reading)
{
    int form = -1, found = 0;
    for (int i = 0; i < 3; i++) {
        int given =
            is_given(reading, lognormal_forms[i][0]) + is_given(reading, lognormal_forms[i][1]);
        found += given;
        if (given == 2)
            form = i;
    }
    return found == 2 ? form : -1;
}

static bool lognormal_form_missing(const struct reading *reading)
{
    const char *found = "";
    for (int i = 0; i < 6; i++)
        if (is_given(reading, lognormal_forms[i / 2][i % 2]))
            found = arena_printf(reading->inputs->scratch, "%s%s%s", found, *found ? ", " : "",
                                 lognormal_forms[i / 2][i % 2]);
    return problem(reading, PROBLEM_DIST_LOGNORMAL_FORM, *found ? found : "none of them", "");
}

static bool read_lognormal(const struct reading *reading, struct distribution *distribution)
{
    int form = lognormal_form(reading);
    if (form < 0)
        return lognormal_form_missing(reading);
    double a = parameter(reading, lognormal_forms[form][0]);
    double b = parameter(reading, lognormal_forms[form][1]);
    if (form == 0) {
        if (!(a > 0 && b > a))
            return problem(reading, PROBLEM_DIST_QUANTILES, number_text(reading, a),
                           number_text(reading, b));
        *distribution = distribution_lognormal_p50_p90(a, b);
    } else if (form == 1) {
        if (!is_positive(reading, "mean") || !is_positive(reading, "sd"))
            return false;
        *distribution = distribution_lognormal_mean_sd(a, b);
    } else {
        distribution->a = a;
        distribution->b = b;
        return is_positive(reading, "sigma");
    }
    return true;
}

static int compare_numbers(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static bool read_samples(const struct reading *reading, struct distribution *distribution)
{
    const cJSON *samples = json_get(reading->value, "samples");
    if (!cJSON_IsArray(samples) || json_is_spoilt(samples))
        return false; /* a table that could not be read, or wrong elements: reported */
    double *list = arena_array(reading->arena, double, json_count(samples));
    size_t count = 0;
    for (const cJSON *sample = samples->child; sample; sample = sample->next)
        list[count++] = sample->valuedouble;
    qsort(list, count, sizeof *list, compare_numbers);
    distribution->samples = list;
    distribution->sample_count = count;
    return true;
}

static bool read_parameters(const struct reading *reading, struct distribution *distribution)
{
    double mean = parameter(reading, "mean"), sd = parameter(reading, "sd");
    switch (reading->kind) {
    case DISTRIBUTION_CONSTANT:
        distribution->a = parameter(reading, "value");
        return true;
    case DISTRIBUTION_UNIFORM:
    case DISTRIBUTION_TRIANGULAR:
    case DISTRIBUTION_PERT:
        return read_bounded(reading, distribution);
    case DISTRIBUTION_EXPONENTIAL:
        distribution->a = mean;
        return is_positive(reading, "mean");
    case DISTRIBUTION_NORMAL:
        distribution->a = mean;
        distribution->b = sd;
        return is_positive(reading, "sd");
    case DISTRIBUTION_LOGNORMAL:
        return read_lognormal(reading, distribution);
    case DISTRIBUTION_GAMMA:
        distribution->a = mean / sd * (mean / sd);
        distribution->b = sd / mean * sd;
        return is_positive(reading, "mean") && is_positive(reading, "sd");
    case DISTRIBUTION_WEIBULL:
        distribution->a = parameter(reading, "shape");
        distribution->b = parameter(reading, "scale");
        return is_positive(reading, "shape") && is_positive(reading, "scale");
    case DISTRIBUTION_EMPIRICAL:
        return read_samples(reading, distribution);
    case DISTRIBUTION_KIND_COUNT:
        break;
    }
    return false;
}

static bool truncate(const struct reading *reading, struct distribution *distribution)
{
    if (!kinds[reading->kind].cut || (!is_given(reading, "min") && !is_given(reading, "max")))
        return true;
    double low = json_number(json_get(reading->value, "min"), -INFINITY);
    double high = json_number(json_get(reading->value, "max"), INFINITY);
    if (low < high && distribution_truncate(distribution, low, high))
        return true;
    return problem(reading, PROBLEM_DIST_TRUNCATION,
                   isinf(low) ? "the lowest" : number_text(reading, low),
                   isinf(high) ? "the highest" : number_text(reading, high));
}

/* The normal distribution is let alone where it is not cut: whoever chooses it knows its tail, and
 * draws are cut at 0. */
static bool is_sensible(const struct reading *reading, const struct distribution *distribution)
{
    bool normal = distribution->kind == DISTRIBUTION_NORMAL && !distribution->truncated;
    double least = distribution_quantile(distribution, 0x1p-53);
    double most = distribution_quantile(distribution, 1 - 0x1p-53);
    if (least < 0 && !(normal && distribution->a >= 0))
        return problem(reading, PROBLEM_DIST_NEGATIVE,
                       arena_printf(reading->inputs->scratch, "%.4g", least), "");
    return most <= QUANTITY_MAX || problem(reading, PROBLEM_DIST_HUGE, "", "");
}

static bool kind_of(const cJSON *value, enum distribution_kind *kind)
{
    const char *name = json_text(json_get(value, "dist"));
    for (int i = 0; name && i < DISTRIBUTION_KIND_COUNT; i++)
        if (strcmp(name, distribution_name((enum distribution_kind)i)) == 0) {
            *kind = (enum distribution_kind)i;
            return true;
        }
    return false;
}

static bool read_object(struct reading *reading, struct distribution *distribution)
{
    if (json_is_spoilt(reading->value) || !kind_of(reading->value, &reading->kind))
        return false;
    distribution->kind = reading->kind;
    return none_foreign(reading) &&
           (reading->kind == DISTRIBUTION_LOGNORMAL || all_given(reading)) &&
           read_parameters(reading, distribution) && truncate(reading, distribution) &&
           is_sensible(reading, distribution);
}

bool distribution_read(struct inputs *inputs, struct arena *arena, const cJSON *value,
                       const struct path *path, struct distribution *distribution)
{
    struct reading reading = {inputs, arena, value, path, DISTRIBUTION_CONSTANT};
    *distribution = (struct distribution){.kind = DISTRIBUTION_CONSTANT};
    if (cJSON_IsNumber(value)) {
        distribution->a = value->valuedouble;
        if (is_sensible(&reading, distribution))
            return true;
    } else if (cJSON_IsObject(value) && read_object(&reading, distribution)) {
        return true;
    }
    assert(inputs->problems->count > 0); /* nothing wrong passes for a 0 */
    *distribution = (struct distribution){.kind = DISTRIBUTION_CONSTANT};
    return false;
}

const char *distribution_describe(struct arena *arena, const struct distribution *distribution)
{
    if (distribution->kind == DISTRIBUTION_CONSTANT)
        return arena_printf(arena, "constant %.4g", distribution->a);
    return arena_printf(arena, "%s, P50 %.3g, P90 %.3g", distribution_name(distribution->kind),
                        distribution_quantile(distribution, 0.5),
                        distribution_quantile(distribution, 0.9));
}
