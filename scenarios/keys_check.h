/* keys_check: holds a document, or a part of one, against the table of keys. */
#ifndef SCENARIOS_KEYS_CHECK_H
#define SCENARIOS_KEYS_CHECK_H

#include "scenarios/json_document.h"
#include "scenarios/keys.h"

/* Reports unknown keys, missing ones, those of later versions, and values of a wrong type, form or
 * range, at their places. Whatever is wrong is made invalid, so that later steps neither use it nor
 * report it again. `path` leads to `value`. False when anything was wrong. */
bool keys_check(struct inputs *inputs, cJSON *value, const struct key_node *node,
                const struct path *path);

/* A problem with one value in the words of its key's row; `found` as json_describe gives it. */
void keys_problem(struct inputs *inputs, int place, const struct path *path, const struct key *key,
                  const char *found);

/* Takes out null values and remarks, which stand in a document but mean nothing. */
void keys_tidy(cJSON *value, const struct key_node *node);

/* From a table or a setting, where all is text or a guess: 3 becomes "3" where only a text is
 * right, "3" becomes 3 where only a number is, "true" likewise. Returns `value` or what takes its
 * place (`value` is then deleted). */
cJSON *keys_fit_type(struct inputs *inputs, cJSON *value, const struct key_node *node);

#endif
