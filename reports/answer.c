#include "reports/answer.h"

#include "reports/figure.h"
#include "reports/name.h"

#include <string.h>

enum {
    PROSE_NAME_COLUMNS = 48,
    DEADLINES_IN_SENTENCE = 4,
    PROFILES_IN_SENTENCE = 3,
    ASSUMPTIONS_IN_LINE = 6
};

const char answer_interval_note[] = "Intervals are 95 % and speak of simulation error only: what "
                                    "the inputs do not know is not in them.";

void answer_risk_rule(const struct risk_thresholds *limits, struct line *line)
{
    char low[FIGURE_SIZE], moderate[FIGURE_SIZE], left[FIGURE_SIZE];
    line_add(line,
             "Low, Moderate or High by the largest upper interval end of 1 - P(deadline), "
             "P(Failed) and P(work in a freeze): at most %s %%, at most %s %%, above; one level up "
             "where over %s %% of members are expected not at target at the end, or where some "
             "assumed input at the other end of its range makes it worse (robustness.csv).",
             figure_share(limits->low_max, low), figure_share(limits->moderate_max, moderate),
             figure_share(limits->not_at_target_max, left));
}

const char *risk_name(enum risk risk)
{
    static const char *const names[] = {"Low", "Moderate", "High"};
    return names[risk];
}

void answer_moment(const struct scenario *scenario, int64_t at_s, struct line *line)
{
    char buffer[FIGURE_SIZE], name[NAME_SIZE];
    line_add(line, "%s", figure_moment(at_s, buffer));
    if (scenario->display_label != NULL && at_s != INSTANT_NEVER)
        line_add(line, " (%s %s)", instant_format_local(at_s, scenario->display_offset_s, buffer),
                 name_short(scenario->display_label, PROSE_NAME_COLUMNS, name));
}

static struct proportion not_completed(const struct ending *ending)
{
    const struct proportion *p = &ending->completed;
    return (struct proportion){.hits = p->n - p->hits,
                               .n = p->n,
                               .value = 1 - p->value,
                               .low = 1 - p->high,
                               .high = 1 - p->low};
}

void answer_never(const struct ending *ending, const char *of, struct line *line)
{
    char chance[FIGURE_SIZE];
    struct proportion p = not_completed(ending);
    line_add(line, "not within the horizon: %s of %s do not complete", figure_chance(&p, chance),
             of);
}

struct proportion answer_ends_by(const struct forecast *forecast, int64_t at_s)
{
    uint64_t low = 0, high = forecast->trials;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (forecast->finish_sorted[middle] <= at_s)
            low = middle + 1;
        else
            high = middle;
    }
    return proportion_of(low, forecast->trials);
}

bool answer_is_by_track(const struct scenario *scenario)
{
    return scenario->track_count > 1 || scenario->profile_count > 0;
}

const char *answer_title(const struct scenario *scenario)
{
    if (scenario->written_run_count == 0)
        return "All runs of profiles together";
    return answer_is_by_track(scenario) ? "All update runs together" : "The answer in numbers";
}

const char *answer_kind(const struct track *track)
{
    return track->profile == NONE ? "update run" : "auto-upgrade profile";
}

/* "the update run k135" or "the 3 update runs". */
static void add_subject(const struct scenario *scenario, struct line *line)
{
    char name[NAME_SIZE];
    if (scenario->written_run_count == 1)
        line_add(line, "the update run %s",
                 name_short(scenario->tracks[0].name, PROSE_NAME_COLUMNS, name));
    else
        line_add(line, "the %u update runs", scenario->written_run_count);
}

static void add_never(const struct forecast *forecast, struct line *line)
{
    char chance[FIGURE_SIZE];
    struct proportion never = not_completed(&forecast->ending_all);
    line_add(line, "%s not complete within the horizon in %s",
             forecast->scenario->written_run_count == 1 ? "does" : "do",
             figure_chance(&never, chance));
}

static void add_end_by(const struct quantile *finish, const char *share, struct line *line)
{
    char at[FIGURE_SIZE], interval[FIGURE_SIZE];
    line_add(line, "by %s in %s", figure_moment(finish->value_s, at), share);
    line_add(line, " (95 %% interval %s)", figure_moment_interval(finish, interval));
}

static void add_ends(const struct forecast *forecast, struct line *line)
{
    const struct quantile *half = &forecast->finish_all[Q50], *most = &forecast->finish_all[Q80];
    add_subject(forecast->scenario, line);
    line_add(line, " ");
    if (half->value_s != INSTANT_NEVER) {
        line_add(line, forecast->scenario->written_run_count == 1 ? "ends " : "end ");
        add_end_by(half, "half", line);
        line_add(line, most->value_s != INSTANT_NEVER ? ", " : ", and ");
    }
    if (most->value_s != INSTANT_NEVER)
        add_end_by(most, "four of five", line);
    else
        add_never(forecast, line);
}

static void add_deadline(const struct forecast *forecast, uint32_t index, struct line *line)
{
    const struct deadline *deadline = &forecast->scenario->deadlines[index];
    char name[NAME_SIZE], at[FIGURE_SIZE], chance[FIGURE_SIZE];
    line_add(line, "\"%s\"", name_short(deadline->name, PROSE_NAME_COLUMNS, name));
    line_add(line, " (%s): ", figure_moment(deadline->at_s, at));
    if (forecast->deadlines[index].simulated)
        line_add(line, "%s", figure_chance(&forecast->deadlines[index].met, chance));
    else
        line_add(line, "not simulated, it lies beyond the horizon");
}

