/* Any bytes as a scenario that may not read files: refused with a reason, or loaded; and what is
 * loaded is written as a document that loads as the same. */
#include "models/floor.h"
#include "scenarios/load.h"
#include "tests/fuzz/target.h"

#include <ctype.h>
#include <stdio.h>

/* A synthetic fleet may have a million members: right, but no work for a fuzzer. */
static bool is_slow(const uint8_t *data, size_t size)
{
    size_t digits = 0;
    if (!memmem(data, size, "generate", 8) && !memmem(data, size, "\\u", 2))
        return false;
    for (size_t i = 0; i < size; i++) {
        digits = isdigit(data[i]) || data[i] == '.' ? digits + 1 : 0;
        if (digits > 4 || (digits > 0 && i + 1 < size && (data[i + 1] | 0x20) == 'e'))
            return true;
    }
    return false;
}

static bool load(struct arena *arena, const char *text, size_t length, struct scenario *scenario)
{
    struct problems problems;
    struct load_request request = {
        .path = "fuzz.json", .text = text, .text_length = length, .files_forbidden = true};
    bool right = scenario_load(arena, &request, scenario, &problems);
    assert(right == (problems.count == 0));
    for (size_t i = 0; i < problems.count && i < PROBLEMS_MAX; i++)
        assert(*problems.list[i].code && *problems.list[i].text);
    return right;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct scenario scenario, again;
    struct run_floor *floors;
    if (is_slow(data, size))
        return 0;
    arena_init(&arena, target_exhausted);
    if (load(&arena, target_text(&arena, data, size), size, &scenario)) {
        floor_compute(&arena, &scenario, &floors);
        assert(load(&arena, scenario.resolved, strlen(scenario.resolved), &again));
        assert(scenario.digest == again.digest && strcmp(scenario.resolved, again.resolved) == 0);
    }
    arena_clear(&arena);
    return 0;
}
