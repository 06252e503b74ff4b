/* read_fleet: members and their pools, in the order of names. */
#include "scenarios/reader.h"

#include "models/random.h"
#include "models/surge.h"
#include "models/version.h"

#include <stdlib.h>
#include <string.h>

static const struct path fleet_path = {NULL, "fleet", 0};
static const struct path members_path = {&fleet_path, "members", 0};

struct entry {
    const char *name;
    const cJSON *node;
    size_t place; /* index in the document */
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *first = a, *second = b;
    int order = strcmp(first->name, second->name);
    return order ? order : (first->place > second->place) - (first->place < second->place);
}

/* Members with a name, each name once. */
static struct entry *collect_entries(struct reader *reader, const cJSON *members, uint32_t *count)
{
    struct entry *entries = arena_array(reader->scratch, struct entry, json_count(members));
    struct names seen;
    names_init(&seen, reader->scratch);
    *count = 0;
    size_t place = 0;
    for (const cJSON *node = json_first(members); node; node = node->next, place++) {
        const cJSON *name = json_get(node, "name");
        if (!json_text(name))
            continue;
        uint32_t known = names_find(&seen, json_text(name));
        if (known != NONE) {
            const cJSON *first = json_get(entries[known].node, "name");
            reader_problem(reader, name, PATH_KEY(PATH_INDEX(&members_path, place), "name"),
                           PROBLEM_MEMBER_TWICE, reader_quoted(reader, json_text(name)),
                           inputs_where(reader->inputs, json_place(first)));
            continue;
        }
        names_add(&seen, json_text(name));
        entries[(*count)++] = (struct entry){json_text(name), node, place};
    }
    qsort(entries, *count, sizeof *entries, compare_entries);
    return entries;
}

static int compare_labels(const void *a, const void *b)
{
    return strcmp(((const struct label *)a)->key, ((const struct label *)b)->key);
}

static void read_labels(struct reader *reader, const cJSON *labels, struct member *member)
{
    struct label *list = arena_array(reader->arena, struct label, json_count(labels));
    for (const cJSON *label = json_first(labels); label; label = label->next)
        if (json_text(label))
            list[member->label_count++] = (struct label){arena_strdup(reader->arena, label->string),
                                                         reader_text(reader, label)};
    qsort(list, member->label_count, sizeof *list, compare_labels);
    member->labels = list;
}

static uint32_t intern_or_none(struct reader *reader, struct names *names, const cJSON *value)
{
    return json_text(value) ? reader_intern(reader, names, json_text(value)) : NONE;
}

/* The named model, or the one named default. */
static uint32_t read_model(struct reader *reader, const struct names *models, const cJSON *value,
                           const struct path *path, enum problem_code code)
{
    uint32_t model = reader_refer(reader, models, value, path, code);
    return model == NONE ? names_find(models, "default") : model;
}

static void read_maintenance(struct reader *reader, const cJSON *value, const struct path *path,
                             struct member *member)
{
    static const char *const keys[SCHEDULE_USE_COUNT] = {
        [SCHEDULE_KUBERNETES] = "aksManagedAutoUpgradeSchedule",
        [SCHEDULE_NODE_OS] = "aksManagedNodeOSUpgradeSchedule",
    };
    const struct path here = {path, "maintenance", 0};
    for (int use = 0; use < SCHEDULE_USE_COUNT; use++)
        member->window[use] = read_window_reference(reader, json_get(value, keys[use]),
                                                    PATH_KEY(&here, keys[use]), member->name);
}

static void read_image(struct reader *reader, const char *text, struct pool *pool)
{
    size_t length;
    pool->image_family = NONE;
    if (!text || !image_name_parse(text, &length, &pool->image_version))
        return;
    pool->image_family = reader_intern(reader, &reader->families,
                                       arena_printf(reader->scratch, "%.*s", (int)length, text));
}

static bool is_windows(const cJSON *value)
{
    const char *type = json_text(json_get(value, "osType"));
    const char *sku = json_text(json_get(value, "osSKU"));
    return type ? strcmp(type, "Windows") == 0 : sku && strncmp(sku, "Windows", 7) == 0;
}

static struct amount surge_default(const struct reader *reader)
{
    const char *text = defaults_text(&reader->defaults, "maxSurge");
    return (struct amount){(uint32_t)strtoul(text, NULL, 10), true};
}

static void read_drain(struct reader *reader, const cJSON *settings, struct pool *pool)
{
    const cJSON *blocked = json_get(settings, "maxBlockedNodes");
    const char *behavior = json_text(json_get(settings, "undrainableNodeBehavior"));
    reader->timeouts_assumed += !json_get(settings, "drainTimeoutInMinutes");
    pool->drain_timeout_minutes =
        (uint32_t)json_number(json_get(settings, "drainTimeoutInMinutes"),
                              defaults_number(&reader->defaults, "drainTimeoutInMinutes"));
    pool->soak_minutes =
        (uint32_t)json_number(json_get(settings, "nodeSoakDurationInMinutes"),
                              defaults_number(&reader->defaults, "nodeSoakDurationInMinutes"));
    pool->cordons = behavior && strcmp(behavior, "Cordon") == 0;
    pool->max_blocked_given = blocked;
    pool->max_blocked = reader_amount(blocked, (struct amount){0, false});
}

