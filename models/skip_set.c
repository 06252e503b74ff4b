#include "models/skip_set.h"

#include <string.h>

static void skip_in_run(struct arena *arena, struct update_run *run, uint32_t index,
                        const struct skip *skips, uint32_t skip_count)
{
    uint32_t *skipped = arena_array(arena, uint32_t, run->skipped_count + skip_count);
    uint32_t count = run->skipped_count;
    if (count > 0)
        memcpy(skipped, run->skipped, count * sizeof *skipped);
    for (uint32_t i = 0; i < skip_count; i++)
        if (skips[i].run == index)
            skipped[count++] = skips[i].member;
    run->skipped = skipped;
    run->skipped_count = count;
}

void skips_apply(struct arena *arena, const struct scenario *scenario, const struct skip *skips,
                 uint32_t skip_count, struct scenario *changed)
{
    struct update_run *runs = arena_array(arena, struct update_run, scenario->run_count);
    memcpy(runs, scenario->runs, scenario->run_count * sizeof *runs);
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        skip_in_run(arena, &runs[run], run, skips, skip_count);
    *changed = *scenario;
    changed->runs = runs;
}

const char *skip_answer_word(enum skip_answer answer)
{
    static const char *const words[] = {[SKIPS_NOT_NEEDED] = "met without skipping",
                                        [SKIPS_REACH] = "reached",
                                        [SKIPS_FALL_SHORT] = "not reached",
                                        [SKIPS_UNKNOWN] = "not simulated"};
    return words[answer];
}
