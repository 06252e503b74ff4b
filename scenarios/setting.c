#include "scenarios/setting.h"

#include "scenarios/keys_check.h"
#include "scenarios/names.h"
#include "scenarios/pointer.h"

#include <string.h>

/* A walk along the pointer. */
struct walk {
    struct inputs *inputs;
    const char *pointer;
    int place;
    cJSON *here;
    const struct key_node *node; /* NULL: outside the format */
};

static bool problem(const struct walk *walk, enum problem_code code, const char *first,
                    const char *second)
{
    inputs_problem(walk->inputs, walk->place, walk->pointer, code, first, second);
    return false;
}

static const char *quoted(const struct walk *walk, const char *text)
{
    return problem_quoted(walk->inputs->scratch, text);
}

static bool refuse_step(const struct walk *walk, const char *step)
{
    struct names names;
    names_init(&names, walk->inputs->scratch);
    for (const cJSON *element = json_first(walk->here); element; element = element->next) {
        const char *name = json_text(json_get(element, "name"));
        if (name)
            names_add(&names, name);
    }
    const char *hint = inputs_hint(walk->inputs, &names, step);
    return problem(walk, PROBLEM_SETTING_STEP, quoted(walk, step),
                   arena_printf(walk->inputs->scratch,
                                "write the name of an element or its index below %zu%s",
                                json_count(walk->here), hint));
}

static void go_down(struct walk *walk, cJSON *child, const char *step)
{
    bool array = cJSON_IsArray(walk->here);
    walk->node = walk->node ? keys_child(walk->node, array ? NULL : step) : NULL;
    walk->here = child;
}

/* One step on the way; what is missing in an object is made. */
static bool enter(struct walk *walk, const char *step)
{
    if (!cJSON_IsObject(walk->here) && !cJSON_IsArray(walk->here))
        return problem(walk, PROBLEM_SETTING_ALONE,
                       json_describe(walk->inputs->scratch, walk->here), quoted(walk, step));
    cJSON *child = pointer_step(walk->here, step);
    if (!child && cJSON_IsArray(walk->here))
        return refuse_step(walk, step);
    if (!child) {
        child = json_new_object(walk->inputs, walk->place);
        json_put(walk->inputs, walk->here, step, child);
    }
    go_down(walk, child, step);
    return true;
}

/* In both kinds of containers; without `old` it is new there. */
static void replace(struct walk *walk, cJSON *old, const char *step, const cJSON *value)
{
    cJSON *copy = json_copy(walk->inputs, value);
    if (cJSON_IsNull(value)) {
        cJSON_Delete(copy);
        cJSON_Delete(old ? cJSON_DetachItemViaPointer(walk->here, old) : NULL);
        return;
    }
    const struct key_node *node =
        walk->node ? keys_child(walk->node, cJSON_IsArray(walk->here) ? NULL : step) : NULL;
    copy = keys_fit_type(walk->inputs, copy, node);
    if (cJSON_IsObject(walk->here))
        json_put(walk->inputs, walk->here, step, copy);
    else if (!old)
        json_append(walk->here, copy);
    else
        cJSON_ReplaceItemViaPointer(walk->here, old, copy);
}

static bool finish(struct walk *walk, const char *step, const cJSON *value)
{
    if (!cJSON_IsObject(walk->here) && !cJSON_IsArray(walk->here))
        return problem(walk, PROBLEM_SETTING_ALONE,
                       json_describe(walk->inputs->scratch, walk->here), quoted(walk, step));
    cJSON *old = pointer_step(walk->here, step);
    if (!old && cJSON_IsArray(walk->here) && strcmp(step, "-") != 0)
        return refuse_step(walk, step);
    replace(walk, old, step, value);
    return true;
}

bool setting_apply(struct inputs *inputs, cJSON *root, const struct key_node *node,
                   const char *pointer, const cJSON *value)
{
    struct walk walk = {inputs, "", json_place(value), root, node};
    struct pointer steps;
    if (!pointer_parse(inputs->scratch, pointer, strlen(pointer), &steps) || steps.count == 0)
        return problem(&walk, PROBLEM_SETTING_POINTER, quoted(&walk, pointer), "");
    walk.pointer = pointer;
    for (size_t i = 0; i + 1 < steps.count; i++)
        if (!enter(&walk, steps.steps[i]))
            return false;
    return finish(&walk, steps.steps[steps.count - 1], value);
}

cJSON *setting_parse(struct inputs *inputs, const struct load_setting *setting,
                     const char **pointer)
{
    const char *text = setting->text, *option = setting->option ? setting->option : "--set";
    struct input *input = inputs_add(inputs, INPUT_SETTING, option, "", text, strlen(text), -1);
    if (!input)
        return NULL;
    const char *sign = strchr(text, '=');
    if (!sign || sign == text) {
        inputs_problem(inputs, input->first, "", PROBLEM_SETTING_FORM,
                       problem_quoted(inputs->scratch, text), "");
        return NULL;
    }
    *pointer = arena_printf(inputs->scratch, "%.*s", (int)(sign - text), text);
    cJSON *value = json_parse_quietly(inputs, sign + 1, strlen(sign + 1), input->first);
    return value ? value : json_new_text(inputs, sign + 1, input->first);
}

bool setting_is_inside(const char *pointer, const char *above)
{
    size_t length = strlen(above);
    return strncmp(pointer, above, length) == 0 &&
           (pointer[length] == '/' || pointer[length] == '\0');
}
