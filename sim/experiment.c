#include "sim/experiment.h"

#include "sim/barrier_count.h"
#include "sim/campaign.h"
#include "sim/observers.h"
#include "sim/parallel.h"
#include "sim/path_summary.h"
#include "sim/precision.h"
#include "sim/refusals.h"
#include "sim/summary.h"
#include "sim/support_count.h"
#include "sim/tally.h"

#include <assert.h>

enum {
    PILOT_TRIALS_MAX = 32, /* look how far the timeline has to reach; */
    PILOT_TRIALS_MIN = 1,  /* large fleets vary less, and take longer */
    PILOT_MEMBERS = 100000,
    TIMELINE_POINTS = 240, /* at most */
    BLOCK_MEMBERS = 10000, /* upgrades in a block of trials: about a millisecond */
    BLOCK_TRIALS_MAX = 256
};

struct experiment_worker {
    struct arena arena;
    struct tally *tally;
    struct refusals *refusals; /* NULL: not counted */
    struct campaign *campaign; /* NULL: not followed */
    struct support_count *support;
    struct observers observers;
    struct path_count *paths; /* NULL: not asked for */
    struct host *host;
    struct barrier_count *barriers; /* NULL: not counted */
};

struct experiment_state {
    const struct experiment_options *options;
    struct tally_shape shape;
    struct tally_rows rows;
    struct path_rows path_rows; /* where they are asked for */
    struct experiment_worker *workers;
    uint32_t done; /* trials of the rounds before */
};

static void note_last(void *context, int64_t now_s,
                      const struct orchestrator_transition *transitions, uint32_t count)
{
    int64_t *last_s = context;
    (void)transitions;
    if (count > 0 && now_s > *last_s)
        *last_s = now_s;
}

static uint32_t pilot_trials(const struct scenario *scenario, uint32_t trials)
{
    uint64_t slots = 1;
    for (uint32_t run = 0; run < scenario->run_count; run++)
        slots += scenario->plans[run].member_count;
    uint32_t pilot = (uint32_t)(PILOT_MEMBERS / slots);
    pilot = pilot > PILOT_TRIALS_MIN ? pilot : PILOT_TRIALS_MIN;
    pilot = pilot < PILOT_TRIALS_MAX ? pilot : PILOT_TRIALS_MAX;
    return pilot < trials ? pilot : trials;
}

/* The last instant at which anything happens in the first trials. */
static int64_t pilot_end(const struct scenario *scenario, const struct experiment_options *options,
                         void (*exhausted)(void))
{
    struct arena arena;
    arena_init(&arena, exhausted);
    int64_t last_s = scenario->start_s;
    struct host_observer observer = {.context = &last_s, .changed = note_last};
    struct host *host = host_create(&arena, scenario, options->seed, observer);
    uint32_t trials = pilot_trials(scenario, options->trials);
    for (uint32_t trial = 0; trial < trials; trial++)
        host_run(host, trial);
    arena_clear(&arena);
    return last_s;
}

/* A step people can read off an axis, and a sixth more room than the pilot needed. */
static struct timeline_grid choose_grid(const struct scenario *scenario, int64_t last_s)
{
    static const int64_t steps_s[] = {60,    300,   600,   900,   1800,   3600,  7200,
                                      10800, 21600, 43200, 86400, 172800, 604800};
    int64_t span_s = (last_s - scenario->start_s) * 7 / 6 + 60;
    if (span_s > scenario->horizon_s - scenario->start_s)
        span_s = scenario->horizon_s - scenario->start_s;
    size_t i = 0;
    while (i + 1 < sizeof steps_s / sizeof *steps_s && span_s / steps_s[i] >= TIMELINE_POINTS)
        i++;
    int64_t step_s = steps_s[i];
    while (span_s / step_s >= TIMELINE_POINTS)
        step_s *= 2;
    return (struct timeline_grid){.from_s = scenario->start_s,
                                  .step_s = step_s,
                                  .point_count = (uint32_t)(span_s / step_s) + 1};
}

