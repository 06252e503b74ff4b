#include "scenarios/synthetic.h"

#include "models/instant.h"
#include "scenarios/json_print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    REGION_MEMBERS = 20, /* members per region, and per group, where their number is not given */
    GROUP_MEMBERS = 25,
    REGIONS_USUAL_MAX = 8,
    GROUPS_USUAL_MAX = 85,      /* of three stages, the last one then has 50 at most */
    SERVICE_MEMBERS_MAX = 1000, /* of a fleet, and of a stage at once: Fleet Manager's limits */
    SERVICE_AT_ONCE_MAX = 50,
    WEEKDAYS = 7,
    DAY_HOURS = 24,
    FIRST_HOUR = 22,
    NO_WINDOW_PART = 4 /* a fifth without a window: a weight of a fourth of all others' */
};

static const char *const regions[SYNTHETIC_REGIONS_MAX] = {
    "westeurope",    "eastus2",       "northeurope",   "centralus",
    "southeastasia", "uksouth",       "australiaeast", "japaneast",
    "westus3",       "francecentral", "centralindia",  "brazilsouth",
    "swedencentral", "canadacentral", "koreacentral",  "southafricanorth",
};

/* The weekend first: few windows are then where most are. */
static const char *const weekdays[WEEKDAYS] = {"Saturday", "Sunday",    "Tuesday", "Thursday",
                                               "Monday",   "Wednesday", "Friday"};

static const char *const stages[] = {"canary", "early", "broad"};
enum { STAGE_NAMES = sizeof stages / sizeof *stages };

struct synthetic synthetic_unset(void)
{
    return (struct synthetic){.regions = SYNTHETIC_UNSET,
                              .stages = SYNTHETIC_UNSET,
                              .groups = SYNTHETIC_UNSET,
                              .windows = SYNTHETIC_UNSET,
                              .pools = SYNTHETIC_UNSET,
                              .seed = 1,
                              .start = "2027-01-11T08:00:00Z"};
}

static uint32_t within(uint32_t number, uint32_t low, uint32_t high)
{
    return number < low ? low : number > high ? high : number;
}

static void set_if_unset(uint32_t *number, uint32_t usual)
{
    if (*number == SYNTHETIC_UNSET)
        *number = usual;
}

static uint32_t parts(uint32_t members, uint32_t size)
{
    return (members + size - 1) / size;
}

bool synthetic_fill(struct arena *arena, struct synthetic *shape, const char **why)
{
    uint32_t members = shape->members;
    uint32_t groups_given = shape->groups == SYNTHETIC_UNSET ? members : shape->groups;
    set_if_unset(&shape->regions, within(parts(members, REGION_MEMBERS), 1, REGIONS_USUAL_MAX));
    set_if_unset(&shape->stages, within(groups_given, 1, STAGE_NAMES));
    set_if_unset(&shape->groups, within(within(parts(members, GROUP_MEMBERS), 1, GROUPS_USUAL_MAX),
                                        shape->stages, SYNTHETIC_GROUPS_MAX));
    set_if_unset(&shape->windows, WEEKDAYS);
    set_if_unset(&shape->pools, 2);
    if (shape->stages <= shape->groups && shape->groups <= members)
        return true;
    *why = arena_printf(arena,
                        "%u stages of %u groups of %u members; write numbers that do not "
                        "fall: each stage needs a group, each group a member",
                        shape->stages, shape->groups, members);
    return false;
}

/* In what is written here ' stands for ", so that it can be read. */
static void quote(char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '\'')
            *text = '"';
}

static const char *comma(uint32_t i)
{
    return i == 0 ? "" : ",";
}

static void write_window_name(FILE *out, uint32_t window)
{
    uint32_t hour = (FIRST_HOUR + window / WEEKDAYS) % DAY_HOURS;
    fprintf(out, "'%.3s-%02u'", weekdays[window % WEEKDAYS], hour);
}

static void write_regions(FILE *out, uint32_t count)
{
    if (count == 0)
        return;
    fputs(",'regions':[", out);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "%s{'name':'%s','weight':%u}", comma(i), regions[i], count - i);
    fputs("]", out);
}

static void write_window_shares(FILE *out, uint32_t count)
{
    if (count == 0)
        return;
    fputs(",'windows':[", out);
    for (uint32_t i = 0; i < count; i++) {
        fputs("{'name':", out);
        write_window_name(out, i);
        fputs(",'weight':1},", out);
    }
    fprintf(out, "{'weight':%g}]", (double)count / NO_WINDOW_PART);
}

