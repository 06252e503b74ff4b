/* fit_models: the `models` of a scenario, as a history gives them.
 *
 * Duration models: `default` for the fleet; one a region and one a node size, named so; and
 * `<region>-<size>` for those that occur together. A member chooses by its durationModel. With a
 * base scenario the document extends it, sets its models one by one, and gives each member that
 * the history knows the model of its class; without, it is there to be extended itself, or pasted.
 */
#ifndef REPORTS_FIT_MODELS_H
#define REPORTS_FIT_MODELS_H

#include "models/fit.h"

#include <stdio.h>

/* What the file's description begins with: so a file of ours is known. */
#define FIT_DESCRIPTION "Fitted by fleetsim"

/* A member that base scenario and history both know. */
struct fit_member {
    const char *name;
    uint32_t region;     /* NONE: not known */
    enum node_size size; /* NODE_SIZE_COUNT: not known */
};

/* The scenario that gets the models; path as it shall be written. */
struct fit_base {
    const char *path;
    const struct fit_member *members;
    size_t member_count;
};

/* base NULL: a document with `models` alone. */
void fit_models(FILE *out, const struct fit *fit, const struct fit_base *base);

#endif
