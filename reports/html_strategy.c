#include "reports/html_strategy.h"

#include "models/instant.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/plan_words.h"

enum { STAGES_SHOWN = 40, GROUPS_SHOWN = 24, GATES_SHOWN = 8 };

static void limits(FILE *out, uint32_t member_count, uint32_t concurrency_max,
                   uint32_t failures_max)
{
    struct line line = {0};
    plan_words_count(member_count, "member", &line);
    line_add(&line, "; ");
    plan_words_limits(concurrency_max, failures_max, &line);
    html_element(out, "span class=\"limits\"", line.text);
}

static void selector(FILE *out, const struct selector *selector)
{
    if (selector == NULL)
        return;
    fputs("<span class=\"limits selector\">members by label: <code>", out);
    html_text(out, selector->text);
    fputs("</code></span>\n", out);
}

static void gate(FILE *out, const struct plan_gate *gate)
{
    struct line line = {0};
    fputs("<li>", out);
    if (gate->display_name != NULL) {
        html_element(out, "strong", gate->display_name);
        fputs(": ", out);
    }
    plan_words_gate(gate, &line);
    html_text(out, line.text);
    fputs("</li>\n", out);
}

/* All gates of a list are reached together, and all have to be done (R19). */
static void gates(FILE *out, const struct plan *plan, struct plan_gates gates)
{
    if (gates.count == 0)
        return;
    fputs("<ul class=\"gates\">\n", out);
    for (uint32_t i = 0; i < gates.count && i < GATES_SHOWN; i++)
        gate(out, &plan->gates[gates.first + i]);
    if (gates.count > GATES_SHOWN)
        fprintf(out, "<li>and %u more gates</li>\n", gates.count - GATES_SHOWN);
    fputs("</ul>\n", out);
}

static void group_item(FILE *out, const struct plan *plan, const struct plan_group *group)
{
    fputs("<li>", out);
    gates(out, plan, group->before);
    html_element(out, "strong", group->name);
    fputs(group->implicit ? " (implicit group) " : " ", out);
    limits(out, group->member_count, group->concurrency_max, group->failures_max);
    selector(out, group->selector);
    gates(out, plan, group->after);
    fputs("</li>\n", out);
}

static void groups(FILE *out, const struct plan *plan, const struct plan_stage *stage)
{
    fputs("<ul class=\"groups\">\n", out);
    for (uint32_t i = 0; i < stage->group_count && i < GROUPS_SHOWN; i++)
        group_item(out, plan, &plan->groups[stage->group_first + i]);
    if (stage->group_count > GROUPS_SHOWN)
        fprintf(out, "<li>and %u more groups</li>\n", stage->group_count - GROUPS_SHOWN);
    fputs("</ul>\n", out);
}

/* After a stage its gates and its wait run together, and both must end (R20). */
static void wait(FILE *out, const struct plan_stage *stage)
{
    char length[INSTANT_TEXT_SIZE];
    if (stage->wait_s == 0)
        return;
    fprintf(out,
            stage->after.count > 0
                ? "<p class=\"wait\">beside these gates waits %s; both must end</p>\n"
                : "<p class=\"wait\">then waits %s</p>\n",
            duration_format(stage->wait_s, length));
}

static void stage_item(FILE *out, const struct plan *plan, const struct plan_stage *stage)
{
    fputs("<li><div class=\"stage\">\n", out);
    gates(out, plan, stage->before);
    fputs("<p>", out);
    html_element(out, "strong", stage->name);
    fputc(' ', out);
    limits(out, stage->member_count, stage->concurrency_max, stage->failures_max);
    selector(out, stage->selector);
    fputs("</p>\n", out);
    groups(out, plan, stage);
    gates(out, plan, stage->after);
    fputs("</div>\n", out);
    wait(out, stage);
    fputs("</li>\n", out);
}

void html_strategy(FILE *out, const struct plan *plan)
{
    fputs("<ol class=\"stages\">\n", out);
    for (uint32_t i = 0; i < plan->stage_count && i < STAGES_SHOWN; i++)
        stage_item(out, plan, &plan->stages[i]);
    if (plan->stage_count > STAGES_SHOWN)
        fprintf(out, "<li>and %u more stages</li>\n", plan->stage_count - STAGES_SHOWN);
    fputs("</ol>\n", out);
}
