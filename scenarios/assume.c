#include "scenarios/assume.h"

#include "models/channel.h"
#include "models/version.h"
#include "scenarios/read_distribution.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { ASSUMPTIONS_MAX = 200 };

struct list {
    struct reader *reader;
    struct assumption *items;
    uint32_t count;
};

static const struct update_run *first_target(const struct scenario *scenario)
{
    for (uint32_t i = 0; i < scenario->run_count; i++)
        if (scenario->runs[i].kubernetes_version != VERSION_UNSET)
            return &scenario->runs[i];
    return NULL;
}

/* Without a run that says a version: what the first profile with a Kubernetes channel aims at as
 * the scenario starts, as though it had been followed so far. */
static uint32_t channel_start(const struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    const struct channel_view view = {.releases = &scenario->releases};
    for (uint32_t i = 0; i < scenario->profile_count; i++)
        if (channel_upgrade(scenario->profiles[i].channel) == UPGRADE_FULL)
            return channel_version(&scenario->profiles[i], &view, scenario->start_s);
    return VERSION_UNSET;
}

static bool assume_version(uint32_t version, struct member *member)
{
    if (member->kubernetes_version != VERSION_UNSET)
        return false;
    member->kubernetes_version = version;
    member->version_assumed = true;
    return true;
}

uint32_t assume_versions(struct reader *reader)
{
    struct fleet *fleet = &reader->scenario->fleet;
    const struct update_run *run = first_target(reader->scenario);
    uint32_t assumed = 0;
    uint32_t version = run ? version_minor_below(run->kubernetes_version) : channel_start(reader);
    if (version == VERSION_UNSET)
        return 0;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        assumed += assume_version(version, &fleet->members[i]);
    for (uint32_t i = 0; i < reader->changed_member_count; i++)
        assume_version(version, &reader->changed_members[i].member);
    return assumed;
}

static void append(struct list *list, struct assumption assumption, const char *format,
                   va_list values)
{
    va_list again;
    if (list->count == ASSUMPTIONS_MAX)
        return;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *what = arena_alloc(list->reader->arena, (size_t)length + 1);
    vsnprintf(what, (size_t)length + 1, format, values);
    assumption.what = what;
    list->items[list->count++] = assumption;
}

__attribute__((format(printf, 5, 6))) static void add(struct list *list, enum source_class class,
                                                      bool decides, const char *source,
                                                      const char *format, ...)
{
    va_list values;
    va_start(values, format);
    append(list, (struct assumption){.source = source, .source_class = class, .decides = decides},
           format, values);
    va_end(values);
}

/* A default of the catalogue, with its source, and how far it may be off. */
__attribute__((format(printf, 4, 5))) static void add_default(struct list *list, const char *key,
                                                              bool decides, const char *format, ...)
{
    const struct defaults *defaults = &list->reader->defaults;
    struct arena *arena = list->reader->arena;
    va_list values;
    va_start(values, format);
    append(list,
           (struct assumption){.source = defaults_source(defaults, arena, key),
                               .source_class = defaults_class(defaults, key),
                               .decides = decides,
                               .range = defaults_range(defaults, arena, key)},
           format, values);
    va_end(values);
}

/* What the members' upgrades draw on, per duration model. */
struct use {
    bool any, linux_nodes, windows_nodes;
};

static struct use *find_uses(const struct reader *reader)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    struct use *uses = arena_array(reader->scratch, struct use, reader->scenario->duration_count);
    for (uint32_t i = 0; i < fleet->member_count; i++) {
        const struct member *member = &fleet->members[i];
        struct use *use = &uses[member->duration_model];
        use->any = true;
        for (uint32_t p = 0; p < member->pool_count; p++) {
            bool windows = fleet->pools[member->pool_first + p].windows;
            use->windows_nodes |= windows;
            use->linux_nodes |= !windows;
        }
    }
    return uses;
}

static bool part_matters(const struct reader *reader, const struct use *use,
                         enum duration_part part)
{
    const bool *types = reader->runs_type;
    bool nodes = types[UPGRADE_FULL] || types[UPGRADE_NODE_IMAGE_ONLY];
    switch (part) {
    case PART_CONTROL_PLANE:
        return use->any && (types[UPGRADE_FULL] || types[UPGRADE_CONTROL_PLANE_ONLY]);
    case PART_NODE:
        return use->linux_nodes && types[UPGRADE_FULL];
    case PART_IMAGE_NODE:
        return use->linux_nodes && types[UPGRADE_NODE_IMAGE_ONLY];
    case PART_WINDOWS_NODE:
        return use->windows_nodes && nodes;
    default:
        return use->any;
    }
}

