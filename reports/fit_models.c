#include "reports/fit_models.h"

#include "reports/figure.h"
#include "reports/json_writer.h"

#include <math.h>
#include <string.h>

enum { DIGITS = 6, TEXT_SIZE = 2200, STEP_MARGIN = 32 }; /* names have up to 1,000 bytes */

#define NEGLIGIBLE 0.005 /* a common factor within half a percent is none */

/* Where models go: into "models" level by level, or into "set" by pointer. */
struct models {
    struct json json;
    const struct fit *fit;
    bool by_pointer;
};

static void put_significant(struct json *json, const char *key, double value)
{
    int decimals = figure_decimals(value, DIGITS);
    json_put_fixed(json, key, value, decimals);
}

static void put_distribution(struct json *json, const char *key, const struct distribution *d)
{
    json_put_object(json, key);
    json_put_text(json, "dist", distribution_name(d->kind));
    switch (d->kind) {
    case DISTRIBUTION_GAMMA:
        put_significant(json, "mean", d->a * d->b);
        put_significant(json, "sd", sqrt(d->a) * d->b);
        break;
    case DISTRIBUTION_WEIBULL:
        put_significant(json, "shape", d->a);
        put_significant(json, "scale", d->b);
        break;
    default:
        put_significant(json, "mu", d->a);
        put_significant(json, "sigma", d->b);
    }
    json_put_end(json);
}

/* JSON pointers: ~ and / in a step are ~0 and ~1 (RFC 6901). What does not fit is cut. */
static void append_step(char text[TEXT_SIZE], const char *step)
{
    size_t length = strlen(text);
    for (; *step && length + STEP_MARGIN < TEXT_SIZE; step++) {
        if (*step == '~' || *step == '/') {
            text[length++] = '~';
            text[length++] = *step == '~' ? '0' : '1';
        } else {
            text[length++] = *step;
        }
    }
    text[length] = '\0';
}

static void begin_model(struct models *models, const char *section, const char *name)
{
    char key[TEXT_SIZE];
    if (!models->by_pointer) {
        json_put_object(&models->json, name);
        return;
    }
    snprintf(key, sizeof key, "/models/%s/", section);
    append_step(key, name);
    json_put_object(&models->json, key);
}

static void begin_section(struct models *models, const char *name)
{
    if (!models->by_pointer)
        json_put_object(&models->json, name);
}

static void end_section(struct models *models)
{
    if (!models->by_pointer)
        json_put_end(&models->json);
}

/* Types the history does not have are left out: a run of such a type is then refused by the loader,
 * which says what to add. */
static void put_minutes(struct models *models, uint32_t region, enum node_size size)
{
    json_put_object(&models->json, "memberMinutes");
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        if (!fit_has(models->fit, (enum upgrade_type)type))
            continue;
        struct distribution minutes =
            fit_minutes(models->fit, (enum upgrade_type)type, region, size);
        put_distribution(&models->json, upgrade_type_name((enum upgrade_type)type), &minutes);
    }
    json_put_end(&models->json);
}

static void put_factor(struct json *json, const char *key, double sd)
{
    struct distribution factor = {.kind = DISTRIBUTION_LOGNORMAL, .b = sd};
    if (sd > NEGLIGIBLE)
        put_distribution(json, key, &factor);
}

static void put_shared(struct models *models)
{
    double run = fit_run_sd(models->fit), region = fit_region_sd(models->fit);
    if (run <= NEGLIGIBLE && region <= NEGLIGIBLE)
        return;
    json_put_object(&models->json, "shared");
    put_factor(&models->json, "run", run);
    put_factor(&models->json, "region", region);
    json_put_end(&models->json);
}

static void put_duration(struct models *models, const char *name, uint32_t region,
                         enum node_size size)
{
    begin_model(models, "duration", name);
    put_minutes(models, region, size);
    put_shared(models);
    json_put_end(&models->json);
}

/* A region of such a name would hide another model. */
static bool is_taken(const char *name)
{
    for (int size = 0; size < NODE_SIZE_COUNT; size++)
        if (strcmp(name, node_size_name((enum node_size)size)) == 0)
            return true;
    return strcmp(name, "default") == 0;
}

static bool occurs(const struct records *records, uint32_t region, enum node_size size)
{
    for (size_t i = 0; i < records->upgrade_count; i++) {
        const struct upgrade_record *record = &records->upgrades[i];
        bool same_region = region == NONE || record->region == region;
        bool same_size = size == NODE_SIZE_COUNT || node_size_of(record->nodes) == size;
        if (same_region && same_size)
            return true;
    }
    return false;
}

