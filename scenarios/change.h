/* change: keys of a member, or of a profile, changed as overrides and operations write it: {"set":
 * {...}}.
 *
 * A key of `set` is a key of the member, whose value is merged into what stands there (RFC 7396),
 * or a JSON pointer into the member, at whose end the value is put. A null takes away. In a pointer
 * a node pool may go by its name, and "/nodePools/-" adds one (RFC 6902).
 */
#ifndef SCENARIOS_CHANGE_H
#define SCENARIOS_CHANGE_H

#include "scenarios/json_document.h"
#include "scenarios/keys.h"

/* `node` is a member's in the table of keys. False after adding a problem at the value's place. */
bool change_apply(struct inputs *inputs, const struct key_node *node, cJSON *member,
                  const cJSON *set);

/* What `set` says of this key of the member, by its name or by a pointer to it; NULL: nothing. */
const cJSON *change_finds(const cJSON *set, const char *key);

#endif
