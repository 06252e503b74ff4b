/* finish: how the program ends when the machine fails it.
 *
 * It ends through exit(), so that a folder being written is removed (reports/output_folder.h).
 */
#ifndef SIM_CLI_FINISH_H
#define SIM_CLI_FINISH_H

/* For arena_init: says in one sentence that there is no memory and ends with status 3. */
void finish_out_of_memory(void);

/* Standard output is flushed. Returns `status`, or EXIT_MACHINE_FAILED after a sentence if some of
 * it was lost. */
int finish_output(int status);

#endif