/* "the profile weekly makes 26 update runs, each Completed in ...". */
static void add_profile(const struct forecast *forecast, uint32_t track, struct line *line)
{
    const struct track_outcome *outcome = &forecast->tracks[track];
    char name[NAME_SIZE], runs[FIGURE_SIZE], chance[FIGURE_SIZE];
    line_add(line, "the profile %s makes ",
             name_short(forecast->scenario->tracks[track].name, PROSE_NAME_COLUMNS, name));
    line_add(line, "%s update runs on average", figure_mean(outcome->runs_per_trial_mean, runs));
    if (outcome->ending.completed.n > 0)
        line_add(line, ", each of them Completed within the horizon in %s",
                 figure_chance(&outcome->ending.completed, chance));
}

static void add_profiles(const struct forecast *forecast, struct line *line)
{
    const struct scenario *scenario = forecast->scenario;
    uint32_t first = scenario->written_run_count, shown = first + PROFILES_IN_SENTENCE;
    for (uint32_t i = first; i < scenario->track_count && i < shown; i++) {
        if (i > 0)
            line_add(line, "; ");
        add_profile(forecast, i, line);
    }
    if (scenario->track_count > shown)
        line_add(line, "; and %u more profiles below", scenario->track_count - shown);
}

/* The widest range, where what is assumed was put at its ends. */
static void add_range(const struct forecast *forecast, struct line *line)
{
    const struct robustness *robustness = forecast->robustness;
    char earliest[FIGURE_SIZE], latest[FIGURE_SIZE];
    if (robustness == NULL || robustness->earliest_s == INSTANT_NEVER)
        return;
    line_add(line, "; over the assumed inputs four of five end by %s",
             figure_moment(robustness->earliest_s, earliest));
    if (robustness->latest_s != robustness->earliest_s)
        line_add(line,
                 robustness->latest_s == INSTANT_NEVER ? " at best, and %s at worst"
                                                       : " at best, by %s at worst",
                 figure_moment(robustness->latest_s, latest));
    else
        line_add(line, ", whatever they are");
}

static void add_sentence(const struct forecast *forecast, struct line *line)
{
    uint32_t count = forecast->scenario->deadline_count;
    char trials[FIGURE_SIZE];
    line_add(line, "Of %s simulated histories, ", figure_count(forecast->trials, trials));
    if (forecast->scenario->written_run_count > 0)
        add_ends(forecast, line);
    add_profiles(forecast, line);
    for (uint32_t i = 0; i < count && i < DEADLINES_IN_SENTENCE; i++) {
        line_add(line, i == 0 ? "; the chance to meet the deadline " : ", ");
        add_deadline(forecast, i, line);
    }
    if (count > DEADLINES_IN_SENTENCE)
        line_add(line, ", and %u more deadlines below", count - DEADLINES_IN_SENTENCE);
}

void answer_sentence(const struct forecast *forecast, struct line *line)
{
    add_sentence(forecast, line);
    line_add(line, ".");
}

void answer_ranged(const struct forecast *forecast, struct line *line)
{
    add_sentence(forecast, line);
    add_range(forecast, line);
    line_add(line, ".");
}

/* Of the scenario's own words, or of what it leaves open. */
static void add_deciding(const struct scenario *scenario, bool yours, const char *intro,
                         struct line *line)
{
    char what[NAME_SIZE];
    uint32_t found = 0;
    for (uint32_t i = 0; i < scenario->assumption_count; i++) {
        const struct assumption *assumption = &scenario->assumptions[i];
        if (!assumption->decides || (assumption->source_class == SOURCE_YOURS) != yours ||
            found++ >= ASSUMPTIONS_IN_LINE)
            continue;
        line_add(line, "%s%s", found == 1 ? intro : "; ",
                 name_short(assumption->what, NAME_COLUMNS, what));
    }
    if (found > ASSUMPTIONS_IN_LINE)
        line_add(line, "; and %u more", found - ASSUMPTIONS_IN_LINE);
    if (found > 0)
        line_add(line, ".");
}

void answer_assumed(const struct forecast *forecast, struct line *line)
{
    add_deciding(forecast->scenario, true, "The scenario says: ", line);
    add_deciding(forecast->scenario, false,
                 line->length > 0 ? " Assumed, not given: " : "Assumed, not given: ", line);
}

bool answer_is_partial(const struct forecast *forecast)
{
    return forecast->interrupted || forecast->advice_cut;
}

void answer_partial(const struct forecast *forecast, struct line *line)
{
    char done[FIGURE_SIZE], asked[FIGURE_SIZE];
    if (forecast->interrupted)
        line_add(line, "Partial: interrupted after %s of %s trials.",
                 figure_count(forecast->trials, done),
                 figure_count(forecast->scenario->experiment.trials, asked));
    else if (forecast->advice_cut)
        line_add(line,
                 "Partial: interrupted after all %s trials, before what would help was found.",
                 figure_count(forecast->trials, done));
}