static const struct distribution *part_of(const struct duration_model *model,
                                          enum duration_part part)
{
    const struct distribution *parts[DURATION_PART_COUNT] = {
        [PART_CONTROL_PLANE] = &model->control_plane, [PART_NODE] = &model->node,
        [PART_IMAGE_NODE] = &model->node_image_node,  [PART_WINDOWS_NODE] = &model->windows_node,
        [PART_OVERHEAD] = &model->overhead,
    };
    return parts[part];
}

static bool touches_nodes(const struct reader *reader)
{
    return reader->runs_type[UPGRADE_FULL] || reader->runs_type[UPGRADE_NODE_IMAGE_ONLY];
}

/* One line a part that some model in use takes from the defaults, and one for each that the
 * scenario gives. */
static void list_part(struct list *list, const struct use *uses, enum duration_part part,
                      const char *key)
{
    const struct reader *reader = list->reader;
    bool defaulted = false;
    for (uint32_t i = 0; i < reader->scenario->duration_count; i++) {
        const struct duration_model *model = &reader->scenario->durations[i];
        if (model->in_one_piece || !part_matters(reader, &uses[i], part))
            continue;
        const char *text = distribution_describe(reader->scratch, part_of(model, part));
        if (reader->duration_given[i].parts[part])
            add(list, SOURCE_YOURS, false, "the scenario", "%s of model %s: %s", key, model->name,
                text);
        else if (!defaulted)
            add_default(list, key, part != PART_OVERHEAD, "%s: %s", key, text);
        defaulted |= !reader->duration_given[i].parts[part];
    }
}

/* Where some upgrade is built up from its nodes. */
static void list_spread(struct list *list, const struct use *uses)
{
    const struct reader *reader = list->reader;
    bool built_up = false;
    for (uint32_t i = 0; touches_nodes(reader) && i < reader->scenario->duration_count; i++)
        built_up |= uses[i].any && !reader->scenario->durations[i].in_one_piece;
    if (built_up)
        add_default(list, "nodeSpread", false, "nodes of a pool differ by %g of their time",
                    defaults_number(&reader->defaults, "nodeSpread"));
}

static void list_whole(struct list *list, const struct use *uses)
{
    const struct reader *reader = list->reader;
    for (uint32_t i = 0; i < reader->scenario->duration_count; i++) {
        const struct duration_model *model = &reader->scenario->durations[i];
        for (int type = 0; model->in_one_piece && uses[i].any && type < UPGRADE_TYPE_COUNT; type++)
            if (reader->runs_type[type])
                add(list, SOURCE_YOURS, false, "the scenario", "memberMinutes of model %s, %s: %s",
                    model->name, upgrade_type_name((enum upgrade_type)type),
                    distribution_describe(reader->scratch, &model->member[type]));
    }
}

/* Blocked drains, of the models whose members have nodes to upgrade. */
static void list_drains(struct list *list, const struct use *uses)
{
    const struct reader *reader = list->reader;
    bool nodes = touches_nodes(reader), any = false, defaulted = false;
    for (uint32_t i = 0; nodes && i < reader->scenario->duration_count; i++) {
        const struct duration_model *model = &reader->scenario->durations[i];
        if (!uses[i].any || model->drain.blocked_probability == 0)
            continue;
        bool given = reader->duration_given[i].blocked;
        const char *text = distribution_describe(reader->scratch, &model->drain.blocked);
        add(list, SOURCE_YOURS, false, "the scenario",
            "blocked drains of model %s: %g %% of nodes%s%s", model->name,
            100 * model->drain.blocked_probability, given ? ", minutes " : "", given ? text : "");
        if (!given && !defaulted)
            add_default(list, "blockedMinutes", true, "blockedMinutes: %s", text);
        defaulted |= !given;
        any = true;
    }
    if (any && reader->timeouts_assumed > 0)
        add_default(list, "drainTimeoutInMinutes", false,
                    "drainTimeoutInMinutes of %zu of %u node pools: %s", reader->timeouts_assumed,
                    reader->scenario->fleet.pool_count,
                    defaults_text(&reader->defaults, "drainTimeoutInMinutes"));
}

