/* resolve: from a request to one document without references.
 *
 * Per file, the innermost base first: what stands in envelopes is taken out of them
 * (scenarios/unfold.h); the file is a merge patch on the scenario it extends; tables,
 * strategy files and columns of samples are put in place of their paths (which are relative to the
 * file that writes them); its `set` is applied, and what that names is put in place too. In the end
 * --set, whose paths are relative to the working directory, then a synthetic fleet is written
 * out, overrides are applied, and all that means nothing (null, remarks) is taken out. A setting
 * that leads into /fleet/members finds the fleet written out and overridden already.
 */
#ifndef SCENARIOS_RESOLVE_H
#define SCENARIOS_RESOLVE_H

#include "models/warning.h"
#include "scenarios/json_document.h"
#include "scenarios/keys.h"
#include "scenarios/request.h"

enum { EXTENDS_MAX = 16 };

/* The document, or NULL when there is none to go on with; problems may have been added in either
 * case. */
cJSON *resolve(struct inputs *inputs, const struct keys *keys, const struct load_request *request,
               struct warnings *warnings);

#endif
