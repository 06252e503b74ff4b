/* problem_table: the codes of all problems that are not about one key, and their sentences.
 *
 * What is wrong with the value of one key is said by the key's own row in scenarios/keys.c.
 * Everything else, from a file that cannot be read to two members of one name, stands here, one row
 * each. In a sentence {1} and {2} stand for what was found and for what belongs there.
 */
#ifndef SCENARIOS_PROBLEM_TABLE_H
#define SCENARIOS_PROBLEM_TABLE_H

#include "scenarios/problem.h"

enum problem_code {
    /* files */
    PROBLEM_FILE_MISSING,
    PROBLEM_FILE_FAILED,
    PROBLEM_FILE_SIZE,
    PROBLEM_FILE_FORBIDDEN,
    PROBLEM_FILE_COUNT,
    /* the text of JSON */
    PROBLEM_JSON_SYNTAX,
    PROBLEM_JSON_COMMENT,
    PROBLEM_JSON_DEPTH,
    PROBLEM_JSON_ENCODING,
    PROBLEM_JSON_NUL,
    PROBLEM_JSON_NUMBER,
    PROBLEM_JSON_TRAILING,
    PROBLEM_JSON_KEY_TWICE,
    PROBLEM_JSON_NOT_OBJECT,
    /* extends and set */
    PROBLEM_EXTENDS_CYCLE,
    PROBLEM_EXTENDS_DEPTH,
    PROBLEM_SETTING_FORM,
    PROBLEM_SETTING_POINTER,
    PROBLEM_SETTING_STEP,
    PROBLEM_SETTING_ALONE,
    PROBLEM_SETTING_OVER_NAME,
    /* tables */
    PROBLEM_CSV_EMPTY,
    PROBLEM_CSV_COLUMN_UNKNOWN,
    PROBLEM_CSV_COLUMN_TWICE,
    PROBLEM_CSV_COLUMN_MISSING,
    PROBLEM_CSV_FIELD_COUNT,
    PROBLEM_CSV_QUOTE,
    PROBLEM_CSV_ENCODING,
    PROBLEM_CSV_LABEL,
    PROBLEM_CSV_LABEL_TWICE,
    PROBLEM_CSV_POOL_MEMBER,
    PROBLEM_CSV_POOL_EMPTY,
    PROBLEM_CSV_POOL_BOTH,
    PROBLEM_CSV_POOL_GENERATED,
    PROBLEM_CSV_SAMPLE,
    /* keys in general */
    PROBLEM_KEY_UNKNOWN,
    PROBLEM_KEY_NOT_YET,
    PROBLEM_KEY_EMPTY,
    /* names */
    PROBLEM_MEMBER_TWICE,
    PROBLEM_POOL_TWICE,
    PROBLEM_STAGE_TWICE,
    PROBLEM_GROUP_TWICE,
    PROBLEM_RUN_TWICE,
    PROBLEM_DEADLINE_TWICE,
    PROBLEM_FREEZE_TWICE,
    PROBLEM_CAUSE_TWICE,
    PROBLEM_CAUSE_MANY,
    PROBLEM_RELEASE_TWICE,
    PROBLEM_WINDOW_UNKNOWN,
    PROBLEM_STRATEGY_UNKNOWN,
    PROBLEM_RUN_UNKNOWN,
    PROBLEM_REGION_UNKNOWN,
    PROBLEM_DURATION_UNKNOWN,
    PROBLEM_FAILURE_UNKNOWN,
    /* what must agree */
    PROBLEM_FLEET_SOURCE,
    PROBLEM_FLEET_EMPTY,
    PROBLEM_HORIZON_ORDER,
    PROBLEM_HORIZON_LONG,
    PROBLEM_DEADLINE_ORDER,
    PROBLEM_FREEZE_ORDER,
    PROBLEM_SCHEDULE_COUNT,
    PROBLEM_SPAN_ORDER,
    PROBLEM_SELECTOR,
    PROBLEM_GROUPS_MISSING,
    PROBLEM_VERSION_MISSING,
    PROBLEM_VERSION_FORBIDDEN,
    PROBLEM_SELECTION_FORBIDDEN,
    PROBLEM_CUSTOM_MISSING,
    PROBLEM_CUSTOM_FORBIDDEN,
    PROBLEM_CUSTOM_FAMILY_TWICE,
    PROBLEM_RUN_START_ORDER,
    PROBLEM_RUN_CYCLE,
    PROBLEM_RUN_DELAY_BOTH,
    PROBLEM_DURATION_BOTH,
    PROBLEM_TYPE_MISSING,
    PROBLEM_TYPE_MIXED,
    PROBLEM_FORM_MISSING,
    PROBLEM_POLL_PHASE,
    PROBLEM_BETA_FORM,
    PROBLEM_GENERATE_WEIGHT,
    /* distributions */
    PROBLEM_DIST_PARAMETER_MISSING,
    PROBLEM_DIST_PARAMETER_FOREIGN,
    PROBLEM_DIST_LOGNORMAL_FORM,
    PROBLEM_DIST_ORDER,
    PROBLEM_DIST_POSITIVE,
    PROBLEM_DIST_QUANTILES,
    PROBLEM_DIST_TRUNCATION,
    PROBLEM_DIST_NEGATIVE,
    PROBLEM_DIST_HUGE,
    PROBLEM_CODE_COUNT
};

struct problem_row {
    const char *code;
    const char *sentence;
};

const struct problem_row *problem_row(enum problem_code code);

/* Keeps one problem, or counts it when PROBLEMS_MAX are kept. `where` is "file:line:column" or the
 * like, `pointer` may be "" for the whole document. Both and `sentence` are copied. */
void problems_add(struct problems *problems, const char *code, const char *where,
                  const char *pointer, const char *sentence);

/* The row's sentence with {1} and {2} filled in. */
const char *problem_sentence(struct arena *arena, enum problem_code code, const char *first,
                             const char *second);

#endif
