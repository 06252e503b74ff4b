#include "scenarios/openings.h"

#include <string.h>

/* Lists so far, by what makes them: the window, and the enforced freezes that close it. */
struct builder {
    struct reader *reader;
    struct names known;
    struct openings *list;
    uint32_t room;
    uint32_t *of_window; /* per window: its list without freezes, or NONE */
    const struct freeze **enforced;
    size_t enforced_count;
};

static uint32_t add_list(struct builder *builder, struct openings openings)
{
    struct scenario *scenario = builder->reader->scenario;
    if (scenario->openings_count == builder->room) {
        builder->room = 2 * builder->room + 16;
        struct openings *larger =
            arena_array(builder->reader->scratch, struct openings, builder->room);
        if (scenario->openings_count)
            memcpy(larger, builder->list, scenario->openings_count * sizeof *larger);
        builder->list = larger;
    }
    builder->list[scenario->openings_count] = openings;
    return scenario->openings_count++;
}

static void add_always(struct builder *builder)
{
    struct opening *always = arena_new(builder->reader->arena, struct opening);
    *always = (struct opening){INT64_MIN, INSTANT_NEVER};
    add_list(builder, (struct openings){always, 1});
}

static uint32_t list_of_window(struct builder *builder, uint32_t window)
{
    const struct scenario *scenario = builder->reader->scenario;
    if (window == NONE)
        return 0;
    if (builder->of_window[window] == NONE) {
        struct openings openings;
        window_expand(builder->reader->arena, &builder->reader->window_list[window],
                      scenario->start_s, scenario->horizon_s, &openings);
        builder->of_window[window] = add_list(builder, openings);
    }
    return builder->of_window[window];
}

/* One digit a freeze: whether the member is in its scope. */
static char *scope_text(struct builder *builder, uint32_t member)
{
    char *text = arena_alloc(builder->reader->scratch, builder->enforced_count + 1);
    for (size_t i = 0; i < builder->enforced_count; i++)
        text[i] = builder->enforced[i]->in_scope[member] ? '1' : '0';
    return text;
}

static uint32_t cut_list(struct builder *builder, uint32_t whole, const char *scope)
{
    struct reader *reader = builder->reader;
    struct opening *closed = arena_array(reader->scratch, struct opening, builder->enforced_count);
    size_t count = 0;
    for (size_t i = 0; i < builder->enforced_count; i++)
        if (scope[i] == '1')
            closed[count++] =
                (struct opening){builder->enforced[i]->start_s, builder->enforced[i]->end_s};
    struct openings result;
    openings_without(reader->arena, &builder->list[whole], closed, count, &result);
    return add_list(builder, result);
}

/* The numbers in `known` run in step with the lists that freezes cut, from the first of these on.
 */
static uint32_t list_of_member(struct builder *builder, uint32_t *cut_lists, uint32_t window,
                               const char *scope)
{
    uint32_t whole = list_of_window(builder, window);
    if (!strchr(scope, '1'))
        return whole;
    const char *key = arena_printf(builder->reader->scratch, "%u:%s", whole, scope);
    uint32_t known = names_find(&builder->known, key);
    if (known == NONE) {
        known = names_add(&builder->known, key);
        cut_lists[known] = cut_list(builder, whole, scope);
    }
    return cut_lists[known];
}

static void assign_member(struct builder *builder, uint32_t *cut_lists, uint32_t index,
                          struct member *member)
{
    const char *scope = builder->enforced_count ? scope_text(builder, index) : "";
    for (int use = 0; use < SCHEDULE_USE_COUNT; use++)
        member->openings[use] = list_of_member(builder, cut_lists, member->window[use], scope);
}

static void assign_lists(struct builder *builder)
{
    struct reader *reader = builder->reader;
    struct fleet *fleet = &reader->scenario->fleet;
    size_t entries = (size_t)fleet->member_count + reader->changed_member_count;
    uint32_t *cut_lists = arena_array(reader->scratch, uint32_t, entries * SCHEDULE_USE_COUNT);
    for (uint32_t m = 0; m < fleet->member_count; m++)
        assign_member(builder, cut_lists, m, &fleet->members[m]);
    for (uint32_t i = 0; i < reader->changed_member_count; i++)
        assign_member(builder, cut_lists, reader->changed_members[i].change.member,
                      &reader->changed_members[i].member);
}

static void find_enforced(struct builder *builder)
{
    const struct scenario *scenario = builder->reader->scenario;
    builder->enforced =
        arena_array(builder->reader->scratch, const struct freeze *, scenario->freeze_count);
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        if (scenario->freezes[i].enforce)
            builder->enforced[builder->enforced_count++] = &scenario->freezes[i];
}

static void *kept(struct arena *arena, const void *list, size_t count, size_t size)
{
    void *copy = arena_calloc(arena, count, size);
    if (count)
        memcpy(copy, list, count * size);
    return copy;
}

void openings_build(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    struct builder builder = {.reader = reader};
    names_init(&builder.known, reader->scratch);
    builder.of_window = arena_array(reader->scratch, uint32_t, scenario->window_count);
    for (uint32_t i = 0; i < scenario->window_count; i++)
        builder.of_window[i] = NONE;
    find_enforced(&builder);
    add_always(&builder);
    assign_lists(&builder);
    scenario->windows =
        kept(reader->arena, reader->window_list, scenario->window_count, sizeof *scenario->windows);
    scenario->openings =
        kept(reader->arena, builder.list, scenario->openings_count, sizeof *scenario->openings);
}
