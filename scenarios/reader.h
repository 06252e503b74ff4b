/* reader: the resolved document, on its way into struct scenario.
 *
 * The document has been held against the table of keys: what is there has the right type and range,
 * what was wrong is invalid and reads as absent (and was reported). The read_*.c files each take
 * one part, check what one key alone cannot show (names that exist, spans that do not run
 * backwards) and fill the scenario. Texts are copied into the scenario's arena.
 */
#ifndef SCENARIOS_READER_H
#define SCENARIOS_READER_H

#include "models/scenario.h"
#include "scenarios/catalog.h"
#include "scenarios/defaults.h"
#include "scenarios/json_document.h"
#include "scenarios/keys.h"
#include "scenarios/names.h"
#include "scenarios/pointer.h"

#include <stdbool.h>

/* The parts a duration model is built from. */
enum duration_part {
    PART_CONTROL_PLANE,
    PART_NODE,
    PART_IMAGE_NODE,
    PART_WINDOWS_NODE,
    PART_OVERHEAD,
    DURATION_PART_COUNT
};

/* What of a duration model the scenario gives; the rest is from the defaults. */
struct duration_given {
    bool parts[DURATION_PART_COUNT];
    bool one_for_all; /* memberMinutes without types */
    bool blocked;     /* drain.blockedMinutes */
};

/* Trains of releases that roll out alike. */
enum train_kind { TRAIN_KUBERNETES, TRAIN_NODE_IMAGES, TRAIN_KIND_COUNT };

/* Kinds of names that the service restricts. */
enum name_kind {
    NAME_MEMBER,
    NAME_STRATEGY,
    NAME_STAGE,
    NAME_GROUP,
    NAME_RUN,
    NAME_PROFILE,
    NAME_KIND_COUNT
};

/* Names outside the service's pattern. */
struct odd_names {
    uint32_t count;
    const char *first;
};

/* A member as an operation leaves it. */
struct changed_member {
    int64_t at_s;
    struct member member;
    struct member_change change;
};

/* A strategy as an operation leaves it. */
struct changed_strategy {
    int64_t at_s;
    uint32_t strategy;
    const struct strategy *to;
};

/* What an operation makes of a profile. */
struct changed_profile {
    uint32_t number; /* of the operation, in the document */
    struct profile_change change;
};

/* What an operation asks of a run or of a profile. */
struct asked_operation {
    const cJSON *value;
    uint32_t number; /* in the document */
    int64_t at_s;
    enum operation_kind kind;
    uint32_t run, profile; /* NONE: none */
    const struct profile_change *change;
};

struct reader {
    struct inputs *inputs;
    const struct keys *keys;
    struct arena *arena, *scratch;
    struct scenario *scenario;
    const cJSON *root;
    struct defaults defaults;
    struct catalog catalog;
    struct names windows, inline_windows, strategies, runs, profiles, durations, failures, causes;
    struct names groups, regions, families, members;
    struct window *window_list; /* named ones first, then inline ones */
    size_t window_room;
    bool runs_type[UPGRADE_TYPE_COUNT];          /* some run has this type */
    const char *type_run[UPGRADE_TYPE_COUNT];    /* its name */
    const struct duration_given *duration_given; /* per duration model */
    struct odd_names odd[NAME_KIND_COUNT];
    size_t vcpus_assumed;                             /* pools without vcpus */
    size_t surge_assumed;                             /* pools without maxSurge */
    size_t timeouts_assumed;                          /* pools without drainTimeoutInMinutes */
    const struct rollout *rollouts[TRAIN_KIND_COUNT]; /* NULL: everywhere at `published` */
    uint32_t *unplaced, unplaced_count;               /* fleet regions whose wave nobody knows */
    size_t pool_room;                                 /* of fleet.pools */
    const cJSON *const *member_nodes;                 /* per member */
    struct changed_member *changed_members;           /* in the order in which they take effect */
    uint32_t changed_member_count;
    struct changed_strategy *changed_strategies; /* likewise */
    uint32_t changed_strategy_count;
    struct changed_profile *changed_profiles; /* likewise */
    uint32_t changed_profile_count;
    struct asked_operation *asked; /* likewise */
    uint32_t asked_count;
};

