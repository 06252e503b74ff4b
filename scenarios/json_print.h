/* json_print: the one way in which this program writes a JSON document.
 *
 * Two spaces of indentation, keys in their order, a container of single values on one line where it
 * fits into 100 columns. The shortest digits that read back as the same number. The same tree gives
 * the same bytes, and reading them gives the same tree.
 */
#ifndef SCENARIOS_JSON_PRINT_H
#define SCENARIOS_JSON_PRINT_H

#include "models/arena.h"

#include <cjson/cJSON.h>
#include <stddef.h>

enum { JSON_NUMBER_TEXT_SIZE = 32 };

/* The document and a newline, in the arena; *length without the NUL. */
char *json_print(struct arena *arena, const cJSON *value, size_t *length);

/* Without any space and newline: a key for looking up equal values. */
char *json_print_short(struct arena *arena, const cJSON *value);

/* Returns buffer. */
char *json_number_format(double number, char buffer[JSON_NUMBER_TEXT_SIZE]);

#endif
