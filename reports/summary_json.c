/* summary.json: what fits a machine. The first key marks the folder as ours (output_folder.c looks
 * for it). */
#include "models/run_figure.h"
#include "models/version.h"
#include "reports/advice_json.h"
#include "reports/answer.h"
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/inputs_json.h"
#include "reports/json_writer.h"
#include "reports/operation_words.h"
#include "reports/renderer.h"
#include "reports/why_json.h"

#include <inttypes.h>

static void head(struct json *json, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    char digest[FIGURE_SIZE];
    snprintf(digest, sizeof digest, "%016" PRIx64, scenario->digest);
    json_put_text(json, "fleetsim", forecast->version);
    json_put_text(json, "name", scenario->name);
    json_put_text(json, "digest", digest);
    json_put_count(json, "seed", scenario->experiment.seed);
    json_put_count(json, "trials", forecast->trials);
    json_put_count(json, "trialsAsked", scenario->experiment.trials);
    json_put_bool(json, "interrupted", answer_is_partial(forecast));
    json_put_instant(json, "start", scenario->start_s);
    json_put_instant(json, "horizon", scenario->horizon_s);
    json_put_count(json, "members", scenario->fleet.member_count);
    json_put_count(json, "memberResolutionSeconds", (uint64_t)forecast->member_grid_s);
    json_put_count(json, "memberTrials", forecast->member_trials);
}

static void definitions(struct json *json, const struct risk_thresholds *limits)
{
    struct line rule = {.length = 0};
    answer_risk_rule(limits, &rule);
    json_put_object(json, "definitions");
    json_put_text(json, "finish",
                  "the instant a run becomes Completed, waits included; infinite (null) in trials "
                  "that do not complete within the horizon");
    json_put_text(json, "quantile",
                  "over all trials; the q-quantile of n is the ceil(q n)-th smallest");
    json_put_text(json, "interval",
                  "95 %: of quantiles by order statistics, of probabilities after Wilson; "
                  "simulation error only");
    json_put_text(json, "risk", rule.text);
    json_put_end(json);
}

static void ending(struct json *json, const struct ending *ending, bool segment)
{
    json_put_proportion(json, "pCompleted", &ending->completed);
    json_put_proportion(json, "pFailed", &ending->failed);
    json_put_proportion(json, "pStopped", &ending->stopped);
    json_put_proportion(json, "pUnfinishedAtHorizon", &ending->unfinished);
    json_put_proportion(json, "pNotStarted", &ending->not_started);
    if (segment)
        json_put_proportion(json, "pSkipped", &ending->skipped);
}

static void quantiles(struct json *json, const char *key, const struct quantile q[QUANTILE_COUNT],
                      void (*write)(struct json *, const char *, const struct quantile *))
{
    json_put_object(json, key);
    for (int i = 0; i < QUANTILE_COUNT; i++)
        write(json, quantile_names[i], &q[i]);
    json_put_end(json);
}

static void risk(struct json *json, const struct risk_rating *risk)
{
    json_put_object(json, "risk");
    json_put_text(json, "rating", risk_name(risk->risk));
    json_put_text(json, "decidedBy", risk->decided_by);
    json_put_fixed(json, "figure", risk->figure, PROBABILITY_DECIMALS);
    json_put_fixed(json, "notAtTargetShare", risk->not_at_target_share, PROBABILITY_DECIMALS);
    json_put_bool(json, "raised", risk->raised);
    json_put_bool(json, "worseAtSomeEnd", risk->unsteady);
    json_put_end(json);
}

static void stopping(struct json *json, const struct forecast *forecast)
{
    const struct stopping *stopping = &forecast->stopping;
    struct line sentence = {.length = 0};
    if (!stopping->asked)
        return;
    answer_stopped(forecast, &sentence);
    json_put_object(json, "precision");
    json_put_bool(json, "reached", stopping->reached);
    json_put_hours(json, "p80HalfWidthHours", stopping->p80_s);
    json_put_fixed(json, "probabilityHalfWidth", stopping->p, PROBABILITY_DECIMALS);
    json_put_bool(json, "p80Dropped", stopping->p80_dropped);
    if (stopping->p80_dropped) {
        json_put_instant(json, "p80Before", stopping->before_s);
        json_put_instant(json, "p80After", stopping->after_s);
    }
    json_put_text(json, "sentence", sentence.text);
    json_put_end(json);
}

