#include "sim/cli/interrupt.h"

#include <signal.h>

static atomic_bool interrupted;

static void on_signal(int signal_number)
{
    atomic_store(&interrupted, true);
    signal(signal_number, SIG_DFL); /* the next one ends the program */
}

const atomic_bool *interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    return &interrupted;
}
