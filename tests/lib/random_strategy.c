/* random_strategy: stages, groups, limits, gates and selectors. */
#include "tests/lib/random_fleet.h"
#include "tests/lib/random_parts.h"

#include <string.h>

/* A member's labels; ring -1: it has none. */
struct labels {
    int ring;
    bool gold;
};

/* ---- Selectors, in the grammar and in C. */

static bool ring_0(struct labels labels)
{
    return labels.ring == 0;
}

static bool ring_0_or_1(struct labels labels)
{
    return labels.ring == 0 || labels.ring == 1;
}

/* Also those without the label. */
static bool not_ring_2(struct labels labels)
{
    return labels.ring != 2;
}

static bool with_tier(struct labels labels)
{
    return labels.gold;
}

static bool without_tier(struct labels labels)
{
    return !labels.gold;
}

static bool gold_but_not_ring_1(struct labels labels)
{
    return labels.ring != 1 && labels.gold;
}

static const struct {
    const char *text;
    bool (*chooses)(struct labels labels);
} selectors[] = {{"ring=0", ring_0},      {"ring in (0, 1)", ring_0_or_1},
                 {"ring!=2", not_ring_2}, {"tier", with_tier},
                 {"!tier", without_tier}, {"ring notin (1),tier==gold", gold_but_not_ring_1}};

enum { SELECTORS = sizeof selectors / sizeof *selectors };

/* A stage with selector alone has no groups: its stage_groups is 0. */
void random_strategy_draw(struct writer *writer)
{
    struct dice dice = dice_of(writer->seed, "selectors", writer->wish->other_strategy);
    writer->gated = dice_chance(&dice, 50) && !writer->wish->plain;
    writer->chosen = dice_chance(&dice, 35);
    writer->group_count = 0;
    for (uint32_t i = 0; i < writer->stage_count; i++) {
        bool alone = writer->chosen && dice_chance(&dice, 25);
        bool has = alone || (writer->chosen && dice_chance(&dice, 30));
        writer->stage_selector[i] = has ? (int)dice_below(&dice, SELECTORS) : -1;
        writer->stage_groups[i] = alone ? 0 : writer->stage_groups[i];
        for (uint32_t g = 0; g < writer->stage_groups[i]; g++)
            writer->group_selector[writer->group_count++] =
                writer->chosen && dice_chance(&dice, 35) ? (int)dice_below(&dice, SELECTORS) : -1;
    }
}

/* ---- Who stands where (R5): in the first group of the strategy that chooses it. */

static bool stage_chooses(const struct writer *writer, uint32_t stage, struct labels labels)
{
    int selector = writer->stage_selector[stage];
    return selector < 0 || selectors[selector].chooses(labels);
}

static uint32_t group_of(const struct writer *writer, struct labels labels, uint32_t update_group)
{
    uint32_t number = 0, place = 0;
    for (uint32_t i = 0; i < writer->stage_count; i++) {
        bool here = stage_chooses(writer, i, labels);
        if (writer->stage_groups[i] == 0 && here)
            return place;
        place += writer->stage_groups[i] == 0;
        for (uint32_t g = 0; g < writer->stage_groups[i]; g++, number++, place++) {
            int selector = writer->group_selector[number];
            bool wanted =
                selector < 0 ? update_group == number : selectors[selector].chooses(labels);
            if (here && wanted)
                return place;
        }
    }
    return NONE;
}

void random_strategy_label(struct writer *writer, uint32_t number, uint32_t group)
{
    struct dice dice = dice_of(writer->seed, "member's labels", number);
    struct labels labels = {dice_chance(&dice, 90) ? (int)dice_below(&dice, 3) : -1,
                            dice_chance(&dice, 50)};
    fputs(",'labels':{", writer->out);
    if (labels.ring >= 0)
        fprintf(writer->out, "'ring':'%d'%s", labels.ring, labels.gold ? "," : "");
    fputs(labels.gold ? "'tier':'gold'}" : "}", writer->out);
    if (number < RANDOM_FLEET_MEMBERS_MAX)
        writer->fleet->group_of[number] = group_of(writer, labels, group);
}

/* ---- The strategy. */