static void create_worker(struct experiment_state *experiment, const struct scenario *scenario,
                          uint64_t seed, struct experiment_worker *worker, void (*exhausted)(void))
{
    arena_init(&worker->arena, exhausted);
    worker->tally = tally_create(&worker->arena, &experiment->shape, &experiment->rows);
    observers_add(&worker->observers, tally_observer(worker->tally));
    if (scenario->operation_count > 0 && !experiment->options->series_only) {
        worker->refusals = refusals_create(&worker->arena, scenario);
        observers_add(&worker->observers, refusals_observer(worker->refusals));
    }
    if (experiment->options->barriers)
        worker->barriers = barrier_count_create(&worker->arena, &experiment->shape);
    if (experiment->options->why) {
        worker->paths = path_count_create(&worker->arena, scenario, &experiment->path_rows);
        observers_add(&worker->observers, path_count_observer(worker->paths));
    }
    if (experiment->options->campaign && !experiment->options->series_only &&
        campaign_is_of(scenario)) {
        worker->campaign = campaign_create(&worker->arena, scenario);
        observers_add(&worker->observers, campaign_observer(worker->campaign));
    }
    if (experiment->options->support) {
        worker->support = support_count_create(&worker->arena, scenario);
        observers_add(&worker->observers, support_count_observer(worker->support));
    }
    worker->host =
        host_create(&worker->arena, scenario, seed, observers_as_one(&worker->observers));
    if (worker->campaign != NULL)
        campaign_meet(worker->campaign, worker->host);
}

/* `from` is spent. */
static void merge_worker(struct experiment_worker *into, struct experiment_worker *from)
{
    tally_merge(into->tally, from->tally);
    if (into->refusals != NULL)
        refusals_merge(into->refusals, from->refusals);
    if (into->barriers != NULL)
        barrier_count_merge(into->barriers, from->barriers);
    if (into->paths != NULL)
        path_count_merge(into->paths, from->paths);
    if (into->campaign != NULL)
        campaign_merge(into->campaign, from->campaign);
    if (into->support != NULL)
        support_count_merge(into->support, from->support);
    arena_clear(&from->arena);
}

static void run_block(void *context, uint32_t number, uint32_t first, uint32_t count)
{
    struct experiment_state *experiment = context;
    struct experiment_worker *worker = &experiment->workers[number];
    const uint32_t *chosen = experiment->options->chosen;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t trial = experiment->done + first + i;
        tally_begin(worker->tally, trial, worker->host);
        if (worker->paths != NULL)
            path_count_begin(worker->paths, worker->host, trial);
        if (worker->campaign != NULL)
            campaign_begin(worker->campaign);
        if (worker->support != NULL)
            support_count_begin(worker->support);
        host_run(worker->host, chosen != NULL ? chosen[trial] : trial);
        tally_end(worker->tally);
        if (worker->barriers != NULL)
            barrier_count_trial(worker->barriers, &experiment->rows, trial, worker->host);
        if (worker->campaign != NULL)
            campaign_end(worker->campaign);
        if (worker->support != NULL)
            support_count_end(worker->support);
    }
}

static uint32_t block_size(uint32_t slots, uint32_t trials, uint32_t jobs)
{
    uint32_t size = BLOCK_MEMBERS / (slots + 1) + 1;
    uint32_t fair = trials / (4 * jobs) + 1;
    size = size < BLOCK_TRIALS_MAX ? size : BLOCK_TRIALS_MAX;
    return size < fair ? size : fair;
}

static void progress_of_round(void *context, uint32_t done, uint32_t total)
{
    const struct experiment_state *experiment = context;
    const struct experiment_options *options = experiment->options;
    (void)total;
    options->progress(options->progress_context, experiment->done + done, options->trials);
}

