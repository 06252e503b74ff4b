/* history_parts: what the readers of history files share: the records as they grow. */
#ifndef SCENARIOS_HISTORY_PARTS_H
#define SCENARIOS_HISTORY_PARTS_H

#include "models/record.h"
#include "scenarios/input.h"
#include "scenarios/names.h"

#include <stdbool.h>

/* Which reading of which run a record comes from: a run that is read again replaces itself. */
struct reading_of_run {
    uint32_t run, number;
};

struct past {
    struct arena *arena;
    struct inputs *inputs;
    struct names runs, regions, codes, members;
    uint32_t *member_region; /* by member; NONE: not known */
    size_t member_room;
    uint32_t *run_number; /* by run: the reading that counts */
    int64_t *run_until_s; /* and its latest instant */
    size_t run_room;
    struct upgrade_record *upgrades;
    struct reading_of_run *upgrade_readings;
    size_t upgrade_count, upgrade_room;
    struct approval_record *approvals;
    struct reading_of_run *approval_readings;
    size_t approval_count, approval_room;
    uint32_t readings;
    int64_t until_s;
    size_t not_begun, not_understood;
};

/* Numbers of names; the first time the name is copied. */
uint32_t past_member(struct past *past, const char *name);
uint32_t past_run(struct past *past, const char *name);
uint32_t past_code(struct past *past, const char *name);
uint32_t past_region(struct past *past, const char *name);

void past_set_region(struct past *past, uint32_t member, uint32_t region);

/* An instant that occurs in the history. */
void past_see(struct past *past, int64_t at_s);

/* The next number of a reading of `run`, which counts from now on if nothing later was read: its
 * latest instant is until_s. */
struct reading_of_run past_reading(struct past *past, uint32_t run, int64_t until_s);

void past_add_upgrade(struct past *past, struct reading_of_run reading, uint32_t member,
                      const struct upgrade_record *record);
void past_add_approval(struct past *past, struct reading_of_run reading,
                       const struct approval_record *record);

/* Full, ControlPlaneOnly, NodeImageOnly; UPGRADE_TYPE_COUNT: another word. */
enum upgrade_type past_type(const char *word);

/* A file's text, by form. */
void past_read_json(struct past *past, struct input *input);
void past_read_csv(struct past *past, struct input *input);

#endif
