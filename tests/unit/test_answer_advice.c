/* What the answer says would help most, of levers made by hand. */
#include "reports/answer_advice.h"
#include "tests/lib/sample_forecast.h"

#include <criterion/criterion.h>
#include <string.h>

enum { LEVERS = 4 };

static struct lever_chance chances[LEVERS][3];
static struct lever_outcome levers[LEVERS];

/* For the deadline that is met least, the second of the sample's, certain where `low` is above 0.
 */
static void fill(uint32_t i, enum lever_kind kind, enum lever_on on, double change, double low)
{
    chances[i][1] = (struct lever_chance){
        .with = proportion_of(5, 10), .change = change, .low = low, .high = 2 * change - low};
    levers[i] = (struct lever_outcome){
        .lever = {.kind = kind, .on = on}, .subject = "", .chances = chances[i]};
    levers[i].words = lever_words(&levers[i].lever);
}

static struct forecast advised(void)
{
    struct forecast forecast = *sample_forecast();
    forecast.levers = levers;
    forecast.lever_count = LEVERS;
    fill(0, LEVER_REMOVED, LEVER_FAILURES, 0.5, 0.4);
    fill(1, LEVER_EASED, LEVER_FAILURES, 0.3, 0.2);
    fill(2, LEVER_EASED, LEVER_WAITS, 0.1, 0.05);
    fill(3, LEVER_EASED, LEVER_CONCURRENCY, 0.2, -0.1);
    return forecast;
}

Test(answer_advice, names_what_can_be_ordered)
{
    struct forecast forecast = advised();
    cr_expect_str_eq(answer_best_lever(&forecast)->words, "half the wait after stages");
    chances[3][1].low = 0.1;
    cr_expect_str_eq(answer_best_lever(&forecast)->words, "one more at a time");
}

Test(answer_advice, names_fewer_failures_only_where_nothing_else_helps)
{
    struct forecast forecast = advised();
    chances[2][1].low = 0;
    cr_expect_str_eq(answer_best_lever(&forecast)->words, "half as many upgrades fail");
    chances[1][1].low = -0.1;
    cr_expect_null(answer_best_lever(&forecast), "what no planner can do is no advice");
}
