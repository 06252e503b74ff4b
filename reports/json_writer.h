/* json_writer: one JSON document, streamed in the order written, two spaces a level.
 *
 * Numbers have fixed decimals (reports/figure.h), so the same forecast gives the same bytes; what
 * is infinite or missing is null. Within an object `key` is the member's name; within an array it
 * is NULL.
 *
 *     struct json json = {.out = out};
 *     json_put_object(&json, NULL);
 *     json_put_text(&json, "name", "a \"b\"");
 *     json_put_end(&json);                       // closes the innermost object or array
 *
 * The end of the outermost one ends the line.
 */
#ifndef REPORTS_JSON_WRITER_H
#define REPORTS_JSON_WRITER_H

#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEPTH_MAX = 16 };

struct json {
    FILE *out;
    int depth;
    char closing[JSON_DEPTH_MAX]; /* per open level */
    bool filled[JSON_DEPTH_MAX];  /* it has an element */
};

void json_put_object(struct json *json, const char *key);
void json_put_array(struct json *json, const char *key);
void json_put_end(struct json *json);

void json_put_text(struct json *json, const char *key, const char *text); /* NULL: null */
void json_put_count(struct json *json, const char *key, uint64_t count);
void json_put_bool(struct json *json, const char *key, bool value);
void json_put_fixed(struct json *json, const char *key, double value, int decimals);
void json_put_hours(struct json *json, const char *key, int64_t length_s);
void json_put_instant(struct json *json, const char *key, int64_t at_s);

/* {"value": ..., "low": ..., "high": ...} */
void json_put_proportion(struct json *json, const char *key, const struct proportion *p);
void json_put_quantile_instant(struct json *json, const char *key, const struct quantile *q);
void json_put_quantile_hours(struct json *json, const char *key, const struct quantile *q);

#endif
