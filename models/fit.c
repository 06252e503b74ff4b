#include "models/fit.h"

#include "models/instant.h"

#include <math.h>

/* Gauss and Hermite's rule with three points: a shock is known only with an error. */
enum { POINTS = 3 };
static const double point_at[POINTS] = {-1.7320508075688772, 0, 1.7320508075688772};
static const double point_weight[POINTS] = {1.0 / 6, 2.0 / 3, 1.0 / 6};

#define NEGLIGIBLE 1e-9 /* a variance that no sample shows */
#define JEFFREYS 0.5

static double minutes_of(const struct upgrade_record *record)
{
    int64_t length_s = record->ended_s - record->begun_s;
    return (double)(length_s > 1 ? length_s : 1) / (double)MINUTE_S;
}

static void count_outcomes(const struct records *records, struct duration_fit *durations)
{
    for (size_t i = 0; i < records->upgrade_count; i++) {
        const struct upgrade_record *record = &records->upgrades[i];
        struct duration_fit *of = &durations[record->type];
        of->completed += record->outcome == RECORD_COMPLETED;
        of->failed += record->outcome == RECORD_FAILED;
        of->unfinished += record->outcome == RECORD_UNFINISHED;
    }
}

static size_t total(const struct duration_fit *duration)
{
    return duration->completed + duration->failed + duration->unfinished;
}

/* The lengths of one type with all that is shared taken out: as estimated in *centres, and spread
 * over what the estimate leaves open, with weights, in *points. */
struct lengths {
    struct lifetime *centres, *points;
    size_t count, point_count;
};

static void add_length(struct lengths *lengths, double minutes, double variance, bool censored)
{
    lengths->centres[lengths->count++] = (struct lifetime){minutes, 1, censored};
    if (variance < NEGLIGIBLE) {
        lengths->points[lengths->point_count++] = (struct lifetime){minutes, 1, censored};
        return;
    }
    for (int i = 0; i < POINTS; i++)
        lengths->points[lengths->point_count++] = (struct lifetime){
            minutes * exp(point_at[i] * sqrt(variance)), point_weight[i], censored};
}

static struct lengths lengths_of(struct arena *arena, const struct fit *fit, enum upgrade_type type)
{
    const struct records *records = fit->records;
    size_t count = total(&fit->durations[type]);
    struct lengths lengths = {arena_array(arena, struct lifetime, count),
                              arena_array(arena, struct lifetime, POINTS * count), 0, 0};
    for (size_t i = 0; i < records->upgrade_count; i++) {
        const struct upgrade_record *record = &records->upgrades[i];
        if (record->type == type)
            add_length(&lengths, minutes_of(record) * exp(-fit->effects.offsets[i]),
                       fit->effects.offset_variances[i], record->outcome != RECORD_COMPLETED);
    }
    return lengths;
}

/* The information of independent lengths, and what shocks and trend add to the level's error. */
static double level_variance(const struct fit *fit, enum upgrade_type type, double independent)
{
    const struct type_effects *effects = &fit->effects.types[type];
    double own = effects->own_sd * effects->own_sd / (double)effects->count;
    return independent + fmax(effects->level_variance - own, 0);
}

static void fit_duration(struct arena *arena, struct fit *fit, enum upgrade_type type)
{
    struct duration_fit *duration = &fit->durations[type];
    if (duration->completed == 0)
        return;
    struct lengths lengths = lengths_of(arena, fit, type);
    duration->lengths = lengths.centres;
    duration->length_count = lengths.count;
    duration->own = lifetime_fit_best(arena, lengths.points, lengths.point_count);
    duration->own.location_variance = level_variance(fit, type, duration->own.location_variance);
    duration->goodness = goodness_of(arena, duration->own.kind, lengths.centres, lengths.count);
}

/* Where in its expected duration an attempt of the cause fails, in the mean. */
static double fraction_of(const struct fit *fit, uint32_t code)
{
    const struct records *records = fit->records;
    double means[UPGRADE_TYPE_COUNT] = {0}, sum = 0, count = 0;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (fit_has(fit, (enum upgrade_type)type)) {
            struct distribution own = lifetime_distribution(&fit->durations[type].own, 1);
            means[type] = distribution_mean(&own);
        }
    for (size_t i = 0; i < records->upgrade_count; i++) {
        const struct upgrade_record *record = &records->upgrades[i];
        if (record->outcome != RECORD_FAILED || record->code != code || means[record->type] <= 0)
            continue;
        sum += minutes_of(record) * exp(-fit->effects.offsets[i]) / means[record->type];
        count++;
    }
    return count > 0 ? fmin(sum / count, 1) : 1;
}

