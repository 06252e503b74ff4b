/* read_future: releases.future, and what the catalogue knows behind it. */
#include "scenarios/reader.h"

#include "models/random.h"
#include "models/version.h"
#include "scenarios/read_distribution.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 256 };

static const struct path releases_path = {NULL, "releases", 0};

/* How a kind of release comes. */
struct coming {
    bool any;
    bool own; /* by a cadence of the scenario's own, `interval` in seconds */
    struct distribution interval;
};

static struct coming read_coming(struct reader *reader, const char *key)
{
    const struct path path = {&releases_path, "future", 0};
    const cJSON *value = json_get(json_get_in(reader->root, "releases", "future", NULL), key);
    const char *word = json_text(value);
    bool profiles = json_count(json_get(reader->root, "autoUpgradeProfiles")) > 0;
    struct coming coming = {.any = value ? !word || strcmp(word, "catalog") == 0 : profiles};
    if (!value || word)
        return coming;
    coming.own = distribution_read(reader->inputs, reader->arena, value, PATH_KEY(&path, key),
                                   &coming.interval);
    distribution_scale(&coming.interval, DAY_S, reader->arena);
    return coming;
}

static struct cadence cadence_of(struct reader *reader, const struct coming *coming,
                                 const char *default_key, const char *name)
{
    struct distribution interval = coming->interval;
    if (!coming->own) {
        interval = defaults_distribution(&reader->defaults, default_key);
        distribution_scale(&interval, DAY_S, reader->arena);
    }
    return cadence_make(interval, entity_hash(name));
}

/* ---- Kubernetes. */

static struct minor_line *find_line(struct minor_line *lines, uint32_t count, uint32_t version)
{
    for (uint32_t i = 0; i < count; i++)
        if (lines[i].minor == version_first_patch(version))
            return &lines[i];
    return NULL;
}

static uint32_t catalog_version(const struct csv_table *table, int row, const char *column)
{
    uint32_t version = VERSION_UNSET;
    bool read = version_parse(catalog_cell(table, row, column), &version);
    return read ? version : VERSION_UNSET;
}

static void raise(uint32_t *highest, uint32_t number)
{
    if (number > *highest)
        *highest = number;
}

/* Versions that clusters have at the start. */
static uint32_t note_in_use(const struct fleet *fleet, struct minor_line *lines, uint32_t count)
{
    uint32_t lowest = UINT32_MAX;
    for (uint32_t i = 0; i < fleet->member_count + fleet->pool_count; i++) {
        uint32_t version = i < fleet->member_count
                               ? fleet->members[i].kubernetes_version
                               : fleet->pools[i - fleet->member_count].kubernetes_version;
        struct minor_line *line = find_line(lines, count, version);
        if (version != VERSION_UNSET && version < lowest)
            lowest = version;
        if (version != VERSION_UNSET && line)
            raise(&line->in_use, version_patch(version));
    }
    return lowest;
}

static uint32_t list_lines(const struct catalog *catalog, struct minor_line *lines)
{
    const struct csv_table *table = &catalog->kubernetes;
    uint32_t count = 0;
    for (int row = 1; row < table->row_count; row++) {
        int64_t long_s = catalog_day(table, row, "long_term_end");
        lines[count++] = (struct minor_line){
            .minor = catalog_version(table, row, "minor"),
            .available_s = catalog_day(table, row, "available"),
            .planned = strcmp(catalog_cell(table, row, "planned"), "true") == 0,
            .from_s = INT64_MIN,
            .end_s = long_s != INSTANT_NEVER ? long_s : catalog_day(table, row, "end_of_life")};
    }
    return count;
}

/* What is known of a minor moves its line: a planned one that has releases is no plan any more. */
static void note_known(struct minor_line *lines, uint32_t count,
                       const struct known_release *release, bool own)
{
    struct minor_line *line = find_line(lines, count, (uint32_t)release->version);
    if (!line)
        return;
    raise(&line->newest, version_patch((uint32_t)release->version));
    if (line->planned)
        line->available_s = release->published_s;
    line->planned = false;
    if (own && release->published_s > line->from_s)
        line->from_s = release->published_s;
}

static bool is_listed(const struct release_plan *plan, uint32_t version)
{
    for (uint32_t i = 0; i < plan->kubernetes_count; i++)
        if (plan->kubernetes[i].version == version)
            return true;
    return false;
}

static void add_version(struct release_plan *plan, struct known_release *list, uint32_t version,
                        int64_t published_s)
{
    if (version != VERSION_UNSET && !is_listed(plan, version))
        list[plan->kubernetes_count++] =
            (struct known_release){.version = version, .family = NONE, .published_s = published_s};
}

