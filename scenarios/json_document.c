#include "scenarios/json_document.h"

#include "scenarios/json_print.h"
#include "scenarios/json_text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_KEYS = 8 };

/* cJSON gives NULL for one reason only, once the text is known to be right. */
static cJSON *made(struct inputs *inputs, cJSON *value)
{
    if (!value)
        inputs->scratch->exhausted();
    assert(value);
    return value;
}

static const int *place_values(cJSON *value, int first, const int *offset)
{
    value->valueint = first + *offset++;
    for (cJSON *child = value->child; child; child = child->next)
        offset = place_values(child, first, offset);
    return offset;
}

static int compare_keys(const void *a, const void *b)
{
    const cJSON *const *first = a, *const *second = b;
    int order = strcmp((*first)->string, (*second)->string);
    return order ? order : (*first)->valueint - (*second)->valueint;
}

static void report_twice(struct inputs *inputs, const cJSON *value)
{
    inputs_problem(inputs, inputs_key_place(inputs, value->valueint), "", PROBLEM_JSON_KEY_TWICE,
                   problem_quoted(inputs->scratch, value->string), "");
}

static bool few_keys_differ(struct inputs *inputs, const cJSON *object)
{
    for (const cJSON *a = object->child; a; a = a->next)
        for (const cJSON *b = a->next; b; b = b->next)
            if (strcmp(a->string, b->string) == 0) {
                report_twice(inputs, b);
                return false;
            }
    return true;
}

static bool keys_differ(struct inputs *inputs, const cJSON *object)
{
    size_t count = json_count(object);
    if (count <= FEW_KEYS)
        return few_keys_differ(inputs, object);
    const cJSON **sorted = arena_array(inputs->scratch, const cJSON *, count);
    size_t i = 0;
    for (const cJSON *child = object->child; child; child = child->next)
        sorted[i++] = child;
    qsort(sorted, count, sizeof *sorted, compare_keys);
    for (i = 1; i < count; i++)
        if (strcmp(sorted[i - 1]->string, sorted[i]->string) == 0) {
            report_twice(inputs, sorted[i]);
            return false;
        }
    return true;
}

static bool all_keys_differ(struct inputs *inputs, const cJSON *value)
{
    bool differ = !cJSON_IsObject(value) || keys_differ(inputs, value);
    for (const cJSON *child = value->child; child; child = child->next)
        differ &= !child->child || all_keys_differ(inputs, child);
    return differ;
}

cJSON *json_parse(struct inputs *inputs, const struct input *input)
{
    struct json_places places;
    struct json_fault fault;
    if (!json_text_scan(inputs->scratch, input->text, input->length, &places, &fault)) {
        inputs_problem(inputs, input->first + (int)fault.at, "", fault.code, fault.found,
                       fault.instead);
        return NULL;
    }
    cJSON *root = made(inputs, cJSON_ParseWithLength(input->text, input->length + 1));
    const int *end = place_values(root, input->first, places.list);
    assert(end == places.list + places.count);
    if (all_keys_differ(inputs, root))
        return root;
    cJSON_Delete(root);
    return NULL;
}

cJSON *json_parse_quietly(struct inputs *inputs, const char *text, size_t length, int place)
{
    struct json_places places;
    struct json_fault fault;
    if (!json_text_scan(inputs->scratch, text, length, &places, &fault))
        return NULL;
    cJSON *root = made(inputs, cJSON_ParseWithLength(text, length + 1));
    json_set_place(root, place);
    return root;
}

int json_place(const cJSON *value)
{
    return value->valueint;
}

void json_set_place(cJSON *value, int place)
{
    value->valueint = place;
    for (cJSON *child = value->child; child; child = child->next)
        json_set_place(child, place);
}

void json_make_invalid(cJSON *value)
{
    value->type = cJSON_Invalid | (value->type & cJSON_StringIsConst);
}

cJSON *json_get(const cJSON *object, const char *key)
{
    if (!cJSON_IsObject(object))
        return NULL;
    for (cJSON *child = object->child; child; child = child->next)
        if (strcmp(child->string, key) == 0)
            return cJSON_IsNull(child) || cJSON_IsInvalid(child) ? NULL : child;
    return NULL;
}

cJSON *json_get_in(const cJSON *object, ...)
{
    va_list keys;
    va_start(keys, object);
    const cJSON *value = object;
    for (const char *key = va_arg(keys, const char *); key; key = va_arg(keys, const char *))
        value = json_get(value, key);
    va_end(keys);
    return (cJSON *)value;
}

cJSON *json_first(const cJSON *container)
{
    return cJSON_IsArray(container) || cJSON_IsObject(container) ? container->child : NULL;
}

size_t json_count(const cJSON *container)
{
    size_t count = 0;
    for (const cJSON *child = json_first(container); child; child = child->next)
        count++;
    return count;
}

bool json_is_spoilt(const cJSON *container)
{
    for (const cJSON *child = json_first(container); child; child = child->next)
        if (cJSON_IsInvalid(child))
            return true;
    return false;
}

const char *json_text(const cJSON *value)
{
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

double json_number(const cJSON *value, double fallback)
{
    return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

bool json_is_true(const cJSON *value)
{
    return cJSON_IsTrue(value);
}

static cJSON *placed(struct inputs *inputs, cJSON *value, int place)
{
    made(inputs, value)->valueint = place;
    return value;
}

cJSON *json_new_object(struct inputs *inputs, int place)
{
    return placed(inputs, cJSON_CreateObject(), place);
}

cJSON *json_new_array(struct inputs *inputs, int place)
{
    return placed(inputs, cJSON_CreateArray(), place);
}

cJSON *json_new_text(struct inputs *inputs, const char *text, int place)
{
    return placed(inputs, cJSON_CreateString(text), place);
}

cJSON *json_new_number(struct inputs *inputs, double number, int place)
{
    return placed(inputs, cJSON_CreateNumber(number), place);
}

cJSON *json_new_bool(struct inputs *inputs, bool is_true, int place)
{
    return placed(inputs, cJSON_CreateBool(is_true), place);
}

cJSON *json_copy(struct inputs *inputs, const cJSON *value)
{
    return made(inputs, cJSON_Duplicate(value, true));
}

void json_add(struct inputs *inputs, cJSON *object, const char *key, cJSON *value)
{
    if (!cJSON_AddItemToObject(object, key, value))
        inputs->scratch->exhausted();
}

void json_add_constant(struct inputs *inputs, cJSON *object, const char *key, cJSON *value)
{
    if (!cJSON_AddItemToObjectCS(object, key, value))
        inputs->scratch->exhausted();
}

void json_append(cJSON *array, cJSON *value)
{
    cJSON_AddItemToArray(array, value);
}

void json_put(struct inputs *inputs, cJSON *object, const char *key, cJSON *value)
{
    cJSON *old = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!old)
        json_add(inputs, object, key, value);
    else if (!cJSON_ReplaceItemInObjectCaseSensitive(object, key, value))
        inputs->scratch->exhausted();
}

const char *json_describe(struct arena *arena, const cJSON *value)
{
    switch (value->type & 0xff) {
    case cJSON_String:
        return problem_quoted(arena, value->valuestring);
    case cJSON_Object:
        return value->child ? "an object" : "an empty object";
    case cJSON_Array:
        return value->child ? "an array" : "an empty array";
    case cJSON_Number: {
        char *text = arena_alloc(arena, JSON_NUMBER_TEXT_SIZE);
        return json_number_format(value->valuedouble, text);
    }
    default:
        return cJSON_IsTrue(value) ? "true" : cJSON_IsFalse(value) ? "false" : "null";
    }
}
