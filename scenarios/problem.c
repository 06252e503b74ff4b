#include "scenarios/problem_table.h"

#include <assert.h>
#include <string.h>

void problems_init(struct problems *problems, struct arena *arena)
{
    *problems = (struct problems){.arena = arena};
}

void problems_add(struct problems *problems, const char *code, const char *where,
                  const char *pointer, const char *sentence)
{
    if (problems->count < PROBLEMS_MAX)
        problems->list[problems->count] =
            (struct problem){code, arena_printf(problems->arena, "%s: %s%s%s [%s]", where, pointer,
                                                *pointer ? ": " : "", sentence, code)};
    problems->count++;
}

/* Nothing in a name may move the cursor of a terminal or forge a line. */
static void print_visible(const char *text, FILE *out)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if (*c < 0x20 || *c == 0x7f || (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0))
            fprintf(out, "\\x%02X", *c);
        else
            putc(*c, out);
}

void problems_print(const struct problems *problems, FILE *out)
{
    size_t kept = problems->count < PROBLEMS_MAX ? problems->count : PROBLEMS_MAX;
    for (size_t i = 0; i < kept; i++) {
        print_visible(problems->list[i].text, out);
        putc('\n', out);
    }
    if (problems->count > kept)
        fprintf(out, "... and %zu more\n", problems->count - kept);
}

const char *problem_sentence(struct arena *arena, enum problem_code code, const char *first,
                             const char *second)
{
    const char *rest = problem_row(code)->sentence;
    char *text = arena_alloc(arena, strlen(rest) + 4 * strlen(first) + 4 * strlen(second) + 1);
    size_t length = 0;
    while (*rest) {
        bool slot = rest[0] == '{' && (rest[1] == '1' || rest[1] == '2') && rest[2] == '}';
        if (!slot) {
            text[length++] = *rest++;
            continue;
        }
        const char *filling = rest[1] == '1' ? first : second;
        memcpy(text + length, filling, strlen(filling));
        length += strlen(filling);
        rest += 3;
    }
    text[length] = '\0';
    return text;
}
