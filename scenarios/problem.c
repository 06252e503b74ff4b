#include "scenarios/problem.h"

#include <string.h>

enum { QUOTED_BYTES_MAX = 60 };

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
        if (*c < 0x20 || *c == 0x7f)
            fprintf(out, "\\x%02X", *c);
        else if (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)
            fprintf(out, "\\x%02X", *++c); /* a control character of two bytes: U+0080 to U+009F */
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

const char *problem_quoted(struct arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length <= QUOTED_BYTES_MAX)
        return arena_printf(arena, "\"%s\"", text);
    length = QUOTED_BYTES_MAX;
    while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
        length--;
    return arena_printf(arena, "\"%.*s...\" (%zu bytes)", (int)length, text, strlen(text));
}
