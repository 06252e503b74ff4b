/* Any bytes as a label selector: read, or refused with a place inside it; then tried on labels. */
#include "models/selector.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct label labels[] = {{"env", "prod"}, {"tier", ""}, {"unit", "retail"}};
    struct arena arena;
    struct selector selector;
    struct selector_fault fault;
    arena_init(&arena, target_exhausted);
    const char *text = target_text(&arena, data, size);
    if (selector_parse(&arena, text, &selector, &fault)) {
        selector_chooses(&selector, labels, 3);
        selector_chooses(&selector, NULL, 0);
    } else {
        assert(fault.character >= 1 && fault.character <= strlen(text) + 1);
        assert(fault.instead && *fault.instead);
    }
    arena_clear(&arena);
    return 0;
}
