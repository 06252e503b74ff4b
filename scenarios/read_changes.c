#include "scenarios/read_changes.h"

#include "models/selector.h"
#include "scenarios/change.h"
#include "scenarios/keys_check.h"

#include <string.h>

struct member_changes {
    cJSON **documents; /* per member: as the last change left it; NULL: as the fleet has it */
    uint32_t *last;    /* per member: its last entry in reader->changed_members, or NONE */
    uint32_t member_count;
    size_t room;
};

struct member_changes *member_changes_begin(struct reader *reader)
{
    struct member_changes *changes = arena_new(reader->scratch, struct member_changes);
    changes->member_count = reader->members.count;
    changes->documents = arena_array(reader->scratch, cJSON *, changes->member_count);
    changes->last = arena_array(reader->scratch, uint32_t, changes->member_count);
    for (uint32_t i = 0; i < changes->member_count; i++)
        changes->last[i] = NONE;
    return changes;
}

void member_changes_end(struct member_changes *changes)
{
    for (uint32_t i = 0; i < changes->member_count; i++)
        cJSON_Delete(changes->documents[i]);
}

static struct changed_member *add_entry(struct reader *reader, struct member_changes *changes)
{
    if (reader->changed_member_count == changes->room) {
        changes->room = 2 * changes->room + 16;
        struct changed_member *larger =
            arena_array(reader->arena, struct changed_member, changes->room);
        if (reader->changed_member_count)
            memcpy(larger, reader->changed_members, reader->changed_member_count * sizeof *larger);
        reader->changed_members = larger;
    }
    return &reader->changed_members[reader->changed_member_count++];
}

static const cJSON *document_of(const struct reader *reader, const struct member_changes *changes,
                                uint32_t member)
{
    return changes->documents[member] ? changes->documents[member] : reader->member_nodes[member];
}

static const struct member *entry_of(const struct reader *reader,
                                     const struct member_changes *changes, uint32_t member)
{
    uint32_t last = changes->last[member];
    return last == NONE ? &reader->scenario->fleet.members[member]
                        : &reader->changed_members[last].member;
}

/* The member without its versions, so that those it has after a change were given by it. */
static cJSON *without_versions(struct reader *reader, const cJSON *document)
{
    cJSON *bare = json_copy(reader->inputs, document);
    cJSON_DeleteItemFromObjectCaseSensitive(bare, "kubernetesVersion");
    for (cJSON *pool = json_first(json_get(bare, "nodePools")); pool; pool = pool->next) {
        cJSON_DeleteItemFromObjectCaseSensitive(pool, "orchestratorVersion");
        cJSON_DeleteItemFromObjectCaseSensitive(pool, "nodeImageVersion");
    }
    return bare;
}

static uint32_t find_pool(const struct fleet *fleet, const struct member *member, const char *name)
{
    for (uint32_t i = member->pool_first; i < member->pool_first + member->pool_count; i++)
        if (strcmp(fleet->pools[i].name, name) == 0)
            return i;
    return NONE;
}

/* Where each pool of the new entry comes from. `bare` has the new entry's pools, with the versions
 * that the change gave them. */
static void trace_pools(struct reader *reader, const struct member *before, const cJSON *bare,
                        struct changed_member *changed)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    const struct member *after = &changed->member;
    struct pool_origin *pools = arena_array(reader->arena, struct pool_origin, after->pool_count);
    const cJSON *pool = json_first(json_get(bare, "nodePools"));
    for (uint32_t i = 0; i < after->pool_count; i++) {
        pools[i].from = find_pool(fleet, before, fleet->pools[after->pool_first + i].name);
        pools[i].version_given = json_get(pool, "orchestratorVersion");
        pools[i].image_given = json_get(pool, "nodeImageVersion");
        pool = pool ? pool->next : NULL;
    }
    changed->change.pools = pools;
}

/* A second change at the same instant: its pools come from where those of the first came from, and
 * have what either of them gives. */
static void join_changes(struct arena *arena, const struct changed_member *first,
                         struct changed_member *second)
{
    uint32_t count = second->member.pool_count;
    struct pool_origin *pools = arena_array(arena, struct pool_origin, count);
    for (uint32_t i = 0; i < count; i++) {
        pools[i] = second->change.pools[i];
        if (pools[i].from == NONE)
            continue;
        const struct pool_origin *origin =
            &first->change.pools[pools[i].from - first->member.pool_first];
        pools[i].from = origin->from;
        pools[i].version_given |= origin->version_given;
        pools[i].image_given |= origin->image_given;
    }
    second->change.pools = pools;
    second->change.version_given |= first->change.version_given;
}

