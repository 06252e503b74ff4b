/* keys_table: the rows of all parts as one table. */
#include "scenarios/keys_rows.h"

#include <assert.h>

static const struct key_rows *const parts[] = {&keys_of_scenario, &keys_of_fleet, &keys_of_runs,
                                               &keys_of_models, &keys_of_settings};

enum { PARTS = sizeof parts / sizeof *parts };

size_t keys_count(void)
{
    size_t count = 0;
    for (int part = 0; part < PARTS; part++)
        count += parts[part]->count;
    return count;
}

const struct key *keys_row(size_t row)
{
    int part = 0;
    for (; part < PARTS && row >= parts[part]->count; part++)
        row -= parts[part]->count;
    assert(part < PARTS);
    return &parts[part]->list[row];
}
