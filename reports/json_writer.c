#include "reports/json_writer.h"

#include "reports/figure.h"

#include <assert.h>
#include <inttypes.h>

/* RFC 8259, section 7; bytes above 0x7F pass as they are. */
static void write_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            fprintf(out, "\\%c", *at);
        else if (*at < 0x20)
            fprintf(out, "\\u%04x", *at);
        else
            fputc(*at, out);
    }
    fputc('"', out);
}

/* Comma, line end, indentation and name before a value. */
static void begin_value(struct json *json, const char *key)
{
    if (json->depth > 0) {
        bool *filled = &json->filled[json->depth - 1];
        fprintf(json->out, "%s\n%*s", *filled ? "," : "", 2 * json->depth, "");
        *filled = true;
    }
    if (key != NULL) {
        write_string(json->out, key);
        fputs(": ", json->out);
    }
}

static void open_level(struct json *json, const char *key, char opening, char closing)
{
    assert(json->depth < JSON_DEPTH_MAX);
    begin_value(json, key);
    fputc(opening, json->out);
    json->closing[json->depth] = closing;
    json->filled[json->depth] = false;
    json->depth++;
}

void json_put_object(struct json *json, const char *key)
{
    open_level(json, key, '{', '}');
}

void json_put_array(struct json *json, const char *key)
{
    open_level(json, key, '[', ']');
}

void json_put_end(struct json *json)
{
    assert(json->depth > 0);
    json->depth--;
    if (json->filled[json->depth])
        fprintf(json->out, "\n%*s", 2 * json->depth, "");
    fputc(json->closing[json->depth], json->out);
    if (json->depth == 0)
        fputc('\n', json->out);
}

void json_put_text(struct json *json, const char *key, const char *text)
{
    begin_value(json, key);
    if (text == NULL)
        fputs("null", json->out);
    else
        write_string(json->out, text);
}

void json_put_count(struct json *json, const char *key, uint64_t count)
{
    begin_value(json, key);
    fprintf(json->out, "%" PRIu64, count);
}

void json_put_bool(struct json *json, const char *key, bool value)
{
    begin_value(json, key);
    fputs(value ? "true" : "false", json->out);
}

void json_put_fixed(struct json *json, const char *key, double value, int decimals)
{
    char buffer[FIGURE_SIZE];
    begin_value(json, key);
    fputs(figure_fixed(value, decimals, buffer), json->out);
}

void json_put_hours(struct json *json, const char *key, int64_t length_s)
{
    char buffer[FIGURE_SIZE];
    begin_value(json, key);
    figure_hours(length_s, buffer);
    fputs(buffer[0] == '\0' ? "null" : buffer, json->out);
}

void json_put_instant(struct json *json, const char *key, int64_t at_s)
{
    char buffer[FIGURE_SIZE];
    figure_instant(at_s, buffer);
    json_put_text(json, key, buffer[0] == '\0' ? NULL : buffer);
}

void json_put_proportion(struct json *json, const char *key, const struct proportion *p)
{
    json_put_object(json, key);
    json_put_fixed(json, "value", p->value, PROBABILITY_DECIMALS);
    json_put_fixed(json, "low", p->low, PROBABILITY_DECIMALS);
    json_put_fixed(json, "high", p->high, PROBABILITY_DECIMALS);
    json_put_end(json);
}

static void quantile(struct json *json, const char *key, const struct quantile *q,
                     void (*number)(struct json *, const char *, int64_t))
{
    json_put_object(json, key);
    number(json, "value", q->value_s);
    number(json, "low", q->low_s);
    number(json, "high", q->high_s);
    json_put_end(json);
}

void json_put_quantile_instant(struct json *json, const char *key, const struct quantile *q)
{
    quantile(json, key, q, json_put_instant);
}

void json_put_quantile_hours(struct json *json, const char *key, const struct quantile *q)
{
    quantile(json, key, q, json_put_hours);
}
