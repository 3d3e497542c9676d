/* Instructions that make one value of many rows. */

#include <stdlib.h>
#include <string.h>

#include "machine.h"

static int told(reg *target, uint8_t state, wide number, int scale) {
    room_for(target, 1, 1);
    target->state = state;
    target->cell.number = number;
    target->scale = scale;
    return 0;
}

/* A condition that every row meets. One false row settles it; a loop over no rows is «не применялся». */
static int every(const reg *body, const reg *gate, reg *target) {
    int rows = (int)gate->cell.number, held = 0, doubts = 0;
    if (gate->state != VALUE)
        return told(target, DOUBT, 0, 0);
    if (body->clean && body->size == rows && rows)
        return told(target, memchr(body->states, FALSE_, (size_t)rows) ? FALSE_ : TRUE_, 0, 0);
    for (int n = 0; n < rows && n < body->size; n++) {
        if (body->states[n] == FALSE_)
            return told(target, FALSE_, 0, 0);
        held |= body->states[n] == TRUE_;
        doubts |= body->states[n] > FALSE_ && body->states[n] != SKIP;
    }
    return told(target, doubts ? DOUBT : held ? TRUE_ : SKIP, 0, 0);
}

/* Whether a row is taken: 1, 0, or -1 for a doubt. */
static int takes(const reg *where, int row) {
    if (where == NULL)
        return 1;
    uint8_t state = where->states[where->size == 1 ? 0 : row];
    return state == TRUE_ ? 1 : state == FALSE_ || state == SKIP ? 0 : -1;
}

/* The cells taken, moved to the front of a list of their places; -1 for a doubt, -2 for want of memory. An empty cell
   counts for nothing, or is a doubt where that is trouble. */
static int gather(const reg *values, const reg *where, int rows, int strict, int **places) {
    int count = 0;
    *places = malloc(sizeof(int) * ((size_t)rows + 1));
    if (*places == NULL)
        return -2;
    for (int n = 0; n < rows; n++) {
        int taken = takes(where, n);
        uint8_t state = values->states[n];
        if (taken < 0 || (taken && state != VALUE && (state != EMPTY || strict)))
            return -1;
        if (taken && state == VALUE)
            (*places)[count++] = n;
    }
    return count;
}

