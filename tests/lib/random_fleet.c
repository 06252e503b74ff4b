#include "tests/lib/random_fleet.h"

#include "tests/lib/random_parts.h"

#include "models/random.h"
#include "scenarios/load.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const random_weekdays[7] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};
static const char *const weeks[] = {"First", "Second", "Third", "Fourth", "Last"};
const char *const random_offsets[5] = {"+00:00", "+01:00", "-05:00", "+09:30", "-09:30"};
/* The first two are past their 90 days at the start. */
static const char *const images[IMAGES] = {"202606.01.0", "202607.15.0", "202610.01.0",
                                           "202611.20.0"};

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(3);
}

const char *random_comma(uint32_t i)
{
    return i == 0 ? "" : ",\n ";
}

/* ---- What the fleet is like as a whole. */

static uint32_t draw_size(struct dice *dice)
{
    uint32_t kind = dice_below(dice, 100);
    if (kind < 50)
        return dice_between(dice, 1, 8);
    if (kind < 80)
        return dice_between(dice, 9, 40);
    return kind < 95 ? dice_between(dice, 41, 120)
                     : dice_between(dice, 121, RANDOM_FLEET_MEMBERS_MAX);
}

static void draw_shape(struct writer *writer)
{
    struct dice fleet = dice_of(writer->seed, "fleet", 0);
    struct dice plan = dice_of(writer->seed, "plan", writer->wish->other_strategy);
    writer->member_count = draw_size(&fleet);
    writer->region_count = dice_between(&fleet, 1, 3);
    writer->run_count = dice_chance(&fleet, 60) ? 1 : dice_between(&fleet, 2, RUNS_MAX);
    writer->releases = dice_chance(&fleet, 50);
    writer->ahead = dice_chance(&fleet, 30);
    writer->images = writer->releases && dice_chance(&fleet, writer->ahead ? 20 : 75);
    writer->troubled = dice_chance(&fleet, 70);
    writer->moving = dice_chance(&fleet, 20);
    if (writer->wish->plain) {
        writer->run_count = 1;
        writer->releases = writer->images = writer->moving = false;
    }
    writer->window_count = dice_chance(&plan, 50) ? dice_between(&plan, 1, WINDOWS_MAX) : 0;
    writer->stage_count = dice_between(&plan, 1, STAGES_MAX);
    for (uint32_t i = 0; i < writer->stage_count; i++) {
        writer->stage_groups[i] = dice_between(&plan, 1, GROUPS_MAX);
        writer->group_count += writer->stage_groups[i];
    }
    random_strategy_draw(writer);
}

static void write_times(struct writer *writer)
{
    struct dice dice = dice_of(writer->seed, "times", 0);
    uint32_t hours = 24 * dice_between(&dice, 20, 60);
    if (writer->wish->whole_minutes)
        hours = 24 * dice_between(&dice, 2, 12);
    if (dice_chance(&dice, 12))
        hours = dice_between(&dice, 2, 60);
    fprintf(writer->out, "'start':'2026-11-16T08:00:00Z','horizon':'%uh',\n", hours);
}

/* An instant between these days from the start. */
static void write_instant(FILE *out, struct dice *dice, int32_t from_day, int32_t until_day)
{
    int64_t minutes =
        (int64_t)from_day * 1440 + dice_below(dice, (uint32_t)(until_day - from_day) * 1440);
    char text[INSTANT_TEXT_SIZE];
    fprintf(out, "'%s'", instant_format(START_S + minutes * MINUTE_S, text));
}

/* ---- The clusters. */

static void write_pool(struct writer *writer, struct dice *dice, uint32_t i)
{
    fprintf(writer->out, "%s{'name':'p%u','count':%u", i == 0 ? "" : ",", i,
            dice_between(dice, 0, 9));
    if (dice_chance(dice, writer->ahead ? 95 : 75))
        fprintf(writer->out, ",'nodeImageVersion':'%s-%s'",
                dice_chance(dice, 70) ? "ubuntu" : "azurelinux",
                images[dice_chance(dice, 60) ? 0 : dice_below(dice, IMAGES)]);
    if (dice_chance(dice, 10))
        fputs(",'fromSnapshot':true", writer->out);
    if (dice_chance(dice, 20))
        fputs(",'orchestratorVersion':'1.35.2'", writer->out);
    fputs("}", writer->out);
}

