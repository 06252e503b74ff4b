#include "scenarios/resolve.h"

#include "models/selector.h"
#include "scenarios/change.h"
#include "scenarios/csv_fleet.h"
#include "scenarios/generate.h"
#include "scenarios/keys_check.h"
#include "scenarios/merge.h"
#include "scenarios/pointer.h"
#include "scenarios/setting.h"
#include "scenarios/unfold.h"

#include <string.h>

struct resolution {
    struct inputs *inputs;
    const struct keys *keys;
    struct warnings *warnings;
    const char *chain[EXTENDS_MAX]; /* names of the files that extend one another */
    size_t chain_length;
};

static const struct path fleet_path = {NULL, "fleet", 0};

static const struct key_node *root_node(const struct resolution *resolution)
{
    return keys_root(resolution->keys, "scenario");
}

/* Holds one part against the table before it is used; the whole document follows in the end. */
static bool part_is_right(struct resolution *resolution, cJSON *value, const char *key,
                          const struct path *path, const struct key_node *around)
{
    return value && keys_check(resolution->inputs, value, keys_child(around, key), path);
}

static cJSON *detach(cJSON *object, const char *key)
{
    return cJSON_IsObject(object) ? cJSON_DetachItemFromObjectCaseSensitive(object, key) : NULL;
}

/* --- files in place of their paths
 * ------------------------------------------------------------------ */

static void inline_members(struct resolution *resolution, cJSON *fleet)
{
    cJSON *path = json_get(fleet, "members");
    const struct key_node *node = keys_child(root_node(resolution), "fleet");
    if (!json_text(path) ||
        !part_is_right(resolution, path, "members", PATH_KEY(&fleet_path, "members"), node))
        return;
    cJSON *members =
        csv_fleet_members(resolution->inputs, resolution->keys, json_text(path), json_place(path));
    if (members)
        json_put(resolution->inputs, fleet, "members", members);
    else
        json_make_invalid(path);
}

/* A table of pools goes when it has been read into the members. */
static void inline_pools(struct resolution *resolution, cJSON *fleet)
{
    cJSON *pools = detach(fleet, "nodePools"), *members = json_get(fleet, "members");
    const struct key_node *node = keys_child(root_node(resolution), "fleet");
    if (pools && json_get(fleet, "generate"))
        inputs_problem(resolution->inputs, json_place(pools), "/fleet/nodePools",
                       PROBLEM_CSV_POOL_GENERATED, "", "");
    else if (pools && !cJSON_IsNull(pools) &&
             part_is_right(resolution, pools, "nodePools", PATH_KEY(&fleet_path, "nodePools"),
                           node) &&
             cJSON_IsArray(members))
        csv_fleet_pools(resolution->inputs, resolution->keys, json_text(pools), json_place(pools),
                        members);
    cJSON_Delete(pools);
}

static cJSON *read_strategy_file(struct resolution *resolution, const cJSON *path)
{
    const struct input *input =
        inputs_read(resolution->inputs, INPUT_JSON, json_text(path), json_place(path));
    return input ? json_parse(resolution->inputs, input) : NULL;
}

static void inline_strategies(struct resolution *resolution, cJSON *root)
{
    cJSON *strategies = json_get(root, "strategies"), *next;
    if (!cJSON_IsObject(strategies))
        return;
    const struct key_node *node = keys_child(root_node(resolution), "strategies");
    const struct path here = {NULL, "strategies", 0};
    for (cJSON *path = strategies->child; path; path = next) {
        next = path->next;
        if (!json_text(path) || keys_is_ignored(node, path->string) ||
            !part_is_right(resolution, path, path->string, PATH_KEY(&here, path->string), node))
            continue;
        cJSON *strategy = read_strategy_file(resolution, path);
        unfold_strategy(strategy);
        if (strategy)
            json_put(resolution->inputs, strategies, path->string, strategy);
        else
            json_make_invalid(path);
    }
}

static void inline_sample(struct resolution *resolution, cJSON *distribution, cJSON *reference,
                          const struct path *path, const struct key_node *node)
{
    cJSON *samples = part_is_right(resolution, reference, "samples", path, node)
                         ? csv_samples(resolution->inputs, reference)
                         : NULL;
    if (samples)
        json_put(resolution->inputs, distribution, "samples", samples);
    else
        json_make_invalid(reference);
}

/* Wherever the table of keys has a distribution. */
static void inline_samples(struct resolution *resolution, cJSON *value, const struct key_node *node,
                           const struct path *path)
{
    size_t index = 0;
    cJSON *next;
    for (cJSON *child = json_first(value); child; child = next, index++) {
        next = child->next;
        bool object = cJSON_IsObject(value);
        const struct key_node *below = keys_child(node, object ? child->string : NULL);
        const struct path here = {path, object ? child->string : NULL, index};
        if (!below)
            continue;
        if (object && below == keys_child(keys_root(resolution->keys, "distribution"), "samples") &&
            cJSON_IsObject(child))
            inline_sample(resolution, value, child, &here, node);
        else
            inline_samples(resolution, child, below, &here);
    }
}