/* Behind the scenario's own: the catalogue's, and those in use, which are out at the start. */
static void add_known_versions(struct reader *reader, struct release_plan *plan)
{
    const struct csv_table *table = &reader->catalog.versions;
    const struct fleet *fleet = &reader->scenario->fleet;
    size_t room = plan->kubernetes_count + (size_t)table->row_count + LINES_MAX;
    struct known_release *list = arena_array(reader->arena, struct known_release, room);
    if (plan->kubernetes_count > 0)
        memcpy(list, plan->kubernetes, plan->kubernetes_count * sizeof *list);
    plan->kubernetes = list;
    for (int row = 1; row < table->row_count; row++) {
        int64_t published_s = INT64_MIN;
        instant_parse(catalog_cell(table, row, "published"), &published_s);
        add_version(plan, list, catalog_version(table, row, "version"), published_s);
    }
    for (uint32_t i = 0; i < fleet->member_count && plan->kubernetes_count < room; i++)
        add_version(plan, list, fleet->members[i].kubernetes_version, INT64_MIN);
    for (uint32_t i = 0; i < fleet->pool_count && plan->kubernetes_count < room; i++)
        add_version(plan, list, fleet->pools[i].kubernetes_version, INT64_MIN);
}

/* Lines that matter: not below what clusters run, and where minors do not come by plan, none that
 * are only planned. */
static uint32_t keep_lines(struct minor_line *lines, uint32_t count, uint32_t lowest, bool by_plan)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (lowest != UINT32_MAX && lines[i].minor < version_first_patch(lowest))
            continue;
        if (lines[i].planned && !by_plan && lines[i].in_use == 0)
            continue;
        lines[kept++] = lines[i];
    }
    return kept;
}

static void read_kubernetes_future(struct reader *reader, struct release_plan *plan)
{
    struct coming patches = read_coming(reader, "kubernetesPatches");
    struct coming minors = read_coming(reader, "kubernetesMinors");
    struct release_future *future = &plan->future;
    if (!patches.any && !minors.any)
        return;
    uint32_t own_count = plan->kubernetes_count;
    struct minor_line *lines = arena_array(reader->arena, struct minor_line, LINES_MAX);
    uint32_t count = list_lines(&reader->catalog, lines);
    add_known_versions(reader, plan);
    future->patches_from_s = INT64_MIN;
    for (uint32_t i = 0; i < plan->kubernetes_count; i++) {
        note_known(lines, count, &plan->kubernetes[i], i < own_count);
        if (i >= own_count && plan->kubernetes[i].published_s > future->patches_from_s)
            future->patches_from_s = plan->kubernetes[i].published_s;
    }
    uint32_t lowest = note_in_use(&reader->scenario->fleet, lines, count);
    future->line_count = keep_lines(lines, count, lowest, minors.any && !minors.own);
    future->lines = lines;
    future->patches = patches.any;
    future->minors = minors.any;
    future->patch_cadence =
        cadence_of(reader, &patches, "kubernetesPatchDays", "kubernetes patches");
    future->minor_cadence = cadence_of(reader, &minors, "kubernetesMinorDays", "kubernetes minors");
    future->slip = defaults_distribution(&reader->defaults, "kubernetesSlipDays");
    distribution_scale(&future->slip, DAY_S, reader->arena);
}

/* ---- Node images. */

/* When an image in use was published, about: by the date in its name, but before the start. */
static int64_t published_by_name(uint64_t version, bool by_build, int64_t start_s)
{
    unsigned first = (unsigned)(version >> 40), second = (unsigned)(version >> 20 & 0xfffff),
             third = (unsigned)(version & 0xfffff);
    struct date date = by_build
                           ? (struct date){2000 + (int)(third / 10000), (int)(third / 100 % 100),
                                           (int)(third % 100)}
                           : (struct date){(int)(first / 100), (int)(first % 100), (int)second};
    if (date.year < 2015 || date.year > 2200 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > 31)
        return start_s;
    int64_t at_s = (date_to_days(date) + IMAGE_NAMED_DAYS_BEFORE) * DAY_S;
    return at_s < start_s ? at_s : start_s;
}

