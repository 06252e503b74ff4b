/* read_releases: the releases a scenario knows, their plan, and what of it is certain.
 *
 * Known are the explicit ones, and the images that pools and runs name without one: these are
 * everywhere from the start.
 */
#include "scenarios/reader.h"

#include "models/random.h"
#include "models/version.h"

#include <stdlib.h>
#include <string.h>

static const struct path releases_path = {NULL, "releases", 0};

/* The instants that the entry gives. A region without members is a warning. */
static const int64_t *read_arrivals(struct reader *reader, const cJSON *value,
                                    const struct path *path)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    int64_t *instants = arena_array(reader->arena, int64_t, fleet->region_count);
    for (uint32_t i = 0; i < fleet->region_count; i++)
        instants[i] = INSTANT_DRAWN;
    for (const cJSON *at = json_first(value); at; at = at->next) {
        uint32_t region = names_find(&reader->regions, at->string);
        if (region != NONE)
            instants[region] = reader_instant(at, INSTANT_DRAWN);
        else
            warnings_add(&reader->scenario->warnings, "release-region-unused",
                         path_text(reader->scratch, PATH_KEY(path, at->string)),
                         "none of the %u members is in the region %s%s", fleet->member_count,
                         at->string, names_hint(&reader->regions, reader->scratch, at->string));
    }
    return instants;
}

static void take_entry(struct reader *reader, const cJSON *entry, const struct path *path,
                       struct names *seen, const char *name)
{
    if (names_find(seen, name) != NONE)
        reader_problem(reader, json_get(entry, "version"), PATH_KEY(path, "version"),
                       PROBLEM_RELEASE_TWICE, reader_quoted(reader, name), "");
    names_add(seen, name);
}

static void warn_of_preview(struct reader *reader, const struct path *path, uint32_t version)
{
    char text[VERSION_TEXT_SIZE];
    for (uint32_t i = 0; i < reader->scenario->run_count; i++)
        if (reader->scenario->runs[i].kubernetes_version == version)
            warnings_add(&reader->scenario->warnings, "target-is-preview",
                         path_text(reader->scratch, path),
                         "%s is a preview version, and the run %s upgrades %u members to it",
                         version_format(version, text), reader->scenario->runs[i].name,
                         reader->scenario->fleet.member_count);
}

static bool read_kubernetes(struct reader *reader, const cJSON *entry, const struct path *path,
                            struct names *seen, struct known_release *release)
{
    const char *text = json_text(json_get(entry, "version"));
    uint32_t version;
    char normal[VERSION_TEXT_SIZE];
    if (!text || !version_parse(text, &version))
        return false;
    take_entry(reader, entry, path, seen,
               arena_strdup(reader->scratch, version_format(version, normal)));
    *release = (struct known_release){
        .version = version,
        .family = NONE,
        .preview = json_is_true(json_get(entry, "preview")),
        .published_s = reader_instant(json_get(entry, "published"), INT64_MIN),
        .region_s = read_arrivals(reader, json_get(entry, "regions"), PATH_KEY(path, "regions"))};
    if (release->preview)
        warn_of_preview(reader, path, version);
    return true;
}

/* Releases that operations publish are written like those known ahead; their instant is the
 * operation's. */
typedef bool read_release(struct reader *reader, const cJSON *entry, const struct path *path,
                          struct names *seen, struct known_release *release);

static uint32_t read_published(struct reader *reader, const char *key, read_release *read,
                               struct names *seen, struct known_release *releases)
{
    const struct path path = {NULL, "operations", 0};
    uint32_t count = 0;
    size_t i = 0;
    for (const cJSON *operation = json_first(json_get(reader->root, "operations")); operation;
         operation = operation->next, i++) {
        const struct path here = {&path, NULL, i};
        const cJSON *entry = json_get(operation, key);
        if (!entry || !read(reader, entry, PATH_KEY(&here, key), seen, &releases[count]))
            continue;
        releases[count++].published_s = reader_instant(json_get(operation, "at"), INT64_MIN);
    }
    return count;
}

static size_t count_operations(const struct reader *reader)
{
    return json_count(json_get(reader->root, "operations"));
}

static void read_kubernetes_list(struct reader *reader, struct release_plan *plan)
{
    const cJSON *list = json_get_in(reader->root, "releases", "kubernetes", NULL);
    const struct path path = {&releases_path, "kubernetes", 0};
    struct names seen;
    names_init(&seen, reader->scratch);
    struct known_release *known = arena_array(reader->arena, struct known_release,
                                              json_count(list) + count_operations(reader));
    size_t i = 0;
    for (const cJSON *entry = json_first(list); entry; entry = entry->next, i++)
        plan->kubernetes_count += read_kubernetes(reader, entry, PATH_INDEX(&path, i), &seen,
                                                  &known[plan->kubernetes_count]);
    plan->kubernetes_count += read_published(reader, "kubernetes", read_kubernetes, &seen,
                                             &known[plan->kubernetes_count]);
    plan->kubernetes = known;
}

/* Written entries go before those that are only named, so that of two equal ones the first is kept.
 */
