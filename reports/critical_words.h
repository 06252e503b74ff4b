/* critical_words: names of what may stand in a run's way (models/driver.h). */
#ifndef REPORTS_CRITICAL_WORDS_H
#define REPORTS_CRITICAL_WORDS_H

#include "models/outcome.h"

struct critical_place {
    const char *stage, *group; /* where it stands in its track's plan; "": nowhere */
    const char *name;          /* a gate's displayName, or gate_position; else as in the scenario */
    char gate_position[32];    /* "before/0" */
};

void critical_place_of(const struct scenario *scenario, const struct criticality *criticality,
                       struct critical_place *place);

#endif