/* Of a class that occurs in the history. */
static void name_model(const struct fit *fit, uint32_t region, enum node_size size,
                       char text[TEXT_SIZE])
{
    const char *of_size = size == NODE_SIZE_COUNT ? NULL : node_size_name(size);
    const char *of_region = region == NONE ? NULL : fit->records->regions.names[region];
    if (of_region && is_taken(of_region))
        of_region = NULL;
    snprintf(text, TEXT_SIZE, "%s%s%s",
             of_region ? of_region
             : of_size ? ""
                       : "default",
             of_region && of_size ? "-" : "", of_size ? of_size : "");
}

static void put_region(struct models *models, uint32_t region)
{
    const struct records *records = models->fit->records;
    const char *name = records->regions.names[region];
    if (is_taken(name) || !occurs(records, region, NODE_SIZE_COUNT))
        return;
    put_duration(models, name, region, NODE_SIZE_COUNT);
    for (int size = 0; size < NODE_SIZE_COUNT; size++) {
        char both[TEXT_SIZE];
        name_model(models->fit, region, (enum node_size)size, both);
        if (occurs(records, region, (enum node_size)size))
            put_duration(models, both, region, (enum node_size)size);
    }
}

static void put_durations(struct models *models)
{
    const struct records *records = models->fit->records;
    begin_section(models, "duration");
    put_duration(models, "default", NONE, NODE_SIZE_COUNT);
    for (int size = 0; size < NODE_SIZE_COUNT; size++)
        if (occurs(records, NONE, (enum node_size)size))
            put_duration(models, node_size_name((enum node_size)size), NONE, (enum node_size)size);
    for (uint32_t region = 0; region < records->regions.count; region++)
        put_region(models, region);
    end_section(models);
}

static void put_beta(struct json *json, const char *key, const struct probability_fit *p)
{
    json_put_object(json, key);
    json_put_array(json, "beta");
    put_significant(json, NULL, p->a);
    put_significant(json, NULL, p->b);
    json_put_end(json);
    json_put_end(json);
}

static void put_probability(struct models *models, const struct cause_fit *cause)
{
    json_put_object(&models->json, "probability");
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (fit_has(models->fit, (enum upgrade_type)type))
            put_beta(&models->json, upgrade_type_name((enum upgrade_type)type),
                     &cause->types[type]);
    json_put_end(&models->json);
}

static void put_failures(struct models *models)
{
    begin_section(models, "failure");
    begin_model(models, "failure", "default");
    json_put_array(&models->json, "causes");
    for (size_t i = 0; i < models->fit->cause_count; i++) {
        const struct cause_fit *cause = &models->fit->causes[i];
        json_put_object(&models->json, NULL);
        json_put_text(&models->json, "code", cause->code);
        put_probability(models, cause);
        json_put_text(&models->json, "per", "attempt");
        json_put_fixed(&models->json, "atFraction", cause->at_fraction, 2);
        json_put_end(&models->json);
    }
    json_put_end(&models->json);
    json_put_end(&models->json);
    end_section(models);
}

/* Delays were measured on the clock, nights and weekends included, so they are drawn on it. */
static void put_approval(struct models *models)
{
    struct distribution delay = lifetime_distribution(&models->fit->approval.delay, 1);
    if (models->fit->approval.approved == 0)
        return;
    begin_section(models, "operators");
    begin_model(models, "operators", "approval");
    put_distribution(&models->json, "delayHours", &delay);
    json_put_end(&models->json);
    end_section(models);
}

static void put_description(struct json *json, const struct records *records)
{
    char text[TEXT_SIZE], until[FIGURE_SIZE];
    snprintf(text, sizeof text, FIT_DESCRIPTION " %s to %zu upgrades; the history ends %s.",
             FLEETSIM_VERSION, records->upgrade_count, figure_instant(records->until_s, until));
    json_put_text(json, "description", text);
}

static void put_members(struct models *models, const struct fit_base *base)
{
    for (size_t i = 0; i < base->member_count; i++) {
        const struct fit_member *member = &base->members[i];
        char key[TEXT_SIZE] = "/fleet/members/", model[TEXT_SIZE];
        append_step(key, member->name);
        strcat(key, "/durationModel");
        name_model(models->fit, member->region, member->size, model);
        json_put_text(&models->json, key, model);
    }
}

/* "failure": "none" of a base becomes an object, into which models can be set. */
static void put_way(struct json *json)
{
    json_put_object(json, "models");
    json_put_object(json, "failure");
    json_put_end(json);
    json_put_end(json);
}

void fit_models(FILE *out, const struct fit *fit, const struct fit_base *base)
{
    struct models models = {.json = {.out = out}, .fit = fit, .by_pointer = base != NULL};
    json_put_object(&models.json, NULL);
    put_description(&models.json, fit->records);
    if (base) {
        json_put_text(&models.json, "extends", base->path);
        put_way(&models.json);
    }
    json_put_object(&models.json, base ? "set" : "models");
    put_durations(&models);
    put_failures(&models);
    put_approval(&models);
    if (base)
        put_members(&models, base);
    json_put_end(&models.json);
    json_put_end(&models.json);
}