static void write_pools(FILE *out, uint32_t count)
{
    if (count == 0)
        return;
    fputs(",'nodePools':[{'name':'system','mode':'System','count':3}", out);
    for (uint32_t i = 1; i < count; i++)
        fprintf(out,
                ",{'name':'apps%u','count':{'dist':'lognormal','p50':6,'p90':20,'max':100},"
                "'upgradeSettings':{'maxSurge':'33%%'}}",
                i);
    fputs("]", out);
}

static void write_fleet(FILE *out, const struct synthetic *shape)
{
    fprintf(out, "'fleet':{'generate':{'members':%u,'seed':%llu,'kubernetesVersion':'1.34.6'",
            shape->members, (unsigned long long)shape->seed);
    write_regions(out, shape->regions);
    fprintf(out, ",'groups':{'count':%u,'namePrefix':'group-'}", shape->groups);
    write_window_shares(out, shape->windows);
    write_pools(out, shape->pools);
    fputs("}},", out);
}

static void write_windows(FILE *out, uint32_t count)
{
    if (count == 0)
        return;
    fputs("'maintenanceWindows':{", out);
    for (uint32_t i = 0; i < count; i++) {
        fputs(comma(i), out);
        write_window_name(out, i);
        fprintf(out,
                ":{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'%s'}},"
                "'durationHours':4,'startTime':'%02u:00'}",
                weekdays[i % WEEKDAYS], (FIRST_HOUR + i / WEEKDAYS) % DAY_HOURS);
    }
    fputs("},", out);
}

/* The first group of a stage when each stage has about twice the groups of the one before. */
static uint32_t stage_begin(const struct synthetic *shape, uint32_t stage)
{
    uint64_t all = (UINT64_C(1) << shape->stages) - 1, before = (UINT64_C(1) << stage) - 1;
    uint32_t spare = shape->groups - shape->stages; /* each stage has one for certain */
    return stage + (uint32_t)(before * spare / all);
}

static int digits_of(uint32_t number)
{
    return snprintf(NULL, 0, "%u", number);
}

static void write_stage(FILE *out, const struct synthetic *shape, uint32_t stage)
{
    uint32_t begin = stage_begin(shape, stage), end = stage_begin(shape, stage + 1);
    bool last = stage + 1 == shape->stages;
    fprintf(out, "%s{'name':", comma(stage));
    if (shape->stages <= STAGE_NAMES)
        fprintf(out, "'%s'", stages[stage]);
    else
        fprintf(out, "'stage-%u'", stage + 1);
    fputs(",'maxAllowedFailures':'10%','groups':[", out);
    for (uint32_t i = begin; i < end; i++)
        fprintf(out, "%s{'name':'group-%0*u','maxConcurrency':'20%%','maxAllowedFailures':'10%%'}",
                comma(i - begin), digits_of(shape->groups), i + 1);
    fprintf(out, "]%s}", last ? "" : ",'afterStageWaitInSeconds':86400");
}

static void write_rest(FILE *out, const struct synthetic *shape)
{
    fputs("'strategies':{'waves':{'stages':[", out);
    for (uint32_t stage = 0; stage < shape->stages; stage++)
        write_stage(out, shape, stage);
    fputs("]}},'updateRuns':[{'name':'k135','strategy':'waves','managedClusterUpdate':"
          "{'upgrade':{'type':'Full','kubernetesVersion':'1.35.2'}}}]",
          out);
    if (shape->members > SERVICE_MEMBERS_MAX)
        fprintf(out, ",'controller':{'maxStageConcurrency':%u}",
                shape->members / (SERVICE_MEMBERS_MAX / SERVICE_AT_ONCE_MAX));
}

static char *write_scenario(struct arena *arena, const struct synthetic *shape)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        arena->exhausted();
    fprintf(out, "{'name':'A synthetic fleet of %u','start':'%s','horizon':'180d',", shape->members,
            shape->start);
    write_fleet(out, shape);
    write_windows(out, shape->windows);
    write_rest(out, shape);
    fputs("}", out);
    if (fclose(out) != 0)
        arena->exhausted();
    quote(text);
    return text;
}

const char *synthetic_scenario(struct arena *arena, const struct synthetic *shape, size_t *length)
{
    char *text = write_scenario(arena, shape);
    cJSON *root = cJSON_Parse(text);
    free(text);
    if (!root)
        arena->exhausted();
    const char *printed = json_print(arena, root, length);
    cJSON_Delete(root);
    return printed;
}
