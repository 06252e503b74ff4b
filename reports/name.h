/* name: names from the input, made fit for prose, terminals and pictures.
 *
 * A name may hold anything: line ends, escape sequences, bytes that are no UTF-8, 300 characters.
 * Files for machines (CSV, JSON) carry it unchanged in their own quoting; what people read goes
 * through here.
 *
 *     char buffer[NAME_SIZE];
 *     fputs(name_short(member->name, 28, buffer), out);
 */
#ifndef REPORTS_NAME_H
#define REPORTS_NAME_H

#include <stddef.h>
#include <stdio.h>

enum {
    NAME_COLUMNS = 60,      /* of a name */
    SENTENCE_COLUMNS = 160, /* of a line with names in it, where it is text of its own */
    NAME_SIZE = 4 * SENTENCE_COLUMNS + 4
};

/* Length in bytes of the character at `at` if it turns the direction of what follows (U+202A to
 * U+202E, U+2066 to U+2069) or ends a line (U+2028, U+2029), else 0: with these a name could show
 * other words and dates than are written (N. Boucher, R. Anderson, "Trojan Source", 2021). */
size_t name_turns(const char *at);

/* At most `columns` (1..SENTENCE_COLUMNS) characters, the last being an ellipsis where something
 * was cut. Control characters and those of name_turns become spaces, what is not UTF-8 (or no XML
 * character) a question mark. Returns buffer. */
char *name_short(const char *name, size_t columns, char buffer[NAME_SIZE]);

/* The whole name for a terminal; control characters, those of name_turns and bytes that
 * are no UTF-8 as \xNN. */
void name_print(FILE *out, const char *name);

/* Characters that name_print prints. */
size_t name_width(const char *name);

#endif
