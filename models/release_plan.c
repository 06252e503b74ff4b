#include "models/release_plan.h"

#include "models/random.h"
#include "models/version.h"

#include <assert.h>
#include <gsl/gsl_heapsort.h>

/* After that a release is in every region it will ever be in: no need to draw its way. */
#define ROLLOUT_LONGEST_S (120 * DAY_S)

/* A draft is a release of this history, its way not settled yet. Those of Kubernetes come first;
 * the rows are theirs in their order. */
struct release_room {
    struct release_history history;
    struct known_release *drafts;
    uint32_t draft_count;
    struct minor_line *lines;
    int64_t *rows; /* [draft * region_count + region] */
    struct kubernetes_release *kubernetes;
    struct image_release *images;
    size_t *family_first;
    struct publication *publications;
};

static uint32_t drafts_max(const struct release_plan *plan)
{
    return plan->kubernetes_count + plan->image_count + release_future_count_max(&plan->future);
}

uint32_t release_plan_publications_max(const struct release_plan *plan)
{
    return drafts_max(plan);
}

struct release_history *release_history_create(struct arena *arena, const struct release_plan *plan)
{
    struct release_room *room = arena_new(arena, struct release_room);
    uint32_t count = drafts_max(plan);
    room->drafts = arena_array(arena, struct known_release, count);
    room->lines = arena_array(arena, struct minor_line, release_future_minors_max(&plan->future));
    room->rows = arena_array(arena, int64_t, (size_t)count * plan->places.region_count);
    room->kubernetes = arena_array(arena, struct kubernetes_release, count);
    room->images = arena_array(arena, struct image_release, count);
    room->family_first = arena_array(arena, size_t, (size_t)plan->family_count + 1);
    room->publications = arena_array(arena, struct publication, count);
    room->history = (struct release_history){.releases = {.kubernetes = room->kubernetes,
                                                          .images = room->images,
                                                          .family_first = room->family_first},
                                             .publications = room->publications,
                                             .room = room};
    return &room->history;
}

/* ---- Which releases there are. */

static void draft_known(struct release_room *room, const struct known_release *known,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        room->drafts[room->draft_count++] = known[i];
}

/* Kubernetes (NONE) before the families. */
static int compare_drafts(const void *a, const void *b)
{
    const struct known_release *first = a, *second = b;
    uint32_t family = first->family + 1, other = second->family + 1;
    if (family != other)
        return family < other ? -1 : 1;
    return (first->version > second->version) - (first->version < second->version);
}

/* ---- Their ways. */

static const struct release_train *train_of(const struct release_plan *plan, uint32_t family)
{
    return family == NONE ? &plan->kubernetes_train : &plan->family_trains[family];
}

static bool rolls_out(const struct release_plan *plan, const struct known_release *draft)
{
    return train_of(plan, draft->family)->rollout != NULL &&
           draft->published_s > plan->start_s - ROLLOUT_LONGEST_S;
}

static bool all_given(const struct release_plan *plan, const int64_t *region_s)
{
    for (uint32_t r = 0; r < plan->places.region_count; r++)
        if (region_s == NULL || region_s[r] == INSTANT_DRAWN)
            return false;
    return true;
}

static bool same_train(const struct known_release *a, const struct known_release *b)
{
    return a->family == b->family &&
           (a->family != NONE ||
            version_minor_below((uint32_t)a->version) == version_minor_below((uint32_t)b->version));
}

/* When the release that may overtake this one is published: the next of its train by number. */
static int64_t next_published(const struct release_room *room, uint32_t index)
{
    const struct known_release *draft = &room->drafts[index];
    for (uint32_t i = index + 1; i < room->draft_count && same_train(draft, &room->drafts[i]); i++)
        if (room->drafts[i].published_s > draft->published_s)
            return room->drafts[i].published_s;
    return INSTANT_NEVER;
}

/* How the ways are found. */
struct fortune {
    bool earliest; /* no draws */
    uint64_t seed;
    uint32_t trial;
};

static void make_way(const struct release_plan *plan, struct release_room *room, uint32_t index,
                     struct fortune fortune, int64_t *row)
{
    const struct known_release *draft = &room->drafts[index];
    const struct release_train *train = train_of(plan, draft->family);
    struct rollout_luck luck = {.seed = fortune.seed,
                                .entity = entity_hash_pair(train->entity, draft->version),
                                .trial = fortune.trial};
    if (fortune.earliest) {
        rollout_earliest(train->rollout, &plan->places, draft->published_s, row);
        return;
    }
    rollout_draw(train->rollout, &plan->places, luck, draft->published_s, row);
    rollout_overtake(train->rollout, luck, next_published(room, index), plan->places.region_count,
                     row);
}

