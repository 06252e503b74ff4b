/* message: why a member is where it is, in the service's words where these are public (R31).
 *
 * Public are the texts for a member skipped by request, for one that is up to date, and for a
 * version that its region does not have yet (recorded responses of the service,
 * azure-cli-extensions test recordings and azure-aks-docs howto-monitor-update-runs.md). The others
 * are in its manner; of a closed window only is known that the text names the next opening.
 */
#ifndef MODELS_MESSAGE_H
#define MODELS_MESSAGE_H

#include "models/update_run.h"

#include <stddef.h>
#include <stdint.h>

struct message {
    uint16_t reason;
    const char *code;   /* of the reason, causes of the failure model included */
    const char *member; /* its name */
    const char *region; /* NULL: not given */
    const struct update_run *run;
    int64_t until_s; /* WindowClosed: the next opening; INSTANT_NEVER: none within the horizon */
};

/* The sentence; "" where there is nothing to say. Cut where the buffer ends. Returns buffer. */
char *message_format(const struct message *message, char *buffer, size_t size);

#endif
