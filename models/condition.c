#include "models/condition.h"

#include "models/instant.h"

#include <stdlib.h>
#include <string.h>

static const char *trimmed(struct arena *arena, const char *begin, const char *end)
{
    while (begin < end && (*begin == ' ' || *begin == '\t'))
        begin++;
    while (end > begin && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    return arena_printf(arena, "%.*s", (int)(end - begin), begin);
}

/* Names may hold comparisons, limits cannot: the last one counts. */
static const char *last_relation(const char *text)
{
    const char *found = NULL;
    for (const char *at = text; *at != '\0'; at++)
        if (*at == '<' || *at == '>')
            found = at;
    return found;
}

static enum relation relation_at(const char *at)
{
    bool equal = at[1] == '=';
    if (*at == '<')
        return equal ? LESS_OR_EQUAL : LESS;
    return equal ? GREATER_OR_EQUAL : GREATER;
}

bool condition_split(struct arena *arena, const char *text, struct condition_text *parts)
{
    const char *sign = last_relation(text);
    if (sign == NULL)
        return false;
    const char *left = trimmed(arena, text, sign);
    const char *right = sign + (sign[1] == '=' ? 2 : 1);
    const char *bracket = strchr(left, '(');
    size_t length = strlen(left);
    *parts = (struct condition_text){.head = left, .relation = relation_at(sign)};
    parts->limit = trimmed(arena, right, right + strlen(right));
    if (bracket != NULL) {
        if (left[length - 1] != ')')
            return false;
        parts->head = trimmed(arena, left, bracket);
        parts->inside = trimmed(arena, bracket + 1, left + length - 1);
    }
    return parts->head[0] != '\0' && parts->limit[0] != '\0';
}

/* Digits, a point, an exponent: nothing else that strtod would take. */
static bool number_parse(const char *text, double *number)
{
    char *end;
    if (text[strspn(text, "0123456789.eE+-")] != '\0')
        return false;
    *number = strtod(text, &end);
    return end != text && *end == '\0';
}

bool condition_limit_parse(const char *text, struct condition_limit *limit)
{
    *limit = (struct condition_limit){.unit = LIMIT_NUMBER};
    if (number_parse(text, &limit->number))
        return true;
    limit->unit = LIMIT_INSTANT;
    if (instant_parse(text, &limit->value_s))
        return true;
    limit->unit = LIMIT_LENGTH;
    return duration_parse(text, &limit->value_s);
}
