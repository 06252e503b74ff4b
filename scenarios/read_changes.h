/* read_changes: what `setMember` operations make of members. */
#ifndef SCENARIOS_READ_CHANGES_H
#define SCENARIOS_READ_CHANGES_H

#include "scenarios/reader.h"

/* The members as the operations so far have left them. */
struct member_changes;

struct member_changes *member_changes_begin(struct reader *reader);

/* One setMember, at `path`. Operations come in the order in which they take effect. Adds to
 * reader->changed_members. */
void member_changes_apply(struct reader *reader, struct member_changes *changes,
                          const cJSON *operation, const struct path *path, int64_t at_s);

void member_changes_end(struct member_changes *changes);

#endif