/* The trials up to `until`. False: interrupted. */
static bool run_round(struct experiment_state *experiment, uint32_t until)
{
    const struct experiment_options *options = experiment->options;
    uint32_t trials = until - experiment->done;
    struct parallel_work work = {.context = experiment,
                                 .block = run_block,
                                 .progress = options->progress ? progress_of_round : NULL,
                                 .progress_context = experiment,
                                 .interrupt = options->interrupt};
    experiment->done +=
        parallel_run(&work, options->jobs, trials,
                     block_size(experiment->shape.slot_count, trials, options->jobs));
    return experiment->done == until;
}

/* Round by round, until all trials are done or they are precise enough. */
static struct stopping run_rounds(struct arena *arena, struct experiment_state *experiment)
{
    const struct experiment_options *options = experiment->options;
    struct stopping stopping = {.asked = precision_asked(&options->precision)};
    bool going = true;
    while (going && experiment->done < options->trials && !stopping.reached) {
        going = run_round(experiment, stopping.asked
                                          ? precision_check_after(experiment->done, options->trials)
                                          : options->trials);
        if (stopping.asked && experiment->done > 0)
            stopping = precision_check(arena, &options->precision, &experiment->shape,
                                       &experiment->rows, experiment->done);
    }
    return stopping;
}

void experiment_run(struct arena *arena, const struct scenario *scenario,
                    const struct experiment_options *options, struct forecast *forecast)
{
    assert(options->jobs >= 1 && options->trials >= 1);
    struct experiment_state experiment = {.options = options};
    struct arena own;
    arena_init(&own, arena->exhausted);
    *forecast = (struct forecast){.scenario = scenario, .version = options->version};
    struct timeline_grid grid =
        options->series_only
            ? (struct timeline_grid){scenario->start_s, MINUTE_S, 1} /* no timeline */
            : choose_grid(scenario, pilot_end(scenario, options, arena->exhausted));
    tally_shape_init(&experiment.shape, &own, scenario, grid);
    experiment.shape.surge = options->surge && scenario->surge_counts;
    tally_rows_init(&experiment.rows, &own, &experiment.shape, options->trials);
    if (options->why)
        path_rows_init(&experiment.path_rows, &own, scenario, options->trials);
    experiment.workers = arena_array(&own, struct experiment_worker, options->jobs);
    for (uint32_t i = 0; i < options->jobs; i++)
        create_worker(&experiment, scenario, options->seed, &experiment.workers[i],
                      arena->exhausted);
    forecast->stopping = run_rounds(&own, &experiment);
    uint32_t done = experiment.done;
    for (uint32_t i = 1; i < options->jobs; i++)
        merge_worker(&experiment.workers[0], &experiment.workers[i]);
    forecast->trials = done;
    forecast->interrupted = done < options->trials && !forecast->stopping.reached;
    forecast->sensitivity = NULL;
    forecast->robustness = NULL;
    const struct summary_options summary = {options->seed, options->jobs, options->series_only};
    if (experiment.workers[0].refusals != NULL)
        forecast->operations = refusals_outcomes(arena, experiment.workers[0].refusals, done);
    if (experiment.workers[0].campaign != NULL && done > 0)
        forecast->campaign_table = campaign_table(arena, experiment.workers[0].campaign, done);
    if (experiment.workers[0].support != NULL && done > 0)
        forecast->support = support_count_outcomes(arena, experiment.workers[0].support, done,
                                                   &forecast->support_count);
    if (done > 0)
        summary_fill(arena, &experiment.shape, &experiment.rows, experiment.workers[0].tally,
                     &summary, forecast);
    if (done > 0 && options->barriers)
        barrier_count_fill(arena, experiment.workers[0].barriers, forecast);
    if (done > 0 && options->why)
        path_summary_fill(arena, &experiment.path_rows, experiment.workers[0].paths, forecast);
    arena_clear(&experiment.workers[0].arena);
    arena_clear(&own);
}
