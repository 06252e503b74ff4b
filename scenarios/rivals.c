#include "scenarios/rivals.h"

#include "scenarios/caution.h"

#include <string.h>

struct rivals {
    struct concerned kubernetes, images, automatic;
    const char *first_channel[2]; /* of the first in `kubernetes` and in `images` */
};

static bool is_one_of(const char *text, const char *const *words)
{
    while (text && *words && strcmp(*words, text) != 0)
        words++;
    return text && *words;
}

static void count_channel(struct concerned *concerned, const struct member *member,
                          const char *channel, const char **first)
{
    *first = concerned->count ? *first : channel;
    caution_count(concerned, member);
}

static void look_at(struct rivals *rivals, const struct member *member, const cJSON *node)
{
    static const char *const kubernetes[] = {"patch", "stable", "rapid", NULL};
    static const char *const images[] = {"node-image", "NodeImage", "SecurityPatch", NULL};
    const char *own = json_text(json_get_in(node, "autoUpgradeProfile", "upgradeChannel", NULL));
    const char *nodes =
        json_text(json_get_in(node, "autoUpgradeProfile", "nodeOSUpgradeChannel", NULL));
    const char *sku = json_text(json_get_in(node, "sku", "name", NULL));
    if (is_one_of(own, kubernetes))
        count_channel(&rivals->kubernetes, member, own, &rivals->first_channel[0]);
    if (is_one_of(own, images) || is_one_of(nodes, images))
        count_channel(&rivals->images, member, is_one_of(nodes, images) ? nodes : own,
                      &rivals->first_channel[1]);
    if (sku && strcmp(sku, "Automatic") == 0)
        caution_count(&rivals->automatic, member);
}

static void warn_of_channel(struct reader *reader, const char *code,
                            const struct concerned *concerned, const char *channel,
                            const char *what)
{
    if (concerned->count)
        warnings_add(&reader->scenario->warnings, code, "/fleet/members",
                     "%u of %u members have an upgrade channel of their own left on (first: %s, "
                     "%s): AKS may move their %s before an update run does, or be at it when their "
                     "turn comes, which is not simulated",
                     concerned->count, reader->scenario->fleet.member_count, concerned->first,
                     channel, what);
}

void rivals_warn(struct reader *reader)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    struct rivals rivals = {0};
    for (uint32_t i = 0; i < fleet->member_count; i++)
        look_at(&rivals, &fleet->members[i], reader->member_nodes[i]);
    if (reader->runs_type[UPGRADE_FULL] || reader->runs_type[UPGRADE_CONTROL_PLANE_ONLY])
        warn_of_channel(reader, "cluster-upgrades-itself", &rivals.kubernetes,
                        rivals.first_channel[0], "Kubernetes version");
    if (reader->runs_type[UPGRADE_NODE_IMAGE_ONLY])
        warn_of_channel(reader, "cluster-moves-images-itself", &rivals.images,
                        rivals.first_channel[1], "node images");
    if (rivals.automatic.count)
        warnings_add(&reader->scenario->warnings, "cluster-automatic", "/fleet/members",
                     "%u of %u members are AKS Automatic (first: %s): AKS upgrades these and "
                     "replaces their nodes by itself, which is not simulated: for them the "
                     "forecast is that of an ordinary cluster",
                     rivals.automatic.count, fleet->member_count, rivals.automatic.first);
}