/* In a fleet that is ahead most are at target, but for every third group. */
static const char *draw_version(const struct writer *writer, struct dice *dice, uint32_t group)
{
    uint32_t kind = dice_below(dice, 100);
    if (writer->ahead)
        return kind < (group % 3 == 0 ? 50 : 98) ? "1.35.2" : "1.34.6";
    return kind < 80                        ? "1.34.6"
           : kind < 92                      ? "1.35.2"
           : kind < 96 || !writer->troubled ? "1.36.0"
                                            : "1.33.4";
}

static void write_windows_of_member(struct writer *writer, uint32_t number)
{
    struct dice dice = dice_of(writer->seed, "member's windows", number);
    uint32_t kubernetes = dice_below(&dice, writer->window_count + 1);
    uint32_t node_os = dice_below(&dice, writer->window_count + 1);
    fputs(",'maintenance':{", writer->out);
    if (kubernetes < writer->window_count)
        fprintf(writer->out, "'aksManagedAutoUpgradeSchedule':'w%u'%s", kubernetes,
                node_os < writer->window_count ? "," : "");
    if (node_os < writer->window_count)
        fprintf(writer->out, "'aksManagedNodeOSUpgradeSchedule':'w%u'", node_os);
    fputs("}", writer->out);
}

/* Those who come, come before those who go. */
static void write_stay(struct writer *writer, uint32_t number)
{
    struct dice dice = dice_of(writer->seed, "member's stay", number);
    if (!writer->moving)
        return;
    if (dice_chance(&dice, 10)) {
        fputs(",'joinsAt':", writer->out);
        write_instant(writer->out, &dice, 0, 1);
    }
    if (dice_chance(&dice, 15)) {
        fputs(",'leavesAt':", writer->out);
        write_instant(writer->out, &dice, 1, dice_chance(&dice, 70) ? 2 : 9);
    }
}

/* The last group's number stands for a group that is in no strategy. */
static void write_member(struct writer *writer, const char *name, uint32_t number)
{
    struct dice dice = dice_of(writer->seed, "member", number);
    struct dice group_dice = dice_of(writer->seed, "member's group", number);
    uint32_t group = dice_below(&group_dice, 20 * writer->group_count + 1) / 20;
    fprintf(writer->out, "{'name':'%s','kubernetesVersion':'%s'", name,
            draw_version(writer, &dice, group));
    uint32_t written = dice_chance(&group_dice, 97) ? group : NONE;
    if (written != NONE)
        fprintf(writer->out, ",'group':'g%u'", group);
    if (dice_chance(&dice, 85) || number < writer->region_count) /* every region has a member */
        fprintf(writer->out, ",'region':'r%u'", number % writer->region_count);
    if (dice_chance(&dice, 12) && writer->troubled)
        fputs(",'powerState':'Stopped'", writer->out);
    if (dice_chance(&dice, 4))
        fputs(",'supportPlan':'AKSLongTermSupport'", writer->out);
    if (dice_chance(&dice, 30))
        fputs(",'durationModel':'other'", writer->out);
    random_strategy_label(writer, number, written);
    write_windows_of_member(writer, number);
    write_stay(writer, number);
    uint32_t pools = dice_chance(&dice, writer->ahead ? 60 : 15) ? dice_between(&dice, 1, 3) : 0;
    for (uint32_t i = 0; i < pools; i++) {
        fputs(i == 0 ? ",'nodePools':[" : "", writer->out);
        write_pool(writer, &dice, i);
    }
    fputs(pools > 0 ? "]}" : "}", writer->out);
}

static void write_fleet(struct writer *writer)
{
    fputs("'fleet':{'members':[", writer->out);
    if (writer->wish->newcomer) {
        write_member(writer, "a-newcomer", RANDOM_FLEET_MEMBERS_MAX);
        fputs(",\n ", writer->out);
    }
    for (uint32_t i = 0; i < writer->member_count; i++) {
        char name[16];
        snprintf(name, sizeof name, "m%03u", i);
        fputs(random_comma(i), writer->out);
        write_member(writer, name, i);
    }
    fputs("]},\n", writer->out);
}

/* ---- When they may be touched. */

