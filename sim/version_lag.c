#include "sim/version_lag.h"

#include "models/instant.h"
#include "models/release.h"
#include "models/version.h"

#include <string.h>

enum { ANSWERS = 256 }; /* a power of two: regions times versions in use, most often fewer */

/* Over the members present. */
struct lag_sums {
    int64_t members, minors, patches, out_of_support;
};

/* What holds at the look for all members of a region with a version; they are many, and few such
 * pairs. */
struct answer {
    uint32_t region, version; /* VERSION_UNSET: empty */
    uint32_t minors, patches;
    int64_t support_end_s[2]; /* without the long-term plan, with it */
};

struct version_lag {
    const struct scenario *scenario;
    uint32_t *from_start; /* the newest version of each minor that is there from the start */
    uint32_t from_start_count;
    uint32_t look_count;
    struct lag_sums *sums; /* per look, over trials */
    struct lag_sums now;
    int64_t until_s; /* `now` holds before that */
    struct answer answers[ANSWERS];
};

static void note_version(struct version_lag *lag, uint32_t version)
{
    uint32_t i = 0, minor = version_first_patch(version);
    if (version == VERSION_UNSET)
        return;
    while (i < lag->from_start_count && version_first_patch(lag->from_start[i]) != minor)
        i++;
    if (i == lag->from_start_count)
        lag->from_start[lag->from_start_count++] = version;
    else if (version > lag->from_start[i])
        lag->from_start[i] = version;
}

struct version_lag *version_lag_create(struct arena *arena, const struct scenario *scenario,
                                       uint32_t look_count)
{
    struct version_lag *lag = arena_new(arena, struct version_lag);
    lag->scenario = scenario;
    lag->look_count = look_count;
    lag->from_start =
        arena_array(arena, uint32_t, scenario->versions_in_use_count + scenario->written_run_count);
    for (uint32_t i = 0; i < scenario->versions_in_use_count; i++)
        note_version(lag, scenario->versions_in_use[i]);
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        note_version(lag, scenario->runs[run].kubernetes_version);
    lag->sums = arena_array(arena, struct lag_sums, look_count);
    return lag;
}

void version_lag_changed(struct version_lag *lag)
{
    lag->until_s = INT64_MIN;
}

void version_lag_begin(struct version_lag *lag)
{
    version_lag_changed(lag);
}

/* What one look asks. */
struct asking {
    const struct version_lag *lag;
    const struct releases *releases;
    int64_t now_s;
};

static void offer(uint32_t offered, uint32_t minor, uint32_t *newest, uint32_t *newest_patch)
{
    if (offered > *newest)
        *newest = offered;
    if (version_first_patch(offered) == minor && offered > *newest_patch)
        *newest_patch = offered;
}

static int64_t arrival(const struct kubernetes_release *release, uint32_t region)
{
    return region == NONE ? release->published_s : release->region_s[region];
}

static void find_newest(const struct asking *asking, uint32_t region, uint32_t minor,
                        uint32_t *newest, uint32_t *newest_patch)
{
    for (uint32_t i = 0; i < asking->lag->from_start_count; i++) {
        uint32_t version = asking->lag->from_start[i];
        if (releases_kubernetes_from(asking->releases, version, region) <= asking->now_s)
            offer(version, minor, newest, newest_patch);
    }
    for (size_t i = 0; i < asking->releases->kubernetes_count; i++) {
        const struct kubernetes_release *release = &asking->releases->kubernetes[i];
        if (!release->preview && arrival(release, region) <= asking->now_s)
            offer(release->version, minor, newest, newest_patch);
    }
}

static uint32_t minors_between(uint32_t from, uint32_t to)
{
    bool same = version_major(from) == version_major(to);
    return same ? version_minor(to) - version_minor(from) : version_minor(to) + 1;
}

