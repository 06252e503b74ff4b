#include "scenarios/merge.h"

/* A copy of the patch as a value: what is null in it is not there. */
static cJSON *patch_as_value(struct inputs *inputs, const cJSON *patch)
{
    if (!cJSON_IsObject(patch))
        return json_copy(inputs, patch);
    cJSON *value = json_new_object(inputs, json_place(patch));
    merge_patch(inputs, &value, patch);
    return value;
}

static void merge_key(struct inputs *inputs, cJSON *target, const cJSON *patch)
{
    cJSON *old = cJSON_GetObjectItemCaseSensitive(target, patch->string);
    if (cJSON_IsNull(patch))
        cJSON_Delete(old ? cJSON_DetachItemViaPointer(target, old) : NULL);
    else if (cJSON_IsObject(old) && cJSON_IsObject(patch))
        merge_patch(inputs, &old, patch);
    else
        json_put(inputs, target, patch->string, patch_as_value(inputs, patch));
}

void merge_patch(struct inputs *inputs, cJSON **target, const cJSON *patch)
{
    if (!cJSON_IsObject(patch) || !cJSON_IsObject(*target)) {
        cJSON_Delete(*target);
        *target = patch_as_value(inputs, patch);
        return;
    }
    for (const cJSON *child = patch->child; child; child = child->next)
        merge_key(inputs, *target, child);
}
