/* answer: what a forecast comes to, in one sentence and a short table; the same words on the
 * terminal, in summary.md and on the page.
 *
 * No number that a simulation estimates stands here without its interval, and what the scenario did
 * not say but the answer hangs on is named in the first paragraph. Names are shortened
 * (reports/name.h), plain text: the caller escapes.
 */
#ifndef REPORTS_ANSWER_H
#define REPORTS_ANSWER_H

#include "models/outcome.h"
#include "reports/line.h"

struct answer_row {
    struct line label; /* "Ends by, P80" */
    struct line value; /* "2026-12-13 05:12 UTC (06:12 Berlin)" */
    struct line note;  /* "95 % interval ..."; may be empty */
};

typedef void answer_row_function(void *context, const struct answer_row *row);

/* When it ends, or how often profiles make runs, and the chance for each deadline. */
void answer_sentence(const struct forecast *forecast, struct line *line);

/* The same, and between what instants P80 lies over all that is assumed, where that was looked for.
 * For files; the terminal says the same with and without them. */
void answer_ranged(const struct forecast *forecast, struct line *line);

/* "Assumed, not given: ...", and before it what the scenario leaves out by its own words; empty
 * when neither decides. */
void answer_assumed(const struct forecast *forecast, struct line *line);

/* "Partial: ..." when interrupted, else empty. */
void answer_partial(const struct forecast *forecast, struct line *line);

/* Whether it was interrupted: before all trials were done, or while looking for what would help. */
bool answer_is_partial(const struct forecast *forecast);

/* "Precise enough after 4,000 trials. ..."; empty unless a precision was asked for. */
void answer_stopped(const struct forecast *forecast, struct line *line);

/* The table: ends, endings, deadlines, freezes, members, risk. */
void answer_rows(const struct forecast *forecast, answer_row_function *row, void *context);

/* Whether there is more to say than on one update run: then tracks have tables of their own. */
bool answer_is_by_track(const struct scenario *scenario);

/* What the table of all tracks together is about. */
const char *answer_title(const struct scenario *scenario);

/* "update run" or "auto-upgrade profile". */
const char *answer_kind(const struct track *track);

/* When one run ends, how, and its members; what a profile's runs come to. */
void answer_track_rows(const struct forecast *forecast, uint32_t track, answer_row_function *row,
                       void *context);

/* What the intervals do and do not say. */
extern const char answer_interval_note[];

/* "Required: P(x) >= 0.9. Met: 97.2 % (...)."; for condition number `index` of the scenario. */
void answer_verdict(const struct forecast *forecast, uint32_t index, struct line *line);

/* What a risk rating is, with its thresholds. */
void answer_risk_rule(const struct risk_thresholds *limits, struct line *line);

const char *risk_name(enum risk risk);

/* "2026-12-13 05:12 UTC (2026-12-13 06:12 Berlin)"; the second only where the scenario has a
 * display zone. */
void answer_moment(const struct scenario *scenario, int64_t at_s, struct line *line);

/* The chance that all runs have ended by an instant, from the trials' finishes. */
struct proportion answer_ends_by(const struct forecast *forecast, int64_t at_s);

/* The trials (or a profile's runs: `of` names them) without an end, "not within the horizon: 27.0 %
 * (...) of trials do not complete". */
void answer_never(const struct ending *ending, const char *of, struct line *line);

#endif
