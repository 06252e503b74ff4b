/* html_risks: the parts of the section "What may go wrong", each with a heading of its own. */
#ifndef REPORTS_HTML_RISKS_H
#define REPORTS_HTML_RISKS_H

#include "models/outcome.h"

#include <stdio.h>

/* Failures by cause. */
void html_risk_failures(FILE *out, const struct forecast *forecast);

/* What a run does about failures: its limits, who responds, how often they stop it. */
void html_risk_policy(FILE *out, const struct forecast *forecast);

/* Members that wait or are skipped, by reason; and which ones most likely do not end Completed. */
void html_risk_waits(FILE *out, const struct forecast *forecast);
void html_risk_members(FILE *out, const struct forecast *forecast);

/* Clusters whose version leaves support. */
void html_risk_support(FILE *out, const struct forecast *forecast);

/* Upgrades that outlast their window, and surge nodes against the quota. */
void html_risk_overruns(FILE *out, const struct forecast *forecast);
void html_risk_surge(FILE *out, const struct forecast *forecast);

#endif