/* What AKS refuses in the settings of a pool. */
static void check_settings(struct reader *reader, const cJSON *settings, const struct path *path,
                           const struct pool *pool)
{
    const cJSON *unavailable = json_get(settings, "maxUnavailable");
    uint32_t blocked = pool_blocked_max(pool), surge = pool_surge(pool);
    if (pool->system && pool->max_unavailable.value > 0)
        reader_problem(reader, unavailable, PATH_KEY(path, "maxUnavailable"),
                       PROBLEM_POOL_UNAVAILABLE,
                       arena_printf(reader->scratch, "%u%s", pool->max_unavailable.value,
                                    pool->max_unavailable.percent ? "%" : ""),
                       "");
    if (pool->cordons && blocked < surge)
        reader_problem(reader, json_get(settings, "maxBlockedNodes"),
                       PATH_KEY(path, "maxBlockedNodes"), PROBLEM_POOL_BLOCKED,
                       arena_printf(reader->scratch, "%u", blocked),
                       arena_printf(reader->scratch, "%u", surge));
}

static void read_pool(struct reader *reader, const cJSON *value, const struct path *path,
                      const struct member *member, struct pool *pool)
{
    const cJSON *settings = json_get(value, "upgradeSettings");
    const cJSON *surge = json_get(settings, "maxSurge");
    const char *name = json_text(json_get(value, "name"));
    const char *mode = json_text(json_get(value, "mode"));
    const char *version = json_text(json_get(value, "orchestratorVersion"));
    pool->name = arena_strdup(reader->arena, name ? name : "");
    pool->entity = entity_hash_pair(member->entity, entity_hash(pool->name));
    pool->node_count = (uint32_t)json_number(json_get(value, "count"), 1);
    pool->windows = is_windows(value);
    pool->system = mode && strcmp(mode, "System") == 0;
    pool->from_snapshot = json_is_true(json_get(value, "fromSnapshot"));
    pool->max_surge = reader_amount(surge, surge_default(reader));
    pool->max_unavailable =
        reader_amount(json_get(settings, "maxUnavailable"), (struct amount){0, false});
    read_drain(reader, settings, pool);
    pool->vcpus = (uint32_t)json_number(json_get(value, "vcpus"),
                                        defaults_number(&reader->defaults, "vcpus"));
    reader->vcpus_assumed += !json_get(value, "vcpus");
    if (version)
        version_parse(version, &pool->kubernetes_version);
    read_image(reader, json_text(json_get(value, "nodeImageVersion")), pool);
    check_settings(reader, settings, PATH_KEY(path, "upgradeSettings"), pool);
    reader->surge_assumed += !surge;
}

static void check_pool_names(struct reader *reader, const cJSON *pools, const struct path *path)
{
    struct names seen;
    names_init(&seen, reader->scratch);
    size_t i = 0;
    for (const cJSON *pool = json_first(pools); pool; pool = pool->next, i++) {
        const cJSON *name = json_get(pool, "name");
        const struct path here = {path, NULL, i};
        if (json_text(name) && names_find(&seen, json_text(name)) != NONE)
            reader_problem(reader, name, PATH_KEY(&here, "name"), PROBLEM_POOL_TWICE,
                           reader_quoted(reader, json_text(name)), "");
        if (json_text(name))
            names_add(&seen, json_text(name));
    }
}

static void assume_pool(struct reader *reader, struct member *member, struct pool *pool)
{
    member->pools_assumed = true;
    pool->name = "assumed";
    pool->entity = entity_hash_pair(member->entity, entity_hash(pool->name));
    pool->node_count = (uint32_t)defaults_number(&reader->defaults, "poolCount");
    pool->system = true;
    pool->max_surge = surge_default(reader);
    read_drain(reader, NULL, pool);
    pool->vcpus = (uint32_t)defaults_number(&reader->defaults, "vcpus");
    reader->vcpus_assumed++;
    pool->image_family = NONE;
    reader->surge_assumed++;
}

/* Room for so many more. */
static void reserve_pools(struct reader *reader, size_t count)
{
    struct fleet *fleet = &reader->scenario->fleet;
    if (fleet->pool_count + count <= reader->pool_room)
        return;
    reader->pool_room = 2 * reader->pool_room + count;
    struct pool *larger = arena_array(reader->arena, struct pool, reader->pool_room);
    if (fleet->pool_count)
        memcpy(larger, fleet->pools, fleet->pool_count * sizeof *larger);
    fleet->pools = larger;
}

