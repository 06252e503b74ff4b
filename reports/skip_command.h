/* skip_command: the line that skips members of update runs (az fleet, since its version 1.1.0).
 *
 *     az fleet updaterun skip --resource-group "$GROUP" --fleet-name "$FLEET" --name k135 \
 *       --targets Member:weu-01 Member:weu-02
 *
 * on one line; several update runs have one command each, joined by "&&". Names are quoted for a
 * POSIX shell where they need it; which fleet is meant the reader's variables say.
 */
#ifndef REPORTS_SKIP_COMMAND_H
#define REPORTS_SKIP_COMMAND_H

#include "models/skip_set.h"

/* For the members of the first `count` steps, at least one; to be given to free(). */
char *skip_command(const struct scenario *scenario, const struct skip_step *steps, uint32_t count);

#endif
