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

static int total(const reg *values, const int *places, int count, wide *sum) {
    *sum = 0;
    for (int n = 0; n < count; n++)
        if (__builtin_add_overflow(*sum, values->cells[places[n]].number, sum))
            return 0;
    return 1;
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
    wide sum, mean;
    int scale;
    if (count == 0)
        return word[0] == OP_SUM ? told(target, VALUE, 0, 0) : told(target, SKIP, 0, 0);
    switch (word[0]) {
    case OP_SUM:
        return total(values, places, count, &sum) ? told(target, VALUE, sum, values->scale) : told(target, DOUBT, 0, 0);
    case OP_AVERAGE:
        if (!total(values, places, count, &sum) || !quotient(sum, values->scale, count, 0, &mean, &scale))
            return told(target, DOUBT, 0, 0);
        return told(target, VALUE, mean, scale);
    case OP_UNIQUE: {
        int unique = distinct(values, places, count, word[6] == TEXT);
        return unique < 0 ? -1 : told(target, unique ? TRUE_ : FALSE_, 0, 0);
    }
    default:
        return extreme(values, places, count, word[0] == OP_GREATEST, target);
    }
}

/* The number of rows that meet a condition. */
static int tally(const reg *where, int rows, reg *target) {
    wide count = 0;
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
    if (word[0] == OP_EVERY)
        return every(values, gate, target);
    if (gate->state != VALUE)
        return told(target, DOUBT, 0, 0);
    if (word[0] == OP_COUNT)
        return tally(where, (int)gate->cell.number, target);
    int count = gather(values, where, values->size, word[5], &places);
    int done = count == -2 ? -1 : count < 0 ? told(target, DOUBT, 0, 0) : reduced(values, places, count, word, target);
    free(places);
    return done;
}
