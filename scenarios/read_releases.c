/* read_releases: explicit releases per region, and the images that pools and runs name without one.
 */
#include "scenarios/reader.h"

#include "models/version.h"

#include <stdlib.h>
#include <string.h>

static const struct path releases_path = {NULL, "releases", 0};

/* Where the entry names no instant for a region, `published` holds. A region without members is a
 * warning. */
static const int64_t *read_regions(struct reader *reader, const cJSON *value,
                                   const struct path *path, int64_t published_s)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    int64_t *instants = arena_array(reader->arena, int64_t, fleet->region_count);
    for (uint32_t i = 0; i < fleet->region_count; i++)
        instants[i] = published_s;
    for (const cJSON *at = json_first(value); at; at = at->next) {
        uint32_t region = names_find(&reader->regions, at->string);
        if (region != NONE)
            instants[region] = reader_instant(at, published_s);
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

static void read_kubernetes(struct reader *reader, const cJSON *entry, const struct path *path,
                            struct names *seen, struct kubernetes_release *release)
{
    const char *version = json_text(json_get(entry, "version"));
    release->preview = json_is_true(json_get(entry, "preview"));
    char text[VERSION_TEXT_SIZE];
    if (version && version_parse(version, &release->version))
        take_entry(reader, entry, path, seen,
                   arena_strdup(reader->scratch, version_format(release->version, text)));
    release->published_s = reader_instant(json_get(entry, "published"), INT64_MIN);
    release->region_s = read_regions(reader, json_get(entry, "regions"), PATH_KEY(path, "regions"),
                                     release->published_s);
    if (!release->preview)
        return;
    for (uint32_t i = 0; i < reader->scenario->run_count; i++)
        if (reader->scenario->runs[i].kubernetes_version == release->version)
            warnings_add(
                &reader->scenario->warnings, "target-is-preview", path_text(reader->scratch, path),
                "%s is a preview version, and the run %s upgrades %u members to it", version,
                reader->scenario->runs[i].name, reader->scenario->fleet.member_count);
}

static int compare_versions(const void *a, const void *b)
{
    const struct kubernetes_release *first = a, *second = b;
    return (first->version > second->version) - (first->version < second->version);
}

static void read_kubernetes_list(struct reader *reader)
{
    struct releases *releases = &reader->scenario->releases;
    const cJSON *list = json_get_in(reader->root, "releases", "kubernetes", NULL);
    const struct path path = {&releases_path, "kubernetes", 0};
    struct names seen;
    names_init(&seen, reader->scratch);
    struct kubernetes_release *entries =
        arena_array(reader->arena, struct kubernetes_release, json_count(list));
    for (const cJSON *entry = json_first(list); entry; entry = entry->next) {
        size_t i = releases->kubernetes_count++;
        read_kubernetes(reader, entry, PATH_INDEX(&path, i), &seen, &entries[i]);
    }
    if (releases->kubernetes_count > 0)
        qsort(entries, releases->kubernetes_count, sizeof *entries, compare_versions);
    releases->kubernetes = entries;
}

/* Written entries go before those that are only named, so that of two equal ones the first is kept.
 */
static int compare_images(const void *a, const void *b)
{
    const struct image_release *first = a, *second = b;
    if (first->family != second->family)
        return first->family < second->family ? -1 : 1;
    if (first->version != second->version)
        return first->version < second->version ? -1 : 1;
    return (first->published_s < second->published_s) - (first->published_s > second->published_s);
}

static void read_image(struct reader *reader, const cJSON *entry, const struct path *path,
                       struct names *seen, struct image_release *image)
{
    const char *family = json_text(json_get(entry, "family"));
    const char *version = json_text(json_get(entry, "version"));
    if (!family || !version || !image_version_parse(version, &image->version))
        return;
    image->family = reader_intern(reader, &reader->families, family);
    take_entry(reader, entry, path, seen, arena_printf(reader->scratch, "%s-%s", family, version));
    image->published_s = reader_instant(json_get(entry, "published"), INT64_MIN);
    image->region_s = read_regions(reader, json_get(entry, "regions"), PATH_KEY(path, "regions"),
                                   image->published_s);
}

/* Images in use, available everywhere from the start. */
static size_t add_named_images(struct reader *reader, struct image_release *images, size_t count)
{
    const struct scenario *scenario = reader->scenario;
    int64_t *always = arena_array(reader->arena, int64_t, scenario->fleet.region_count);
    for (uint32_t i = 0; i < scenario->fleet.region_count; i++)
        always[i] = INT64_MIN;
    for (uint32_t i = 0; i < scenario->fleet.pool_count; i++) {
        const struct pool *pool = &scenario->fleet.pools[i];
        if (pool->image_family != NONE)
            images[count++] =
                (struct image_release){pool->image_family, pool->image_version, INT64_MIN, always};
    }
    for (uint32_t i = 0; i < scenario->run_count; i++)
        for (size_t k = 0; k < scenario->runs[i].custom_image_count; k++) {
            const struct custom_image *image = &scenario->runs[i].custom_images[k];
            if (image->version)
                images[count++] =
                    (struct image_release){image->family, image->version, INT64_MIN, always};
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

static size_t keep_distinct(struct image_release *images, size_t count)
{
    size_t kept = 0;
    qsort(images, count, sizeof *images, compare_images);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || images[kept - 1].family != images[i].family ||
            images[kept - 1].version != images[i].version)
            images[kept++] = images[i];
    return kept;
}

static void index_families(struct reader *reader)
{
    struct releases *releases = &reader->scenario->releases;
    uint32_t families = reader->families.count;
    size_t *first = arena_array(reader->arena, size_t, (size_t)families + 1);
    size_t at = 0;
    for (uint32_t family = 0; family <= families; family++) {
        while (at < releases->image_count && releases->images[at].family < family)
            at++;
        first[family] = at;
    }
    releases->family_first = first;
    reader->scenario->fleet.families = reader->families.list;
    reader->scenario->fleet.family_count = families;
}

void read_releases(struct reader *reader)
{
    struct releases *releases = &reader->scenario->releases;
    const cJSON *list = json_get_in(reader->root, "releases", "nodeImages", NULL);
    const struct path path = {&releases_path, "nodeImages", 0};
    read_kubernetes_list(reader);
    struct names seen;
    names_init(&seen, reader->scratch);
    struct image_release *images =
        arena_array(reader->scratch, struct image_release,
                    json_count(list) + count_named_images(reader->scenario));
    size_t count = 0, i = 0;
    for (const cJSON *entry = json_first(list); entry; entry = entry->next, i++) {
        read_image(reader, entry, PATH_INDEX(&path, i), &seen, &images[count]);
        count += images[count].version != 0;
    }
    count = keep_distinct(images, add_named_images(reader, images, count));
    struct image_release *kept = arena_array(reader->arena, struct image_release, count);
    if (count)
        memcpy(kept, images, count * sizeof *images);
    releases->images = kept;
    releases->image_count = count;
    index_families(reader);
}