static void list_shared(struct list *list, const struct use *uses)
{
    const struct reader *reader = list->reader;
    for (uint32_t i = 0; i < reader->scenario->duration_count; i++) {
        const struct duration_model *model = &reader->scenario->durations[i];
        for (int scope = 0; uses[i].any && scope < SCOPE_COUNT; scope++)
            if (model->shared.given[scope])
                add(list, SOURCE_YOURS, false, "the scenario",
                    "factor on durations of model %s that each %s has as a whole: %s", model->name,
                    scope_name((enum scope)scope),
                    distribution_describe(reader->scratch, &model->shared.factor[scope]));
    }
}

static void list_durations(struct list *list)
{
    static const char *const keys[DURATION_PART_COUNT] = {
        [PART_CONTROL_PLANE] = "controlPlaneMinutes", [PART_NODE] = "nodeMinutes",
        [PART_IMAGE_NODE] = "nodeImageNodeMinutes",   [PART_WINDOWS_NODE] = "windowsNodeMinutes",
        [PART_OVERHEAD] = "overheadMinutes",
    };
    const struct use *uses = find_uses(list->reader);
    for (int part = 0; part < DURATION_PART_COUNT; part++)
        list_part(list, uses, (enum duration_part)part, keys[part]);
    list_spread(list, uses);
    list_whole(list, uses);
    list_drains(list, uses);
    list_shared(list, uses);
}

static bool default_failures_in_use(const struct reader *reader)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    uint32_t model = names_find(&reader->failures, "default");
    for (uint32_t i = 0; i < fleet->member_count; i++)
        if (fleet->members[i].failure_model == model)
            return true;
    return false;
}

static void list_assumed_failures(struct list *list)
{
    static const char *const keys[UPGRADE_TYPE_COUNT] = {
        [UPGRADE_FULL] = "failureProbabilityFull",
        [UPGRADE_CONTROL_PLANE_ONLY] = "failureProbabilityControlPlaneOnly",
        [UPGRADE_NODE_IMAGE_ONLY] = "failureProbabilityNodeImageOnly",
    };
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (list->reader->runs_type[type])
            add_default(list, keys[type], true,
                        "failure probability of a %s upgrade: %g %% an attempt",
                        upgrade_type_name((enum upgrade_type)type),
                        100 * defaults_number(&list->reader->defaults, keys[type]));
    add_default(list, "failureAtFraction", false, "failed attempts end after %g of their duration",
                defaults_number(&list->reader->defaults, "failureAtFraction"));
}

static void list_failures(struct list *list)
{
    const struct reader *reader = list->reader;
    const cJSON *models = json_get_in(reader->root, "models", "failure", NULL);
    bool own = json_get(models, "default");
    if (json_text(models))
        add(list, SOURCE_YOURS, true, "the scenario", "failures are not modelled");
    else if (!own && default_failures_in_use(reader))
        list_assumed_failures(list);
    if (json_count(models) > 0)
        add(list, SOURCE_YOURS, false, "the scenario", "failure models: %zu, causes: %u",
            json_count(models), reader->scenario->cause_count);
}

static void list_risks(struct list *list)
{
    const struct scenario *scenario = list->reader->scenario;
    for (uint32_t i = 0; i < scenario->risk_count; i++) {
        const struct risk_event *risk = &scenario->risks[i];
        double p =
            risk->beta_a > 0 ? risk->beta_a / (risk->beta_a + risk->beta_b) : risk->probability;
        add(list, SOURCE_YOURS, false, "the scenario",
            "risk %s: %g %% for each %s%s; then %g %% of upgrades fail, durations times %s",
            risk->name, 100 * p, scope_name(risk->scope), risk->beta_a > 0 ? " (uncertain)" : "",
            100 * risk->member_failure_probability,
            distribution_describe(list->reader->scratch, &risk->factor));
    }
}

/* Whether the answer depends on a member's pools: its duration is built up, or a cause strikes per
 * node or pool. */