static void write_schedule(FILE *out, struct dice *dice)
{
    const char *day = random_weekdays[dice_below(dice, 7)];
    switch (dice_below(dice, 5)) {
    case 0:
    case 1:
        fprintf(out, "'daily':{'intervalDays':%u}", dice_between(dice, 1, 7));
        break;
    case 2:
        fprintf(out, "'weekly':{'intervalWeeks':%u,'dayOfWeek':'%s'}", dice_between(dice, 1, 3),
                day);
        break;
    case 3:
        fprintf(out, "'absoluteMonthly':{'intervalMonths':%u,'dayOfMonth':%u}",
                dice_between(dice, 1, 2), dice_between(dice, 1, 31));
        break;
    default:
        fprintf(out, "'relativeMonthly':{'intervalMonths':%u,'weekIndex':'%s','dayOfWeek':'%s'}",
                dice_between(dice, 1, 2), weeks[dice_below(dice, 5)], day);
    }
}

static void write_window(struct writer *writer, uint32_t i)
{
    struct dice dice =
        dice_of(writer->seed, "window", i + (writer->wish->other_strategy ? 100 : 0));
    FILE *out = writer->out;
    fprintf(out, "%s'w%u':{'schedule':{", random_comma(i), i);
    write_schedule(out, &dice);
    fprintf(out, "},'durationHours':%u,'startTime':'%02u:%02u','utcOffset':'%s'",
            dice_between(&dice, 4, dice_chance(&dice, 60) ? 8 : 24), dice_below(&dice, 24),
            dice_below(&dice, 60), random_offsets[dice_below(&dice, 5)]);
    if (dice_chance(&dice, 60))
        fprintf(out, ",'startDate':'2026-11-%02u'", dice_between(&dice, 1, 25));
    if (dice_chance(&dice, 30)) {
        uint32_t day = dice_between(&dice, 16, 28);
        fprintf(out, ",'notAllowedDates':[{'start':'2026-11-%02u','end':'2026-11-%02u'}]", day,
                day + dice_below(&dice, 3));
    }
    fputs("}", out);
}

static void write_windows(struct writer *writer)
{
    struct dice dice = dice_of(writer->seed, "freeze", writer->wish->other_strategy);
    fputs("'maintenanceWindows':{", writer->out);
    for (uint32_t i = 0; i < writer->window_count; i++)
        write_window(writer, i);
    fputs("},\n", writer->out);
    if (!dice_chance(&dice, 10))
        return;
    uint32_t day = dice_between(&dice, 16, 20);
    fprintf(writer->out,
            "'freezes':[{'name':'f','start':'2026-11-%uT10:00:00Z','end':'2026-11-%uT02:30:00Z',"
            "'enforce':true%s}],\n",
            day, day + dice_between(&dice, 1, 3),
            dice_chance(&dice, 50) ? ",'regions':['r0']" : "");
}

/* ---- Versions on their way. */

static void write_arrivals(struct writer *writer, struct dice *dice)
{
    fputs(",'published':", writer->out);
    write_instant(writer->out, dice, -10, 2);
    fputs(",'regions':{", writer->out);
    uint32_t count = 0;
    for (uint32_t i = 0; i < writer->region_count; i++) {
        if (dice_chance(dice, 20))
            continue;
        fprintf(writer->out, "%s'r%u':", count++ == 0 ? "" : ",", i);
        write_instant(writer->out, dice, dice_chance(dice, 50) ? -5 : 0,
                      dice_chance(dice, 90) ? 5 : 90);
    }
    fputs("}}", writer->out);
}

/* Those that pools name without an entry are everywhere. */
static void write_image(struct writer *writer, struct dice *dice, const char *family, uint32_t i)
{
    static const char *const published[IMAGES] = {"2026-06-01", "2026-07-15", "2026-10-01",
                                                  "2026-11-20"};
    fprintf(writer->out, "{'family':'%s','version':'%s'", family, images[i]);
    if (dice_chance(dice, 40))
        fprintf(writer->out, ",'published':'%sT00:00:00Z'}", published[i]);
    else
        write_arrivals(writer, dice);
}

