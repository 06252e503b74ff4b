#include "scenarios/caution.h"

#include "models/floor.h"
#include "models/outlook.h"
#include "models/version.h"

static void warn_of_names(struct reader *reader)
{
    static const char *const kinds[NAME_KIND_COUNT][3] = {
        [NAME_MEMBER] = {"member", "members", "/fleet/members"},
        [NAME_STRATEGY] = {"strategy", "strategies", "/strategies"},
        [NAME_STAGE] = {"stage", "stages", "/strategies"},
        [NAME_GROUP] = {"group", "groups", "/strategies"},
        [NAME_RUN] = {"update run", "update runs", "/updateRuns"},
        [NAME_PROFILE] = {"auto-upgrade profile", "auto-upgrade profiles", "/autoUpgradeProfiles"},
    };
    for (int kind = 0; kind < NAME_KIND_COUNT; kind++) {
        const struct odd_names *odd = &reader->odd[kind];
        if (odd->count > 0)
            warnings_add(&reader->scenario->warnings, "name-pattern", kinds[kind][2],
                         "%u %s %s a name that the service would refuse (first: %.60s): it takes 1 "
                         "to 50 lower-case letters, digits and hyphens",
                         odd->count, kinds[kind][odd->count > 1], odd->count > 1 ? "have" : "has",
                         odd->first);
    }
}

void caution_count(struct concerned *concerned, const struct member *member)
{
    if (concerned->count++ == 0)
        concerned->first = member->name;
}

const char *caution_where(struct reader *reader, uint32_t run)
{
    return arena_printf(reader->scratch, "/updateRuns/%u", run);
}

/* What is meant for a region does not reach members that name none; surge is only known of
 * durations that are built up. */
static void warn_of_reach(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    const struct fleet *fleet = &scenario->fleet;
    struct concerned nowhere = {0}, whole = {0};
    bool regional = false;
    for (uint32_t i = 0; i < scenario->risk_count; i++)
        regional |= scenario->risks[i].scope == SCOPE_REGION;
    for (uint32_t i = 0; i < fleet->member_count; i++) {
        const struct member *member = &fleet->members[i];
        const struct duration_model *model = &scenario->durations[member->duration_model];
        if (member->region == NONE && (regional || model->shared.given[SCOPE_REGION]))
            caution_count(&nowhere, member);
        if (member->quota != NONE && model->in_one_piece)
            caution_count(&whole, member);
    }
    struct warnings *warnings = &reader->scenario->warnings;
    if (nowhere.count)
        warnings_add(warnings, "member-without-region", "/models",
                     "%u of %u members have no region (first: %s): risks and shared factors of "
                     "regions do not reach them",
                     nowhere.count, fleet->member_count, nowhere.first);
    if (whole.count)
        warnings_add(warnings, "quota-without-pools", "/models/quota",
                     "%u of %u members have a quota and a duration in one piece (first: %s): their "
                     "surge nodes are not known and count as none",
                     whole.count, fleet->member_count, whole.first);
}

static bool is_started(const struct reader *reader, uint32_t run)
{
    for (uint32_t i = 0; i < reader->asked_count; i++)
        if (reader->asked[i].kind == OPERATION_START && reader->asked[i].run == run)
            return true;
    return false;
}

static void warn_of_starts(struct reader *reader, uint32_t index)
{
    const struct scenario *scenario = reader->scenario;
    const struct update_run *run = &scenario->runs[index];
    if (run->start == RUN_START_AT && run->start_s >= scenario->horizon_s)
        warnings_add(&reader->scenario->warnings, "run-after-horizon", caution_where(reader, index),
                     "the run %s starts at %s, %u members would begin after the horizon %s: "
                     "nothing of it is simulated",
                     run->name, reader_instant_text(reader, run->start_s),
                     scenario->plans[index].member_count,
                     reader_instant_text(reader, scenario->horizon_s));
    if (run->start == RUN_START_MANUAL && !is_started(reader, index))
        warnings_add(
            &reader->scenario->warnings, "run-not-started", caution_where(reader, index),
            "the run %s waits for a start by hand, and no operation starts it: 0 of its %u "
            "members are upgraded",
            run->name, scenario->plans[index].member_count);
}

static void warn_of_deadlines(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        if (scenario->deadlines[i].at_s > scenario->horizon_s)
            warnings_add(&reader->scenario->warnings, "deadline-after-horizon",
                         arena_printf(reader->scratch, "/deadline/%u", i),
                         "the deadline %s is %.1f days after the horizon: it is not simulated",
                         scenario->deadlines[i].name,
                         (double)(scenario->deadlines[i].at_s - scenario->horizon_s) /
                             (double)DAY_S);
}