static void count_causes(const struct records *records, struct cause_fit *causes)
{
    for (size_t i = 0; i < records->upgrade_count; i++) {
        const struct upgrade_record *record = &records->upgrades[i];
        if (record->outcome == RECORD_FAILED)
            causes[record->code].types[record->type].failed++;
    }
}

static void fit_cause(struct fit *fit, struct cause_fit *cause, uint32_t code)
{
    double causes = (double)fit->cause_count;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        struct probability_fit *probability = &cause->types[type];
        probability->ended = fit->durations[type].completed + fit->durations[type].failed;
        probability->a = (double)probability->failed + JEFFREYS / causes;
        probability->b = (double)(probability->ended - probability->failed) + JEFFREYS;
    }
    cause->at_fraction = fraction_of(fit, code);
}

/* A history without a failure still leaves room for one. */
static void fit_failures(struct arena *arena, struct fit *fit)
{
    const struct name_list *codes = &fit->records->codes;
    size_t count = codes->count ? codes->count : 1;
    struct cause_fit *causes = arena_array(arena, struct cause_fit, count);
    fit->causes = causes;
    fit->cause_count = count;
    count_causes(fit->records, causes);
    for (uint32_t i = 0; i < count; i++) {
        causes[i].code = codes->count ? codes->names[i] : RECORD_CODE_UNNAMED;
        fit_cause(fit, &causes[i], i);
    }
}

static void fit_approvals(struct arena *arena, const struct records *records,
                          struct approval_fit *approval)
{
    struct lifetime *lengths = arena_array(arena, struct lifetime, records->approval_count);
    for (size_t i = 0; i < records->approval_count; i++) {
        const struct approval_record *record = &records->approvals[i];
        double hours = (double)(record->ended_s - record->asked_s) / (double)HOUR_S;
        lengths[i] = (struct lifetime){fmax(hours, 1 / (double)HOUR_S), 1, !record->approved};
        approval->approved += record->approved;
        approval->waiting += !record->approved;
    }
    approval->lengths = lengths;
    if (approval->approved == 0)
        return;
    approval->delay = lifetime_fit_best(arena, lengths, records->approval_count);
    approval->goodness = goodness_of(arena, approval->delay.kind, lengths, records->approval_count);
}

void fit_records(struct arena *arena, const struct records *records, struct fit *fit)
{
    *fit = (struct fit){.records = records};
    count_outcomes(records, fit->durations);
    effects_fit(arena, records, &fit->effects);
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        fit_duration(arena, fit, (enum upgrade_type)type);
    fit_failures(arena, fit);
    fit_approvals(arena, records, &fit->approval);
}

bool fit_has(const struct fit *fit, enum upgrade_type type)
{
    return fit->durations[type].completed > 0;
}

struct distribution fit_minutes(const struct fit *fit, enum upgrade_type type, uint32_t region,
                                enum node_size size)
{
    const struct type_effects *effects = &fit->effects.types[type];
    double log_factor = region == NONE ? 0 : effects->regions[region].log_factor;
    if (size != NODE_SIZE_COUNT)
        log_factor += effects->sizes[size].log_factor;
    return lifetime_distribution(&fit->durations[type].own, exp(log_factor));
}

/* The mean over the types of what their levels leave open. */
double fit_run_sd(const struct fit *fit)
{
    double sum = 0, count = 0;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (fit_has(fit, (enum upgrade_type)type)) {
            sum += fit->durations[type].own.location_variance;
            count++;
        }
    return sqrt(fit->effects.run.sd * fit->effects.run.sd + (count > 0 ? sum / count : 0));
}

double fit_region_sd(const struct fit *fit)
{
    double sum = 0, count = 0;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        for (uint32_t r = 0; r < fit->records->regions.count; r++)
            if (fit->effects.types[type].regions[r].count) {
                sum += fit->effects.types[type].regions[r].variance;
                count++;
            }
    return sqrt(fit->effects.region.sd * fit->effects.region.sd + (count > 0 ? sum / count : 0));
}