/* The scenario's own instants hold, whatever is drawn. */
static void fill_row(const struct release_plan *plan, struct release_room *room, uint32_t index,
                     struct fortune fortune)
{
    const struct known_release *draft = &room->drafts[index];
    uint32_t regions = plan->places.region_count;
    int64_t *row = &room->rows[(size_t)index * regions];
    for (uint32_t r = 0; r < regions; r++)
        row[r] = draft->published_s;
    if (rolls_out(plan, draft) && !all_given(plan, draft->region_s))
        make_way(plan, room, index, fortune, row);
    for (uint32_t r = 0; draft->region_s != NULL && r < regions; r++)
        if (draft->region_s[r] != INSTANT_DRAWN)
            row[r] = draft->region_s[r];
}

/* ---- The tables. */

static void enter(const struct release_plan *plan, struct release_room *room, uint32_t index)
{
    const struct known_release *draft = &room->drafts[index];
    const int64_t *row = &room->rows[(size_t)index * plan->places.region_count];
    struct releases *releases = &room->history.releases;
    if (draft->family == NONE)
        room->kubernetes[releases->kubernetes_count++] =
            (struct kubernetes_release){.version = (uint32_t)draft->version,
                                        .preview = draft->preview,
                                        .published_s = draft->published_s,
                                        .region_s = row};
    else
        room->images[releases->image_count++] =
            (struct image_release){.family = draft->family,
                                   .version = draft->version,
                                   .published_s = draft->published_s,
                                   .region_s = row};
}

static void index_families(const struct release_plan *plan, struct release_room *room)
{
    size_t at = 0;
    for (uint32_t family = 0; family <= plan->family_count; family++) {
        while (at < room->history.releases.image_count && room->images[at].family < family)
            at++;
        room->family_first[family] = at;
    }
}

static int compare_publications(const void *a, const void *b)
{
    const struct publication *first = a, *second = b;
    uint32_t family = first->family + 1, other = second->family + 1; /* NONE first */
    if (first->at_s != second->at_s)
        return first->at_s < second->at_s ? -1 : 1;
    if (family != other)
        return family < other ? -1 : 1;
    return (first->version > second->version) - (first->version < second->version);
}

static void list_publications(const struct release_plan *plan, struct release_room *room)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < room->draft_count; i++) {
        const struct known_release *draft = &room->drafts[i];
        if (draft->published_s > plan->start_s && draft->published_s <= plan->horizon_s)
            room->publications[count++] = (struct publication){
                .at_s = draft->published_s,
                .version = draft->version,
                .family = draft->family,
                .what = draft->family == NONE ? PUBLICATION_KUBERNETES : PUBLICATION_NODE_IMAGE,
                .preview = draft->preview};
    }
    gsl_heapsort(room->publications, count, sizeof *room->publications, compare_publications);
    room->history.publication_count = count;
}

static void tell(const struct release_plan *plan, struct release_room *room, struct fortune fortune)
{
    room->draft_count = 0;
    room->history.releases.kubernetes_count = room->history.releases.image_count = 0;
    room->history.releases.kubernetes_complete = plan->future.patches && !fortune.earliest;
    draft_known(room, plan->kubernetes, plan->kubernetes_count);
    draft_known(room, plan->images, plan->image_count);
    if (!fortune.earliest)
        room->draft_count = release_future_draw(&plan->future, fortune.seed, fortune.trial,
                                                room->lines, room->drafts, room->draft_count);
    assert(room->draft_count <= drafts_max(plan));
    gsl_heapsort(room->drafts, room->draft_count, sizeof *room->drafts, compare_drafts);
    for (uint32_t i = 0; i < room->draft_count; i++) {
        fill_row(plan, room, i, fortune);
        enter(plan, room, i);
    }
    index_families(plan, room);
    list_publications(plan, room);
}

void releases_draw(const struct release_plan *plan, uint64_t seed, uint32_t trial,
                   struct release_history *history)
{
    assert(history->room != NULL);
    tell(plan, history->room, (struct fortune){.seed = seed, .trial = trial});
}

void releases_earliest(const struct release_plan *plan, struct release_history *history)
{
    assert(history->room != NULL);
    tell(plan, history->room, (struct fortune){.earliest = true});
}

static bool known_are_certain(const struct release_plan *plan, const struct known_release *known,
                              uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct known_release draft = {.family = known[i].family,
                                      .published_s = known[i].published_s};
        if (rolls_out(plan, &draft) && !all_given(plan, known[i].region_s))
            return false;
    }
    return true;
}

bool release_plan_is_certain(const struct release_plan *plan)
{
    return !release_future_is_open(&plan->future) &&
           known_are_certain(plan, plan->kubernetes, plan->kubernetes_count) &&
           known_are_certain(plan, plan->images, plan->image_count);
}