/* A problem at a value; false, so that it can be returned. */
bool reader_problem(struct reader *reader, const cJSON *value, const struct path *path,
                    enum problem_code code, const char *first, const char *second);

/* "\"name\"", clipped, for messages. */
const char *reader_quoted(struct reader *reader, const char *text);

/* The text in the scenario's arena; NULL when it is absent. */
const char *reader_text(struct reader *reader, const cJSON *value);

/* The number of a name in `names`; the first time, the name is copied into the scenario's arena. */
uint32_t reader_intern(struct reader *reader, struct names *names, const char *name);

/* The number a reference leads to, or NONE after a problem of this code with a suggestion. No
 * problem while `names` is incomplete. */
uint32_t reader_refer(struct reader *reader, const struct names *names, const cJSON *value,
                      const struct path *path, enum problem_code code);

/* Whether the value of `key`, or in it that of `below` (or NULL), was found wrong. */
bool reader_is_void(const cJSON *object, const char *key, const char *below);

/* Counts a name that the service would refuse (Fleet API, resource names); it is a warning in the
 * end.
 */
void reader_note_name(struct reader *reader, enum name_kind kind, const char *name);

/* An instant or a duration that has the right form; `fallback` when it is absent. */
int64_t reader_instant(const cJSON *value, int64_t fallback);

/* "2026-12-01T08:00:00Z" for messages. */
const char *reader_instant_text(struct reader *reader, int64_t at_s);

/* "33%", "2" or 2. */
struct amount reader_amount(const cJSON *value, struct amount fallback);

/* A number or {"beta": [a, b]}; beta_a is 0 where it is a number. */
struct probability {
    double value, beta_a, beta_b;
};
struct probability read_probability(struct reader *reader, const cJSON *value,
                                    const struct path *path);

/* Per part, in this order. */
void read_times(struct reader *reader);
void read_windows(struct reader *reader);
void read_strategies(struct reader *reader);
void read_runs(struct reader *reader);
void read_profiles(struct reader *reader);
void read_profile_changes(struct reader *reader);

/* A profile's keys but its name. */
void read_profile_keys(struct reader *reader, const cJSON *entry, const struct path *path,
                       struct profile *profile);
void read_durations(struct reader *reader);
void read_failures(struct reader *reader);
void read_risks(struct reader *reader);
void read_fleet(struct reader *reader);
void read_quota(struct reader *reader);
void read_rollouts(struct reader *reader);
void read_regions(struct reader *reader);
void read_support(struct reader *reader);
void read_operators(struct reader *reader);
void read_operations(struct reader *reader);
void read_releases(struct reader *reader);
void read_deadlines(struct reader *reader);
void read_freezes(struct reader *reader);
void read_settings(struct reader *reader);
void read_experiment(struct reader *reader); /* after runs and deadlines */

/* experiment.require. It may add deadlines: those of one run that conditions name. */
void read_conditions(struct reader *reader, const cJSON *value, const struct path *path);

/* One member; its pools are added to the fleet's. */
void read_member(struct reader *reader, const cJSON *value, const struct path *path,
                 const char *name, struct member *member);

/* The window that a member names or holds: an index into reader.window_list, or NONE. `owner` is
 * the member. */
uint32_t read_window_reference(struct reader *reader, const cJSON *value, const struct path *path,
                               const char *owner);

/* The strategy that a run or a profile names or holds; NULL without one. */
const struct strategy *read_run_strategy(struct reader *reader, const cJSON *value,
                                         const struct path *path);

/* A label selector; NULL where there is none, or after a problem. */
struct selector *read_selector(struct reader *reader, const cJSON *value, const struct path *path);

/* The gates before, or after, a stage or group. */
struct gates read_gates(struct reader *reader, const cJSON *owner, const struct path *path,
                        enum gate_timing timing);

/* One strategy {"stages": [...]}. */
struct strategy *read_strategy(struct reader *reader, const cJSON *value, const struct path *path,
                               const char *name);

/* The releases still to come, and what the catalogue knows beside the scenario's own. */
void read_future(struct reader *reader, struct release_plan *plan);

#endif