static void inline_files(struct resolution *resolution, cJSON *root)
{
    cJSON *fleet = json_get(root, "fleet");
    if (cJSON_IsObject(fleet)) {
        inline_members(resolution, fleet);
        inline_pools(resolution, fleet);
    }
    inline_strategies(resolution, root);
    static const char *const parts[] = {"fleet", "models", "updateRuns"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cJSON *part = json_get(root, parts[i]);
        const struct path here = {NULL, parts[i], 0};
        if (part)
            inline_samples(resolution, part, keys_child(root_node(resolution), parts[i]), &here);
    }
}

/* --- members made up and changed
 * -------------------------------------------------------------------- */

static void write_out(struct resolution *resolution, cJSON *fleet)
{
    cJSON *generate = detach(fleet, "generate");
    const struct key_node *node = keys_child(root_node(resolution), "fleet");
    if (part_is_right(resolution, generate, "generate", PATH_KEY(&fleet_path, "generate"), node)) {
        cJSON *members = generate_members(resolution->inputs, generate);
        if (members)
            json_put(resolution->inputs, fleet, "members", members);
    }
    cJSON_Delete(generate);
}

static bool chooses(struct arena *scratch, const struct selector *selector, const cJSON *member)
{
    const cJSON *labels = json_get(member, "labels");
    struct label *list = arena_array(scratch, struct label, json_count(labels));
    size_t count = 0;
    for (const cJSON *label = json_first(labels); label; label = label->next)
        if (json_text(label))
            list[count++] = (struct label){label->string, json_text(label)};
    return cJSON_IsObject(member) && selector_chooses(selector, list, count);
}

static void apply_override(struct resolution *resolution, const cJSON *override, cJSON *members,
                           const struct path *path)
{
    struct inputs *inputs = resolution->inputs;
    const cJSON *text = json_get(override, "members");
    struct selector selector;
    struct selector_fault fault;
    const struct key_node *node = keys_root(resolution->keys, "member");
    if (!selector_parse(inputs->scratch, json_text(text), &selector, &fault)) {
        inputs_problem(
            inputs, json_place(text), path_text(inputs->scratch, PATH_KEY(path, "members")),
            PROBLEM_SELECTOR, problem_quoted(inputs->scratch, json_text(text)),
            arena_printf(inputs->scratch, "at character %zu, %s", fault.character, fault.instead));
        return;
    }
    size_t changed = 0;
    for (cJSON *member = json_first(members); member; member = member->next)
        if (chooses(inputs->scratch, &selector, member)) {
            if (!change_apply(inputs, node, member, json_get(override, "set")))
                return; /* the other members would say the same */
            changed++;
        }
    if (changed == 0)
        warnings_add(resolution->warnings, "override-without-members",
                     path_text(inputs->scratch, path),
                     "the override for \"%s\" changes none of the %zu members", json_text(text),
                     json_count(members));
}

static void apply_overrides(struct resolution *resolution, cJSON *fleet)
{
    cJSON *overrides = detach(fleet, "overrides");
    const struct key_node *node = keys_child(root_node(resolution), "fleet");
    const struct path path = {&fleet_path, "overrides", 0};
    if (part_is_right(resolution, overrides, "overrides", &path, node)) {
        size_t index = 0;
        for (const cJSON *override = json_first(overrides); override; override = override->next) {
            const struct path here = {&path, NULL, index++};
            apply_override(resolution, override, json_get(fleet, "members"), &here);
        }
    }
    cJSON_Delete(overrides);
}

/* "members" or "generate": one of them, not both. */
static bool has_one_source(struct resolution *resolution, const cJSON *fleet)
{
    const cJSON *generate = cJSON_GetObjectItemCaseSensitive(fleet, "generate");
    const cJSON *members = cJSON_GetObjectItemCaseSensitive(fleet, "members");
    bool generated = generate && !cJSON_IsNull(generate), given = members && !cJSON_IsNull(members);
    if (generated != given)
        return true;
    inputs_problem(resolution->inputs, json_place(generated ? generate : fleet), "/fleet",
                   PROBLEM_FLEET_SOURCE, generated ? "both" : "neither of them", "");
    return false;
}

/* Afterwards all members stand in the document as they will be. */
static void settle_members(struct resolution *resolution, cJSON *root)
{
    cJSON *fleet = json_get(root, "fleet");
    if (!cJSON_IsObject(fleet) || !has_one_source(resolution, fleet))
        return;
    if (json_get(fleet, "generate"))
        write_out(resolution, fleet);
    apply_overrides(resolution, fleet);
}

/* --- settings
 * --------------------------------------------------------------------------------------- */

/* Files are joined before settings are made, so these would have no effect any more. */
static bool is_too_late(struct resolution *resolution, const char *pointer, const cJSON *value)
{
    static const char *const early[] = {"/extends", "/set"};
    for (size_t i = 0; i < sizeof early / sizeof *early; i++)
        if (setting_is_inside(pointer, early[i])) {
            inputs_problem(resolution->inputs, json_place(value), pointer, PROBLEM_SETTING_STEP,
                           problem_quoted(resolution->inputs->scratch, early[i] + 1),
                           "settings are made on the scenario as resolved, so write this into "
                           "the file");
            return true;
        }
    return false;
}

