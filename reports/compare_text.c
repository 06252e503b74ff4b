/* The comparison that a command without -o prints. */
#include "reports/compare.h"
#include "reports/compare_words.h"
#include "reports/name.h"

enum { LABEL_COLUMNS = 34 };

static void print_row(void *context, const struct compare_words *words)
{
    FILE *out = context;
    size_t width = name_width(words->label.text);
    fprintf(out, "  %s", words->label.text);
    if (width > LABEL_COLUMNS)
        fprintf(out, "\n  %*s", LABEL_COLUMNS + 2, "");
    else
        fprintf(out, "%*s", (int)(LABEL_COLUMNS + 2 - width), "");
    fprintf(out, "%s, base %s: %s; %s\n", words->alternative.text, words->base.text,
            words->difference.text, words->share.text);
}

void compare_text(FILE *out, const struct comparisons *comparisons)
{
    struct line method = {.length = 0};
    char name[NAME_SIZE];
    fprintf(out, "Base: %s\n", name_short(comparisons->base.label, NAME_COLUMNS, name));
    compare_method(comparisons, &method);
    fprintf(out, "%s\n", method.text);
    for (uint32_t i = 0; i < comparisons->count; i++) {
        struct line sentence = {.length = 0};
        compare_sentence(&comparisons->list[i], &sentence);
        fprintf(out, "\n%s\n", sentence.text);
        compare_rows(&comparisons->list[i], print_row, out);
    }
}