static uint64_t mixed(uint64_t left, uint64_t right) {
    unsigned __int128 product = (unsigned __int128)(left ^ 0x9E3779B97F4A7C15u) * (right ^ 0xE7037ED1A0B428DBu);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_of(const cell *cell, int is_text, uint64_t seed) {
    if (!is_text)
        return mixed(seed ^ (uint64_t)cell->number, (uint64_t)(cell->number >> 64) ^ seed);
    uint64_t hash = seed ^ cell->words.size;
    size_t at = 0;
    for (; at < cell->words.size; at += 8) {
        uint64_t part = 0;
        size_t left = cell->words.size - at;
        memcpy(&part, cell->words.at + at, left < 8 ? left : 8);
        hash = mixed(hash ^ part, seed);
    }
    return hash;
}

static int equal(const cell *left, const cell *right, int is_text) {
    if (!is_text)
        return left->number == right->number;
    return left->words.size == right->words.size && memcmp(left->words.at, right->words.at, left->words.size) == 0;
}

/* The seed is an address, so that no file is written to collide. */
static int distinct(const reg *values, const int *places, int count, int is_text) {
    size_t mask = 15;
    while (mask < (size_t)count * 2)
        mask = mask * 2 + 1;
    int *table = malloc(sizeof(int) * (mask + 1));
    if (table == NULL)
        return -1;
    memset(table, -1, sizeof(int) * (mask + 1));
    uint64_t seed = mixed((uintptr_t)table, (uintptr_t)places);
    int unique = 1;
    for (int n = 0; n < count && unique; n++) {
        const cell *cell = &values->cells[places[n]];
        size_t at = hash_of(cell, is_text, seed) & mask;
        while (table[at] >= 0 && !equal(cell, &values->cells[table[at]], is_text))
            at = (at + 1) & mask;
        unique = table[at] < 0;
        table[at] = places[n];
    }
    free(table);
    return unique;
}

/* The sum of the rows taken, and how many they are; -1 for a doubt. */
static int total(const reg *values, const reg *where, int strict, wide *sum) {
    static const uint8_t all = TRUE_;
    const uint8_t *taken = where == NULL ? &all : where->states;
    int step = where != NULL && where->size != 1, count = 0, doubts = 0;
    wide whole = 0;
    if (values->clean && values->narrow && (where == NULL || where->clean)) {
        for (int n = 0; n < values->size; n++) {
            int64_t takes = (int64_t)taken[n * step] - 1; /* all bits where it is true, none where it is false */
            whole += low(values, n) & takes;
            count -= (int)takes;
        }
        *sum = whole;
        return count;
    }
    for (int n = 0; n < values->size; n++) {
        uint8_t takes = taken[n * step], state = values->states[n];
        doubts |= takes > FALSE_ && takes != SKIP;
        if (takes != TRUE_)
            continue;
        doubts |= state != VALUE && (state != EMPTY || strict);
        if (state == VALUE) {
            doubts |= __builtin_add_overflow(whole, values->cells[n].number, &whole);
            count++;
        }
    }
    *sum = whole;
    return doubts ? -1 : count;
}

static int add_up(const reg *values, const reg *where, const int32_t *word, reg *target) {
    wide sum, mean;
    int scale, count = total(values, where, word[5], &sum);
    if (count < 0)
        return told(target, DOUBT, 0, 0);
    if (operation_of(word) == OP_SUM)
        return told(target, VALUE, sum, values->scale);
    if (count == 0)
        return told(target, SKIP, 0, 0);
    return quotient(sum, values->scale, count, 0, &mean, &scale) ? told(target, VALUE, mean, scale)
                                                                 : told(target, DOUBT, 0, 0);
}

static int extreme(const reg *values, const int *places, int count, int greatest, reg *target) {
    wide found = values->cells[places[0]].number;
    for (int n = 1; n < count; n++) {
        wide value = values->cells[places[n]].number;
        if (greatest ? value > found : value < found)
            found = value;
    }
    return told(target, VALUE, found, values->scale);
}

static int reduced(const reg *values, const int *places, int count, const int32_t *word, reg *target) {
    if (count == 0)
        return told(target, SKIP, 0, 0);
    if (operation_of(word) != OP_UNIQUE)
        return extreme(values, places, count, operation_of(word) == OP_GREATEST, target);
    int unique = distinct(values, places, count, word[6] == TEXT);
    return unique < 0 ? -1 : told(target, unique ? TRUE_ : FALSE_, 0, 0);
}

/* The number of rows that meet a condition. */
static int tally(const reg *where, int rows, reg *target) {
    wide count = 0;
    if (where->clean && where->size == rows) {
        int untrue = 0;
        for (int n = 0; n < rows; n++)
            untrue += where->states[n];
        return told(target, VALUE, rows - untrue, 0);
    }
    for (int n = 0; n < rows; n++) {
        int taken = takes(where, n);
        if (taken < 0)
            return told(target, DOUBT, 0, 0);
        count += taken;
    }
    return told(target, VALUE, count, 0);
}

/* Words: values (of a loop its body), where, the gate; whether an empty cell is trouble, the kind. */
int reduce(run *run, const int32_t *word) {
    reg *target = &run->regs[word[1]], *values = operand(run, word, 0), *where = operand(run, word, 1);
    const reg *gate = operand(run, word, 2);
    int *places;
    if (operation_of(word) == OP_EVERY)
        return every(values, gate, target);
    if (gate->state != VALUE)
        return told(target, DOUBT, 0, 0);
    if (operation_of(word) == OP_COUNT)
        return tally(where, (int)gate->cell.number, target);
    if (operation_of(word) == OP_SUM || operation_of(word) == OP_AVERAGE)
        return add_up(values, where, word, target);
    int count = gather(values, where, values->size, word[5], &places);
    int done = count == -2 ? -1 : count < 0 ? told(target, DOUBT, 0, 0) : reduced(values, places, count, word, target);
    free(places);
    return done;
}
