#include "models/comparison.h"

#include <string.h>

const struct comparison_row *comparison_find(const struct comparison *comparison,
                                             const char *metric, const char *subject)
{
    for (uint32_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (strcmp(row->metric, metric) == 0 && strcmp(row->subject, subject) == 0)
            return row;
    }
    return NULL;
}
