/* scenario.json: the resolved scenario, verbatim: enough to make the whole folder again, byte for
 * byte. */
#include "reports/renderer.h"

void scenario_json(FILE *out, const struct rendering *rendering)
{
    fputs(rendering->forecast->scenario->resolved, out);
}
