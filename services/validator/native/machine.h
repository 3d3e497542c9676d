/* A program over columns: one instruction after the other, each fills a register once. `engine.assembler` writes it.

   A register is a column of cells with their states, or a single one, which stands for every row. Instructions are
   eight numbers: operation, target, up to three registers (-1: none), up to three plain numbers. In the second byte of
   the operation are the registers that nobody needs afterwards: they are used again, so that all stay in the cache. */

#ifndef KABINET_MACHINE_H
#define KABINET_MACHINE_H

#include "native.h"

#define WORDS 8
#define OPERATIONS(each)                                                                                               \
    each(SINGLE) each(COLUMN) each(WHOLE) each(GATE) each(PRESENT) each(KEYED) each(PICK) each(FOUND) each(NOTHING)    \
    each(EXISTS) each(FILL) each(NEGATE) each(ABSOLUTE) each(ADD) each(SUBTRACT) each(MULTIPLY) each(DIVIDE)           \
    each(ROUND) each(DAYS) each(LENGTH) each(INN) each(OGRN) each(MATCH) each(COMPARE) each(SAME) each(WITHIN)         \
    each(AND) each(OR) each(NOT) each(IMPLIES) each(CHOOSE) each(COALESCE) each(EVERY) each(COUNT) each(SUM)           \
    each(LEAST) each(GREATEST) each(AVERAGE) each(UNIQUE) each(TELL)

#define AS_NUMBER(name) OP_##name,
enum operation { OPERATIONS(AS_NUMBER) OPERATION_COUNT };

/* What FILL makes of an empty cell. */
enum instead { ZERO, SKIPPED, DOUBTED };
enum sign { EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST };

typedef struct {
    cell *cells; /* NULL where states say it all: truths, presence */
    uint8_t *states;
    int size, scale;
    int clean, narrow; /* every state is a value or a truth; every number fits into 64 bits */
    void *memory; /* of a register of many */
    cell cell;    /* of a register of one */
    uint8_t state;
} reg;

/* A constant, or a value that Python gives for a run; words are bytes of a text that comes with it. */
typedef struct {
    int32_t reg, state, scale, size;
    uint64_t low, high;
} given;

/* Whether a text matches a pattern by number: 1, 0, or -1 where that could not be told. */
typedef int (*matcher)(int pattern, const char *at, size_t size);

typedef struct {
    report *report;
    reg *regs;
    matcher match;
    int64_t budget;
    uint8_t *outcomes;
} run;

static inline int operation_of(const int32_t *word) { return word[0] & 0xFF; }

/* All give 0, or -1 for want of memory. `word`: operation, target, registers, numbers. */
void judge_cells(reg *target);
int room_for(reg *target, int size, int with_cells);
int load(run *run, const int32_t *word);
int reckon(run *run, const int32_t *word);
int decide(run *run, const int32_t *word);
int reduce(run *run, const int32_t *word);

static inline uint8_t settled(uint8_t left, uint8_t right) {
    if ((left | right) == VALUE)
        return VALUE;
    return (left == VALUE || left == SKIP) && (right == VALUE || right == SKIP) ? SKIP : DOUBT;
}

static inline reg *operand(const run *run, const int32_t *word, int number) {
    return word[2 + number] < 0 ? NULL : &run->regs[word[2 + number]];
}

/* Whether a loop may do without looking at states and at the upper halves of numbers. */
static inline int is_swift(const reg *left, const reg *right) {
    return left->clean && left->narrow && right->clean && right->narrow;
}

static inline int64_t low(const reg *from, int n) { return (int64_t)from->cells[n].number; }

static inline int common_size(const reg *left, const reg *right) { return left->size == 1 ? right->size : left->size; }

#endif
