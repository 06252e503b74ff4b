#include "sim/support_count.h"

#include "models/instant.h"
#include "models/version.h"

#include <stdlib.h>
#include <string.h>

/* A minor in use, with or without long-term support. */
struct line {
    struct support_outcome outcome;
    uint32_t left; /* in this trial: members that have left it in time */
    uint64_t members_sum, any;
};

struct support_count {
    const struct scenario *scenario;
    struct line *lines;
    uint32_t line_count;
    uint32_t *line_of;     /* per fleet member: index into lines; NONE: it does not count */
    uint32_t *left_in;     /* per fleet member: the trial in which it has left, from 1 */
    uint32_t *run_version; /* per run: what it brings control planes to; VERSION_UNSET: nothing */
    uint32_t trial;        /* from 1 */
};

/* ---- Who is on what, if nothing is upgraded. */

static int compare_lines(const void *left, const void *right)
{
    const struct support_outcome *a = &((const struct line *)left)->outcome,
                                 *b = &((const struct line *)right)->outcome;
    if (a->minor != b->minor)
        return a->minor < b->minor ? -1 : 1;
    return a->long_term - b->long_term;
}

static struct line line_of(const struct scenario *scenario, const struct member *member)
{
    int64_t end_s =
        support_end(&scenario->support, member->kubernetes_version, member->long_term_support);
    struct line line = {.outcome = {.minor = version_first_patch(member->kubernetes_version),
                                    .long_term = member->long_term_support &&
                                                 support_is_long_term(&scenario->support,
                                                                      member->kubernetes_version),
                                    .end_s = end_s,
                                    .at_s = end_s > scenario->start_s ? end_s : scenario->horizon_s,
                                    .simulated = end_s <= scenario->horizon_s}};
    return line;
}

static uint32_t find_line(const struct support_count *count, const struct line *like)
{
    for (uint32_t i = 0; i < count->line_count; i++)
        if (compare_lines(&count->lines[i], like) == 0)
            return i;
    return NONE;
}

/* Minors of a fleet are few: there is a line for each known one at most, and one for each that is
 * too old to be known. */
static void add_lines(struct arena *arena, struct support_count *count)
{
    const struct scenario *scenario = count->scenario;
    count->lines = arena_array(arena, struct line, 2 * (size_t)scenario->versions_in_use_count);
    for (uint32_t m = 0; m < scenario->fleet.member_count; m++) {
        struct line line = line_of(scenario, &scenario->fleet.members[m]);
        if (line.outcome.end_s != INSTANT_NEVER && find_line(count, &line) == NONE)
            count->lines[count->line_count++] = line;
    }
    qsort(count->lines, count->line_count, sizeof *count->lines, compare_lines);
}

/* People bring it to a newer minor by then. */
static bool is_changed_before(const struct scenario *scenario, uint32_t member,
                              const struct support_outcome *outcome)
{
    for (uint32_t e = 1; e < scenario->epoch_count; e++) {
        const struct epoch *epoch = &scenario->epochs[e];
        if (epoch->at_s <= outcome->at_s &&
            version_first_patch(epoch->fleet.members[member].kubernetes_version) > outcome->minor)
            return true;
    }
    return false;
}

static void place_member(struct support_count *count, uint32_t index)
{
    const struct scenario *scenario = count->scenario;
    const struct member *member = &scenario->fleet.members[index];
    struct line line = line_of(scenario, member);
    uint32_t at = find_line(count, &line);
    count->line_of[index] = NONE;
    if (at == NONE || member->joins_s > scenario->start_s ||
        (member->leaves_s != 0 && member->leaves_s <= line.outcome.at_s) ||
        is_changed_before(scenario, index, &line.outcome))
        return;
    count->lines[at].outcome.members++;
    if (line.outcome.simulated)
        count->line_of[index] = at;
}

struct support_count *support_count_create(struct arena *arena, const struct scenario *scenario)
{
    struct support_count *count = arena_new(arena, struct support_count);
    count->scenario = scenario;
    add_lines(arena, count);
    count->line_of = arena_array(arena, uint32_t, scenario->fleet.member_count);
    count->left_in = arena_array(arena, uint32_t, scenario->fleet.member_count);
    count->run_version = arena_array(arena, uint32_t, scenario->run_count);
    for (uint32_t m = 0; m < scenario->fleet.member_count; m++)
        place_member(count, m);
    return count;
}

/* ---- One history. */

void support_count_begin(struct support_count *count)
{
    count->trial++;
    for (uint32_t i = 0; i < count->line_count; i++)
        count->lines[i].left = 0;
}

static void created(void *context, int64_t now_s, uint32_t run, const struct run_creation *creation)
{
    struct support_count *count = context;
    (void)now_s;
    count->run_version[run] = creation->run->type == UPGRADE_NODE_IMAGE_ONLY
                                  ? VERSION_UNSET
                                  : creation->run->kubernetes_version;
}

static void upgraded(struct support_count *count, int64_t now_s, uint32_t run, uint32_t slot)
{
    uint32_t member = count->scenario->plans[run].members[slot];
    uint32_t at = count->line_of[member];
    if (at == NONE || count->left_in[member] == count->trial)
        return;
    struct line *line = &count->lines[at];
    if (now_s > line->outcome.at_s ||
        version_first_patch(count->run_version[run]) <= line->outcome.minor)
        return;
    count->left_in[member] = count->trial;
    line->left++;
}

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (transitions[i].level == ORCHESTRATOR_MEMBER && transitions[i].to == STATE_COMPLETED)
            upgraded(context, now_s, transitions[i].run, transitions[i].index);
}

struct host_observer support_count_observer(struct support_count *count)
{
    return (struct host_observer){
        .context = count, .as_shown = true, .created = created, .changed = changed};
}

void support_count_end(struct support_count *count)
{
    for (uint32_t i = 0; i < count->line_count; i++) {
        struct line *line = &count->lines[i];
        line->members_sum += line->outcome.members - line->left;
        line->any += line->outcome.members > line->left;
    }
}

/* ---- Over trials. */

void support_count_merge(struct support_count *into, const struct support_count *from)
{
    for (uint32_t i = 0; i < into->line_count; i++) {
        into->lines[i].members_sum += from->lines[i].members_sum;
        into->lines[i].any += from->lines[i].any;
    }
}

const struct support_outcome *support_count_outcomes(struct arena *arena,
                                                     const struct support_count *count,
                                                     uint32_t trials, uint32_t *outcome_count)
{
    struct support_outcome *outcomes =
        arena_array(arena, struct support_outcome, count->line_count);
    for (uint32_t i = 0; i < count->line_count; i++) {
        outcomes[i] = count->lines[i].outcome;
        if (!outcomes[i].simulated)
            continue;
        outcomes[i].members_mean = (double)count->lines[i].members_sum / trials;
        outcomes[i].any = proportion_of(count->lines[i].any, trials);
    }
    *outcome_count = count->line_count;
    return outcomes;
}