/* `narrow`: percent of limits of one upgrade at a time. */
static void write_limits(FILE *out, struct dice *dice, bool tolerant, uint32_t narrow)
{
    static const char *const shares[] = {"10%", "25%", "50%", "100%"};
    if (dice_chance(dice, narrow))
        fputs(",'maxConcurrency':'1'", out);
    else if (dice_chance(dice, 30))
        fprintf(out, ",'maxConcurrency':'%u'", dice_between(dice, 2, 6));
    else if (dice_chance(dice, 50))
        fprintf(out, ",'maxConcurrency':'%s'", shares[dice_below(dice, 4)]);
    if (tolerant && dice_chance(dice, 60))
        fprintf(out, ",'maxAllowedFailures':'%s'", shares[dice_below(dice, 4)]);
    else if (tolerant || dice_chance(dice, 40))
        fprintf(out, ",'maxAllowedFailures':'%u'", dice_below(dice, 4));
}

static void write_selector(FILE *out, int selector)
{
    if (selector >= 0)
        fprintf(out, ",'memberSelector':{'byLabel':'%s'}", selectors[selector].text);
}

static void write_gate(FILE *out, struct dice *dice, bool before)
{
    if (before && dice_chance(dice, 40))
        fprintf(out,
                "{'type':'ScheduledStart','scheduledStartConfiguration':{'startDay':'%s',"
                "'startTime':'%02u:%02u','utcOffset':'%s'}}",
                random_weekdays[dice_below(dice, 7)], dice_below(dice, 24), dice_below(dice, 60),
                random_offsets[dice_below(dice, 5)]);
    else
        fputs(dice_chance(dice, 50) ? "{'type':'Approval'}" : "{'displayName':'go'}", out);
}

static void write_gate_list(FILE *out, struct dice *dice, const char *key, uint32_t percent)
{
    bool before = strcmp(key, "beforeGates") == 0;
    if (!dice_chance(dice, percent))
        return;
    uint32_t count = dice_chance(dice, 5) ? 0 : dice_chance(dice, 75) ? 1 : 2;
    fprintf(out, ",'%s':[", key);
    for (uint32_t i = 0; i < count; i++) {
        fputs(i == 0 ? "" : ",", out);
        write_gate(out, dice, before);
    }
    fputs("]", out);
}

static void write_gates(struct writer *writer, struct dice *dice, uint32_t percent)
{
    if (!writer->gated)
        return;
    write_gate_list(writer->out, dice, "beforeGates", percent);
    write_gate_list(writer->out, dice, "afterGates", percent);
}

static void write_stage(struct writer *writer, struct dice *dice, uint32_t stage, uint32_t *group,
                        bool tolerant)
{
    struct dice gates = dice_of(writer->seed, "gates", stage);
    FILE *out = writer->out;
    fprintf(out, "%s{'name':'s%u'", random_comma(stage), stage);
    write_limits(out, dice, tolerant, writer->ahead ? 60 : 15);
    write_selector(out, writer->stage_selector[stage]);
    write_gates(writer, &gates, 25);
    if (dice_chance(dice, 40))
        fprintf(out, ",'afterStageWaitInSeconds':%u", 60 * dice_between(dice, 1, 1440));
    for (uint32_t i = 0; i < writer->stage_groups[stage]; i++) {
        fprintf(out, "%s{'name':'g%u'", i == 0 ? ",'groups':[" : ",", *group);
        write_limits(out, dice, tolerant, 5);
        write_selector(out, writer->group_selector[(*group)++]);
        write_gates(writer, &gates, 15);
        fputs("}", out);
    }
    fputs(writer->stage_groups[stage] > 0 ? "]}" : "}", out);
}

void random_strategy_write(struct writer *writer)
{
    struct dice dice = dice_of(writer->seed, "strategy", writer->wish->other_strategy);
    bool tolerant = dice_chance(&dice, 65);
    uint32_t group = 0;
    fputs("'strategies':{'plan':{'stages':[", writer->out);
    for (uint32_t i = 0; i < writer->stage_count; i++)
        write_stage(writer, &dice, i, &group, tolerant);
    fputs("]}},\n", writer->out);
}
