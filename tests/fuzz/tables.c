/* Any bytes as the members' table of a scenario; behind a byte '\f', as its table of node pools. */
#include "scenarios/load.h"
#include "tests/fuzz/target.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static int file_of(const uint8_t *data, size_t size)
{
    int file = memfd_create("fuzz.csv", 0);
    assert(file >= 0);
    for (size_t done = 0; done < size;) {
        ssize_t written = write(file, data + done, size - done);
        assert(written > 0);
        done += (size_t)written;
    }
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *pools = size ? memchr(data, '\f', size) : NULL;
    size_t members_size = pools ? (size_t)(pools - data) : size;
    int members_file = file_of(data, members_size);
    int pools_file = pools ? file_of(pools + 1, size - members_size - 1) : -1;
    struct arena arena;
    struct scenario scenario;
    struct problems problems;
    arena_init(&arena, target_exhausted);
    const char *pools_key =
        pools ? arena_printf(&arena, ", \"nodePools\": \"/proc/self/fd/%d\"", pools_file) : "";
    const char *text = arena_printf(
        &arena,
        "{\"start\": \"2026-11-16T08:00:00Z\", \"fleet\": {\"members\": \"/proc/self/fd/%d\"%s},"
        " \"updateRuns\": [{\"name\": \"run\", \"managedClusterUpdate\":"
        " {\"upgrade\": {\"type\": \"NodeImageOnly\"}}}]}",
        members_file, pools_key);
    struct load_request request = {.path = "fuzz.json", .text = text, .text_length = strlen(text)};
    bool right = scenario_load(&arena, &request, &scenario, &problems);
    assert(right == (problems.count == 0));
    arena_clear(&arena);
    close(members_file);
    if (pools)
        close(pools_file);
    return 0;
}
