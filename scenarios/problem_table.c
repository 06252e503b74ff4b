#include "scenarios/problem_table.h"

#include <assert.h>
#include <string.h>

static const struct problem_row rows[PROBLEM_CODE_COUNT] = {
    [PROBLEM_FILE_MISSING] =
        {"file-missing",
         "{1} cannot be opened ({2}); write the path of a file that can be read, relative "
         "to the file that names it"},
    [PROBLEM_FILE_FAILED] = {"file-failed",
                             "{1} could not be read ({2}); a file with text is needed here"},
    [PROBLEM_FILE_SIZE] =
        {"file-size",
         "{1} has more than {2}; split it or leave out what the forecast does not need"},
    [PROBLEM_FILE_FORBIDDEN] =
        {"file-forbidden",
         "{1} names a file, but files may not be read here; write its content in its place"},
    [PROBLEM_FILE_COUNT] = {"file-count", "{1} is one too many: at most {2}; join files or tables"},

    [PROBLEM_JSON_SYNTAX] = {"json-syntax", "found {1}, write {2}"},
    [PROBLEM_JSON_COMMENT] = {"json-comment",
                              "found {1}, but JSON has no comments; put the text into a "
                              "\"description\" or into a key that begins with _"},
    [PROBLEM_JSON_DEPTH] =
        {"json-depth",
         "objects and arrays are nested more than {1} deep; no part of a scenario needs this"},
    [PROBLEM_JSON_ENCODING] = {"json-encoding",
                               "found the byte {1}, which is not UTF-8; save the file as UTF-8"},
    [PROBLEM_JSON_NUL] = {"json-nul",
                          "found {1}; a text cannot hold the character NUL, leave it out"},
    [PROBLEM_JSON_NUMBER] =
        {"json-number",
         "found the number {1}, write one of at most 60 characters, between -1e300 and 1e300"},
    [PROBLEM_JSON_TRAILING] =
        {"json-trailing", "found {1} behind the end of the document; a file holds one JSON value"},
    [PROBLEM_JSON_KEY_TWICE] = {"json-key-twice",
                                "the key {1} stands twice in one object; remove one of the two"},
    [PROBLEM_JSON_NOT_OBJECT] = {"json-not-object", "found {1}, write a JSON object: { ... }"},

    [PROBLEM_EXTENDS_CYCLE] =
        {"extends-cycle", "{1} extends itself in the end; take one \"extends\" out of the circle"},
    [PROBLEM_EXTENDS_DEPTH] = {"extends-depth",
                               "a chain of \"extends\" longer than {1} files; join some of them"},
    [PROBLEM_SETTING_FORM] = {"set-form",
                              "found {1}, write POINTER=VALUE, such as /experiment/trials=1000"},
    [PROBLEM_SETTING_POINTER] =
        {"set-pointer",
         "found {1}, write a JSON pointer that begins with /, with ~0 for ~ and ~1 for /"},
    [PROBLEM_SETTING_STEP] = {"set-step", "there is no {1} here; {2}"},
    [PROBLEM_SETTING_ALONE] = {"set-part", "{1} holds a single value, in which there is no {2}; "
                                           "end the pointer there or replace the whole value"},

    [PROBLEM_CSV_EMPTY] =
        {"csv-empty",
         "the table is empty; write a header line with column names and one line a row"},
    [PROBLEM_CSV_COLUMN_UNKNOWN] = {"csv-column-unknown",
                                    "there is no column {1} in such a table{2}"},
    [PROBLEM_CSV_COLUMN_TWICE] = {"csv-column-twice",
                                  "the column {1} stands twice in the header; keep one"},
    [PROBLEM_CSV_COLUMN_MISSING] = {"csv-column-missing",
                                    "the header has no column {1}; add it, every row needs it{2}"},
    [PROBLEM_CSV_FIELD_COUNT] =
        {"csv-field-count",
         "the row has {1} fields, the header has {2}; quote fields that hold a comma"},
    [PROBLEM_CSV_QUOTE] = {"csv-quote", "a quoted field is not closed, or a quote stands inside a "
                                        "field; write \" as \"\" in a quoted field"},
    [PROBLEM_CSV_ENCODING] =
        {"csv-encoding",
         "found the byte {1}, which is not UTF-8 text; save the table as CSV in UTF-8"},
    [PROBLEM_CSV_LABEL] =
        {"csv-label", "found the label {1}, write labels as key=value, separated by semicolons"},
    [PROBLEM_CSV_LABEL_TWICE] = {"csv-label-twice",
                                 "the label {1} is given twice to one member; keep one value"},
    [PROBLEM_CSV_POOL_MEMBER] = {"csv-pool-member",
                                 "a pool of {1}, but no member has this name{2}"},
    [PROBLEM_CSV_POOL_EMPTY] =
        {"csv-pool-owner",
         "the pool belongs to no member; write the member's name into the column member"},
    [PROBLEM_CSV_POOL_BOTH] =
        {"csv-pool-both",
         "the member {1} has pools here and its own \"nodePools\"; keep one of the two"},
    [PROBLEM_CSV_POOL_GENERATED] = {"csv-pool-generated",
                                    "made-up members get their pools from \"generate\"; move the "
                                    "pools there or remove \"nodePools\""},
    [PROBLEM_CSV_SAMPLE] = {"csv-sample", "found {1} in a column of samples, write a number"},

    [PROBLEM_KEY_UNKNOWN] = {"unknown-key", "unknown key {1}{2}"},
    [PROBLEM_KEY_NOT_YET] = {"not-yet", "{1} not supported by this version yet; remove {2}"},
    [PROBLEM_KEY_EMPTY] = {"empty-key",
                           "found {1}; a key here is a name, write 1 to 1,000 bytes of text"},

    [PROBLEM_MEMBER_TWICE] =
        {"member-twice",
         "a second member named {1}, the first stands at {2}; member names are unique in a fleet"},
    [PROBLEM_POOL_TWICE] =
        {"pool-twice",
         "a second node pool named {1} in this member; pool names are unique in a cluster"},
    [PROBLEM_STAGE_TWICE] = {"stage-twice",
                             "a second stage named {1}; stage names are unique in a strategy"},
    [PROBLEM_GROUP_TWICE] =
        {"group-twice",
         "the group {1} is used a second time; a group stands once in a strategy, in one stage"},
    [PROBLEM_RUN_TWICE] = {"run-twice", "a second update run named {1}; give it a name of its own"},
    [PROBLEM_PROFILE_TWICE] = {"profile-twice",
                               "a second update run or auto-upgrade profile named {1}; tables have "
                               "a row for each, so give it a name of its own"},
    [PROBLEM_DEADLINE_TWICE] = {"deadline-twice", "a second deadline named {1}; conditions and "
                                                  "tables name deadlines, so each needs its own"},
    [PROBLEM_FREEZE_TWICE] =
        {"freeze-twice", "a second freeze named {1}; tables name freezes, so each needs its own"},
    [PROBLEM_CAUSE_TWICE] = {"cause-twice", "a second cause with the code {1} in this model; add "
                                            "their probabilities up or use two codes"},
    [PROBLEM_CAUSE_MANY] = {"causes-many", "{1} causes of failure in all models together; reports "
                                           "can tell {2} apart, join some codes"},
    [PROBLEM_RELEASE_TWICE] =
        {"release-twice",
         "a second entry for {1}; put its regions into the first one's \"regions\""},
    [PROBLEM_REGION_TWICE] = {"region-twice", "a second region named {1}; a region is in one wave"},
    [PROBLEM_WAVES_MANY] = {"waves-many", "{1} waves; a roll-out has at most 32"},
    [PROBLEM_MEMBER_UNKNOWN] = {"member-unknown",
                                "no member of the fleet is named {1}{2}; write the name of one"},
    [PROBLEM_PROFILE_UNKNOWN] =
        {"profile-unknown",
         "no auto-upgrade profile is named {1}{2}; define it under /autoUpgradeProfiles"},
    [PROBLEM_WINDOW_UNKNOWN] =
        {"window-unknown",
         "no maintenance window is named {1}{2}; define it under /maintenanceWindows"},
    [PROBLEM_STRATEGY_UNKNOWN] = {"strategy-unknown",
                                  "no strategy is named {1}{2}; define it under /strategies"},
    [PROBLEM_RUN_UNKNOWN] =
        {"run-unknown", "no update run is named {1}{2}; write the name of one under /updateRuns"},
    [PROBLEM_REGION_UNKNOWN] =
        {"region-unknown",
         "no member is in a region named {1}{2}; write the region of some member"},
    [PROBLEM_DURATION_UNKNOWN] =
        {"duration-model-unknown",
         "no duration model is named {1}{2}; define it under /models/duration"},
    [PROBLEM_FAILURE_UNKNOWN] =
        {"failure-model-unknown",
         "no failure model is named {1}{2}; define it under /models/failure"},

    [PROBLEM_FLEET_SOURCE] =
        {"fleet-source",
         "found {1}; write exactly one of \"members\" (a table or an array) and \"generate\""},
    [PROBLEM_FLEET_EMPTY] = {"fleet-empty",
                             "the fleet has no members; a forecast needs at least one"},
    [PROBLEM_MEMBER_LEAVES_ORDER] =
        {"member-leaves-order", "the member leaves at {1}, but it is there only from {2} on; write "
                                "a later instant"},
    [PROBLEM_HORIZON_ORDER] = {"horizon-order", "the horizon {1} is not after the start {2}; write "
                                                "a later instant, or a duration such as \"90d\""},
    [PROBLEM_HORIZON_LONG] =
        {"horizon-long", "the horizon {1} is more than {2} after the start; choose a nearer one"},
    [PROBLEM_DEADLINE_ORDER] =
        {"deadline-order",
         "the deadline {1} is not after the scenario's start {2}; write a later instant"},
    [PROBLEM_FREEZE_ORDER] =
        {"freeze-order",
         "the freeze ends at {1}, which is not after its start {2}; exchange or correct them"},
    [PROBLEM_SCHEDULE_COUNT] = {"schedule-count",
                                "found {1} schedules, write exactly one of \"daily\", \"weekly\", "
                                "\"absoluteMonthly\" and \"relativeMonthly\""},
    [PROBLEM_SPAN_ORDER] = {"not-allowed-order",
                            "the last day {1} is before the first day {2}; both days are included, "
                            "exchange or correct them"},
    [PROBLEM_SELECTOR] = {"selector", "found {1}; {2}"},
    [PROBLEM_GROUPS_MISSING] = {"stage-groups-missing",
                                "the stage {1} has no \"groups\"; list the update groups it "
                                "upgrades, or choose members by a "
                                "\"memberSelector\""},
    [PROBLEM_GATE_AFTER] = {"gate-after",
                            "a ScheduledStart stands only before a stage or group; move it to "
                            "\"beforeGates\", or write \"Approval\""},
    [PROBLEM_GATE_SCHEDULE_MISSING] =
        {"gate-schedule-missing",
         "the ScheduledStart has no \"scheduledStartConfiguration\"; write one with \"startDay\", "
         "\"startTime\" and \"utcOffset\""},
    [PROBLEM_GATE_SCHEDULE_FORBIDDEN] =
        {"gate-schedule-forbidden",
         "an Approval waits for a person; remove \"scheduledStartConfiguration\", or write "
         "\"type\": \"ScheduledStart\""},
    [PROBLEM_VERSION_MISSING] =
        {"run-version-missing",
         "an upgrade of type {1} needs a \"kubernetesVersion\", such as \"1.35.2\""},
    [PROBLEM_VERSION_FORBIDDEN] = {"run-version-forbidden",
                                   "found {1}, but NodeImageOnly leaves the Kubernetes version "
                                   "alone; remove the version or choose another type"},
    [PROBLEM_SELECTION_FORBIDDEN] =
        {"run-selection-forbidden",
         "ControlPlaneOnly touches no node, so \"nodeImageSelection\" has no meaning; remove it"},
    [PROBLEM_CUSTOM_MISSING] = {"run-images-missing",
                                "the selection Custom needs \"customNodeImageVersions\": "
                                "[{\"version\": \"<family>-<version>\"}]"},
    [PROBLEM_CUSTOM_FORBIDDEN] = {"run-images-forbidden",
                                  "\"customNodeImageVersions\" go with the selection Custom, not "
                                  "with {1}; remove them or select Custom"},
    [PROBLEM_CUSTOM_FAMILY_TWICE] =
        {"run-images-twice",
         "a second version for the image family {1}; a run takes one version a family"},
    [PROBLEM_RUN_START_ORDER] = {"run-start-order",
                                 "the run starts at {1}, before the scenario begins at {2}; write "
                                 "a later instant or move the scenario's \"start\""},
    [PROBLEM_RUN_CYCLE] =
        {"run-cycle",
         "the run {1} waits for itself in the end; let one run of the circle start at an instant"},
    [PROBLEM_RUN_DELAY_BOTH] = {"run-delay-both",
                                "both \"delay\" and \"delayHours\" are given; write one of them"},
    [PROBLEM_RUNS_MISSING] = {"runs-missing",
                              "there is nothing to forecast; write \"updateRuns\" or "
                              "\"autoUpgradeProfiles\" with at least one entry"},
    [PROBLEM_PROFILE_TARGET_MISSING] = {"profile-target-missing",
                                        "the channel TargetKubernetesVersion needs a "
                                        "\"targetKubernetesVersion\", such as \"1.35\""},
    [PROBLEM_PROFILE_TARGET_FORBIDDEN] =
        {"profile-target-forbidden",
         "a target goes with the channel TargetKubernetesVersion, {1} finds its own; remove it"},
    [PROBLEM_PROFILE_SUPPORT_FORBIDDEN] =
        {"profile-support-forbidden",
         "long-term support goes with the channel TargetKubernetesVersion, not with {1}; remove it "
         "or write false"},
    [PROBLEM_PROFILE_SELECTION_FORBIDDEN] =
        {"profile-selection-forbidden",
         "the channel {1} takes the newest images itself, so there is nothing to select; remove "
         "\"nodeImageSelection\""},
    [PROBLEM_DURATION_BOTH] = {"duration-both", "\"memberMinutes\" is the whole upgrade, so {1} "
                                                "has no place beside it; remove one of them"},
    [PROBLEM_RISK_TWICE] = {"risk-twice", "there is another risk {1}; give each its own name"},
    [PROBLEM_RISK_IDLE] = {"risk-idle", "this risk changes nothing; add "
                                        "\"memberFailureProbability\", \"durationFactor\" or both"},
    [PROBLEM_RISK_TIME_BOTH] = {"risk-time-both", "both {1} are given; write one of them"},
    [PROBLEM_QUOTA_TWICE] = {"quota-twice", "there is another quota for {1} and this subscription; "
                                            "write one number for both"},
    [PROBLEM_POOL_UNAVAILABLE] = {"pool-unavailable",
                                  "a pool of mode System has no \"maxUnavailable\" in AKS, found "
                                  "{1}; remove it or raise \"maxSurge\""},
    [PROBLEM_POOL_BLOCKED] = {"pool-blocked",
                              "found {1} nodes that may be blocked, fewer than the {2} of "
                              "\"maxSurge\"; write at least as many or leave it out"},
    [PROBLEM_TYPE_MISSING] = {"type-missing", "there is nothing for {1}, the type of the run {2}; "
                                              "add a key for it or write one value for all types"},
    [PROBLEM_TYPE_MIXED] = {"type-mixed", "found {1} beside {2}; write either one value for all "
                                          "types or an object with the types as keys"},
    [PROBLEM_FORM_MISSING] =
        {"form-missing", "found neither {1} nor one of the types \"Full\", \"ControlPlaneOnly\", "
                         "\"NodeImageOnly\"; write one of them"},
    [PROBLEM_POLL_PHASE] =
        {"poll-phase-order",
         "found {1}, write 0 or a number of minutes below windowPollMinutes, which is {2}"},
    [PROBLEM_PRECISION_EMPTY] = {"precision-empty",
                                 "found an empty precision, write \"P80\", \"P\" or both; leave it "
                                 "out for a fixed number of "
                                 "trials"},
    [PROBLEM_PRECISION_WIDTH] = {"precision-width",
                                 "found {1}, write half the width that the interval of P80 may "
                                 "have, a duration above 0 such as \"30m\""},
    [PROBLEM_RISK_ORDER] = {"risk-order", "found lowMax {1} above moderateMax {2}; up to the first "
                                          "the risk is Low, up to the second Moderate"},
    [PROBLEM_CONDITION_FORM] =
        {"condition-form",
         "found {1}, write a condition such as \"P(year-end freeze) >= 0.9\", \"P80(k135) <= "
         "2026-12-13T00:00:00Z\" or \"p_failed <= 0.05\""},
    [PROBLEM_CONDITION_LIMIT] = {"condition-limit", "found {1} right of the comparison, write {2}"},
    [PROBLEM_CONDITION_DEADLINE] =
        {"condition-deadline",
         "no deadline is named {1}{2}; write the name of one under /deadline"},
    [PROBLEM_CONDITION_COLUMN] =
        {"condition-column",
         "found {1}, which is neither P(deadline), P80(run) nor a column of runs.csv{2}"},
    [PROBLEM_BETA_FORM] =
        {"probability-beta-form",
         "found {1}, write the two shapes of a beta distribution, both above 0, such as [3, 97]"},
    [PROBLEM_OPERATION_ORDER] = {"operation-order",
                                 "the operation stands at {1}, before the scenario begins at {2}; "
                                 "write a later instant"},
    [PROBLEM_OPERATION_FOREIGN] =
        {"operation-foreign",
         "the operation {1} has no use for {2}; remove it or choose another operation"},
    [PROBLEM_OPERATION_MISSING] = {"operation-missing", "the operation {1} needs {2}"},
    [PROBLEM_OPERATION_CHOICE] = {"operation-choice", "the operation {1} needs exactly one of {2}"},
    [PROBLEM_OPERATION_RUN_MISSING] =
        {"operation-run-missing",
         "the operation {1} has no \"run\", and there is more than one; name the run it is for{2}"},
    [PROBLEM_OPERATION_RUN_UNKNOWN] = {"operation-run-unknown",
                                       "an operation on {1}, which is no update run{2}; name one "
                                       "under /updateRuns"},
    [PROBLEM_CREATE_NOT_MANUAL] = {"create-not-manual",
                                   "the run {1} is created when it starts; give it \"start\": "
                                   "\"manual\" to create it by an operation"},
    [PROBLEM_SET_FIXED] = {"set-fixed", "{1} cannot be changed by an operation; write it into the "
                                        "{2} itself"},
    [PROBLEM_OPERATION_SELECTOR] = {"operation-selector", "an operation on the members {1}; {2}"},
    [PROBLEM_TARGET_FORM] = {"target-form",
                             "found {1}, write \"Stage:NAME\", \"Group:NAME\", \"Member:NAME\" or "
                             "\"AfterStageWait:NAME\""},
    [PROBLEM_TARGET_UNKNOWN] = {"target-unknown", "the update run {1} has no {2}"},
    [PROBLEM_GATE_SEVERAL] = {"gate-several",
                              "several gates are named {1}; write the position of the one that is "
                              "meant, such as \"Stage:prod/before/0\""},
    [PROBLEM_GATE_NOT_APPROVAL] = {"gate-not-approval",
                                   "the gate {1} is a ScheduledStart, which nobody approves; "
                                   "\"completeGate\" completes it before its time"},
    [PROBLEM_EPOCHS_MANY] = {"epochs-many",
                             "the fleet or a strategy changes at {1} different instants; at most "
                             "{2} are possible, let some changes fall together"},
    [PROBLEM_WORKING_ORDER] =
        {"working-order", "work ends at {1}, which is not after its begin {2}; exchange or correct "
                          "them, \"00:00\" being the end of the day"},
    [PROBLEM_ATTEMPTS_FOREIGN] =
        {"failure-attempts-foreign",
         "\"maxAttempts\" counts retries, and \"then\" has no \"retry\"; add it or remove this"},
    [PROBLEM_GENERATE_WEIGHT] =
        {"generate-weights", "all weights of {1} are 0; give at least one entry a weight above 0"},

    [PROBLEM_HISTORY_SHAPE] = {"history-shape",
                               "found {1} that is neither an update run nor a member of a fleet; "
                               "write what \"az fleet updaterun list -o json\" prints"},
    [PROBLEM_HISTORY_FORM] = {"history-form",
                              "found {1}, where the service writes {2}; write it as exported"},
    [PROBLEM_HISTORY_INSTANT] = {"history-instant",
                                 "found {1}, write an instant such as \"2026-05-12T06:14:09Z\""},
    [PROBLEM_HISTORY_ORDER] = {"history-order",
                               "the end {1} is before the start {2}; exchange or correct them"},
    [PROBLEM_HISTORY_MEMBER] = {"history-member",
                                "found {1}, write the name of the member that was upgraded"},
    [PROBLEM_HISTORY_TYPE] = {"history-type", "found {1}, write \"Full\", \"ControlPlaneOnly\" or "
                                              "\"NodeImageOnly\""},
    [PROBLEM_HISTORY_NODES] =
        {"history-nodes",
         "found {1}, write how many nodes the member had, 1 to 100,000, or leave it empty"},
    [PROBLEM_HISTORY_OUTCOME] = {"history-outcome",
                                 "found {1}, write \"Completed\", \"Failed\" or \"Running\""},
    [PROBLEM_HISTORY_END] = {"history-end",
                             "found {1} without an end; write when it ended into the "
                             "column \"finished\", or \"Running\" here"},
    [PROBLEM_HISTORY_EMPTY] = {"history-empty",
                               "the history holds no completed upgrade; give files with at least "
                               "one, or there is nothing to fit"},

    [PROBLEM_DIST_PARAMETER_MISSING] = {"dist-parameter-missing",
                                        "a distribution of the kind {1} needs {2}"},
    [PROBLEM_DIST_PARAMETER_FOREIGN] = {"dist-parameter-foreign",
                                        "a distribution of the kind {1} has no parameter {2}; "
                                        "remove it or choose a kind that has it"},
    [PROBLEM_DIST_LOGNORMAL_FORM] = {"dist-lognormal",
                                     "found {1}; a lognormal distribution needs exactly one pair: "
                                     "p50 and p90, or mean and sd, or mu and sigma"},
    [PROBLEM_DIST_ORDER] = {"dist-order", "found {1}, but they must rise: {2}"},
    [PROBLEM_DIST_POSITIVE] = {"dist-positive", "found {1} {2}, write a number above 0"},
    [PROBLEM_DIST_QUANTILES] =
        {"dist-quantiles",
         "found p50 {1} and p90 {2}; write two numbers above 0, the second one greater"},
    [PROBLEM_DIST_TRUNCATION] =
        {"dist-truncation",
         "no value of this distribution lies between {1} and {2}; widen min and max"},
    [PROBLEM_DIST_NEGATIVE] = {"dist-negative",
                               "values down to {1} are possible, but this cannot be negative; "
                               "raise the lower end or add \"min\": 0"},
    [PROBLEM_DIST_HUGE] = {"dist-huge",
                           "values beyond 1e12 are possible; make it narrower or add a \"max\""},
};

const struct problem_row *problem_row(enum problem_code code)
{
    assert(code < PROBLEM_CODE_COUNT && rows[code].code);
    return &rows[code];
}

const char *problem_sentence(struct arena *arena, enum problem_code code, const char *first,
                             const char *second)
{
    const char *rest = problem_row(code)->sentence;
    char *text = arena_alloc(arena, strlen(rest) + 4 * strlen(first) + 4 * strlen(second) + 1);
    size_t length = 0;
    while (*rest) {
        bool slot = rest[0] == '{' && (rest[1] == '1' || rest[1] == '2') && rest[2] == '}';
        if (!slot) {
            text[length++] = *rest++;
            continue;
        }
        const char *filling = rest[1] == '1' ? first : second;
        memcpy(text + length, filling, strlen(filling));
        length += strlen(filling);
        rest += 3;
    }
    text[length] = '\0';
    return text;
}
