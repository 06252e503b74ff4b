#include "sim/summary_parts.h"

#include "models/sort.h"
#include "models/verdict.h"
#include "sim/together.h"

static void fill_together(const struct summary *summary, struct forecast *forecast)
{
    int64_t *finish = arena_array(summary->arena, int64_t, summary->trials);
    int64_t *finish_rows = arena_array(summary->arena, int64_t, summary->trials);
    uint8_t *ending_rows = arena_array(summary->arena, uint8_t, summary->trials);
    uint64_t hits[END_COUNT] = {0};
    for (uint32_t trial = 0; trial < summary->trials; trial++) {
        const struct tally_row *rows = summary_row(summary, trial, 0);
        enum ending_kind ending = together_ending(rows, summary->scenario);
        finish[trial] = finish_rows[trial] = together_finish(rows, summary->scenario);
        ending_rows[trial] = (uint8_t)ending;
        hits[ending]++;
    }
    sort_instants(finish, summary->trials, summary->room);
    summary_quantiles(summary, finish, summary->trials, forecast->finish_all);
    forecast->finish_sorted = finish;
    forecast->finish_rows = finish_rows;
    forecast->ending_rows = ending_rows;
    forecast->ending_all = summary_ending(hits, summary->trials);
}

static void worst(struct risk_rating *rating, double figure, const char *decided_by)
{
    if (figure <= rating->figure)
        return;
    rating->figure = figure;
    rating->decided_by = decided_by;
}

static double not_at_target_share(const struct summary *summary)
{
    uint64_t reached = 0, members = 0;
    for (uint32_t trial = 0; trial < summary->trials; trial++)
        for (uint32_t run = 0; run < summary->scenario->run_count; run++) {
            const struct tally_row *row = summary_row(summary, trial, run);
            bool made = run >= summary->scenario->written_run_count;
            if (row->absent || (made && row->ended_s == INSTANT_NEVER))
                continue; /* what a profile has only just begun is no sign of anything */
            reached += row->reached;
            members += summary->scenario->plans[run].member_count;
        }
    return members == 0 ? 0 : 1 - (double)reached / (double)members;
}

/* The rule of reports/README.md: the largest upper interval end decides, many members left behind
 * raise it. */
static void fill_risk(const struct summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct risk_rating *rating = &forecast->risk;
    *rating = (struct risk_rating){.figure = -1};
    if (scenario->written_run_count > 0)
        worst(rating, forecast->ending_all.failed.high, "P(Failed)");
    for (uint32_t i = scenario->written_run_count; i < scenario->track_count; i++)
        worst(rating, forecast->tracks[i].ending.failed.high,
              arena_printf(summary->arena, "P(Failed), runs of %s", scenario->tracks[i].name));
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        if (forecast->deadlines[i].simulated)
            worst(rating, 1 - forecast->deadlines[i].met.low,
                  arena_printf(summary->arena, "P(deadline missed): %s",
                               scenario->deadlines[i].name));
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        if (forecast->freezes[i].simulated)
            worst(
                rating, forecast->freezes[i].work.high,
                arena_printf(summary->arena, "P(work in a freeze): %s", scenario->freezes[i].name));
    const struct risk_thresholds *limits = &scenario->experiment.risk;
    rating->risk = rating->figure <= limits->low_max        ? RISK_LOW
                   : rating->figure <= limits->moderate_max ? RISK_MODERATE
                                                            : RISK_HIGH;
    rating->not_at_target_share = not_at_target_share(summary);
    rating->raised =
        rating->not_at_target_share > limits->not_at_target_max && rating->risk != RISK_HIGH;
    if (rating->raised)
        rating->risk = (enum risk)(rating->risk + 1);
}

static void fill_verdicts(const struct summary *summary, struct forecast *forecast)
{
    const struct experiment *experiment = &summary->scenario->experiment;
    struct verdict *verdicts =
        arena_array(summary->arena, struct verdict, experiment->condition_count);
    for (uint32_t i = 0; i < experiment->condition_count; i++)
        verdicts[i] = verdict_of(&experiment->conditions[i], forecast);
    forecast->verdicts = verdicts;
}

void summary_answer(const struct summary *summary, struct forecast *forecast)
{
    fill_together(summary, forecast);
    fill_risk(summary, forecast);
    fill_verdicts(summary, forecast);
}
