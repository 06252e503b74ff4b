/* Any bytes as a history: refused with a reason, or read into records of which all numbers lead
 * somewhere; and what is fitted to a short one is finite. */
#include "scenarios/history.h"
#include "models/fit.h"
#include "tests/fuzz/target.h"

#include <math.h>

enum { FITTED_MAX = 20 };

static void visit(const struct records *records)
{
    for (size_t i = 0; i < records->upgrade_count; i++) {
        const struct upgrade_record *record = &records->upgrades[i];
        assert(record->type < UPGRADE_TYPE_COUNT && record->ended_s >= record->begun_s);
        assert(record->run == NONE || record->run < records->runs.count);
        assert(record->region == NONE || record->region < records->regions.count);
        assert((record->outcome == RECORD_FAILED) == (record->code < records->codes.count));
    }
    for (size_t i = 0; i < records->approval_count; i++)
        assert(records->approvals[i].ended_s >= records->approvals[i].asked_s);
}

static void fit_all(struct arena *arena, const struct records *records)
{
    struct fit fit;
    fit_records(arena, records, &fit);
    assert(isfinite(fit_run_sd(&fit)) && isfinite(fit_region_sd(&fit)));
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        if (!fit_has(&fit, (enum upgrade_type)type))
            continue;
        struct distribution minutes =
            fit_minutes(&fit, (enum upgrade_type)type, NONE, NODE_SIZE_COUNT);
        assert(isfinite(minutes.a) && isfinite(minutes.b) && minutes.b > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct problems problems;
    struct records records;
    arena_init(&arena, target_exhausted);
    const char *text = target_text(&arena, data, size);
    bool right = history_read_text(&arena, "fuzz", text, size, &records, &problems);
    assert(right == (problems.count == 0));
    visit(&records);
    if (right && records.upgrade_count <= FITTED_MAX)
        fit_all(&arena, &records);
    arena_clear(&arena);
    return 0;
}
