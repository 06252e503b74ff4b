/* advice_json: what would help, as summary.json has it. */
#ifndef REPORTS_ADVICE_JSON_H
#define REPORTS_ADVICE_JSON_H

#include "models/outcome.h"
#include "reports/json_writer.h"

/* "latestStart": an object in a deadline's. */
void advice_json_latest_start(struct json *json, const struct latest_start *latest);

/* "skips": an object in a deadline's. */
void advice_json_skips(struct json *json, const struct scenario *scenario,
                       const struct skip_set *set);

/* "barriers": an array, a row per stage and k. */
void advice_json_barriers(struct json *json, const struct forecast *forecast);

/* "levers": an array. */
void advice_json_levers(struct json *json, const struct forecast *forecast);

#endif