static bool pools_matter(const struct scenario *scenario, const struct member *member)
{
    const struct failure_model *failures = &scenario->failures[member->failure_model];
    for (uint32_t i = 0; i < failures->cause_count; i++)
        if (failures->causes[i].per != FAILURE_PER_ATTEMPT)
            return true;
    return !scenario->durations[member->duration_model].in_one_piece;
}

/* The same for all who have none. */
static uint32_t assumed_version(const struct fleet *fleet)
{
    uint32_t i = 0;
    while (i < fleet->member_count && !fleet->members[i].version_assumed)
        i++;
    return i < fleet->member_count ? fleet->members[i].kubernetes_version : VERSION_UNSET;
}

static void list_fleet(struct list *list, uint32_t versions_assumed)
{
    const struct fleet *fleet = &list->reader->scenario->fleet;
    uint32_t pools = 0, pool_count = 0;
    bool pools_decide = false;
    char text[VERSION_TEXT_SIZE];
    for (uint32_t i = 0; i < fleet->member_count; i++)
        pool_count += fleet->members[i].pool_count;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        if (fleet->members[i].pools_assumed) {
            pools++;
            pools_decide |= touches_nodes(list->reader) &&
                            pools_matter(list->reader->scenario, &fleet->members[i]);
        }
    if (versions_assumed > 0)
        add(list, SOURCE_ASSUMED, true,
            first_target(list->reader->scenario)
                ? "one minor below the first target"
                : "what the first profile with a Kubernetes channel aims at as the scenario starts",
            "Kubernetes version of %u of %u members: %s", versions_assumed, fleet->member_count,
            version_format(assumed_version(fleet), text));
    if (pools > 0)
        add_default(list, "poolCount", pools_decide,
                    "node pools of %u of %u members: one Linux pool of %s nodes", pools,
                    fleet->member_count, defaults_text(&list->reader->defaults, "poolCount"));
    if (list->reader->surge_assumed > 0 && touches_nodes(list->reader))
        add_default(list, "maxSurge", false, "maxSurge of %zu of %u node pools: %s",
                    list->reader->surge_assumed, pool_count,
                    defaults_text(&list->reader->defaults, "maxSurge"));
}

static void list_quota(struct list *list)
{
    const struct reader *reader = list->reader;
    const struct scenario *scenario = reader->scenario;
    for (uint32_t i = 0; i < scenario->quota_count; i++) {
        const struct quota *quota = &scenario->quotas[i];
        add(list, SOURCE_YOURS, false, "the scenario", "quota for surge nodes in %s%s%s: %u vCPUs",
            scenario->fleet.regions[quota->region], quota->subscription ? ", subscription " : "",
            quota->subscription ? quota->subscription : "", quota->vcpus);
    }
    if (scenario->quota_count > 0 && reader->vcpus_assumed > 0)
        add_default(list, "vcpus", true, "vCPUs of a node in %zu of %u node pools: %s",
                    reader->vcpus_assumed, scenario->fleet.pool_count,
                    defaults_text(&reader->defaults, "vcpus"));
}

/* Whether some run's version, or an image that some run may choose, is on a way that is drawn. */
static bool way_matters(const struct reader *reader, const struct known_release *known,
                        uint32_t count)
{
    const struct scenario *scenario = reader->scenario;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t run = 0; run < scenario->run_count; run++)
            if (known[i].published_s > scenario->start_s - 14 * DAY_S &&
                (known[i].family != NONE ||
                 known[i].version == scenario->runs[run].kubernetes_version))
                return true;
    return false;
}

static void list_rollout(struct list *list, enum train_kind kind, const char *train,
                         const char *what, bool decides)
{
    const cJSON *own = json_get_in(list->reader->root, "models", "rollout", NULL);
    const struct csv_table *table = &list->reader->catalog.rollout;
    int row = catalog_find(table, 1, "train", train);
    while (catalog_number(table, row, "wave") != 5)
        row++;
    if (list->reader->rollouts[kind] == NULL)
        return;
    if (json_get(json_get(own, train), "waves"))
        add(list, SOURCE_YOURS, false, "the scenario", "roll-out of %s: %u waves", what,
            list->reader->rollouts[kind]->wave_count);
    else
        add(list, catalog_class(table, row), decides,
            arena_strdup(list->reader->arena, catalog_cell(table, row, "source")),
            "roll-out of %s: the catalogue's waves", what);
}