static void verdict_figure(struct json *json, const struct verdict *verdict)
{
    switch (verdict->unit) {
    case VERDICT_PROBABILITY:
        json_put_proportion(json, "probability", &verdict->p);
        return;
    case VERDICT_LENGTH:
        json_put_quantile_hours(json, "hours", &verdict->q);
        return;
    case VERDICT_INSTANT:
        json_put_quantile_instant(json, "instant", &verdict->q);
        return;
    case VERDICT_MEAN:
        json_put_fixed(json, "mean", verdict->p.value, MEAN_DECIMALS);
        return;
    }
}

static void conditions(struct json *json, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    json_put_array(json, "conditions");
    for (uint32_t i = 0; i < scenario->experiment.condition_count; i++) {
        const struct verdict *verdict = &forecast->verdicts[i];
        struct line sentence = {.length = 0};
        answer_verdict(forecast, i, &sentence);
        json_put_object(json, NULL);
        json_put_text(json, "condition", scenario->experiment.conditions[i].text);
        json_put_bool(json, "met", verdict->met);
        json_put_bool(json, "close", verdict->close);
        json_put_text(json, "run",
                      verdict->run == NONE ? NULL : scenario->tracks[verdict->run].name);
        if (verdict->simulated)
            verdict_figure(json, verdict);
        json_put_text(json, "sentence", sentence.text);
        json_put_end(json);
    }
    json_put_end(json);
}

static void all_runs(struct json *json, const struct forecast *forecast)
{
    json_put_object(json, "allRuns");
    ending(json, &forecast->ending_all, false);
    quantiles(json, "finish", forecast->finish_all, json_put_quantile_instant);
    json_put_end(json);
}

static void member_means(struct json *json, const struct track_outcome *track)
{
    const double *mean = track->members_mean;
    json_put_object(json, "membersMean");
    json_put_fixed(json, "completed", mean[STATE_COMPLETED], MEAN_DECIMALS);
    json_put_fixed(json, "skipped", mean[STATE_SKIPPED], MEAN_DECIMALS);
    json_put_fixed(json, "failed", mean[STATE_FAILED], MEAN_DECIMALS);
    json_put_fixed(json, "pending", mean[STATE_PENDING], MEAN_DECIMALS);
    json_put_fixed(json, "notStarted", mean[STATE_NOT_STARTED], MEAN_DECIMALS);
    json_put_fixed(json, "inProgress", mean[STATE_RUNNING] + mean[STATE_STOPPING], MEAN_DECIMALS);
    json_put_end(json);
}

/* What is said of a profile besides. */
static void made_object(struct json *json, const struct track_outcome *track)
{
    json_put_object(json, "profile");
    json_put_fixed(json, "runsPerTrialMean", track->runs_per_trial_mean, MEAN_DECIMALS);
    json_put_proportion(json, "pBeginsBeforeTheOneBeforeEnds", &track->made.overlaps);
    json_put_fixed(json, "passedOverMean", track->made.passed_over_mean, MEAN_DECIMALS);
    json_put_fixed(json, "stagesHeldUpPerTrialMean", track->made.stuck_stages_mean, MEAN_DECIMALS);
    json_put_end(json);
}

static void campaign(struct json *json, const struct campaign_outcome *campaign)
{
    json_put_object(json, "campaign");
    json_put_fixed(json, "overlapShareMean", campaign->overlap_share_mean, PROBABILITY_DECIMALS);
    json_put_fixed(json, "activeRunsFirstThirdMean", campaign->active_first_mean, MEAN_DECIMALS);
    json_put_fixed(json, "activeRunsLastThirdMean", campaign->active_last_mean, MEAN_DECIMALS);
    json_put_fixed(json, "activeRunsGrowthHigh", campaign->growth_high, MEAN_DECIMALS);
    json_put_bool(json, "sustainable", campaign->sustainable);
    json_put_fixed(json, "otherOperationMeanHours", campaign->other_operation_h_mean,
                   HOURS_DECIMALS);
    json_put_fixed(json, "runsLeftOutMean", campaign->without_place_mean, MEAN_DECIMALS);
    json_put_end(json);
}

