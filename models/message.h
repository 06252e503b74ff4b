/* message: why a member is where it is, in the service's words where these are public (R31).
 *
 * Public are the texts for a member skipped by request, for one that is up to date, and for a
 * version that its region does not have yet, and for node pools that an upgrade has left alone
 * (recorded responses of the service, azure-cli-extensions test recordings and azure-aks-docs
 * howto-monitor-update-runs.md). The others are in its manner; of a closed window only is known
 * that the text names the next opening.
 *
 * The service says two things: what is wrong (`status.error.message`) and what it has done with the
 * member because of it (`message`), which holds the former.
 */
#ifndef MODELS_MESSAGE_H
#define MODELS_MESSAGE_H

#include "models/target.h"

#include <stddef.h>
#include <stdint.h>

enum { MESSAGE_SIZE = 4096 };

struct message {
    uint16_t reason;
    const char *code;   /* of the reason, causes of the failure model included */
    const char *member; /* its name */
    const char *region; /* NULL: not given */
    enum upgrade_type type;
    uint32_t kubernetes_version; /* the run's target */
    int64_t until_s; /* WindowClosed: the next opening; INSTANT_NEVER: none within the horizon;
                        0: not known */
    struct target_note note; /* reason NONE, a member that is Completed: what was left alone;
                                  NodeImageVersionNotAvailable: what is awaited */
};

/* Both are cut where the buffer ends and return it; "" where there is nothing to say. */

/* What is wrong: "target upgrade node image version ... is not available in region ...". */
char *message_error(const struct message *message, char *buffer, size_t size);

/* The member's message: "set member: M to Pending due to failed validation err: ...". */
char *message_format(const struct message *message, char *buffer, size_t size);

#endif
