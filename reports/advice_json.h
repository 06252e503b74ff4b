/* advice_json: what would help, as summary.json has it. */
#ifndef REPORTS_ADVICE_JSON_H
#define REPORTS_ADVICE_JSON_H

#include "models/outcome.h"
#include "reports/json_writer.h"

/* "latestStart": an object in a deadline's. */
void advice_json_latest_start(struct json *json, const struct latest_start *latest);

/* "levers": an array. */
void advice_json_levers(struct json *json, const struct forecast *forecast);

#endif
