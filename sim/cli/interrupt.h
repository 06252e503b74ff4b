/* interrupt: Ctrl-C ends a long run cleanly.
 *
 * The first SIGINT only sets a flag, which the experiment looks at between blocks of trials; what
 * was simulated so far is then written, marked partial. A second one ends the program at once.
 */
#ifndef SIM_CLI_INTERRUPT_H
#define SIM_CLI_INTERRUPT_H

#include <stdatomic.h>
#include <stdbool.h>

/* Installs the handler. The flag is true once SIGINT came. */
const atomic_bool *interrupt_watch(void);

#endif