/* Whether the run's floor bounds its end: not where it may begin because another one has failed. */
static bool has_floor(const struct scenario *scenario, const struct run_floor *floors, uint32_t run)
{
    const struct update_run *at = &scenario->runs[run];
    for (; at->start == RUN_START_AFTER; at = &scenario->runs[at->after])
        if (at->after_state != RUN_AFTER_COMPLETED)
            return false;
    return floors[run].start_s != INSTANT_NEVER;
}

/* The run that ends last at best, of those the deadline is for; NONE when none has a floor. */
static uint32_t last_to_end(const struct scenario *scenario, const struct run_floor *floors,
                            const struct deadline *deadline)
{
    uint32_t last = NONE;
    for (uint32_t run = 0; run < scenario->run_count; run++)
        if ((deadline->track == NONE || deadline->track == run) &&
            has_floor(scenario, floors, run) &&
            (last == NONE || floors[run].end_s > floors[last].end_s))
            last = run;
    return last;
}

/* The member for whom the run cannot be done by the deadline, as " because of NAME", or "". */
static const char *because_of(struct reader *reader, uint32_t run, const struct run_floor *floor,
                              int64_t deadline_s)
{
    const struct scenario *scenario = reader->scenario;
    for (uint32_t s = 0; s < scenario->plans[run].stage_count; s++)
        if (floor->stages[s].end_s > deadline_s)
            return floor->stages[s].member == NONE
                       ? ""
                       : arena_printf(reader->scratch, " because of %s",
                                      scenario->fleet.members[floor->stages[s].member].name);
    return "";
}

/* A plan that misses its deadline with all the luck there is (models/floor.h). */
void caution_floors(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    struct run_floor *floors;
    floor_compute(reader->scratch, scenario, &floors);
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        const struct deadline *deadline = &scenario->deadlines[i];
        uint32_t run = deadline->coverage > 0 ? NONE : last_to_end(scenario, floors, deadline);
        if (run == NONE || deadline->at_s > scenario->horizon_s ||
            floors[run].end_s <= deadline->at_s)
            continue;
        const char *end = floors[run].end_s == INSTANT_NEVER
                              ? "the horizon"
                              : reader_instant_text(reader, floors[run].end_s);
        warnings_add(
            &reader->scenario->warnings, "floor-after-deadline",
            arena_printf(reader->scratch, "/deadline/%u", i),
            "the update run %s cannot be Completed before %s%s: the deadline \"%s\" at %s is "
            "missed in every history",
            scenario->runs[run].name, end, because_of(reader, run, &floors[run], deadline->at_s),
            deadline->name, reader_instant_text(reader, deadline->at_s));
    }
}

/* History of one type of upgrade used for another. */
static void warn_of_models(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    int types = 0;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        types += reader->runs_type[type];
    for (uint32_t i = 0; types > 1 && i < scenario->duration_count; i++)
        if (reader->duration_given[i].one_for_all)
            warnings_add(&reader->scenario->warnings, "duration-one-for-all",
                         arena_printf(reader->scratch, "/models/duration/%s/memberMinutes",
                                      scenario->durations[i].name),
                         "one duration serves the %d types of upgrade of the runs: write one for "
                         "each type",
                         types);
}

/* Members whose region does not have the run's version before the horizon, even at the earliest. */
static void warn_of_arrivals(struct reader *reader, uint32_t index)
{
    const struct scenario *scenario = reader->scenario;
    const struct update_run *run = &scenario->runs[index];
    const struct plan *plan = &scenario->plans[index];
    struct concerned never = {0};
    char version[VERSION_TEXT_SIZE];
    if (run->kubernetes_version == VERSION_UNSET)
        return;
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        const struct member *member = &scenario->fleet.members[plan->members[slot]];
        int64_t from_s =
            releases_kubernetes_from(&scenario->releases, run->kubernetes_version, member->region);
        if (from_s > scenario->horizon_s && from_s != INSTANT_NEVER &&
            member->kubernetes_version < run->kubernetes_version)
            caution_count(&never, member);
    }
    if (never.count)
        warnings_add(&reader->scenario->warnings, "version-never-there",
                     caution_where(reader, index),
                     "%u of %u members of run %s are in regions that %s does not reach before the "
                     "horizon (first: %s): they stay Pending",
                     never.count, plan->member_count, run->name,
                     version_format(run->kubernetes_version, version), never.first);
}

/* A version that is only drawn: it is awaited for as long as the history lets it. */
static void warn_of_versions_to_come(struct reader *reader, uint32_t index)
{
    const struct scenario *scenario = reader->scenario;
    const struct update_run *run = &scenario->runs[index];
    const struct release_plan *plan = scenario->release_plan;
    char version[VERSION_TEXT_SIZE];
    if (plan == NULL || run->kubernetes_version == VERSION_UNSET ||
        scenario->fleet.region_count == 0 ||
        !outlook_is_to_come(reader->scratch, scenario, run->kubernetes_version))
        return;
    const struct outlook *outlook =
        outlook_kubernetes(reader->scratch, scenario, run->kubernetes_version);
    uint32_t first = 0;
    for (uint32_t r = 1; r < scenario->fleet.region_count; r++)
        if (outlook[r].p50_s < outlook[first].p50_s)
            first = r;
    warnings_add(&reader->scenario->warnings, "version-to-come", caution_where(reader, index),
                 "nobody has published %s by the start: %s has it first, in half of the histories "
                 "by %s; until then the %u members of run %s are Pending",
                 version_format(run->kubernetes_version, version), scenario->fleet.regions[first],
                 outlook[first].p50_s == INSTANT_NEVER
                     ? "no instant before the horizon"
                     : reader_instant_text(reader, outlook[first].p50_s),
                 scenario->plans[index].member_count, run->name);
}

