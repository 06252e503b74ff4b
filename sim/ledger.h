/* ledger: who holds how much of a quota, and until when.
 *
 * What an upgrade will need for its pools is set aside when it begins, for the time it needs it: so
 * an upgrade that began earlier keeps what its later pools need, and the quota is never exceeded.
 * Kept as changes over time; those before now are folded into one level. The cost of a call is that
 * of the changes still ahead.
 */
#ifndef SIM_LEDGER_H
#define SIM_LEDGER_H

#include "models/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct ledger {
    int64_t limit, level; /* level: what is held at the last instant asked about */
    struct ledger_change {
        int64_t at_s, delta;
    } * changes; /* ahead, in the order of time */
    uint32_t count, capacity;
};

struct ledger_span {
    int64_t from_s, until_s; /* until_s excluded */
};

/* At most `holds` spans are ahead at any time. */
void ledger_init(struct ledger *ledger, struct arena *arena, int64_t limit, uint32_t holds);
void ledger_clear(struct ledger *ledger);

/* Sets the amount aside for the span; false, and nothing is held, when it is not free throughout.
 * now_s never goes back, and no span begins before it. */
bool ledger_take(struct ledger *ledger, int64_t now_s, struct ledger_span span, int64_t amount);

/* The part of a hold that is not needed after all. */
void ledger_give_back(struct ledger *ledger, struct ledger_span span, int64_t amount);

#endif
