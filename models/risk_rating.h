/* risk_rating: one word for a board, and what decided it. The rule: reports/README.md. */
#ifndef MODELS_RISK_RATING_H
#define MODELS_RISK_RATING_H

#include <stdbool.h>

enum risk { RISK_LOW, RISK_MODERATE, RISK_HIGH };

struct risk_rating {
    enum risk risk;
    const char *decided_by;     /* "P(deadline missed): year-end freeze", ... */
    double figure;              /* the upper interval end that decided */
    double not_at_target_share; /* members expected not at target at the end */
    bool raised;                /* one level up because of that share, or of the next */
    bool unsteady; /* worse at some end of what is assumed (models/robustness.h); false where that
                      was not looked for */
};

#endif
