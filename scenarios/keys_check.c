#include "scenarios/keys_check.h"

#include "models/instant.h"
#include "models/version.h"
#include "models/working_hours.h"
#include "scenarios/json_print.h"
#include "scenarios/names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void keys_problem(struct inputs *inputs, int place, const struct path *path, const struct key *key,
                  const char *found)
{
    struct arena *arena = inputs->scratch;
    inputs_report(inputs, place, path_text(arena, path), key->code,
                  arena_printf(arena, "found %s, write %s", found, key->write));
}

static unsigned type_of(const cJSON *value)
{
    return cJSON_IsObject(value)   ? KEY_OBJECT
           : cJSON_IsArray(value)  ? KEY_ARRAY
           : cJSON_IsString(value) ? KEY_STRING
           : cJSON_IsNumber(value) ? KEY_NUMBER
           : cJSON_IsBool(value)   ? KEY_BOOL
                                   : 0;
}

static bool is_word(const char *words, const char *text)
{
    size_t length = strlen(text);
    for (const char *word = words; word; word = strchr(word, '|')) {
        word += *word == '|';
        if (strcspn(word, "|") == length && strncmp(word, text, length) == 0)
            return true;
    }
    return false;
}

/* "1" to "999999999", or "0" where `zero`; with a % from 1 (or 0) to 100. The service's patterns,
 * but for their open end (Fleet API, UpdateGroup). */
static bool is_limit(const char *text, bool zero)
{
    size_t digits = strspn(text, "0123456789");
    bool percent = digits > 0 && strcmp(text + digits, "%") == 0;
    if (digits == 0 || digits > 9 || (text[digits] && !percent) || (*text == '0' && digits > 1))
        return false;
    long number = strtol(text, NULL, 10);
    return number >= (zero ? 0 : 1) && (!percent || number <= 100);
}

static bool is_instant(const char *text)
{
    int64_t at_s;
    return instant_parse(text, &at_s);
}

static bool is_span(const char *text)
{
    int64_t length_s;
    return duration_parse(text, &length_s);
}

static bool is_date(const char *text)
{
    struct date date;
    return date_parse(text, &date);
}

static bool is_clock(const char *text)
{
    int32_t after_midnight_s;
    return clock_parse(text, &after_midnight_s);
}

static bool is_offset(const char *text)
{
    int32_t offset_s;
    return utc_offset_parse(text, &offset_s);
}

static bool are_weekdays(const char *text)
{
    uint8_t weekdays;
    return working_hours_days(text, &weekdays);
}

static bool is_version(const char *text)
{
    uint32_t version;
    return version_parse(text, &version) && version != VERSION_UNSET;
}

static bool is_minor(const char *text)
{
    const char *dot = strchr(text, '.');
    return is_version(text) && dot && !strchr(dot + 1, '.');
}

static bool is_image(const char *text)
{
    size_t family_length;
    uint64_t image;
    return image_name_parse(text, &family_length, &image) && family_length > 0;
}

static bool is_image_version(const char *text)
{
    uint64_t image;
    return image_version_parse(text, &image);
}

static bool text_fits(const struct key *key, const char *text)
{
    switch (key->format) {
    case FORMAT_ANY:
    case FORMAT_WHOLE:
        return true;
    case FORMAT_TEXT:
        return *text && strlen(text) <= NAME_BYTES_MAX;
    case FORMAT_WORDS:
        return is_word(key->words, text);
    case FORMAT_INSTANT:
        return is_instant(text);
    case FORMAT_INSTANT_OR_WORDS:
        return is_word(key->words, text) || is_instant(text);
    case FORMAT_SPAN:
        return is_span(text);
    case FORMAT_INSTANT_OR_SPAN:
        return is_instant(text) || is_span(text);
    case FORMAT_DATE:
        return is_date(text);
    case FORMAT_CLOCK:
        return is_clock(text);
    case FORMAT_OFFSET:
        return is_offset(text);
    case FORMAT_WEEKDAYS:
        return are_weekdays(text);
    case FORMAT_VERSION:
        return is_version(text);
    case FORMAT_MINOR:
        return is_minor(text);
    case FORMAT_IMAGE:
        return is_image(text);
    case FORMAT_IMAGE_VERSION:
        return is_image_version(text);
    case FORMAT_CONCURRENCY:
        return is_limit(text, false);
    case FORMAT_FAILURES:
        return *text == '\0' || is_limit(text, true); /* the service reads "" as "0" */
    case FORMAT_AMOUNT:
        return is_limit(text, true);
    }
    return false;
}

