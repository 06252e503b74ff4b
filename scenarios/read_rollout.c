/* read_rollout: models.rollout and regions; what a scenario leaves out is the catalogue's. */
#include "scenarios/reader.h"

#include "scenarios/read_distribution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct path models_path = {NULL, "models", 0};

static const char *const train_keys[TRAIN_KIND_COUNT] = {
    [TRAIN_KUBERNETES] = "kubernetes", [TRAIN_NODE_IMAGES] = "nodeImages"};

/* The catalogue's row for a key of a train as a whole (wave "") or of one of its waves; 0: none. */
static int catalog_row(const struct catalog *catalog, const char *train, const char *wave,
                       const char *key)
{
    const struct csv_table *table = &catalog->rollout;
    int row = catalog_find(table, 1, "key", key);
    while (row && (strcmp(catalog_cell(table, row, "train"), train) != 0 ||
                   strcmp(catalog_cell(table, row, "wave"), wave) != 0))
        row = catalog_find(table, row + 1, "key", key);
    return row;
}

static struct distribution constant(double value)
{
    return (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = value};
}

/* In seconds; `value` may be NULL: 0. */
static struct distribution read_span(struct reader *reader, const cJSON *value,
                                     const struct path *path, int64_t unit_s)
{
    struct distribution span = constant(0);
    if (value && distribution_read(reader->inputs, reader->arena, value, path, &span))
        distribution_scale(&span, (double)unit_s, reader->arena);
    return span;
}

static struct rollout_wave read_wave(struct reader *reader, const cJSON *value,
                                     const struct path *path)
{
    const cJSON *bake = json_get(value, "bakeHours");
    return (struct rollout_wave){
        .lag = read_span(reader, json_get(value, "lagDays"), PATH_KEY(path, "lagDays"), DAY_S),
        .follows = bake != NULL,
        .bake = read_span(reader, bake, PATH_KEY(path, "bakeHours"), HOUR_S),
        .step_s = llround(json_number(json_get(value, "stepMinutes"), 0) * MINUTE_S)};
}

static void read_waves(struct reader *reader, const cJSON *list, const struct path *path,
                       struct rollout *rollout)
{
    if (json_count(list) > WAVES_MAX) {
        reader_problem(reader, list, path, PROBLEM_WAVES_MANY,
                       arena_printf(reader->scratch, "%zu", json_count(list)), "");
        return;
    }
    struct rollout_wave *waves = arena_array(reader->arena, struct rollout_wave, json_count(list));
    uint32_t i = 0;
    for (const cJSON *value = json_first(list); value; value = value->next, i++)
        waves[i] = read_wave(reader, value, PATH_INDEX(path, i));
    rollout->waves = waves;
    rollout->wave_count = i;
}

/* A wave of the catalogue as a scenario would write it. */
static cJSON *catalog_wave(const struct catalog *catalog, const char *train, const char *wave)
{
    static const char *const keys[] = {"lagDays", "bakeHours", "stepMinutes"};
    if (!catalog_row(catalog, train, wave, "lagDays"))
        return NULL;
    cJSON *object = cJSON_CreateObject();
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        int row = catalog_row(catalog, train, wave, keys[i]);
        if (row)
            cJSON_AddItemToObject(object, keys[i],
                                  catalog_value(catalog, &catalog->rollout, row, "value"));
    }
    return object;
}

static void take_catalog_waves(struct reader *reader, const char *train, struct rollout *rollout)
{
    struct rollout_wave *waves = arena_array(reader->arena, struct rollout_wave, WAVES_MAX);
    rollout->wave_count = 0;
    for (uint32_t w = 0; w < WAVES_MAX; w++) {
        cJSON *wave =
            catalog_wave(&reader->catalog, train, arena_printf(reader->scratch, "%u", w + 1));
        if (!wave)
            break;
        waves[rollout->wave_count++] = read_wave(reader, wave, NULL);
        cJSON_Delete(wave);
    }
    rollout->waves = waves;
}

/* The scenario's value, else the catalogue's; `owned` is to be deleted. */
static const cJSON *value_of(const struct reader *reader, const cJSON *model, const char *train,
                             const char *key, cJSON **owned)
{
    const cJSON *value = json_get(model, key);
    *owned = value ? NULL
                   : catalog_value(&reader->catalog, &reader->catalog.rollout,
                                   catalog_row(&reader->catalog, train, "", key), "value");
    return value ? value : *owned;
}

static double number_of(const struct reader *reader, const cJSON *model, const char *train,
                        const char *key)
{
    cJSON *owned;
    const cJSON *value = value_of(reader, model, train, key, &owned);
    double number = cJSON_IsTrue(value) ? 1 : json_number(value, 0);
    cJSON_Delete(owned);
    return number;
}

static struct rollout read_train(struct reader *reader, const cJSON *model, const struct path *path,
                                 const char *train)
{
    struct rollout rollout = {
        .common = number_of(reader, model, train, "correlation"),
        .weekend_pause = number_of(reader, model, train, "weekendPause") > 0,
        .restart_probability = number_of(reader, model, train, "restartProbability"),
        .overtaken_probability = number_of(reader, model, train, "overtakenProbability")};
    cJSON *owned;
    const cJSON *delay = value_of(reader, model, train, "restartDelayDays", &owned);
    rollout.restart_delay = read_span(reader, delay, PATH_KEY(path, "restartDelayDays"), DAY_S);
    cJSON_Delete(owned);
    const cJSON *waves = json_get(model, "waves");
    if (waves)
        read_waves(reader, waves, PATH_KEY(path, "waves"), &rollout);
    else
        take_catalog_waves(reader, train, &rollout);
    return rollout;
}

