/* member_facts: what several outputs say of a member. */
#ifndef REPORTS_MEMBER_FACTS_H
#define REPORTS_MEMBER_FACTS_H

#include "models/scenario.h"

/* "env=prod;tier=web", to be given to member_labels_free. */
char *member_labels(const struct member *member);
void member_labels_free(char *labels);

/* Their names, separated by ";", to be given to free(). */
char *member_names(const struct scenario *scenario, const uint32_t *members, uint32_t count);

/* The maintenance window this run obeys for the member; "" for always open. */
const char *member_window_name(const struct scenario *scenario, uint32_t track, uint32_t member);

#endif
