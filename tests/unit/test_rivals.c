#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <string.h>

static struct loading loading;

/* Two members with these keys, and runs of these types. */
static void load(const char *first, const char *second, const char *runs)
{
    static char text[4000];
    snprintf(
        text, sizeof text,
        "{\"start\": \"2026-12-01T08:00:00Z\", \"fleet\": {\"members\": [{\"name\": \"a\", %s},"
        " {\"name\": \"b\", %s}]}, \"updateRuns\": [%s]}",
        first, second, runs);
    loading_right(&loading, text);
}

#define FULL                                                                                       \
    "{\"name\": \"r\", \"managedClusterUpdate\": {\"upgrade\": {\"type\": \"Full\", "              \
    "\"kubernetesVersion\": \"1.35.0\"}}}"
#define IMAGES                                                                                     \
    "{\"name\": \"i\", \"managedClusterUpdate\": {\"upgrade\": {\"type\": \"NodeImageOnly\"}}}"
#define CHANNELS(own, nodes)                                                                       \
    "\"autoUpgradeProfile\": {\"upgradeChannel\": \"" own "\", \"nodeOSUpgradeChannel\": \"" nodes \
    "\"}"

static void expect(const char *code, const char *begin)
{
    const char *warning = loading_warning(&loading, code);
    cr_assert_not_null(warning, "%s", code);
    cr_expect_eq(strncmp(warning, begin, strlen(begin)), 0, "%s", warning);
}

Test(rivals, a_channel_left_on_competes_with_runs_of_its_kind)
{
    load(CHANNELS("none", "NodeImage"), CHANNELS("stable", "None"), FULL);
    expect("cluster-upgrades-itself", "1 of 2 members have an upgrade channel of their own left on "
                                      "(first: b, stable): AKS may move their Kubernetes version ");
    cr_expect_null(loading_warning(&loading, "cluster-moves-images-itself"));
    loading_clear(&loading);

    load(CHANNELS("none", "NodeImage"), CHANNELS("node-image", "None"), IMAGES);
    expect("cluster-moves-images-itself",
           "2 of 2 members have an upgrade channel of their own left on (first: a, NodeImage): AKS "
           "may move their node images ");
    cr_expect_null(loading_warning(&loading, "cluster-upgrades-itself"));
    loading_clear(&loading);

    load(CHANNELS("none", "Unmanaged"), CHANNELS("none", "None"), FULL ", " IMAGES);
    cr_expect_eq(loading.scenario.warnings.count, 0);
    loading_clear(&loading);
}

/* As az aks show prints it; the tier of the SKU changes nothing. */
Test(rivals, automatic_clusters_upgrade_themselves)
{
    load("\"sku\": {\"name\": \"Automatic\", \"tier\": \"Standard\"}, \"autoUpgradeProfile\": "
         "{\"nodeOsUpgradeChannel\": \"NodeImage\", \"upgradeChannel\": \"rapid\"}",
         "\"sku\": {\"name\": \"Base\", \"tier\": \"Free\"}, \"autoUpgradeProfile\": null", FULL);
    expect("cluster-automatic", "1 of 2 members are AKS Automatic (first: a): ");
    expect("cluster-upgrades-itself", "1 of 2 members have an upgrade channel of their own left on "
                                      "(first: a, rapid): ");
    loading_clear(&loading);
}
