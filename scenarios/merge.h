/* merge: RFC 7396 merge patches. */
#ifndef SCENARIOS_MERGE_H
#define SCENARIOS_MERGE_H

#include "scenarios/json_document.h"

/* Applies `patch` to `*target` in place: keys are merged, null removes, anything else (arrays, too)
 * replaces. What is taken from the patch keeps its place. Both stay the caller's. */
void merge_patch(struct inputs *inputs, cJSON **target, const cJSON *patch);

#endif