static void write_images(struct writer *writer, struct dice *dice)
{
    static const char *const families[] = {"ubuntu", "azurelinux"};
    uint32_t count = 0, listed = dice_chance(dice, 40) ? 100 : 30;
    for (uint32_t family = 0; family < 2; family++)
        for (uint32_t i = 0; i < IMAGES; i++)
            if (dice_chance(dice, listed)) {
                fputs(random_comma(count++), writer->out);
                write_image(writer, dice, families[family], i);
            }
}

static void write_releases(struct writer *writer)
{
    if (!writer->releases)
        return;
    struct dice dice = dice_of(writer->seed, "releases", 0);
    fputs("'releases':{'kubernetes':[", writer->out);
    if (dice_chance(&dice, 70)) {
        fputs("{'version':'1.35.2'", writer->out);
        write_arrivals(writer, &dice);
    }
    fputs("],\n'nodeImages':[", writer->out);
    if (writer->images)
        write_images(writer, &dice);
    fputs("]},\n", writer->out);
}

/* ---- The runs. */

static void write_start(struct writer *writer, struct dice *dice, uint32_t run)
{
    static const char *const ends[] = {"Completed", "Failed", "any", "any"};
    uint32_t kind = dice_below(dice, 100);
    if (kind < 10) {
        fputs(",'start':'manual'", writer->out);
        writer->manual[run] = true;
    } else if (kind < 50 && run > 0) {
        fprintf(writer->out, ",'start':{'after':'run%u','on':'%s','delay':'%um'}",
                dice_below(dice, run), ends[dice_below(dice, 4)], dice_between(dice, 1, 600));
    } else if (kind < 80 && (run > 0 || kind < 30)) {
        fputs(",'start':", writer->out);
        write_instant(writer->out, dice, 0, 3);
    }
}

static void write_selection(FILE *out, struct dice *dice, bool images_on_their_way)
{
    if (dice_chance(dice, images_on_their_way ? 25 : 70))
        return;
    if (dice_chance(dice, 50))
        fputs(",'nodeImageSelection':{'type':'Consistent'}", out);
    else
        fprintf(out,
                ",'nodeImageSelection':{'type':'Custom','customNodeImageVersions':[{'version':"
                "'ubuntu-%s'}]}",
                images[1 + dice_below(dice, IMAGES - 1)]);
}

static void write_run(struct writer *writer, uint32_t run)
{
    struct dice dice = dice_of(writer->seed, "run", run);
    struct dice plan =
        dice_of(writer->seed, "run's plan", run + (writer->wish->other_strategy ? 100 : 0));
    const char *version = run == 0 || dice_chance(&dice, 70) ? "1.35.2" : "1.36.0";
    uint32_t type = dice_below(&dice, 10);
    fprintf(writer->out, "%s{'name':'run%u'", random_comma(run), run);
    if (dice_chance(&plan, 85))
        fputs(",'strategy':'plan'", writer->out);
    write_start(writer, &dice, run);
    fprintf(writer->out, ",'managedClusterUpdate':{'upgrade':{'type':'%s'",
            type < 6   ? "Full"
            : type < 8 ? "ControlPlaneOnly"
                       : "NodeImageOnly");
    if (type < 8)
        fprintf(writer->out, ",'kubernetesVersion':'%s'", version);
    fputs("}", writer->out);
    if (type < 6 || type >= 8)
        write_selection(writer->out, &dice, writer->images);
    fputs("}}", writer->out);
}

/* ---- Luck, and the service's ways. */

static void write_models(struct writer *writer)
{
    static const char *const probabilities[] = {"0.01", "0.05", "0.2", "0.5"};
    struct dice dice = dice_of(writer->seed, "models", 0);
    FILE *out = writer->out;
    fputs("'models':{'operators':{'approval':'never'},'duration':{", out);
    if (writer->wish->whole_minutes)
        fprintf(out, "'default':{'memberMinutes':%u},'other':{'memberMinutes':%u}}",
                2 * dice_between(&dice, 1, 120), 2 * dice_between(&dice, 1, 300));
    else if (writer->wish->plain || dice_chance(&dice, 50))
        fputs("'default':{'memberMinutes':{'dist':'lognormal','p50':60,'p90':150}},"
              "'other':{'memberMinutes':{'dist':'uniform','min':0,'max':600}}}",
              out);
    else
        fputs(
            "'default':{'overheadMinutes':3,'controlPlaneMinutes':{'dist':'pert','min':5,'mode':8,"
            "'max':30},'nodeMinutes':{'dist':'lognormal','p50':6,'p90':12}},"
            "'other':{'memberMinutes':60}}",
            out);
    fprintf(out,
            ",\n'failure':{'default':{'causes':[{'code':'DrainFailed','probability':%s,'per':'%s',"
            "'atFraction':0.5},{'code':'Timeout','probability':%s,'atFraction':1}]}}},\n",
            writer->troubled ? probabilities[dice_below(&dice, 4)] : "0",
            dice_chance(&dice, 50) ? "attempt" : "pool",
            writer->troubled ? probabilities[dice_below(&dice, 3)] : "0.001");
}