/* The releases between the last one known and the start are drawn, too. */
static void list_gap(struct list *list, const char *what, int64_t known_s)
{
    int64_t gap_s = list->reader->scenario->start_s - known_s;
    if (gap_s > 0)
        add(list, SOURCE_ASSUMED, false, "the catalogue ends there",
            "%s between %s and the start, %.0f days: drawn", what,
            reader_instant_text(list->reader, known_s), (double)gap_s / (double)DAY_S);
}

static void list_future(struct list *list, const struct release_future *future)
{
    if (future->patches && future->patches_from_s > INT64_MIN)
        list_gap(list, "Kubernetes patches", future->patches_from_s);
    for (uint32_t i = 0; i < future->image_count; i++)
        list_gap(list,
                 arena_printf(list->reader->scratch, "node images of %s",
                              list->reader->families.list[future->images[i].families[0]]),
                 future->images[i].from_s);
}

static void list_releases(struct list *list)
{
    const struct reader *reader = list->reader;
    const struct release_plan *plan = reader->scenario->release_plan;
    if (plan == NULL)
        return;
    if (plan->kubernetes_count > 0 || plan->future.patches || plan->future.minors)
        list_rollout(list, TRAIN_KUBERNETES, "kubernetes", "Kubernetes versions",
                     way_matters(reader, plan->kubernetes, plan->kubernetes_count));
    if (plan->image_count > 0)
        list_rollout(list, TRAIN_NODE_IMAGES, "nodeImages", "node images",
                     way_matters(reader, plan->images, plan->image_count));
    list_future(list, &plan->future);
}

/* Approval gates that neither a model nor an operation approves. */
static uint32_t count_assumed_gates(const struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    uint32_t count = 0;
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        const struct plan *plan = scenario->run_plans[run].plans[0];
        for (uint32_t i = 0; i < plan->gate_count; i++)
            count += plan->gates[i].type == GATE_APPROVAL &&
                     scenario_approval(scenario, reader->scratch, run, 0, i) ==
                         scenario->operators.assumed;
    }
    return count;
}

static void list_people(struct list *list)
{
    const struct reader *reader = list->reader;
    const struct defaults *defaults = &reader->defaults;
    const struct operators *operators = &reader->scenario->operators;
    struct distribution delay = defaults_distribution(defaults, "approvalDelayHours");
    if (count_assumed_gates(reader) > 0)
        add_default(
            list, "approvalDelayHours", true, "approval of gates, hours: %s, %s from %s to %s",
            distribution_describe(reader->scratch, &delay), defaults_text(defaults, "approvalDays"),
            defaults_text(defaults, "approvalFrom"), defaults_text(defaults, "approvalTo"));
    if (operators->approval_count > 0)
        add(list, SOURCE_YOURS, false, "the scenario", "models of approval: %zu",
            operators->approval_count);
    if (operators->failure.reacts)
        add(list, SOURCE_YOURS, false, "the scenario",
            "failed runs are started again up to %u "
            "times%s",
            operators->failure.attempts_max,
            operators->failure.skips ? ", then without the members that failed" : "");
    if (operators->validation.reacts)
        add(list, SOURCE_YOURS, false, "the scenario",
            "members Pending for %.1f hours and more are skipped",
            (double)operators->validation.after_s / (double)HOUR_S);
}

static void list_controller(struct list *list)
{
    static const char *const keys[] = {"windowPollMinutes", "lookaheadHours",
                                       "maxStageConcurrency"};
    const cJSON *controller = json_get(list->reader->root, "controller");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!json_get(controller, keys[i]))
            add_default(list, keys[i], false, "%s: %s", keys[i],
                        defaults_text(&list->reader->defaults, keys[i]));
}

void assume_list(struct reader *reader, uint32_t versions_assumed)
{
    struct list list = {.reader = reader,
                        .items = arena_array(reader->arena, struct assumption, ASSUMPTIONS_MAX)};
    list_failures(&list);
    list_durations(&list);
    list_risks(&list);
    list_quota(&list);
    list_fleet(&list, versions_assumed);
    list_releases(&list);
    list_people(&list);
    list_controller(&list);
    reader->scenario->assumptions = list.items;
    reader->scenario->assumption_count = list.count;
}
