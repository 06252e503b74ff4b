/* read_quota: quotas, which members each one holds for, and what becomes of an upgrade beyond it.
 */
#include "scenarios/reader.h"

#include <string.h>

static enum surge_fallback read_fallback(const cJSON *value)
{
    const char *text = json_text(value);
    return text && strcmp(text, "always") == 0  ? FALLBACK_ALWAYS
           : text && strcmp(text, "never") == 0 ? FALLBACK_NEVER
                                                : FALLBACK_BY_VERSION;
}

static bool same_subscription(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void read_entry(struct reader *reader, const cJSON *value, const struct path *path,
                       struct quota *list, uint32_t index)
{
    const cJSON *region = json_get(value, "region");
    struct quota *quota = &list[index];
    quota->region = reader_refer(reader, &reader->regions, region, PATH_KEY(path, "region"),
                                 PROBLEM_REGION_UNKNOWN);
    quota->subscription = reader_text(reader, json_get(value, "subscription"));
    quota->vcpus = (uint32_t)json_number(json_get(value, "vCPUs"), 0);
    for (uint32_t i = 0; quota->region != NONE && i < index; i++)
        if (list[i].region == quota->region &&
            same_subscription(list[i].subscription, quota->subscription))
            reader_problem(reader, value, path, PROBLEM_QUOTA_TWICE,
                           reader_quoted(reader, json_text(region)), "");
}

static const char *subscription_of(const struct member *member)
{
    for (size_t i = 0; i < member->label_count; i++)
        if (strcmp(member->labels[i].key, "subscription") == 0)
            return member->labels[i].value;
    return NULL;
}

/* The quota of the member's subscription goes before the region's. */
static uint32_t quota_of(const struct quota *list, uint32_t count, const struct member *member)
{
    const char *subscription = subscription_of(member);
    uint32_t found = NONE;
    for (uint32_t i = 0; member->region != NONE && i < count; i++) {
        if (list[i].region != member->region)
            continue;
        if (list[i].subscription && same_subscription(list[i].subscription, subscription))
            return i;
        if (!list[i].subscription)
            found = i;
    }
    return found;
}

/* To members as they are and as operations leave them. */
static void give_quotas(struct reader *reader, const struct quota *list, uint32_t count)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        fleet->members[i].quota = quota_of(list, count, &fleet->members[i]);
    for (uint32_t i = 0; i < reader->changed_member_count; i++) {
        struct member *member = &reader->changed_members[i].member;
        member->quota = quota_of(list, count, member);
    }
}

/* Known pools that are upgraded one by one: otherwise there is nothing to say of surge. */
static bool surge_counts(const struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    if (!reader->runs_type[UPGRADE_FULL] && !reader->runs_type[UPGRADE_NODE_IMAGE_ONLY])
        return false;
    for (uint32_t i = 0; i < scenario->fleet.member_count; i++) {
        const struct member *member = &scenario->fleet.members[i];
        bool in_one_piece = member->duration_model == NONE ||
                            scenario->durations[member->duration_model].in_one_piece;
        if (!in_one_piece && (!member->pools_assumed || member->quota != NONE))
            return true;
    }
    return false;
}

void read_quota(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    const cJSON *value = json_get_in(reader->root, "models", "quota", NULL);
    const struct path top = {NULL, "models", 0}, path = {&top, "quota", 0};
    struct quota *list = arena_array(reader->arena, struct quota, json_count(value));
    uint32_t count = 0;
    for (const cJSON *entry = json_first(value); entry; entry = entry->next, count++)
        read_entry(reader, entry, PATH_INDEX(&path, count), list, count);
    give_quotas(reader, list, count);
    scenario->quotas = list;
    scenario->quota_count = count;
    scenario->surge_counts = surge_counts(reader);
    scenario->controller.surge_fallback =
        read_fallback(json_get_in(reader->root, "controller", "surgeFallback", NULL));
}
