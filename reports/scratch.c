#include "reports/scratch.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXIT_MACHINE_FAILED = 3 };

void scratch_exhausted(void)
{
    fputs("fleetsim: out of memory\n", stderr);
    exit(EXIT_MACHINE_FAILED);
}

void *scratch_calloc(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);
    if (memory == NULL)
        scratch_exhausted();
    return memory;
}