static void age(struct json *json, const char *key, const struct campaign_age *age)
{
    json_put_object(json, key);
    json_put_hours(json, "mean", age->mean_s);
    json_put_hours(json, "p10", age->p10_s);
    json_put_hours(json, "p90", age->p90_s);
    json_put_end(json);
}

/* Of campaign.csv the first day and the last. */
static void campaign_day(struct json *json, const char *key, const struct campaign_day *day)
{
    json_put_object(json, key);
    json_put_instant(json, "at", day->at_s);
    if (day->nodes_mean > 0) {
        age(json, "imageAgeP50Hours", &day->age[AGE_P50]);
        age(json, "imageAgeP95Hours", &day->age[AGE_P95]);
        age(json, "imageAgeMaxHours", &day->age[AGE_MAX]);
    }
    json_put_fixed(json, "minorsBehindMean", day->minors_behind_mean, MEAN_DECIMALS);
    json_put_fixed(json, "patchesBehindMean", day->patches_behind_mean, MEAN_DECIMALS);
    json_put_fixed(json, "membersOutOfSupportMean", day->out_of_support_mean, MEAN_DECIMALS);
    json_put_end(json);
}

static void campaign_days(struct json *json, const struct campaign_table *table)
{
    json_put_object(json, "fleetCurrency");
    campaign_day(json, "atStart", &table->days[0]);
    campaign_day(json, "atEnd", &table->days[table->day_count - 1]);
    json_put_end(json);
}

static void track_object(struct json *json, const struct track *of,
                         const struct track_outcome *track)
{
    json_put_object(json, NULL);
    json_put_text(json, "name", of->name);
    if (of->profile != NONE)
        made_object(json, track);
    ending(json, &track->ending, false);
    quantiles(json, "finish", track->finish, json_put_quantile_instant);
    quantiles(json, "durationHours", track->duration, json_put_quantile_hours);
    quantiles(json, "finishIfCompleted", track->finish_if_completed, json_put_quantile_instant);
    quantiles(json, "durationIfCompletedHours", track->duration_if_completed,
              json_put_quantile_hours);
    json_put_object(json, "atTarget");
    for (int s = 0; s < SHARE_COUNT; s++)
        quantiles(json, share_names[s], track->at_target[s], json_put_quantile_instant);
    json_put_end(json);
    quantiles(json, "lastMember", track->last_member, json_put_quantile_instant);
    member_means(json, track);
    json_put_fixed(json, "failureCountMean", track->failure_count_mean, MEAN_DECIMALS);
    json_put_hours(json, "spreadP95P50Hours", track->spread_s);
    json_put_end(json);
}

static void segment_object(struct json *json, const struct scenario *scenario,
                           const struct segment_outcome *segment, bool group)
{
    const struct plan *plan = scenario->tracks[segment->track].plan;
    json_put_object(json, NULL);
    json_put_text(json, "run", scenario->tracks[segment->track].name);
    json_put_text(json, "stage",
                  plan->stages[group ? plan->groups[segment->index].stage : segment->index].name);
    if (group)
        json_put_text(json, "group", plan->groups[segment->index].name);
    ending(json, &segment->ending, true);
    json_put_proportion(json, "pOverLimit", &segment->over_limit);
    quantiles(json, "begin", segment->begin, json_put_quantile_instant);
    quantiles(json, "finish", segment->finish, json_put_quantile_instant);
    json_put_end(json);
}

static void deadlines(struct json *json, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    json_put_array(json, "deadlines");
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        const struct deadline *deadline = &scenario->deadlines[i];
        json_put_object(json, NULL);
        json_put_text(json, "name", deadline->name);
        json_put_instant(json, "at", deadline->at_s);
        json_put_text(json, "run",
                      deadline->track == NONE ? NULL : scenario->tracks[deadline->track].name);
        if (deadline->coverage > 0)
            json_put_fixed(json, "coverage", deadline->coverage, PROBABILITY_DECIMALS);
        json_put_bool(json, "simulated", forecast->deadlines[i].simulated);
        if (forecast->deadlines[i].simulated)
            json_put_proportion(json, "pMet", &forecast->deadlines[i].met);
        if (forecast->latest_starts != NULL)
            advice_json_latest_start(json, &forecast->latest_starts[i]);
        if (forecast->skips != NULL)
            advice_json_skips(json, scenario, &forecast->skips[i]);
        json_put_end(json);
    }
    json_put_end(json);
}