static void apply_setting(struct resolution *resolution, cJSON *root, const char *pointer,
                          const cJSON *value)
{
    if (is_too_late(resolution, pointer, value))
        return;
    if (setting_is_inside(pointer, "/fleet/members"))
        settle_members(resolution, root);
    setting_apply(resolution->inputs, root, root_node(resolution), pointer, value);
}

static void apply_set(struct resolution *resolution, cJSON *root, cJSON *set)
{
    if (!part_is_right(resolution, set, "set", PATH_KEY(NULL, "set"), root_node(resolution)))
        return;
    for (const cJSON *value = json_first(set); value; value = value->next)
        apply_setting(resolution, root, value->string, value);
    inline_files(resolution, root); /* a setting may name one */
}

static void apply_request_settings(struct resolution *resolution, cJSON *root,
                                   const struct load_request *request)
{
    for (size_t i = 0; i < request->setting_count; i++) {
        const char *pointer;
        cJSON *value = setting_parse(resolution->inputs, &request->settings[i], &pointer);
        if (value)
            apply_setting(resolution, root, pointer, value);
        cJSON_Delete(value);
    }
    if (request->setting_count > 0)
        inline_files(resolution, root);
}

/* --- files on files
 * --------------------------------------------------------------------------------- */

static cJSON *resolve_input(struct resolution *resolution, const struct input *input);

static cJSON *resolve_base(struct resolution *resolution, const cJSON *extends)
{
    struct inputs *inputs = resolution->inputs;
    const struct input *base =
        inputs_read(inputs, INPUT_JSON, json_text(extends), json_place(extends));
    if (!base)
        return NULL;
    for (size_t i = 0; i < resolution->chain_length; i++)
        if (strcmp(resolution->chain[i], base->name) == 0) {
            inputs_problem(inputs, json_place(extends), "/extends", PROBLEM_EXTENDS_CYCLE,
                           problem_quoted(inputs->scratch, base->name), "");
            return NULL;
        }
    if (resolution->chain_length == EXTENDS_MAX) {
        inputs_problem(inputs, json_place(extends), "/extends", PROBLEM_EXTENDS_DEPTH,
                       arena_printf(inputs->scratch, "%d", EXTENDS_MAX), "");
        return NULL;
    }
    return resolve_input(resolution, base);
}

/* The file's own object on top of what it extends; takes over `own`. */
static cJSON *merge_on_base(struct resolution *resolution, cJSON *own)
{
    cJSON *extends = detach(own, "extends");
    if (!extends || cJSON_IsNull(extends)) {
        cJSON_Delete(extends);
        return own;
    }
    cJSON *base = NULL;
    if (part_is_right(resolution, extends, "extends", PATH_KEY(NULL, "extends"),
                      root_node(resolution)))
        base = resolve_base(resolution, extends);
    if (base)
        merge_patch(resolution->inputs, &base, own);
    cJSON_Delete(extends);
    cJSON_Delete(own);
    return base;
}

static cJSON *resolve_input(struct resolution *resolution, const struct input *input)
{
    cJSON *root = json_parse(resolution->inputs, input);
    if (root && !cJSON_IsObject(root)) {
        inputs_problem(resolution->inputs, json_place(root), "", PROBLEM_JSON_NOT_OBJECT,
                       json_describe(resolution->inputs->scratch, root), "");
        cJSON_Delete(root);
        return NULL;
    }
    if (!root)
        return NULL;
    unfold_scenario(resolution->inputs, root);
    resolution->chain[resolution->chain_length++] = input->name;
    cJSON *set = detach(root, "set");
    root = merge_on_base(resolution, root);
    if (root) {
        inline_files(resolution, root);
        if (set && !cJSON_IsNull(set))
            apply_set(resolution, root, set);
        if (!json_get_in(root, "fleet", "generate", NULL) &&
            json_get_in(root, "fleet", "overrides", NULL))
            settle_members(resolution, root);
    }
    cJSON_Delete(set);
    return root;
}

static const struct input *open_request(struct inputs *inputs, const struct load_request *request)
{
    if (!request->text)
        return inputs_read(inputs, INPUT_JSON, request->path, -1);
    char *copy = arena_alloc(inputs->scratch, request->text_length + 1);
    memcpy(copy, request->text, request->text_length);
    return inputs_add(inputs, INPUT_JSON, request->path, "", copy, request->text_length, -1);
}

cJSON *resolve(struct inputs *inputs, const struct keys *keys, const struct load_request *request,
               struct warnings *warnings)
{
    struct resolution resolution = {.inputs = inputs, .keys = keys, .warnings = warnings};
    const struct input *input = open_request(inputs, request);
    cJSON *root = input ? resolve_input(&resolution, input) : NULL;
    if (!root)
        return NULL;
    apply_request_settings(&resolution, root, request);
    settle_members(&resolution, root);
    keys_tidy(root, root_node(&resolution));
    return root;
}
