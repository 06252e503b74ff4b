#include "sim/cli/finish.h"

#include "sim/cli/command.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void finish_out_of_memory(void)
{
    static atomic_flag ending = ATOMIC_FLAG_INIT;

    while (atomic_flag_test_and_set(&ending)) /* another thread ends the program already */
        pause();
    fputs("fleetsim: there is not enough memory\n", stderr);
    exit(EXIT_MACHINE_FAILED);
}

int finish_output(int status)
{
    bool lost = ferror(stdout) != 0;

    errno = 0;
    if (fflush(stdout) == 0 && !lost)
        return status;
    fprintf(stderr, "fleetsim: cannot write standard output: %s\n",
            errno != 0 ? strerror(errno) : "some of it was lost");
    return EXIT_MACHINE_FAILED;
}
