/* fit_models: the `models` of a scenario, as a history gives them.
 *
 * Duration models: `default` for the fleet; one a region and one a node size, named so; and
 * `<region>-<size>` for those that occur together. A member chooses by its durationModel. With a
 * base scenario the document extends it and sets its models one by one; without, it is there to be
 * extended itself, or pasted.
 */
#ifndef REPORTS_FIT_MODELS_H
#define REPORTS_FIT_MODELS_H

#include "models/fit.h"

#include <stdio.h>

/* What the file's description begins with: so a file of ours is known. */
#define FIT_DESCRIPTION "Fitted by fleetsim"

/* base NULL: a document with `models` alone. */
void fit_models(FILE *out, const struct fit *fit, const char *base);

#endif
