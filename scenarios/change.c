#include "scenarios/change.h"

#include "scenarios/merge.h"
#include "scenarios/setting.h"

#include <string.h>

bool change_apply(struct inputs *inputs, const struct key_node *node, cJSON *member,
                  const cJSON *set)
{
    for (const cJSON *value = json_first(set); value; value = value->next) {
        if (*value->string == '/') {
            if (!setting_apply(inputs, member, node, value->string, value))
                return false;
            continue;
        }
        cJSON *patch = json_new_object(inputs, json_place(value));
        json_add(inputs, patch, value->string, json_copy(inputs, value));
        merge_patch(inputs, &member, patch);
        cJSON_Delete(patch);
    }
    return true;
}

const cJSON *change_finds(const cJSON *set, const char *key)
{
    for (const cJSON *value = json_first(set); value; value = value->next) {
        bool pointer = *value->string == '/';
        size_t length = strlen(key);
        const char *step = value->string + pointer;
        if (strncmp(step, key, length) == 0 &&
            (step[length] == '\0' || (pointer && step[length] == '/')))
            return value;
    }
    return NULL;
}
