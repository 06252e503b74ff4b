/* setting: single values of a document changed by pointer: `set`, --set and overrides. */
#ifndef SCENARIOS_SETTING_H
#define SCENARIOS_SETTING_H

#include "scenarios/json_document.h"
#include "scenarios/keys.h"
#include "scenarios/request.h"

/* Puts a copy of `value` where the pointer leads from `root`; `node` is root's in the table of
 * keys, so that the value gets the type asked for there. Objects on the way that do not exist are
 * made, a null removes; "-" as the last step into an array appends (RFC 6902). Problems name the
 * place of `value`. False after adding one. */
bool setting_apply(struct inputs *inputs, cJSON *root, const struct key_node *node,
                   const char *pointer, const cJSON *value);

/* Splits at the first =; the value is JSON, or else a text. NULL after adding a problem. */
cJSON *setting_parse(struct inputs *inputs, const struct load_setting *setting,
                     const char **pointer);

/* Whether the pointer leads into what `above` points to, or is that: "/fleet/members" for
 * "/fleet/members/3". */
bool setting_is_inside(const char *pointer, const char *above);

#endif
