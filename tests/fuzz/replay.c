/* replay: runs a fuzz target on the files given, and on each of them cut short, without a fuzzer.
 *
 * Under clang, -fsanitize=fuzzer brings its own main; this one stands in for it under any compiler,
 * so that `make check` replays the corpus.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { CUTS = 32 }; /* prefixes tried of each file, evenly spread */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy of its own length, so that a sanitizer sees a read behind the end. */
static void run_prefix(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size + (size == 0));

    if (copy == NULL)
        exit(3);
    for (size_t i = 0; i < size; i++)
        copy[i] = data[i];
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    long length;

    if (file == NULL)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0) {
        rewind(file);
        data = malloc((size_t)length + 1);
        *size = data != NULL ? fread(data, 1, (size_t)length, file) : 0;
    }
    fclose(file);
    return data;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t size = 0;
        uint8_t *data = read_file(argv[i], &size);

        if (data == NULL) {
            fprintf(stderr, "replay: cannot read %s\n", argv[i]);
            return 3;
        }
        for (size_t cut = 0; cut < CUTS; cut++)
            run_prefix(data, size * cut / CUTS);
        run_prefix(data, size);
        free(data);
    }
    return 0;
}
