/* The releases a plan waits for, and when they are expected. */
#include "reports/plan_releases.h"

#include "models/outlook.h"
#include "models/version.h"
#include "reports/name.h"
#include "reports/scratch.h"

/* Whether a run before this one has the same target: it is printed once. */
static bool is_repeated(const struct scenario *scenario, uint32_t run)
{
    for (uint32_t i = 0; i < run; i++)
        if (scenario->runs[i].kubernetes_version == scenario->runs[run].kubernetes_version)
            return true;
    return false;
}

static bool is_awaited(const struct scenario *scenario, const struct outlook *outlooks)
{
    for (uint32_t r = 0; r < scenario->fleet.region_count; r++)
        if (outlooks[r].p90_s > scenario->start_s)
            return true;
    return false;
}

static void print_offset(FILE *out, int32_t offset_s)
{
    uint32_t minutes = (uint32_t)(offset_s < 0 ? -offset_s : offset_s) / 60;
    if (offset_s != REGION_OFFSET_UNKNOWN)
        fprintf(out, ", UTC%c%02u:%02u", offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void print_instant(FILE *out, int64_t at_s)
{
    char text[INSTANT_TEXT_SIZE];
    fputs(at_s == INSTANT_NEVER ? "not within the horizon" : instant_format(at_s, text), out);
}

static void print_region(FILE *out, const struct scenario *scenario, uint32_t region,
                         const struct outlook *outlook)
{
    fputs("    ", out);
    name_print(out, scenario->fleet.regions[region]);
    fprintf(out, " (wave %u", scenario->places.regions[region].wave + 1);
    print_offset(out, scenario->region_offsets_s[region]);
    fputs("): ", out);
    if (outlook->p50_s <= scenario->start_s && outlook->p90_s <= scenario->start_s) {
        fputs("there at the start\n", out);
        return;
    }
    print_instant(out, outlook->p50_s);
    if (outlook->p10_s != outlook->p90_s) {
        fputs(" in half of the histories, ", out);
        print_instant(out, outlook->p10_s);
        fputs(" in one of ten, ", out);
        print_instant(out, outlook->p90_s);
        fputs(" in nine of ten", out);
    }
    fputc('\n', out);
}

/* The next run, from `run` on, that is the first to wait for its version; its outlook in `arena`.
 * written_run_count: there is none. */
static uint32_t next_awaiting(struct arena *arena, const struct scenario *scenario, uint32_t run,
                              const struct outlook **outlooks)
{
    for (; run < scenario->written_run_count; run++) {
        uint32_t version = scenario->runs[run].kubernetes_version;
        if (version == VERSION_UNSET || is_repeated(scenario, run))
            continue;
        *outlooks = outlook_kubernetes(arena, scenario, version);
        if (is_awaited(scenario, *outlooks))
            break;
    }
    return run;
}

void plan_releases(FILE *out, const struct scenario *scenario)
{
    struct arena arena;
    const struct outlook *outlooks;
    char text[VERSION_TEXT_SIZE];
    bool headed = false;
    arena_init(&arena, scratch_exhausted);
    for (uint32_t run = next_awaiting(&arena, scenario, 0, &outlooks);
         run < scenario->written_run_count;
         run = next_awaiting(&arena, scenario, run + 1, &outlooks)) {
        fputs(headed ? "" : "\nreleases\n", out);
        headed = true;
        fprintf(out, "  %s, awaited by the run ",
                version_format(scenario->runs[run].kubernetes_version, text));
        name_print(out, scenario->runs[run].name);
        fputs("\n", out);
        for (uint32_t r = 0; r < scenario->fleet.region_count; r++)
            print_region(out, scenario, r, &outlooks[r]);
    }
    arena_clear(&arena);
}

/* Instants are null where they are not within the horizon. */
static void region_object(struct json *json, const struct scenario *scenario, uint32_t region,
                          const struct outlook *outlook)
{
    bool there = outlook->p90_s <= scenario->start_s;
    json_put_object(json, NULL);
    json_put_text(json, "name", scenario->fleet.regions[region]);
    json_put_count(json, "wave", scenario->places.regions[region].wave + 1);
    json_put_bool(json, "thereAtStart", there);
    if (!there) {
        json_put_instant(json, "p10", outlook->p10_s);
        json_put_instant(json, "p50", outlook->p50_s);
        json_put_instant(json, "p90", outlook->p90_s);
    }
    json_put_end(json);
}

void plan_releases_json(struct json *json, const struct scenario *scenario)
{
    struct arena arena;
    const struct outlook *outlooks;
    char text[VERSION_TEXT_SIZE];
    arena_init(&arena, scratch_exhausted);
    json_put_array(json, "releases");
    for (uint32_t run = next_awaiting(&arena, scenario, 0, &outlooks);
         run < scenario->written_run_count;
         run = next_awaiting(&arena, scenario, run + 1, &outlooks)) {
        json_put_object(json, NULL);
        json_put_text(json, "kubernetesVersion",
                      version_format(scenario->runs[run].kubernetes_version, text));
        json_put_text(json, "awaitedBy", scenario->runs[run].name);
        json_put_array(json, "regions");
        for (uint32_t r = 0; r < scenario->fleet.region_count; r++)
            region_object(json, scenario, r, &outlooks[r]);
        json_put_end(json);
        json_put_end(json);
    }
    json_put_end(json);
    arena_clear(&arena);
}