static struct concerned members_unplaced(struct reader *reader)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    bool *unplaced = arena_array(reader->scratch, bool, fleet->region_count);
    struct concerned members = {0};
    for (uint32_t k = 0; k < reader->unplaced_count; k++)
        unplaced[reader->unplaced[k]] = true;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        if (fleet->members[i].region != NONE && unplaced[fleet->members[i].region])
            caution_count(&members, &fleet->members[i]);
    return members;
}

/* " (did you mean ...?)": the first name of the catalogue that is near. */
static const char *nearest_region(struct reader *reader, const char *name)
{
    const struct csv_table *table = &reader->catalog.regions;
    struct names known;
    names_init(&known, reader->scratch);
    for (int row = 1; row < table->row_count; row++)
        names_add(&known, catalog_cell(table, row, "region"));
    return names_hint(&known, reader->scratch, name);
}

/* Regions that nobody knows: misspelt, or reached by releases in a way of their own. */
static void warn_of_regions(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    if (reader->unplaced_count == 0)
        return;
    struct concerned members = members_unplaced(reader);
    const char *first = scenario->fleet.regions[reader->unplaced[0]];
    warnings_add(
        &reader->scenario->warnings, "region-without-wave", "/regions",
        "%u of %u members (first: %s) are in %u region%s that the catalogue does not have, "
        "first \"%s\"%s: %s; name its wave under \"regions\"",
        members.count, scenario->fleet.member_count, members.first, reader->unplaced_count,
        reader->unplaced_count == 1 ? "" : "s", first, nearest_region(reader, first),
        scenario->release_plan ? "releases reach them last of all public regions"
                               : "what is meant for another spelling does not reach them");
}

/* Who uses which image family, of those that the channel moves. */
static bool *families_used(struct reader *reader, const struct profile *profile)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    bool *uses =
        arena_array(reader->scratch, bool, (size_t)fleet->region_count * fleet->family_count);
    for (uint32_t i = 0; i < fleet->member_count; i++) {
        const struct member *member = &fleet->members[i];
        for (uint32_t k = 0; k < member->pool_count && member->region != NONE; k++) {
            const struct pool *pool = &fleet->pools[member->pool_first + k];
            bool moved = !(pool->windows && profile->channel == CHANNEL_SECURITY_PATCH);
            if (moved && pool->image_family != NONE)
                uses[(size_t)member->region * fleet->family_count + pool->image_family] = true;
        }
    }
    return uses;
}

/* Images overtaken on their way: where they never arrive a profile's run waits (R39). */
static void warn_of_missed_images(struct reader *reader, uint32_t index)
{
    const struct scenario *scenario = reader->scenario;
    const struct profile *profile = &scenario->profiles[index];
    if (profile->disabled || profile->image_selection != IMAGE_CHANNEL ||
        scenario->controller.latest_common_image)
        return;
    struct outlook_images images =
        outlook_missed_images(reader->scratch, scenario, families_used(reader, profile));
    struct concerned without = {0};
    for (uint32_t i = 0; i < scenario->fleet.member_count; i++) {
        const struct member *member = &scenario->fleet.members[i];
        if (member->region != NONE && images.misses[member->region])
            caution_count(&without, member);
    }
    if (without.count)
        warnings_add(&reader->scenario->warnings, "image-never-there",
                     arena_printf(reader->scratch, "/autoUpgradeProfiles/%u", index),
                     "of %.1f node images published in a history in the mean, %.1f never reach all "
                     "regions of the profile %s (%u of %u members are in such regions, first: %s): "
                     "its runs wait there, and hold up their stage, until a later image comes",
                     images.published, images.missed, profile->name, without.count,
                     scenario->fleet.member_count, without.first);
}

void caution_all(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    warn_of_names(reader);
    warn_of_deadlines(reader);
    warn_of_models(reader);
    warn_of_reach(reader);
    warn_of_regions(reader);
    for (uint32_t i = 0; i < scenario->run_count; i++) {
        warn_of_starts(reader, i);
        warn_of_arrivals(reader, i);
        warn_of_versions_to_come(reader, i);
    }
    for (uint32_t i = 0; i < scenario->profile_count; i++)
        warn_of_missed_images(reader, i);
}
