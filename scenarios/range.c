#include "scenarios/range.h"

#include <string.h>

bool range_load(struct arena *arena, const struct scenario *scenario, struct load_range range,
                struct scenario *variant)
{
    struct problems problems;
    struct load_request request = {.path = scenario->file,
                                   .text = scenario->resolved,
                                   .text_length = strlen(scenario->resolved),
                                   .range = range};
    return scenario_load(arena, &request, variant, &problems);
}
