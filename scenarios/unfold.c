#include "scenarios/unfold.h"

#include <string.h>

static cJSON *object_at(const cJSON *object, const char *key)
{
    cJSON *value = json_get(object, key);
    return cJSON_IsObject(value) ? value : NULL;
}

/* The keys in "properties" stand beside it; one that stands there already is told of. */
static void lift(struct inputs *inputs, cJSON *object)
{
    cJSON *properties = object_at(object, "properties");
    if (!properties)
        return;
    cJSON_DetachItemViaPointer(object, properties);
    while (properties->child) {
        cJSON *value = cJSON_DetachItemViaPointer(properties, properties->child);
        const char *key = arena_printf(inputs->scratch, "%s", value->string);
        if (!cJSON_GetObjectItemCaseSensitive(object, key)) {
            json_add(inputs, object, key, value);
            continue;
        }
        inputs_problem(inputs, inputs_key_place(inputs, json_place(value)), "",
                       PROBLEM_JSON_KEY_TWICE, problem_quoted(inputs->scratch, key), "");
        cJSON_Delete(value);
    }
    cJSON_Delete(properties);
}

/* Where `whole` has no `mark` of its own, the object `key` in it or in its "properties" stands for
 * it. */
static void take_out(cJSON *whole, const char *key, const char *mark)
{
    if (!cJSON_IsObject(whole) || json_get(whole, mark))
        return;
    cJSON *properties = object_at(whole, "properties"), *holder = properties ? properties : whole;
    cJSON *inner = object_at(holder, key);
    if (!inner)
        return;
    cJSON_DetachItemViaPointer(holder, inner);
    cJSON *envelope = whole->child;
    whole->child = inner->child;
    inner->child = envelope;
    cJSON_Delete(inner);
}

void unfold_strategy(cJSON *strategy)
{
    take_out(strategy, "strategy", "stages");
}

static void unfold_windows(cJSON *windows)
{
    for (cJSON *window = json_first(windows); window; window = window->next)
        take_out(window, "maintenanceWindow", "schedule");
}

/* The CLI's spelling of a key of the service. */
static void rename_channel(struct inputs *inputs, cJSON *upgrades)
{
    cJSON *channel = json_get(upgrades, "nodeOsUpgradeChannel");
    if (!channel || json_get(upgrades, "nodeOSUpgradeChannel"))
        return;
    json_add(inputs, upgrades, "nodeOSUpgradeChannel",
             cJSON_DetachItemViaPointer(upgrades, channel));
}

static void unfold_member(struct inputs *inputs, cJSON *member)
{
    lift(inputs, member);
    rename_channel(inputs, json_get(member, "autoUpgradeProfile"));
    for (cJSON *pool = json_first(json_get(member, "nodePools")); pool; pool = pool->next)
        lift(inputs, pool);
    unfold_windows(json_get(member, "maintenance"));
}

/* Beside a strategy it stays, and is unknown. */
static void name_strategy(struct inputs *inputs, cJSON *profile)
{
    cJSON *id = cJSON_GetObjectItemCaseSensitive(profile, "updateStrategyId");
    const char *text = json_text(id), *slash = text ? strrchr(text, '/') : NULL;
    if (!id || json_get(profile, "updateStrategy") || (!text && !cJSON_IsNull(id)))
        return;
    if (text)
        json_add(inputs, profile, "updateStrategy",
                 json_new_text(inputs, slash ? slash + 1 : text, json_place(id)));
    cJSON_Delete(cJSON_DetachItemViaPointer(profile, id));
}

static void unfold_profile(struct inputs *inputs, cJSON *profile)
{
    lift(inputs, profile);
    name_strategy(inputs, profile);
    unfold_strategy(json_get(profile, "updateStrategy"));
}

void unfold_scenario(struct inputs *inputs, cJSON *root)
{
    cJSON *each = json_first(json_get_in(root, "fleet", "members", NULL));
    for (; each; each = each->next)
        unfold_member(inputs, each);
    unfold_windows(json_get(root, "maintenanceWindows"));
    for (each = json_first(json_get(root, "strategies")); each; each = each->next)
        unfold_strategy(each);
    for (each = json_first(json_get(root, "updateRuns")); each; each = each->next)
        unfold_strategy(json_get(each, "strategy"));
    for (each = json_first(json_get(root, "autoUpgradeProfiles")); each; each = each->next)
        unfold_profile(inputs, each);
}
