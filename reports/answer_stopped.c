/* Why the simulation stopped where a precision was asked for. */
#include "models/instant.h"
#include "reports/answer.h"
#include "reports/figure.h"

static const char *width_text(int64_t half_s, char buffer[FIGURE_SIZE])
{
    return half_s == INSTANT_NEVER ? "without bound" : duration_format(half_s, buffer);
}

static void add_p80(const struct forecast *forecast, int64_t asked_s, struct line *line)
{
    const struct stopping *stopping = &forecast->stopping;
    char at[FIGURE_SIZE], asked[FIGURE_SIZE];
    if (!stopping->p80_dropped) {
        line_add(line, " P80 is known to +-%s", width_text(stopping->p80_s, at));
        line_add(line, " (asked for: %s).", duration_format(asked_s, asked));
        return;
    }
    line_add(line, " P80 is %s", figure_moment(stopping->before_s, at));
    line_add(
        line,
        " or %s: the finishes leave a gap there, which no number of trials narrows, so P80 did "
        "not count.",
        figure_moment(stopping->after_s, at));
}

static void add_p(const struct stopping *stopping, double asked, struct line *line)
{
    char at[FIGURE_SIZE], share[FIGURE_SIZE];
    line_add(line, " Probabilities are known to +-%s percentage points (asked for: %s).",
             figure_fixed(stopping->p * 100, 2, at), figure_share(asked, share));
}

void answer_stopped(const struct forecast *forecast, struct line *line)
{
    const struct precision *asked = &forecast->scenario->experiment.precision;
    char count[FIGURE_SIZE];
    if (!forecast->stopping.asked || forecast->interrupted)
        return;
    line_add(line,
             forecast->stopping.reached ? "Precise enough after %s trials."
                                        : "Not as precise as asked for after all %s trials.",
             figure_count(forecast->trials, count));
    if (asked->p80_s > 0)
        add_p80(forecast, asked->p80_s, line);
    if (asked->p > 0)
        add_p(&forecast->stopping, asked->p, line);
}