/* The entry that the change takes: that of one at the same instant, or a new one. */
static struct changed_member *entry_for(struct reader *reader, struct member_changes *changes,
                                        struct changed_member *changed)
{
    uint32_t member = changed->change.member, last = changes->last[member];
    if (last != NONE && reader->changed_members[last].at_s == changed->at_s) {
        join_changes(reader->arena, &reader->changed_members[last], changed);
        return &reader->changed_members[last];
    }
    changes->last[member] = reader->changed_member_count;
    return add_entry(reader, changes);
}

/* Takes over `after`, which is right. */
static void take_entry(struct reader *reader, struct member_changes *changes, uint32_t member,
                       cJSON *after, cJSON *bare, const struct path *path, int64_t at_s)
{
    const struct member *before = entry_of(reader, changes, member);
    struct changed_member changed = {.at_s = at_s, .change = {.member = member}};
    size_t surge_assumed = reader->surge_assumed, timeouts_assumed = reader->timeouts_assumed;
    read_member(reader, after, path, before->name, &changed.member);
    reader->surge_assumed = surge_assumed; /* counted once, with the fleet */
    reader->timeouts_assumed = timeouts_assumed;
    changed.change.version_given = json_get(bare, "kubernetesVersion");
    trace_pools(reader, before, bare, &changed);
    *entry_for(reader, changes, &changed) = changed;
    cJSON_Delete(changes->documents[member]);
    changes->documents[member] = after;
}

/* False after a problem, which the other members of the operation would have too. */
static bool change_one(struct reader *reader, struct member_changes *changes, uint32_t member,
                       const cJSON *set, const struct path *path, int64_t at_s)
{
    const struct key_node *node = keys_root(reader->keys, "member");
    const cJSON *before = document_of(reader, changes, member);
    cJSON *after = json_copy(reader->inputs, before), *bare = without_versions(reader, before);
    bool right = change_apply(reader->inputs, node, after, set) &&
                 change_apply(reader->inputs, node, bare, set) &&
                 keys_check(reader->inputs, after, node, path);
    if (right)
        take_entry(reader, changes, member, after, bare, path, at_s);
    else
        cJSON_Delete(after);
    cJSON_Delete(bare);
    return right;
}

/* Keys that say which member it is and when it is there. */
static bool has_fixed_key(struct reader *reader, const cJSON *set, const struct path *path)
{
    static const char *const fixed[] = {"name", "joinsAt", "leavesAt"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        const cJSON *value = change_finds(set, fixed[i]);
        if (!value)
            continue;
        reader_problem(reader, value, path, PROBLEM_SET_FIXED, reader_quoted(reader, fixed[i]),
                       "member");
        return true;
    }
    return false;
}

static bool parse_selector(struct reader *reader, const cJSON *text, const struct path *path,
                           struct selector *selector)
{
    struct selector_fault fault;
    if (selector_parse(reader->scratch, json_text(text), selector, &fault))
        return true;
    return reader_problem(
        reader, text, PATH_KEY(path, "members"), PROBLEM_OPERATION_SELECTOR,
        reader_quoted(reader, json_text(text)),
        arena_printf(reader->scratch, "at character %zu, %s", fault.character, fault.instead));
}

/* By the labels that the members have at that time. */
static void change_selected(struct reader *reader, struct member_changes *changes,
                            const cJSON *operation, const struct path *path, int64_t at_s)
{
    const cJSON *text = json_get(operation, "members"), *set = json_get(operation, "set");
    const struct path set_path = {path, "set", 0};
    struct selector selector;
    if (!parse_selector(reader, text, path, &selector))
        return;
    uint32_t changed = 0;
    for (uint32_t i = 0; i < changes->member_count; i++) {
        const struct member *member = entry_of(reader, changes, i);
        if (!selector_chooses(&selector, member->labels, member->label_count))
            continue;
        if (!change_one(reader, changes, i, set, &set_path, at_s))
            return;
        changed++;
    }
    if (changed == 0)
        warnings_add(&reader->scenario->warnings, "operation-without-members",
                     path_text(reader->scratch, path),
                     "the operation for \"%s\" changes none of the %u members", json_text(text),
                     changes->member_count);
}

void member_changes_apply(struct reader *reader, struct member_changes *changes,
                          const cJSON *operation, const struct path *path, int64_t at_s)
{
    const cJSON *name = json_get(operation, "member"), *set = json_get(operation, "set");
    const struct path set_path = {path, "set", 0};
    if (!set || has_fixed_key(reader, set, &set_path))
        return;
    if (!name) {
        if (json_text(json_get(operation, "members")))
            change_selected(reader, changes, operation, path, at_s);
        return;
    }
    uint32_t member = reader_refer(reader, &reader->members, name, PATH_KEY(path, "member"),
                                   PROBLEM_MEMBER_UNKNOWN);
    if (member != NONE)
        change_one(reader, changes, member, set, &set_path, at_s);
}