static void find_answer(const struct asking *asking, uint32_t region, uint32_t version,
                        struct answer *answer)
{
    const struct support *support = &asking->lag->scenario->support;
    uint32_t newest = version, newest_patch = version;
    find_newest(asking, region, version_first_patch(version), &newest, &newest_patch);
    *answer = (struct answer){.region = region,
                              .version = version,
                              .minors = minors_between(version, newest),
                              .patches = newest_patch - version,
                              .support_end_s = {support_end(support, version, false),
                                                support_end(support, version, true)}};
}

static const struct answer *answer_of(struct version_lag *lag, const struct asking *asking,
                                      uint32_t region, uint32_t version)
{
    uint32_t mixed = (version ^ region * UINT32_C(0x9e3779b9)) * UINT32_C(0x85ebca6b);
    struct answer *answer = &lag->answers[mixed >> 16 & (ANSWERS - 1)];
    if (answer->version != version || answer->region != region)
        find_answer(asking, region, version, answer);
    return answer;
}

static void soonest(const struct asking *asking, int64_t at_s, int64_t *until_s)
{
    if (at_s > asking->now_s && at_s < *until_s)
        *until_s = at_s;
}

/* Until something arrives in a region. */
static int64_t next_arrival(const struct asking *asking, uint32_t region_count)
{
    int64_t until_s = INSTANT_NEVER;
    for (size_t i = 0; i < asking->releases->kubernetes_count; i++) {
        const struct kubernetes_release *release = &asking->releases->kubernetes[i];
        soonest(asking, release->published_s, &until_s);
        for (uint32_t region = 0; region < region_count; region++)
            soonest(asking, release->region_s[region], &until_s);
    }
    return until_s;
}

static void count_members(struct version_lag *lag, const struct asking *asking,
                          const struct fleet *fleet, const uint32_t *control_plane)
{
    memset(lag->answers, 0, sizeof lag->answers);
    lag->now = (struct lag_sums){0};
    for (uint32_t i = 0; i < fleet->member_count; i++) {
        const struct member *member = &fleet->members[i];
        if (control_plane[i] == VERSION_UNSET || !fleet_has(fleet, i))
            continue;
        const struct answer *answer = answer_of(lag, asking, member->region, control_plane[i]);
        int64_t end_s = answer->support_end_s[member->long_term_support];
        lag->now.members++;
        lag->now.minors += answer->minors;
        lag->now.patches += answer->patches;
        lag->now.out_of_support += end_s <= asking->now_s;
        soonest(asking, end_s, &lag->until_s);
    }
}

void version_lag_look(struct version_lag *lag, uint32_t look, const struct fleet *fleet,
                      const uint32_t *control_plane, const struct releases *releases)
{
    struct lag_sums *sums = &lag->sums[look];
    struct asking asking = {lag, releases, lag->scenario->start_s + (int64_t)look * DAY_S};
    if (asking.now_s >= lag->until_s) {
        lag->until_s = next_arrival(&asking, fleet->region_count);
        count_members(lag, &asking, fleet, control_plane);
    }
    sums->members += lag->now.members;
    sums->minors += lag->now.minors;
    sums->patches += lag->now.patches;
    sums->out_of_support += lag->now.out_of_support;
}

void version_lag_merge(struct version_lag *into, const struct version_lag *from)
{
    for (uint32_t look = 0; look < into->look_count; look++) {
        into->sums[look].members += from->sums[look].members;
        into->sums[look].minors += from->sums[look].minors;
        into->sums[look].patches += from->sums[look].patches;
        into->sums[look].out_of_support += from->sums[look].out_of_support;
    }
}

void version_lag_fill(const struct version_lag *lag, uint32_t look, uint32_t trials,
                      struct campaign_day *day)
{
    const struct lag_sums *sums = &lag->sums[look];
    double members = sums->members > 0 ? (double)sums->members : 1;
    day->minors_behind_mean = (double)sums->minors / members;
    day->patches_behind_mean = (double)sums->patches / members;
    day->out_of_support_mean = (double)sums->out_of_support / trials;
}
