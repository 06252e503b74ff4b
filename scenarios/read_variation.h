/* read_variation: the combinations of a sweep, as the command line writes them.
 *
 *     --vary POINTER=v1,v2,...         values as --set takes them: JSON, or else texts
 *     --vary POINTER=from..to/step     numbers, durations, or instants with a duration as step
 *     --grid combinations.csv          a header of pointers, one combination a row
 *
 * Several --vary make a grid; the last one changes fastest. NULL is returned when all is well, else
 * a sentence that says what was found and what to write.
 */
#ifndef SCENARIOS_READ_VARIATION_H
#define SCENARIOS_READ_VARIATION_H

#include "models/variation.h"

#include <stdint.h>

const char *variation_of_ranges(struct arena *arena, const char *const *texts, uint32_t count,
                                struct variation *variation);

const char *variation_of_grid(struct arena *arena, const char *path, struct variation *variation);

#endif
