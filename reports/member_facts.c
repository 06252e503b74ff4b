#include "reports/member_facts.h"

#include "reports/scratch.h"

#include <stdlib.h>
#include <string.h>

char *member_labels(const struct member *member)
{
    size_t size = 1;
    for (size_t i = 0; i < member->label_count; i++)
        size += strlen(member->labels[i].key) + strlen(member->labels[i].value) + 2;
    char *labels = scratch_array(char, size), *to = labels;
    for (size_t i = 0; i < member->label_count; i++) {
        to = stpcpy(to, i > 0 ? ";" : "");
        to = stpcpy(stpcpy(stpcpy(to, member->labels[i].key), "="), member->labels[i].value);
    }
    return labels;
}

char *member_names(const struct scenario *scenario, const uint32_t *members, uint32_t count)
{
    size_t size = 1;
    for (uint32_t i = 0; i < count; i++)
        size += strlen(scenario->fleet.members[members[i]].name) + 1;
    char *names = scratch_array(char, size), *to = names;
    for (uint32_t i = 0; i < count; i++)
        to = stpcpy(stpcpy(to, i > 0 ? ";" : ""), scenario->fleet.members[members[i]].name);
    return names;
}

void member_labels_free(char *labels)
{
    free(labels);
}

const char *member_window_name(const struct scenario *scenario, uint32_t track, uint32_t member)
{
    enum schedule_use use = upgrade_schedule(scenario->tracks[track].type);
    uint32_t window = scenario->fleet.members[member].window[use];
    return window == NONE ? "" : scenario->windows[window].name;
}
