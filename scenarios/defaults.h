/* defaults: what holds where a scenario says nothing, with unit and source.
 *
 * The table is scenarios/catalog/defaults.csv, built into the program. Its values are written as in
 * a scenario.
 */
#ifndef SCENARIOS_DEFAULTS_H
#define SCENARIOS_DEFAULTS_H

#include "models/distribution.h"
#include "models/input_range.h"
#include "models/scenario.h"
#include "scenarios/csv_table.h"
#include "scenarios/request.h"

struct defaults {
    struct csv_table table;
    struct inputs *inputs;
    struct load_range range; /* whose values stand at an end of their range */
};

/* The texts stay in the inputs' scratch arena. */
void defaults_init(struct defaults *defaults, struct inputs *inputs, struct load_range range);

/* The key must stand in the table, and its value must be of this type: anything else is an
 * assertion. */
const char *defaults_text(const struct defaults *defaults, const char *key);
double defaults_number(const struct defaults *defaults, const char *key);
struct distribution defaults_distribution(const struct defaults *defaults, const char *key);

/* "no public figure ..." in `arena`. */
const char *defaults_source(const struct defaults *defaults, struct arena *arena, const char *key);
enum source_class defaults_class(const struct defaults *defaults, const char *key);

/* Between which ends the value may lie, in `arena`; NULL: the table does not say. */
const struct input_range *defaults_range(const struct defaults *defaults, struct arena *arena,
                                         const char *key);

#endif
