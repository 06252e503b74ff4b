#include "reports/skip_command.h"

#include "reports/scratch.h"

#include <stdio.h>
#include <string.h>

static bool is_plain(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    return word[0] != '\0' && word[0] != '-' && word[strspn(word, plain)] == '\0';
}

/* Within single quotes a shell takes everything as it is, but the quote itself. */
static void put_word(FILE *out, const char *prefix, const char *word)
{
    if (is_plain(word)) {
        fprintf(out, "%s%s", prefix, word);
        return;
    }
    fprintf(out, "'%s", prefix);
    for (const char *at = word; *at != '\0'; at++)
        fputs(*at == '\'' ? "'\\''" : (char[]){*at, '\0'}, out);
    fputc('\'', out);
}

static bool put_run(FILE *out, const struct scenario *scenario, uint32_t run, bool again,
                    const struct skip_step *steps, uint32_t count)
{
    bool begun = false;
    for (uint32_t i = 0; i < count; i++) {
        if (steps[i].skip.run != run)
            continue;
        if (!begun) {
            fprintf(out,
                    "%saz fleet updaterun skip --resource-group \"$GROUP\" "
                    "--fleet-name \"$FLEET\" --name ",
                    again ? " && " : "");
            put_word(out, "", scenario->runs[run].name);
            fputs(" --targets", out);
        }
        fputc(' ', out);
        put_word(out, "Member:", scenario->fleet.members[steps[i].skip.member].name);
        begun = true;
    }
    return begun;
}

char *skip_command(const struct scenario *scenario, const struct skip_step *steps, uint32_t count)
{
    char *text = NULL;
    size_t size = 0;
    bool again = false;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        scratch_exhausted();
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        again |= put_run(out, scenario, run, again, steps, count);
    if (fclose(out) != 0)
        scratch_exhausted();
    return text;
}
