/* json_document: cJSON trees whose values know where they were written.
 *
 * The place of a value (scenarios/input.h) lives in the node's `valueint`, a field that cJSON keeps
 * for old callers only and that nothing here reads as a number. So it survives copying, merging and
 * moving. Trees are cJSON's and end with cJSON_Delete. A value that was found wrong is made
 * invalid: it stays in its place, so pointers to its neighbours keep their meaning, but every
 * accessor below treats it as absent.
 */
#ifndef SCENARIOS_JSON_DOCUMENT_H
#define SCENARIOS_JSON_DOCUMENT_H

#include "scenarios/input.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* Parses a JSON text; duplicate keys are refused. NULL after adding a problem. */
cJSON *json_parse(struct inputs *inputs, const struct input *input);

/* The same without an input: `length` bytes of any text, all values getting the one place. NULL
 * when it is no JSON; adds no problem. */
cJSON *json_parse_quietly(struct inputs *inputs, const char *text, size_t length, int place);

int json_place(const cJSON *value);

/* Sets the place of a value and of all values inside. */
void json_set_place(cJSON *value, int place);

void json_make_invalid(cJSON *value);

/* A key's value; NULL when absent, null or invalid, or when `object` is no object. Linear in the
 * keys. */
cJSON *json_get(const cJSON *object, const char *key);

/* json_get along several keys, the last argument being NULL. */
cJSON *json_get_in(const cJSON *object, ...) __attribute__((sentinel));

/* The first element of an array or value of an object, or NULL; walk on with ->next. NULL for
 * anything else. */
cJSON *json_first(const cJSON *container);

size_t json_count(const cJSON *container);

/* Whether something directly inside was found wrong, and so reported: then what seems to be missing
 * may just be misspelt. */
bool json_is_spoilt(const cJSON *container);

/* NULL, or `fallback`, when it is absent or of another type. */
const char *json_text(const cJSON *value);
double json_number(const cJSON *value, double fallback);
bool json_is_true(const cJSON *value);

/* New values; memory that runs out ends in the arena's handler. */
cJSON *json_new_object(struct inputs *inputs, int place);
cJSON *json_new_array(struct inputs *inputs, int place);
cJSON *json_new_text(struct inputs *inputs, const char *text, int place);
cJSON *json_new_number(struct inputs *inputs, double number, int place);
cJSON *json_new_bool(struct inputs *inputs, bool is_true, int place);
cJSON *json_copy(struct inputs *inputs, const cJSON *value);

/* Appends; `key` must not stand in the object yet. With _constant the key must outlive the tree. */
void json_add(struct inputs *inputs, cJSON *object, const char *key, cJSON *value);
void json_add_constant(struct inputs *inputs, cJSON *object, const char *key, cJSON *value);
void json_append(cJSON *array, cJSON *value);

/* Puts `value` where the key's value was, or at the end. */
void json_put(struct inputs *inputs, cJSON *object, const char *key, cJSON *value);

/* What an error message says was found: "\"abc\"", "12", "an object", clipped. */
const char *json_describe(struct arena *arena, const cJSON *value);

#endif