static void write_controller(struct writer *writer)
{
    struct dice dice = dice_of(writer->seed, "controller", writer->wish->other_strategy);
    uint32_t kind = dice_below(&dice, 100);
    uint32_t poll = kind < 45 ? 0 : kind < 90 ? 60 : dice_between(&dice, 1, 720);
    fprintf(writer->out, "'controller':{'windowPollMinutes':%u", poll);
    if (writer->wish->whole_minutes || dice_chance(&dice, 50))
        fprintf(writer->out, ",'windowPollPhaseMinutes':%u",
                poll == 0 ? 0 : dice_below(&dice, poll));
    fprintf(writer->out, ",'lookaheadHours':%u",
            dice_chance(&dice, 70) ? 4 : dice_below(&dice, 48));
    if (dice_chance(&dice, 15))
        fprintf(writer->out, ",'maxStageConcurrency':%u", dice_between(&dice, 1, 4));
    fputs("},\n", writer->out);
}

static void write_all(struct writer *writer)
{
    draw_shape(writer);
    fprintf(writer->out, "{'name':'random fleet %llu',\n", (unsigned long long)writer->seed);
    write_times(writer);
    write_fleet(writer);
    write_windows(writer);
    write_releases(writer);
    random_strategy_write(writer);
    fputs("'updateRuns':[", writer->out);
    for (uint32_t i = 0; i < writer->run_count; i++)
        write_run(writer, i);
    fputs("],\n", writer->out);
    write_models(writer);
    write_controller(writer);
    random_people_change(writer);
    fputs(RANDOM_TEXT_END, writer->out);
}

void random_quote(char *text)
{
    for (; *text != '\0'; text++)
        *text = *text == '\'' ? '"' : *text;
}

static char *text_of(struct arena *arena, struct writer *writer)
{
    char *text = NULL;
    size_t length = 0;
    writer->out = open_memstream(&text, &length);
    write_all(writer);
    fclose(writer->out);
    random_quote(text);
    char *kept = arena_strdup(arena, text);
    free(text);
    return kept;
}

static void load(struct random_fleet *fleet)
{
    struct load_request request = {.path = "random-fleet.json",
                                   .text = fleet->text,
                                   .text_length = strlen(fleet->text),
                                   .files_forbidden = true};
    struct problems problems;
    if (scenario_load(&fleet->arena, &request, &fleet->scenario, &problems))
        return;
    problems_print(&problems, stderr);
    cr_assert_fail("the random fleet of seed %llu does not load:\n%s",
                   (unsigned long long)fleet->seed, fleet->text);
}

void random_fleet_init(struct random_fleet *fleet, uint64_t seed, struct random_fleet_wish wish)
{
    struct writer writer = {.seed = seed, .wish = &wish, .fleet = fleet};
    *fleet = (struct random_fleet){.seed = seed};
    arena_init(&fleet->arena, out_of_memory);
    fleet->text = text_of(&fleet->arena, &writer);
    load(fleet);
    if (!wish.plain && random_people_ask(fleet))
        load(fleet);
}

void random_fleet_clear(struct random_fleet *fleet)
{
    arena_clear(&fleet->arena);
}

const char *random_fleet_save(const struct random_fleet *fleet)
{
    static char path[4096];
    const char *folder = getenv("BUILD");
    snprintf(path, sizeof path, "%s/random-fleet-%llu.json", folder == NULL ? "/tmp" : folder,
             (unsigned long long)fleet->seed);
    FILE *out = fopen(path, "w");
    if (out == NULL)
        return "(nowhere: the file cannot be written)";
    fputs(fleet->text, out);
    fclose(out);
    return path;
}