static void support(struct json *json, const struct forecast *forecast)
{
    json_put_array(json, "endOfSupport");
    for (uint32_t i = 0; i < forecast->support_count; i++) {
        const struct support_outcome *outcome = &forecast->support[i];
        char version[VERSION_TEXT_SIZE];
        json_put_object(json, NULL);
        json_put_text(json, "minor", version_minor_format(outcome->minor, version));
        json_put_bool(json, "longTermSupport", outcome->long_term);
        json_put_instant(json, "end", outcome->end_s);
        json_put_instant(json, "lookedAt", outcome->at_s);
        json_put_count(json, "membersOnIt", outcome->members);
        json_put_bool(json, "simulated", outcome->simulated);
        if (outcome->simulated) {
            json_put_fixed(json, "membersMean", outcome->members_mean, MEAN_DECIMALS);
            json_put_proportion(json, "pAny", &outcome->any);
        }
        json_put_end(json);
    }
    json_put_end(json);
}

static void freeze_figures(struct json *json, const struct forecast *forecast, uint32_t index)
{
    const struct freeze_outcome *outcome = &forecast->freezes[index];
    struct proportion before = answer_ends_by(forecast, forecast->scenario->freezes[index].start_s);
    json_put_proportion(json, "pEndsBefore", &before);
    json_put_proportion(json, "pWork", &outcome->work);
    json_put_proportion(json, "pBegins", &outcome->begins);
    json_put_fixed(json, "workMeanHours", outcome->member_hours_mean, HOURS_DECIMALS);
    json_put_fixed(json, "membersWithWorkMean", outcome->members_mean, MEAN_DECIMALS);
    json_put_count(json, "membersWithWorkP95", outcome->members_p95);
}

static void count_figures(struct json *json, const char *key, const struct count_outcome *count)
{
    json_put_object(json, key);
    json_put_fixed(json, "mean", count->mean, MEAN_DECIMALS);
    json_put_count(json, "p95", count->p95);
    json_put_end(json);
}

static void safe_stop(struct json *json, const struct safe_stop *safe)
{
    json_put_object(json, "lastSafeStop");
    json_put_quantile_instant(json, "at", &safe->at);
    count_figures(json, "membersAtTarget", &safe->at_target);
    count_figures(json, "membersAtOldVersion", &safe->before);
    count_figures(json, "membersInProgress", &safe->in_progress);
    json_put_count(json, "fleetTrials", safe->trials);
    json_put_end(json);
}

static void failure_policy(struct json *json, const struct forecast *forecast)
{
    json_put_array(json, "failurePolicy");
    for (uint32_t i = 0; i < forecast->scenario->track_count; i++) {
        const struct stop_outcome *stop = &forecast->stops[i];
        json_put_object(json, NULL);
        json_put_text(json, "run", forecast->scenario->tracks[i].name);
        json_put_proportion(json, "pStop", &stop->stops);
        if (stop->stops.hits > 0) {
            count_figures(json, "membersTouched", &stop->touched);
            count_figures(json, "overshoot", &stop->overshoot);
        }
        json_put_end(json);
    }
    json_put_end(json);
}

static void freezes(struct json *json, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    json_put_array(json, "freezes");
    for (uint32_t i = 0; i < scenario->freeze_count; i++) {
        const struct freeze *freeze = &scenario->freezes[i];
        json_put_object(json, NULL);
        json_put_text(json, "name", freeze->name);
        json_put_instant(json, "start", freeze->start_s);
        json_put_instant(json, "end", freeze->end_s);
        json_put_bool(json, "enforced", freeze->enforce);
        json_put_count(json, "membersInScope", freeze->scope_count);
        json_put_bool(json, "simulated", forecast->freezes[i].simulated);
        if (forecast->freezes[i].simulated)
            freeze_figures(json, forecast, i);
        if (forecast->freezes[i].safe.exists)
            safe_stop(json, &forecast->freezes[i].safe);
        json_put_end(json);
    }
    json_put_end(json);
}

/* Only the reasons that occur. */
static void refusals(struct json *json, const struct operation_outcome *outcome)
{
    json_put_array(json, "refusals");
    for (int refusal = REFUSAL_NONE + 1; refusal < REFUSAL_COUNT; refusal++) {
        if (outcome->refusals[refusal].hits == 0)
            continue;
        json_put_object(json, NULL);
        json_put_text(json, "reason", refusal_word((enum refusal)refusal));
        json_put_text(json, "text", refusal_text((enum refusal)refusal));
        json_put_proportion(json, "p", &outcome->refusals[refusal]);
        json_put_end(json);
    }
    json_put_end(json);
}

