/* input_range: how far an input may lie from what is assumed for it.
 *
 * Defaults that nobody has measured have two ends (scenarios/catalog/defaults.csv), chosen by a
 * rule that stands beside them. Low is the end at which runs should end earlier, whichever number
 * is the smaller; so with all inputs at low a forecast is as hopeful, with all at high as cautious
 * as the assumptions allow.
 */
#ifndef MODELS_INPUT_RANGE_H
#define MODELS_INPUT_RANGE_H

enum range_end { RANGE_VALUE, RANGE_LOW, RANGE_HIGH }; /* RANGE_VALUE: as assumed */

struct input_range {
    const char *key;                /* of the default */
    const char *value, *low, *high; /* as in a scenario */
    const char *rule;               /* "half and double" */
};

#endif
