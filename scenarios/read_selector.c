/* read_selector: label selectors, wherever the format has one. */
#include "scenarios/reader.h"

struct selector *read_selector(struct reader *reader, const cJSON *value, const struct path *path)
{
    struct selector *selector = arena_new(reader->arena, struct selector);
    struct selector_fault fault;
    if (!json_text(value))
        return NULL;
    if (selector_parse(reader->arena, reader_text(reader, value), selector, &fault))
        return selector;
    reader_problem(
        reader, value, path, PROBLEM_SELECTOR, reader_quoted(reader, json_text(value)),
        arena_printf(reader->scratch, "at character %zu, %s", fault.character, fault.instead));
    return NULL;
}
