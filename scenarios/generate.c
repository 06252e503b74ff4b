#include "scenarios/generate.h"

#include "models/random.h"
#include "scenarios/read_distribution.h"

#include <math.h>
#include <string.h>

enum { NODES_MAX = 1000 };

/* Entries to choose from, by running sums of their weights. */
struct choices {
    const char **names; /* NULL: none */
    double *sums;
    size_t count;
    double total;
};

struct pools {
    const cJSON *first;
    struct distribution *counts; /* per pool */
};

struct generator {
    struct inputs *inputs;
    const cJSON *spec;
    int place;
    uint64_t seed;
    struct choices regions, groups, windows;
    struct pools pools;
};

static const struct path fleet_path = {NULL, "fleet", 0};
static const struct path generate_path = {&fleet_path, "generate", 0};

static bool read_choices(struct generator *generator, const char *key, struct choices *choices)
{
    const cJSON *list = json_get(generator->spec, key);
    struct arena *scratch = generator->inputs->scratch;
    choices->count = json_count(list);
    choices->names = arena_array(scratch, const char *, choices->count);
    choices->sums = arena_array(scratch, double, choices->count);
    size_t i = 0;
    for (const cJSON *entry = json_first(list); entry; entry = entry->next, i++) {
        choices->names[i] = json_text(json_get(entry, "name"));
        choices->total += json_number(json_get(entry, "weight"), 1);
        choices->sums[i] = choices->total;
    }
    if (choices->count == 0 || choices->total > 0)
        return true;
    inputs_problem(generator->inputs, json_place(list),
                   path_text(scratch, PATH_KEY(&generate_path, key)), PROBLEM_GENERATE_WEIGHT,
                   arena_printf(scratch, "\"%s\"", key), "");
    return false;
}

/* The entry whose share of [0, total) holds `at`. */
static const char *choose(const struct choices *choices, double at)
{
    if (choices->count == 0)
        return NULL;
    size_t low = 0, high = choices->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (at < choices->sums[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return choices->names[low];
}

static int digits_of(double number)
{
    int digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

/* {"count", "namePrefix"}: as many groups of weight 1. */
static void number_groups(struct generator *generator, const cJSON *groups)
{
    struct arena *scratch = generator->inputs->scratch;
    double count = json_number(json_get(groups, "count"), 1);
    const char *prefix = json_text(json_get(groups, "namePrefix"));
    generator->groups.count = (size_t)count;
    generator->groups.names = arena_array(scratch, const char *, generator->groups.count);
    generator->groups.sums = arena_array(scratch, double, generator->groups.count);
    generator->groups.total = count;
    for (size_t i = 0; i < generator->groups.count; i++) {
        generator->groups.names[i] =
            arena_printf(scratch, "%s%0*zu", prefix ? prefix : "group-", digits_of(count), i + 1);
        generator->groups.sums[i] = (double)(i + 1);
    }
}

static bool read_groups(struct generator *generator)
{
    const cJSON *groups = json_get(generator->spec, "groups");
    if (!cJSON_IsObject(groups))
        return read_choices(generator, "groups", &generator->groups);
    number_groups(generator, groups);
    return true;
}

static bool read_pools(struct generator *generator)
{
    const cJSON *list = json_get(generator->spec, "nodePools");
    struct arena *scratch = generator->inputs->scratch;
    generator->pools.first = json_first(list);
    generator->pools.counts = arena_array(scratch, struct distribution, json_count(list));
    bool fine = true;
    size_t i = 0;
    const struct path pools = {&generate_path, "nodePools", 0};
    for (const cJSON *pool = json_first(list); pool; pool = pool->next, i++)
        fine &= distribution_read(generator->inputs, scratch, json_get(pool, "count"),
                                  PATH_KEY(PATH_INDEX(&pools, i), "count"),
                                  &generator->pools.counts[i]);
    return fine;
}

static struct uniforms draw(const struct generator *generator, uint64_t entity, uint32_t number)
{
    return random_uniforms(
        generator->seed,
        (struct random_address){.entity = entity, .attempt = number, .purpose = PURPOSE_GENERATE});
}

static cJSON *new_text(const struct generator *generator, const char *text)
{
    return json_new_text(generator->inputs, text, generator->place);
}

static void add_text(const struct generator *generator, cJSON *object, const char *key,
                     const char *text)
{
    if (text)
        json_add_constant(generator->inputs, object, key, new_text(generator, text));
}

static void add_window(const struct generator *generator, cJSON *member, const char *window)
{
    if (!window)
        return;
    cJSON *maintenance = json_new_object(generator->inputs, generator->place);
    add_text(generator, maintenance, "aksManagedAutoUpgradeSchedule", window);
    add_text(generator, maintenance, "aksManagedNodeOSUpgradeSchedule", window);
    json_add_constant(generator->inputs, member, "maintenance", maintenance);
}

static double node_count(const struct distribution *count, double u)
{
    if (count->kind == DISTRIBUTION_CONSTANT)
        return count->a;
    double nodes = round(distribution_quantile(count, u));
    return nodes < 1 ? 1 : nodes > NODES_MAX ? NODES_MAX : nodes;
}

static void add_pools(const struct generator *generator, cJSON *member, uint64_t entity)
{
    if (!generator->pools.first)
        return;
    cJSON *list = json_new_array(generator->inputs, generator->place);
    uint32_t i = 0;
    for (const cJSON *spec = generator->pools.first; spec; spec = spec->next, i++) {
        cJSON *pool = json_copy(generator->inputs, spec);
        double nodes = node_count(&generator->pools.counts[i], draw(generator, entity, 1 + i).u[0]);
        json_put(generator->inputs, pool, "count",
                 json_new_number(generator->inputs, nodes, json_place(spec)));
        json_append(list, pool);
    }
    json_add_constant(generator->inputs, member, "nodePools", list);
}

static cJSON *new_member(const struct generator *generator, size_t index, const char *name)
{
    uint64_t entity = entity_hash(name);
    struct uniforms luck = draw(generator, entity, 0);
    cJSON *member = json_new_object(generator->inputs, generator->place);
    add_text(generator, member, "name", name);
    add_text(generator, member, "group",
             choose(&generator->groups, generator->groups.total > 0
                                            ? fmod((double)index, generator->groups.total)
                                            : 0));
    add_text(generator, member, "region",
             choose(&generator->regions, luck.u[0] * generator->regions.total));
    add_text(generator, member, "kubernetesVersion",
             json_text(json_get(generator->spec, "kubernetesVersion")));
    add_window(generator, member,
               choose(&generator->windows, luck.u[1] * generator->windows.total));
    add_pools(generator, member, entity);
    return member;
}

cJSON *generate_members(struct inputs *inputs, const cJSON *generate)
{
    struct generator generator = {.inputs = inputs,
                                  .spec = generate,
                                  .place = json_place(generate),
                                  .seed = (uint64_t)json_number(json_get(generate, "seed"), 1)};
    bool fine = read_choices(&generator, "regions", &generator.regions);
    fine &= read_choices(&generator, "windows", &generator.windows);
    fine &= read_groups(&generator);
    fine &= read_pools(&generator);
    if (!fine)
        return NULL;
    double count = json_number(json_get(generate, "members"), 0);
    const char *prefix = json_text(json_get(generate, "namePrefix"));
    cJSON *members = json_new_array(inputs, generator.place);
    for (size_t i = 0; i < (size_t)count; i++)
        json_append(members,
                    new_member(&generator, i,
                               arena_printf(inputs->scratch, "%s%0*zu", prefix ? prefix : "aks-",
                                            digits_of(count), i + 1)));
    return members;
}
