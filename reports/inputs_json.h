/* inputs_json: uncertain and assumed inputs in summary.json: what moves the finish, and what it
 * would be if what is assumed were otherwise. */
#ifndef REPORTS_INPUTS_JSON_H
#define REPORTS_INPUTS_JSON_H

#include "models/outcome.h"
#include "reports/json_writer.h"

/* The members of the open object that the forecast has figures for. */
void inputs_json(struct json *json, const struct forecast *forecast);

#endif
