#include "models/selector.h"

#include <string.h>

struct scan {
    struct arena *arena;
    const char *text, *at;
    struct selector_fault *fault;
};

static bool fail(struct scan *scan, const char *instead)
{
    *scan->fault = (struct selector_fault){(size_t)(scan->at - scan->text) + 1, instead};
    return false;
}

static void skip_space(struct scan *scan)
{
    scan->at += strspn(scan->at, " \t");
}

static bool skip(struct scan *scan, const char *token)
{
    size_t length = strlen(token);
    if (strncmp(scan->at, token, length) != 0)
        return false;
    scan->at += length;
    return true;
}

/* A word ends where the grammar has a sign of its own. */
static const char *scan_word(struct scan *scan)
{
    size_t length = strcspn(scan->at, " \t,=!()");
    const char *word = arena_printf(scan->arena, "%.*s", (int)length, scan->at);
    scan->at += length;
    skip_space(scan);
    return word;
}

static bool is_word_end(char c)
{
    return c == '\0' || strchr(" \t,=!()", c);
}

/* `in` or `notin`, as a whole word. */
static bool skip_operator(struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(scan->at, word, length) != 0 || !is_word_end(scan->at[length]))
        return false;
    scan->at += length;
    skip_space(scan);
    return true;
}

/* (a, b, c), where values may be empty. */
static bool scan_values(struct scan *scan, struct selector_term *term)
{
    if (!skip(scan, "("))
        return fail(scan, "write ( and values behind \"in\" or \"notin\"");
    size_t room = 1;
    for (const char *c = scan->at; *c && *c != ')'; c++)
        room += *c == ',';
    term->values = arena_array(scan->arena, const char *, room);
    do {
        skip_space(scan);
        term->values[term->value_count++] = scan_word(scan);
    } while (skip(scan, ","));
    return skip(scan, ")") || fail(scan, "write a comma or ) behind the value");
}

static bool scan_value(struct scan *scan, struct selector_term *term)
{
    skip_space(scan);
    term->values = arena_array(scan->arena, const char *, 1);
    term->values[0] = scan_word(scan);
    term->value_count = 1;
    return true;
}

static bool scan_comparison(struct scan *scan, struct selector_term *term)
{
    bool set_in = skip_operator(scan, "in");
    if (set_in || skip_operator(scan, "notin")) {
        term->operation = set_in ? SELECTOR_IN : SELECTOR_NOT_IN;
        return scan_values(scan, term);
    }
    bool differs = skip(scan, "!=");
    if (differs || skip(scan, "==") || skip(scan, "=")) {
        term->operation = differs ? SELECTOR_NOT_IN : SELECTOR_IN;
        return scan_value(scan, term);
    }
    term->operation = SELECTOR_HAS;
    return true;
}

static bool scan_term(struct scan *scan, struct selector_term *term)
{
    skip_space(scan);
    bool negated = skip(scan, "!");
    skip_space(scan);
    term->key = scan_word(scan);
    if (*term->key == '\0')
        return fail(scan, negated ? "write a label key behind !" : "write a label key");
    if (negated)
        term->operation = SELECTOR_HAS_NOT;
    else if (!scan_comparison(scan, term))
        return false;
    skip_space(scan);
    return *scan->at == '\0' || *scan->at == ',' ||
           fail(scan, "write =, !=, in, notin, or a comma between two conditions");
}

bool selector_parse(struct arena *arena, const char *text, struct selector *selector,
                    struct selector_fault *fault)
{
    struct scan scan = {arena, text, text, fault};
    if (strlen(text) > SELECTOR_BYTES_MAX) {
        scan.at = text + SELECTOR_BYTES_MAX;
        return fail(&scan, "end the selector, it may have at most 512 characters");
    }
    *selector = (struct selector){.text = arena_strdup(arena, text)};
    if (text[strspn(text, " \t")] == '\0')
        return true;
    size_t room = 1;
    for (const char *c = text; *c; c++)
        room += *c == ',';
    selector->terms = arena_array(arena, struct selector_term, room);
    do {
        if (!scan_term(&scan, &selector->terms[selector->term_count++]))
            return false;
    } while (skip(&scan, ","));
    return true;
}

static const char *find_label(const struct label *labels, size_t label_count, const char *key)
{
    for (size_t i = 0; i < label_count; i++)
        if (strcmp(labels[i].key, key) == 0)
            return labels[i].value;
    return NULL;
}

static bool is_listed(const struct selector_term *term, const char *value)
{
    for (size_t i = 0; i < term->value_count; i++)
        if (strcmp(term->values[i], value) == 0)
            return true;
    return false;
}

static bool term_chooses(const struct selector_term *term, const char *value)
{
    switch (term->operation) {
    case SELECTOR_IN:
        return value && is_listed(term, value);
    case SELECTOR_NOT_IN:
        return !value || !is_listed(term, value);
    case SELECTOR_HAS:
        return value;
    case SELECTOR_HAS_NOT:
        return !value;
    }
    return false;
}

bool selector_chooses(const struct selector *selector, const struct label *labels,
                      size_t label_count)
{
    for (size_t i = 0; i < selector->term_count; i++) {
        const struct selector_term *term = &selector->terms[i];
        if (!term_chooses(term, find_label(labels, label_count, term->key)))
            return false;
    }
    return true;
}
