/* Programs: kept as long as their rule set, run once for each report. */

#include <stdlib.h>
#include <string.h>

#include "machine.h"

typedef struct {
    int words, regs, givens;
    int32_t *word;
    given *given;
    char *bytes;
} program;

enum outcome { WHEN_NOT_MET = 0, HELD = 1, ASK = 2 };

#define AS_TEXT(name) #name " "
API const char *kabinet_operations(void) { return OPERATIONS(AS_TEXT); }

API void kabinet_free_program(program *program) {
    free(program->word), free(program->given), free(program->bytes), free(program);
}

static void *copied(const void *from, size_t size) {
    void *made = malloc(size + 1);
    return made == NULL ? NULL : memcpy(made, from, size);
}

API program *kabinet_program(const int32_t *word, int words, int regs, const given *givens, int given_count,
                             const char *bytes, size_t size) {
    program *made = calloc(1, sizeof *made);
    if (made == NULL)
        return NULL;
    made->words = words, made->regs = regs, made->givens = given_count;
    made->word = copied(word, sizeof *word * WORDS * (size_t)words);
    made->given = copied(givens, sizeof *givens * (size_t)given_count);
    made->bytes = copied(bytes, size);
    if (!made->word || !made->given || !made->bytes) {
        kabinet_free_program(made);
        return NULL;
    }
    return made;
}

int room_for(reg *target, int size, int with_cells) {
    target->size = size;
    if (size == 1) {
        target->cells = &target->cell;
        target->states = &target->state;
        return 0;
    }
    size_t cells = with_cells ? sizeof(cell) * (size_t)size : 0;
    char *memory = malloc(cells + (size_t)size + 1);
    if (memory == NULL)
        return -1;
    target->memory = memory;
    target->cells = with_cells ? (cell *)memory : NULL;
    target->states = (uint8_t *)memory + cells;
    return 0;
}

static void drop(reg *target) {
    free(target->memory);
    target->memory = NULL;
}

void judge_cells(reg *target) {
    int odd = 0, wide_ones = 0;
    for (int n = 0; n < target->size; n++)
        odd |= target->states[n] > FALSE_;
    for (int n = 0; target->cells != NULL && !odd && n < target->size; n++)
        wide_ones |= target->cells[n].number != (int64_t)target->cells[n].number;
    target->clean = !odd;
    target->narrow = !odd && !wide_ones;
}

static void give(reg *regs, const given *givens, int count, const char *bytes) {
    for (int n = 0; n < count; n++) {
        reg *target = &regs[givens[n].reg];
        room_for(target, 1, 1);
        target->state = (uint8_t)givens[n].state;
        target->scale = givens[n].scale;
        if (givens[n].size >= 0)
            target->cell.words = (text){bytes + givens[n].low, (size_t)givens[n].size};
        else
            target->cell.number = (wide)((unsigned __int128)givens[n].high << 64 | givens[n].low);
        judge_cells(target);
    }
}

/* Words: the formula, `when`; the place of the trigger, how often it goes through tables, whether within rows. */
static void tell(run *run, const int32_t *word) {
    const reg *formula = operand(run, word, 0), *when = operand(run, word, 1);
    int64_t most = run->report->most;
    uint8_t met = when == NULL ? TRUE_ : when->state, outcome = ASK;
    if (word[6] && word[6] * (word[7] ? most * most : most) > run->budget)
        outcome = ASK; /* closures count their steps: where the budget could run out, they are asked */
    else if (met == FALSE_ || met == SKIP)
        outcome = WHEN_NOT_MET;
    else if (met == TRUE_ && formula->state == TRUE_)
        outcome = HELD;
    run->outcomes[word[5]] = outcome;
}

static int perform(run *run, const int32_t *word) {
    int operation = operation_of(word);
    if (operation == OP_TELL) {
        tell(run, word);
        return 0;
    }
    reg *target = &run->regs[word[1]];
    drop(target); /* of one that nobody asked for */
    *target = (reg){0};
    int done = operation <= OP_EXISTS     ? load(run, word)
               : operation <= OP_MATCH    ? reckon(run, word)
               : operation <= OP_COALESCE ? decide(run, word)
                                          : reduce(run, word);
    if (done == 0 && target->size == 1)
        judge_cells(target);
    return done;
}

/* For each trigger whether it is held, its `when` is not met, or the closures have to be asked. */
API int kabinet_run(const program *program, report *report, const given *givens, int given_count, const char *bytes,
                    matcher match, int64_t budget, uint8_t *outcomes) {
    run run = {report, calloc((size_t)program->regs + 1, sizeof(reg)), match, budget, outcomes};
    int done = run.regs == NULL ? -1 : 0;
    if (done == 0) {
        give(run.regs, program->given, program->givens, program->bytes);
        give(run.regs, givens, given_count, bytes);
    }
    for (int n = 0; n < program->words && done == 0; n++) {
        const int32_t *word = &program->word[n * WORDS];
        done = perform(&run, word);
        for (int number = 0; number < 3; number++)
            if (word[0] >> (8 + number) & 1)
                drop(operand(&run, word, number));
    }
    for (int n = 0; run.regs != NULL && n < program->regs; n++)
        drop(&run.regs[n]);
    free(run.regs);
    return done;
}
