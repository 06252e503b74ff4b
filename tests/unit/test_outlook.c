/* When versions are expected, and what is warned of before anything is simulated. */
#include "models/outlook.h"
#include "models/version.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char *one_in(const char *region)
{
    static char text[256];
    snprintf(text, sizeof text,
             "{\"members\": [{\"name\": \"a\", \"region\": \"%s\","
             " \"kubernetesVersion\": \"1.34.6\"}]}",
             region);
    return text;
}

/* k135 goes to 1.35.2. */
#define RELEASE(published, regions)                                                                \
    ", \"releases\": {\"kubernetes\": [{\"version\": \"1.35.2\", \"published\": \"" published      \
    "\", \"regions\": {" regions "}}]}"

Test(outlook, of_a_certain_instant_has_no_spread)
{
    struct loading loading;
    int64_t at_s;
    loading_right(&loading, loading_scenario(one_in("westeurope"),
                                             RELEASE("2026-11-20T00:00:00Z",
                                                     "\"westeurope\": \"2026-11-24T00:00:00Z\"")));
    cr_assert(instant_parse("2026-11-24T00:00:00Z", &at_s));
    cr_assert_null(loading.scenario.release_plan);
    const struct outlook *outlook =
        outlook_kubernetes(&loading.arena, &loading.scenario, version_make(1, 35, 2));
    cr_assert_eq(outlook[0].p10_s, at_s);
    cr_assert_eq(outlook[0].p90_s, at_s);
    cr_assert_not(outlook_is_to_come(&loading.arena, &loading.scenario, version_make(1, 35, 2)));
    loading_clear(&loading);
}

Test(outlook, of_a_drawn_way_rises_and_its_floor_is_the_earliest)
{
    struct loading loading;
    loading_right(&loading,
                  loading_scenario(one_in("westeurope"), RELEASE("2026-11-20T00:00:00Z", "")));
    const struct scenario *scenario = &loading.scenario;
    cr_assert_not_null(scenario->release_plan);
    const struct outlook *outlook =
        outlook_kubernetes(&loading.arena, scenario, version_make(1, 35, 2));
    cr_assert_lt(outlook[0].p10_s, outlook[0].p50_s);
    cr_assert_lt(outlook[0].p50_s, outlook[0].p90_s);
    cr_assert_leq(releases_kubernetes_from(&scenario->releases, version_make(1, 35, 2), 0),
                  outlook[0].p10_s);
    loading_clear(&loading);
}

/* The same release without a roll-out model is everywhere at once. */
Test(outlook, without_a_roll_out_model_published_holds_everywhere)
{
    struct loading loading;
    loading_right(&loading, loading_scenario(one_in("westeurope"),
                                             RELEASE("2026-11-20T00:00:00Z",
                                                     "") ", \"models\": {\"rollout\": \"none\"}"));
    cr_assert_null(loading.scenario.release_plan);
    loading_clear(&loading);
}

Test(outlook, warns_of_a_version_that_never_reaches_a_region)
{
    struct loading loading;
    loading_right(&loading, loading_scenario(one_in("westeurope"),
                                             RELEASE("2026-11-20T00:00:00Z",
                                                     "\"westeurope\": \"2027-12-24T00:00:00Z\"")));
    const char *warning = loading_warning(&loading, "version-never-there");
    cr_assert_not_null(warning);
    cr_assert_str_eq(warning,
                     "1 of 1 members of run k135 are in regions that 1.35.2 does not reach "
                     "before the horizon (first: a): they stay Pending");
    loading_clear(&loading);
}

Test(outlook, warns_of_a_version_that_is_only_drawn)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario("{\"members\": [{\"name\": \"a\", \"region\": \"eastus\","
                         " \"kubernetesVersion\": \"1.34.6\"}]}",
                         ", \"horizon\": \"400d\", \"set\": {\"/updateRuns/0/managedClusterUpdate/"
                         "upgrade/kubernetesVersion\": \"1.35.13\"},"
                         " \"releases\": {\"future\": {\"kubernetesPatches\": 30}}"));
    const char *warning = loading_warning(&loading, "version-to-come");
    cr_assert_not_null(warning);
    cr_assert_not_null(strstr(warning, "nobody has published 1.35.13 by the start: eastus"));
    loading_clear(&loading);
}

/* Also where no release is on its way: a freeze or a risk of "westeurope" would pass it by. */
Test(outlook, warns_of_a_misspelt_region)
{
    struct loading loading;
    loading_right(&loading, loading_scenario(one_in("westeurop"), ""));
    const char *warning = loading_warning(&loading, "region-without-wave");
    cr_assert_not_null(warning);
    cr_expect_not_null(strstr(warning, "1 of 1 members (first: a) are in 1 region that the "
                                       "catalogue does not have, first \"westeurop\" (did you "
                                       "mean \"westeurope\"?): "),
                       "%s", warning);
    loading_clear(&loading);
    loading_right(&loading, loading_scenario(one_in("westeurope"), ""));
    cr_assert_null(loading_warning(&loading, "region-without-wave"));
    loading_clear(&loading);
}

Test(outlook, warns_of_a_region_that_nobody_knows)
{
    struct loading loading;
    loading_right(&loading,
                  loading_scenario(one_in("atlantis"), RELEASE("2026-11-20T00:00:00Z", "")));
    cr_assert_not_null(loading_warning(&loading, "region-without-wave"));
    loading_clear(&loading);
    loading_right(
        &loading,
        loading_scenario(one_in("atlantis"),
                         RELEASE("2026-11-20T00:00:00Z",
                                 "") ", \"regions\": [{\"name\": \"atlantis\", \"wave\": 1}]"));
    cr_assert_null(loading_warning(&loading, "region-without-wave"));
    loading_clear(&loading);
}