static void read_pools(struct reader *reader, const cJSON *value, const struct path *path,
                       struct member *member)
{
    struct fleet *fleet = &reader->scenario->fleet;
    const cJSON *pools = json_get(value, "nodePools");
    const struct path here = {path, "nodePools", 0};
    member->pool_first = fleet->pool_count;
    reserve_pools(reader, json_count(pools) + 1);
    if (json_count(pools) > 1)
        check_pool_names(reader, pools, &here);
    size_t i = 0;
    for (const cJSON *pool = json_first(pools); pool; pool = pool->next, i++)
        read_pool(reader, pool, PATH_INDEX(&here, i), member, &fleet->pools[fleet->pool_count++]);
    if (fleet->pool_count == member->pool_first)
        assume_pool(reader, member, &fleet->pools[fleet->pool_count++]);
    member->pool_count = fleet->pool_count - member->pool_first;
}

static bool is_text(const cJSON *value, const char *text)
{
    return json_text(value) && strcmp(json_text(value), text) == 0;
}

static void read_membership(struct reader *reader, const cJSON *value, const struct path *path,
                            struct member *member)
{
    const cJSON *leaves = json_get(value, "leavesAt");
    int64_t start_s = reader->scenario->start_s;
    member->joins_s = reader_instant(json_get(value, "joinsAt"), 0);
    member->leaves_s = reader_instant(leaves, 0);
    int64_t since_s = member->joins_s > start_s ? member->joins_s : start_s;
    if (leaves && member->leaves_s <= since_s)
        reader_problem(reader, leaves, PATH_KEY(path, "leavesAt"), PROBLEM_MEMBER_LEAVES_ORDER,
                       reader_instant_text(reader, member->leaves_s),
                       reader_instant_text(reader, since_s));
}

/* The service gives its members a label that says where they are. */
static const cJSON *region_of(const cJSON *member)
{
    const cJSON *region = json_get(member, "region");
    return region ? region : json_get_in(member, "labels", "fleet.azure.com/location", NULL);
}

void read_member(struct reader *reader, const cJSON *value, const struct path *path,
                 const char *name, struct member *member)
{
    const char *version = json_text(json_get(value, "kubernetesVersion"));
    member->name = name;
    member->entity = entity_hash(member->name);
    member->group = intern_or_none(reader, &reader->groups, json_get(value, "group"));
    member->region = intern_or_none(reader, &reader->regions, region_of(value));
    reader->regions.incomplete |= reader_is_void(value, "region", NULL);
    if (version)
        version_parse(version, &member->kubernetes_version);
    member->long_term_support = is_text(json_get(value, "supportPlan"), "AKSLongTermSupport");
    member->stopped = is_text(json_get(value, "powerState"), "Stopped");
    read_membership(reader, value, path, member);
    read_maintenance(reader, json_get(value, "maintenance"), path, member);
    member->duration_model =
        read_model(reader, &reader->durations, json_get(value, "durationModel"),
                   PATH_KEY(path, "durationModel"), PROBLEM_DURATION_UNKNOWN);
    member->failure_model = read_model(reader, &reader->failures, json_get(value, "failureModel"),
                                       PATH_KEY(path, "failureModel"), PROBLEM_FAILURE_UNKNOWN);
    read_labels(reader, json_get(value, "labels"), member);
    read_pools(reader, value, path, member);
}

static size_t count_pools(const struct entry *entries, uint32_t count)
{
    size_t pools = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t own = json_count(json_get(entries[i].node, "nodePools"));
        pools += own ? own : 1;
    }
    return pools;
}

void read_fleet(struct reader *reader)
{
    struct fleet *fleet = &reader->scenario->fleet;
    const cJSON *members = json_get_in(reader->root, "fleet", "members", NULL);
    struct entry *entries = collect_entries(reader, members, &fleet->member_count);
    if (cJSON_IsArray(members) && !members->child)
        reader_problem(reader, members, &members_path, PROBLEM_FLEET_EMPTY, "", "");
    fleet->members = arena_array(reader->arena, struct member, fleet->member_count);
    fleet->at_s = reader->scenario->start_s;
    reserve_pools(reader, count_pools(entries, fleet->member_count));
    const cJSON **nodes = arena_array(reader->scratch, const cJSON *, fleet->member_count);
    for (uint32_t i = 0; i < fleet->member_count; i++) {
        const struct path path = {&members_path, NULL, entries[i].place};
        const char *name = arena_strdup(reader->arena, entries[i].name);
        names_add(&reader->members, name);
        reader_note_name(reader, NAME_MEMBER, name);
        nodes[i] = entries[i].node;
        read_member(reader, nodes[i], &path, name, &fleet->members[i]);
    }
    reader->member_nodes = nodes;
}