void read_rollouts(struct reader *reader)
{
    const cJSON *models = json_get_in(reader->root, "models", "rollout", NULL);
    const struct path path = {&models_path, "rollout", 0};
    for (int kind = 0; kind < TRAIN_KIND_COUNT; kind++) {
        if (json_text(models))
            continue;
        struct rollout *rollout = arena_new(reader->arena, struct rollout);
        *rollout = read_train(reader, json_get(models, train_keys[kind]),
                              PATH_KEY(&path, train_keys[kind]), train_keys[kind]);
        reader->rollouts[kind] = rollout;
    }
}

/* ---- Regions. */

/* The scenario's own regions come at their wave's beginning, in the order written. */
struct own_regions {
    struct names names;
    struct rollout_place *places;
    int32_t *offsets_s; /* REGION_OFFSET_UNKNOWN: not given */
};

static void read_own_region(struct reader *reader, const cJSON *entry, const struct path *path,
                            struct own_regions *own, uint32_t *steps)
{
    const cJSON *name = json_get(entry, "name");
    const char *text = json_text(name);
    const char *offset = json_text(json_get(entry, "utcOffset"));
    uint32_t wave = (uint32_t)json_number(json_get(entry, "wave"), 1) - 1;
    if (!text)
        return;
    if (names_find(&own->names, text) != NONE) {
        reader_problem(reader, name, PATH_KEY(path, "name"), PROBLEM_REGION_TWICE,
                       reader_quoted(reader, text), "");
        return;
    }
    uint32_t number = names_add(&own->names, text);
    own->places[number] = (struct rollout_place){wave, steps[wave]++};
    own->offsets_s[number] = REGION_OFFSET_UNKNOWN;
    if (offset)
        utc_offset_parse(offset, &own->offsets_s[number]);
}

static struct own_regions read_own_regions(struct reader *reader, uint32_t *steps)
{
    const cJSON *list = json_get(reader->root, "regions");
    struct own_regions own = {
        .places = arena_array(reader->scratch, struct rollout_place, json_count(list)),
        .offsets_s = arena_array(reader->scratch, int32_t, json_count(list))};
    names_init(&own.names, reader->scratch);
    uint32_t i = 0;
    for (const cJSON *entry = json_first(list); entry; entry = entry->next, i++)
        read_own_region(reader, entry, PATH_INDEX(PATH_KEY(NULL, "regions"), i), &own, steps);
    return own;
}

static void raise(uint32_t *last, struct rollout_place place)
{
    if (place.step > last[place.wave])
        last[place.wave] = place.step;
}

/* A region that nobody knows is taken for one of the last public wave's last: late rather than
 * early. */
static struct rollout_place unknown_place(const struct reader *reader)
{
    const struct csv_table *table = &reader->catalog.regions;
    struct rollout_place place = {0, 0};
    for (int row = 1; row < table->row_count; row++)
        if (strcmp(catalog_cell(table, row, "cloud"), "public") == 0)
            place = (struct rollout_place){catalog_number(table, row, "wave") - 1,
                                           catalog_number(table, row, "step")};
    return place;
}

static void place_region(struct reader *reader, const struct own_regions *own, uint32_t region,
                         struct rollout_place *place, int32_t *offset_s)
{
    const char *name = reader->scenario->fleet.regions[region];
    uint32_t number = names_find(&own->names, name);
    int row = catalog_find(&reader->catalog.regions, 1, "region", name);
    *offset_s = REGION_OFFSET_UNKNOWN;
    if (row) {
        *place = (struct rollout_place){catalog_number(&reader->catalog.regions, row, "wave") - 1,
                                        catalog_number(&reader->catalog.regions, row, "step")};
        utc_offset_parse(catalog_cell(&reader->catalog.regions, row, "utc_offset"), offset_s);
    }
    if (number != NONE) {
        *place = own->places[number];
        if (own->offsets_s[number] != REGION_OFFSET_UNKNOWN)
            *offset_s = own->offsets_s[number];
    }
    if (!row && number == NONE) {
        *place = unknown_place(reader);
        reader->unplaced[reader->unplaced_count++] = region;
    }
}

void read_regions(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    uint32_t count = scenario->fleet.region_count, steps[WAVES_MAX] = {0};
    struct own_regions own = read_own_regions(reader, steps);
    struct rollout_place *places = arena_array(reader->arena, struct rollout_place, count);
    int32_t *offsets_s = arena_array(reader->arena, int32_t, count);
    reader->unplaced = arena_array(reader->scratch, uint32_t, count);
    for (uint32_t region = 0; region < count; region++)
        place_region(reader, &own, region, &places[region], &offsets_s[region]);
    scenario->places = (struct rollout_places){.regions = places, .region_count = count};
    scenario->region_offsets_s = offsets_s;
    uint32_t *last = scenario->places.step_last;
    const struct csv_table *table = &reader->catalog.regions;
    for (int row = 1; row < table->row_count; row++)
        raise(last, (struct rollout_place){catalog_number(table, row, "wave") - 1,
                                           catalog_number(table, row, "step")});
    for (uint32_t i = 0; i < own.names.count; i++)
        raise(last, own.places[i]);
}
