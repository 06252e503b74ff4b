/* why_json: what a run's time was spent on, as summary.json has it. */
#ifndef REPORTS_WHY_JSON_H
#define REPORTS_WHY_JSON_H

#include "models/outcome.h"
#include "reports/json_writer.h"

/* "drivers", "stagePaths" and "criticality": arrays; nothing where they were not asked for. Members
 * stand in criticality.csv alone, for they may be many. */
void why_json(struct json *json, const struct forecast *forecast);

#endif