static bool number_fits(const struct key *key, double number)
{
    bool whole = number == floor(number);
    if (key->format == FORMAT_AMOUNT)
        return whole && number >= 0 && number <= 999999999;
    if (key->format == FORMAT_WHOLE && !whole)
        return false;
    return (key->low == 0 && key->high == 0) || (number >= key->low && number <= key->high);
}

static bool single_value_fits(const struct key *key, const cJSON *value)
{
    return cJSON_IsString(value)   ? text_fits(key, value->valuestring)
           : cJSON_IsNumber(value) ? number_fits(key, value->valuedouble)
           : cJSON_IsArray(value)  ? value->child || !(key->flags & KEY_FILLED)
                                   : true;
}

/* "gates before a group are not supported by this version yet; remove ..." */
static bool refuse_later(struct inputs *inputs, cJSON *value, const struct path *path,
                         const char *what, const char *remove)
{
    inputs_problem(inputs, inputs_key_place(inputs, json_place(value)),
                   path_text(inputs->scratch, path), PROBLEM_KEY_NOT_YET, what, remove);
    json_make_invalid(value);
    return false;
}

static bool refuse_unknown(struct inputs *inputs, cJSON *value, const struct key_node *node,
                           const struct path *path)
{
    struct names known;
    names_init(&known, inputs->scratch);
    for (const struct key_node *part = node; part; part = part->shape)
        for (const struct key_node *child = part->first; child; child = child->next)
            if (!keys_is_wild(child))
                names_add(&known, child->name);
    const char *key = value->string;
    inputs_problem(inputs, inputs_key_place(inputs, json_place(value)),
                   path_text(inputs->scratch, path), PROBLEM_KEY_UNKNOWN,
                   problem_quoted(inputs->scratch, key), inputs_hint(inputs, &known, key));
    json_make_invalid(value);
    return false;
}

/* A name of the user's that is empty or too long. */
static bool refuse_name(struct inputs *inputs, cJSON *value, const struct path *object)
{
    size_t length = strlen(value->string);
    inputs_problem(inputs, inputs_key_place(inputs, json_place(value)),
                   path_text(inputs->scratch, object), PROBLEM_KEY_EMPTY,
                   length == 0 ? "an empty key"
                               : arena_printf(inputs->scratch, "a key of %zu bytes", length),
                   "");
    json_make_invalid(value);
    return false;
}

static bool check_key(struct inputs *inputs, cJSON *value, const struct key_node *node,
                      const struct path *path)
{
    const char *name = value->string;
    const struct key_node *child = keys_child(node, name);
    if (cJSON_IsNull(value) || cJSON_IsInvalid(value) || keys_is_ignored(node, name))
        return true;
    const struct path here = {path, name, 0};
    if (!child)
        return refuse_unknown(inputs, value, node, &here);
    bool is_name = keys_is_wild(child) && !(child->key && child->key->flags & KEY_RESOLVED);
    if (is_name && (*name == '\0' || strlen(name) > NAME_BYTES_MAX))
        return refuse_name(inputs, value, path);
    return keys_check(inputs, value, child, &here);
}

static const struct key_node *next_part(const struct key_node *part)
{
    return part->key && part->key->flags & KEY_OPTIONAL ? NULL : part->shape;
}

/* Whether some unknown key of the object looks like this one: then it is not missing, it is
 * misspelt. */
static bool is_misspelt(struct inputs *inputs, const cJSON *object, const struct key_node *node,
                        const char *name)
{
    struct names only;
    names_init(&only, inputs->scratch);
    names_add(&only, name);
    for (const cJSON *child = object->child; child; child = child->next)
        if (!keys_child(node, child->string) && !keys_is_ignored(node, child->string) &&
            names_nearest(&only, child->string))
            return true;
    return false;
}

