#include "scenarios/names.h"

#include "models/fleet.h"

#include <ctype.h>
#include <string.h>

enum { COMPARED_BYTES_MAX = 64, LISTED_MAX = 6 };

void names_init(struct names *names, struct arena *arena)
{
    *names = (struct names){.arena = arena};
}

static uint32_t hash(const char *name)
{
    uint32_t h = 2166136261u;
    for (const unsigned char *c = (const unsigned char *)name; *c; c++)
        h = (h ^ *c) * 16777619u;
    return h ^ h >> 15;
}

/* The slot that holds the name, or the empty one where it belongs. */
static uint32_t find_slot(const struct names *names, const char *name)
{
    uint32_t slot = hash(name) & (names->slot_count - 1);
    while (names->slots[slot] && strcmp(names->list[names->slots[slot] - 1], name) != 0)
        slot = (slot + 1) & (names->slot_count - 1);
    return slot;
}

static void grow(struct names *names)
{
    uint32_t room = names->room ? 2 * names->room : 16;
    const char **list = arena_array(names->arena, const char *, room);
    if (names->count)
        memcpy(list, names->list, names->count * sizeof *list);
    names->list = list;
    names->room = room;
    names->slot_count = 2 * room;
    names->slots = arena_array(names->arena, uint32_t, names->slot_count);
    for (uint32_t i = 0; i < names->count; i++)
        names->slots[find_slot(names, names->list[i])] = i + 1;
}

uint32_t names_add(struct names *names, const char *name)
{
    if (names->count == names->room)
        grow(names);
    uint32_t slot = find_slot(names, name);
    if (!names->slots[slot]) {
        names->list[names->count] = name;
        names->slots[slot] = ++names->count;
    }
    return names->slots[slot] - 1;
}

uint32_t names_find(const struct names *names, const char *name)
{
    if (names->count == 0)
        return NONE;
    uint32_t number = names->slots[find_slot(names, name)];
    return number ? number - 1 : NONE;
}

static int letter(char c)
{
    return tolower((unsigned char)c);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insert, delete, replace, swap neighbours. Both at most
 * COMPARED_BYTES_MAX long. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][COMPARED_BYTES_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            bool differ = letter(a[i - 1]) != letter(b[j - 1]);
            now[j] = smaller(smaller(last[j], now[j - 1]) + 1, last[j - 1] + differ);
            if (i > 1 && j > 1 && letter(a[i - 1]) == letter(b[j - 2]) &&
                letter(a[i - 2]) == letter(b[j - 1]))
                now[j] = smaller(now[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_length];
}

const char *names_nearest(const struct names *names, const char *wrong)
{
    size_t length = strlen(wrong), best = length / 3 + 1;
    const char *nearest = NULL;
    if (length > COMPARED_BYTES_MAX)
        return NULL;
    for (uint32_t i = 0; i < names->count; i++) {
        size_t other = strlen(names->list[i]);
        if (other > COMPARED_BYTES_MAX || other > length + best || length > other + best)
            continue;
        size_t apart = distance(wrong, length, names->list[i], other);
        if (apart < best || (apart == best && !nearest)) {
            best = apart;
            nearest = names->list[i];
        }
    }
    return nearest;
}

const char *names_hint(const struct names *names, struct arena *arena, const char *wrong)
{
    const char *nearest = names_nearest(names, wrong);
    if (nearest)
        return arena_printf(arena, " (did you mean \"%s\"?)", nearest);
    if (names->count == 0 || names->count > LISTED_MAX)
        return "";
    const char *text = " (there is";
    for (uint32_t i = 0; i < names->count; i++)
        text = arena_printf(arena, "%s%s \"%.*s\"", text, i ? "," : "", COMPARED_BYTES_MAX,
                            names->list[i]);
    return arena_printf(arena, "%s)", text);
}