/* The chain goes on from the newest image known of the train's families. */
static void note_images(const struct release_plan *plan, struct image_line *line, int64_t start_s)
{
    for (uint32_t i = 0; i < plan->image_count; i++) {
        const struct known_release *image = &plan->images[i];
        bool ours = false;
        for (uint32_t f = 0; f < line->family_count; f++)
            ours |= line->families[f] == image->family;
        if (!ours)
            continue;
        int64_t at_s = image->published_s != INT64_MIN
                           ? image->published_s
                           : published_by_name(image->version, line->by_build, start_s);
        if (image->version > line->version)
            line->version = image->version;
        if (at_s > line->from_s)
            line->from_s = at_s;
    }
}

static uint32_t *families_of(struct reader *reader, int row, uint32_t *count)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    uint32_t *families = arena_array(reader->arena, uint32_t, fleet->family_count);
    *count = 0;
    for (uint32_t f = 0; f < fleet->family_count; f++)
        if (catalog_family_row(&reader->catalog, fleet->families[f]) == row)
            families[(*count)++] = f;
    return families;
}

/* The last image the catalogue knows is one of the known, in each of the train's families. */
static void add_catalog_image(struct release_plan *plan, struct known_release *list,
                              const struct image_line *line, uint64_t version, int64_t published_s)
{
    for (uint32_t f = 0; f < line->family_count; f++) {
        bool listed = false;
        for (uint32_t i = 0; i < plan->image_count; i++)
            listed |= list[i].family == line->families[f] && list[i].version == version;
        if (!listed)
            list[plan->image_count++] = (struct known_release){
                .version = version, .family = line->families[f], .published_s = published_s};
    }
}

static void read_line(struct reader *reader, struct release_plan *plan, const struct coming *coming,
                      int row, struct known_release *list, struct image_line *line)
{
    const struct csv_table *table = &reader->catalog.images;
    const char *train = catalog_cell(table, row, "train");
    struct distribution interval = coming->interval;
    uint64_t version = 0;
    int64_t published_s = INT64_MIN;
    if (!coming->own) {
        cJSON *value = catalog_value(&reader->catalog, table, row, "intervalDays");
        distribution_read(reader->inputs, reader->arena, value, NULL, &interval);
        distribution_scale(&interval, DAY_S, reader->arena);
        cJSON_Delete(value);
    }
    *line = (struct image_line){.cadence = cadence_make(interval, entity_hash(train)),
                                .from_s = INT64_MIN,
                                .by_build = strcmp(train, "linux") != 0};
    line->families = families_of(reader, row, &line->family_count);
    if (image_version_parse(catalog_cell(table, row, "version"), &version) &&
        instant_parse(catalog_cell(table, row, "published"), &published_s))
        add_catalog_image(plan, list, line, version, published_s);
    note_images(plan, line, plan->start_s);
}

static void read_images_future(struct reader *reader, struct release_plan *plan)
{
    struct coming coming = read_coming(reader, "nodeImages");
    const struct csv_table *table = &reader->catalog.images;
    if (!coming.any)
        return;
    struct image_line *lines =
        arena_array(reader->arena, struct image_line, (size_t)table->row_count);
    struct known_release *list =
        arena_array(reader->arena, struct known_release,
                    plan->image_count + (size_t)reader->scenario->fleet.family_count);
    if (plan->image_count > 0)
        memcpy(list, plan->images, plan->image_count * sizeof *list);
    plan->images = list;
    for (int row = 1; row < table->row_count; row++) {
        struct image_line *line = &lines[plan->future.image_count];
        uint32_t families;
        families_of(reader, row, &families);
        if (families == 0 || (!coming.own && *catalog_cell(table, row, "intervalDays") == '\0'))
            continue;
        read_line(reader, plan, &coming, row, list, line);
        plan->future.image_count++;
    }
    plan->future.images = lines;
}

void read_future(struct reader *reader, struct release_plan *plan)
{
    plan->future.start_s = plan->start_s;
    plan->future.horizon_s = plan->horizon_s;
    read_kubernetes_future(reader, plan);
    read_images_future(reader, plan);
}

/* ---- How long minors are supported. */

void read_support(struct reader *reader)
{
    const struct csv_table *table = &reader->catalog.kubernetes;
    struct minor_support *minors =
        arena_array(reader->arena, struct minor_support, (size_t)table->row_count);
    uint32_t count = 0;
    for (int row = 1; row < table->row_count; row++)
        minors[count++] =
            (struct minor_support){.minor = catalog_version(table, row, "minor"),
                                   .available_s = catalog_day(table, row, "available"),
                                   .end_s = catalog_day(table, row, "end_of_life"),
                                   .long_term_end_s = catalog_day(table, row, "long_term_end")};
    reader->scenario->support = (struct support){minors, count};
}