static bool check_required(struct inputs *inputs, const cJSON *object, const struct key_node *node,
                           const struct path *path)
{
    bool all = true;
    for (const struct key_node *part = node; part; part = next_part(part))
        for (const struct key_node *child = part->first; child; child = child->next) {
            if (!child->key || !(child->key->flags & KEY_REQUIRED) ||
                keys_child(node, child->name) != child)
                continue;
            const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, child->name);
            if ((value && !cJSON_IsNull(value)) || is_misspelt(inputs, object, node, child->name))
                continue;
            const struct path here = {path, child->name, 0};
            keys_problem(inputs, json_place(object), &here, child->key, "nothing");
            all = false;
        }
    return all;
}

static bool check_object(struct inputs *inputs, cJSON *object, const struct key_node *node,
                         const struct path *path)
{
    bool right = check_required(inputs, object, node, path);
    for (cJSON *child = object->child; child; child = child->next)
        right &= check_key(inputs, child, node, path);
    return right;
}

static bool check_array(struct inputs *inputs, cJSON *array, const struct key_node *node,
                        const struct path *path)
{
    const struct key_node *element = keys_child(node, NULL);
    bool right = true;
    size_t index = 0;
    for (cJSON *child = array->child; child; child = child->next) {
        const struct path here = {path, NULL, index++};
        right &= !element || keys_check(inputs, child, element, &here);
    }
    return right;
}

/* A text that is only too long does not look wrong, so its length is said. */
static const char *describe(struct arena *arena, const struct key *key, const cJSON *value)
{
    size_t length = cJSON_IsString(value) ? strlen(value->valuestring) : 0;
    if (key->format == FORMAT_TEXT && key->types & KEY_STRING && length > NAME_BYTES_MAX)
        return arena_printf(arena, "a text of %zu bytes where %d are the most", length,
                            NAME_BYTES_MAX);
    return json_describe(arena, value);
}

bool keys_check(struct inputs *inputs, cJSON *value, const struct key_node *node,
                const struct path *path)
{
    const struct key *key = node->key;
    if (cJSON_IsInvalid(value))
        return true;
    if (key && key->flags & KEY_LATER)
        return refuse_later(inputs, value, path, key->write,
                            problem_quoted(inputs->scratch, node->name));
    if (key && key->later_word && cJSON_IsString(value) &&
        is_word(key->later_word, value->valuestring))
        return refuse_later(inputs, value, path,
                            arena_printf(inputs->scratch, "\"%s\" is", value->valuestring), "it");
    if (key && key->code && (!(type_of(value) & key->types) || !single_value_fits(key, value))) {
        keys_problem(inputs, json_place(value), path, key, describe(inputs->scratch, key, value));
        json_make_invalid(value);
        return false;
    }
    if (key && key->flags & KEY_ELSEWHERE)
        return true;
    if (cJSON_IsObject(value))
        return check_object(inputs, value, node, path);
    return !cJSON_IsArray(value) || check_array(inputs, value, node, path);
}

/* What is put elsewhere keeps its nulls: they take away what stands there. */
static bool is_put_elsewhere(const struct key_node *node)
{
    return node && node->key && node->key->flags & KEY_ELSEWHERE;
}

void keys_tidy(cJSON *value, const struct key_node *node)
{
    cJSON *next;
    for (cJSON *child = json_first(value); child; child = next) {
        next = child->next;
        bool in_object = cJSON_IsObject(value);
        if (in_object && is_put_elsewhere(keys_child(node, child->string)))
            continue;
        if (in_object && (cJSON_IsNull(child) || keys_is_ignored(node, child->string))) {
            cJSON_Delete(cJSON_DetachItemViaPointer(value, child));
            continue;
        }
        const struct key_node *below = keys_child(node, in_object ? child->string : NULL);
        if (child->child && below)
            keys_tidy(child, below);
    }
}

cJSON *keys_fit_type(struct inputs *inputs, cJSON *value, const struct key_node *node)
{
    unsigned types = node && node->key ? node->key->types : 0, type = type_of(value);
    if (types == 0 || type & types)
        return value;
    cJSON *fitting = NULL;
    if (type & (KEY_NUMBER | KEY_BOOL) && types & KEY_STRING)
        fitting =
            json_new_text(inputs, json_print_short(inputs->scratch, value), json_place(value));
    if (type & KEY_STRING)
        fitting = json_parse_quietly(inputs, value->valuestring, strlen(value->valuestring),
                                     json_place(value));
    if (!fitting)
        return value;
    if (!(type_of(fitting) & types)) {
        cJSON_Delete(fitting);
        return value;
    }
    cJSON_Delete(value);
    return fitting;
}