static int compare_images(const void *a, const void *b)
{
    const struct known_release *first = a, *second = b;
    if (first->family != second->family)
        return first->family < second->family ? -1 : 1;
    if (first->version != second->version)
        return first->version < second->version ? -1 : 1;
    return (first->published_s < second->published_s) - (first->published_s > second->published_s);
}

static bool read_image(struct reader *reader, const cJSON *entry, const struct path *path,
                       struct names *seen, struct known_release *image)
{
    const char *family = json_text(json_get(entry, "family"));
    const char *version = json_text(json_get(entry, "version"));
    if (!family || !version || !image_version_parse(version, &image->version))
        return false;
    image->family = reader_intern(reader, &reader->families, family);
    take_entry(reader, entry, path, seen, arena_printf(reader->scratch, "%s-%s", family, version));
    image->published_s = reader_instant(json_get(entry, "published"), INT64_MIN);
    image->region_s = read_arrivals(reader, json_get(entry, "regions"), PATH_KEY(path, "regions"));
    return true;
}

/* Images in use, available everywhere from the start. */
static size_t add_named_images(struct reader *reader, struct known_release *images, size_t count)
{
    const struct scenario *scenario = reader->scenario;
    for (uint32_t i = 0; i < scenario->fleet.pool_count; i++) {
        const struct pool *pool = &scenario->fleet.pools[i];
        if (pool->image_family != NONE)
            images[count++] = (struct known_release){.version = pool->image_version,
                                                     .family = pool->image_family,
                                                     .published_s = INT64_MIN};
    }
    for (uint32_t i = 0; i < scenario->run_count; i++)
        for (size_t k = 0; k < scenario->runs[i].custom_image_count; k++) {
            const struct custom_image *image = &scenario->runs[i].custom_images[k];
            if (image->version)
                images[count++] = (struct known_release){
                    .version = image->version, .family = image->family, .published_s = INT64_MIN};
        }
    return count;
}

static size_t count_named_images(const struct scenario *scenario)
{
    size_t count = scenario->fleet.pool_count;
    for (uint32_t i = 0; i < scenario->run_count; i++)
        count += scenario->runs[i].custom_image_count;
    return count;
}

static size_t keep_distinct(struct known_release *images, size_t count)
{
    size_t kept = 0;
    qsort(images, count, sizeof *images, compare_images);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || images[kept - 1].family != images[i].family ||
            images[kept - 1].version != images[i].version)
            images[kept++] = images[i];
    return kept;
}

static void read_image_list(struct reader *reader, struct release_plan *plan)
{
    const cJSON *list = json_get_in(reader->root, "releases", "nodeImages", NULL);
    const struct path path = {&releases_path, "nodeImages", 0};
    struct names seen;
    names_init(&seen, reader->scratch);
    struct known_release *images = arena_array(reader->arena, struct known_release,
                                               json_count(list) + count_operations(reader) +
                                                   count_named_images(reader->scenario));
    size_t count = 0, i = 0;
    for (const cJSON *entry = json_first(list); entry; entry = entry->next, i++)
        count += read_image(reader, entry, PATH_INDEX(&path, i), &seen, &images[count]);
    count += read_published(reader, "nodeImage", read_image, &seen, &images[count]);
    count = keep_distinct(images, add_named_images(reader, images, count));
    plan->images = images;
    plan->image_count = (uint32_t)count;
    reader->scenario->fleet.families = reader->families.list;
    reader->scenario->fleet.family_count = reader->families.count;
}

static const struct release_train *family_trains(struct reader *reader)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    struct release_train *trains =
        arena_array(reader->arena, struct release_train, fleet->family_count);
    for (uint32_t family = 0; family < fleet->family_count; family++)
        trains[family] = (struct release_train){
            .entity = entity_hash(catalog_family_train(&reader->catalog, fleet->families[family])),
            .rollout = reader->rollouts[TRAIN_NODE_IMAGES]};
    return trains;
}

/* What is certain holds for every trial; of the rest the scenario shows the earliest. */
static void keep_plan(struct reader *reader, const struct release_plan *plan)
{
    struct scenario *scenario = reader->scenario;
    struct release_history *history = release_history_create(reader->arena, plan);
    releases_earliest(plan, history);
    scenario->releases = history->releases;
    scenario->publications = history->publications;
    scenario->publication_count = history->publication_count;
    scenario->release_plan = release_plan_is_certain(plan) ? NULL : plan;
}

void read_releases(struct reader *reader)
{
    struct release_plan *plan = arena_new(reader->arena, struct release_plan);
    *plan = (struct release_plan){
        .start_s = reader->scenario->start_s,
        .horizon_s = reader->scenario->horizon_s,
        .places = reader->scenario->places,
        .kubernetes_train = {entity_hash("kubernetes"), reader->rollouts[TRAIN_KUBERNETES]}};
    read_kubernetes_list(reader, plan);
    read_image_list(reader, plan);
    plan->family_count = reader->scenario->fleet.family_count;
    plan->family_trains = family_trains(reader);
    read_future(reader, plan);
    keep_plan(reader, plan);
}
