/* Any bytes as a JSON text: what is read can be printed, and reads back as the same. */
#include "scenarios/json_document.h"
#include "scenarios/json_print.h"
#include "tests/fuzz/target.h"

static cJSON *read_text(struct inputs *inputs, const char *text, size_t length)
{
    const struct input *input = inputs_add(inputs, INPUT_JSON, "fuzz.json", "", text, length, -1);
    assert(input);
    return json_parse(inputs, input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct problems problems;
    arena_init(&arena, target_exhausted);
    problems_init(&problems, &arena);
    struct inputs *inputs = arena_new(&arena, struct inputs);
    inputs_init(inputs, &arena, &problems);
    cJSON *value = read_text(inputs, target_text(&arena, data, size), size);
    assert((value == NULL) == (problems.count > 0));
    if (value) {
        size_t length, again_length;
        char *printed = json_print(&arena, value, &length);
        cJSON *again = read_text(inputs, printed, length);
        assert(again);
        char *printed_again = json_print(&arena, again, &again_length);
        assert(length == again_length && memcmp(printed, printed_again, length) == 0);
        cJSON_Delete(again);
    }
    cJSON_Delete(value);
    arena_clear(&arena);
    return 0;
}