static void operations(struct json *json, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    json_put_array(json, "operations");
    for (uint32_t i = 0; i < scenario->operation_count; i++) {
        const struct operation *operation = &scenario->operations[i];
        json_put_object(json, NULL);
        json_put_count(json, "operation", operation->number);
        json_put_instant(json, "at", operation->at_s);
        json_put_text(json, "do", operation_word(operation->kind));
        json_put_text(json, "run", operation_run(scenario, operation));
        json_put_text(json, "target", operation->target);
        json_put_proportion(json, "pDone", &forecast->operations[i].done);
        json_put_proportion(json, "pRefused", &forecast->operations[i].refused);
        json_put_proportion(json, "pNotReached", &forecast->operations[i].not_reached);
        refusals(json, &forecast->operations[i]);
        json_put_end(json);
    }
    json_put_end(json);
}

static void overrun(struct json *json, const struct forecast *forecast)
{
    json_put_object(json, "overrun");
    json_put_proportion(json, "pTrial", &forecast->overrun.trials);
    json_put_proportion(json, "pUpgrade", &forecast->overrun.upgrades);
    json_put_count(json, "members", forecast->overrun.members);
    json_put_end(json);
}

static void assumptions(struct json *json, const struct scenario *scenario)
{
    json_put_array(json, "assumptions");
    for (uint32_t i = 0; i < scenario->assumption_count; i++) {
        const struct assumption *assumption = &scenario->assumptions[i];
        json_put_object(json, NULL);
        json_put_text(json, "what", assumption->what);
        json_put_text(json, "source", assumption->source);
        json_put_text(json, "class", source_class_name(assumption->source_class));
        json_put_bool(json, "decides", assumption->decides);
        json_put_end(json);
    }
    json_put_end(json);
}

static void warnings(struct json *json, const struct scenario *scenario)
{
    json_put_array(json, "warnings");
    for (const struct warning *at = scenario->warnings.first; at != NULL; at = at->next) {
        json_put_object(json, NULL);
        json_put_text(json, "code", at->code);
        json_put_text(json, "where", at->where);
        json_put_text(json, "text", at->text);
        json_put_end(json);
    }
    json_put_end(json);
}

static void segments(struct json *json, const struct forecast *forecast)
{
    json_put_array(json, "stages");
    for (uint32_t i = 0; i < forecast->stage_count; i++)
        segment_object(json, forecast->scenario, &forecast->stages[i], false);
    json_put_end(json);
    json_put_array(json, "groups");
    for (uint32_t i = 0; i < forecast->group_count; i++)
        segment_object(json, forecast->scenario, &forecast->groups[i], true);
    json_put_end(json);
}

void summary_json(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    struct json json = {.out = out};
    json_put_object(&json, NULL);
    head(&json, forecast);
    definitions(&json, &scenario->experiment.risk);
    risk(&json, &forecast->risk);
    stopping(&json, forecast);
    conditions(&json, forecast);
    all_runs(&json, forecast);
    json_put_array(&json, "runs");
    for (uint32_t i = 0; i < scenario->track_count; i++)
        track_object(&json, &scenario->tracks[i], &forecast->tracks[i]);
    json_put_end(&json);
    if (scenario->profile_count > 0)
        campaign(&json, &forecast->campaign);
    if (forecast->campaign_table != NULL)
        campaign_days(&json, forecast->campaign_table);
    deadlines(&json, forecast);
    freezes(&json, forecast);
    if (forecast->support != NULL)
        support(&json, forecast);
    overrun(&json, forecast);
    failure_policy(&json, forecast);
    if (forecast->operations != NULL)
        operations(&json, forecast);
    if (forecast->barriers != NULL)
        advice_json_barriers(&json, forecast);
    if (forecast->levers != NULL)
        advice_json_levers(&json, forecast);
    segments(&json, forecast);
    why_json(&json, forecast);
    inputs_json(&json, forecast);
    assumptions(&json, scenario);
    warnings(&json, scenario);
    json_put_end(&json);
}
