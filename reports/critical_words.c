#include "reports/critical_words.h"

#include <stdio.h>

static void place_group(const struct plan *plan, uint32_t group, struct critical_place *place)
{
    place->group = plan->groups[group].name;
    place->stage = plan->stages[plan->groups[group].stage].name;
}

static void place_gate(const struct plan *plan, const struct plan_gate *gate,
                       struct critical_place *place)
{
    place->stage = plan->stages[gate->stage].name;
    if (gate->group != NONE)
        place->group = plan->groups[gate->group].name;
    snprintf(place->gate_position, sizeof place->gate_position, "%s/%u",
             gate_timing_name(gate->timing), gate->position);
    place->name = gate->display_name != NULL ? gate->display_name : place->gate_position;
}

void critical_place_of(const struct scenario *scenario, const struct criticality *criticality,
                       struct critical_place *place)
{
    const struct plan *plan = scenario->tracks[criticality->track].plan;
    uint32_t index = criticality->index;
    *place = (struct critical_place){.stage = "", .group = "", .name = ""};
    switch (criticality->kind) {
    case CRITICAL_GROUP:
    case CRITICAL_GROUP_LIMIT:
        place_group(plan, index, place);
        place->name = place->group;
        return;
    case CRITICAL_MEMBER:
        place_group(plan, plan->slot_group[plan->slot_of[index]], place);
        place->name = scenario->fleet.members[index].name;
        return;
    case CRITICAL_WINDOW:
        place->name = scenario->windows[index].name;
        return;
    case CRITICAL_REGION:
        place->name = scenario->fleet.regions[index];
        return;
    case CRITICAL_GATE:
        place_gate(plan, &plan->gates[index], place);
        return;
    case CRITICAL_STAGE_LIMIT:
        place->stage = place->name = plan->stages[index].name;
        return;
    case CRITICAL_KIND_COUNT:
        return;
    }
}
