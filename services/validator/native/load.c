/* Instructions that take values out of a report. */

#include <string.h>

#include "machine.h"

static int only(reg *target, uint8_t state, wide number) {
    room_for(target, 1, 1);
    target->state = state;
    target->cell.number = number;
    return 0;
}

/* An element that a file has once. */
static int single(run *run, reg *target, int slot, int kind) {
    int count = run->report->columns[slot].count;
    if (count != 1)
        return only(target, count ? DOUBT : ABSENT, 0);
    room_for(target, 1, 1);
    return read_cells(run->report, kind, slot, slot, target->cells, target->states, 1, &target->scale);
}

static int column_of(run *run, reg *target, int slot, int scope, int kind) {
    int size = run->report->columns[scope].count, with_cells = kind != BOOLEAN && kind != PRESENCE;
    if (room_for(target, size, with_cells) < 0)
        return -1;
    int done = read_cells(run->report, kind, slot, scope, target->cells, target->states, size, &target->scale);
    if (done == 0)
        judge_cells(target);
    return done;
}

/* The number of rows; a doubt where one of the steps to them, each once below its parent, is missing somewhere. */
static int gate(run *run, const int32_t *word, reg *target) {
    const report *report = run->report;
    int64_t steps = (int64_t)(uint32_t)word[6] | (int64_t)word[7] << 32;
    int whole = 1;
    for (int slot = word[5]; slot > 0; slot = report->plan->parent[slot], steps >>= 1) {
        const column *column = &report->columns[slot];
        if ((steps & 1) && column->owners != report->columns[report->plan->parent[slot]].count)
            whole = 0;
    }
    return only(target, whole ? VALUE : DOUBT, report->columns[word[5]].count);
}

/* The place of the one row with this key. */
static int keyed(const reg *keys, const reg *key, reg *target) {
    int found = -1, count = 0, whole = 1;
    for (int n = 0; n < keys->size; n++) {
        whole &= keys->states[n] == VALUE;
        text words = keys->states[n] == VALUE ? keys->cells[n].words : (text){"", 0};
        if (words.size == key->cell.words.size && memcmp(words.at, key->cell.words.at, words.size) == 0) {
            found = n;
            count++;
        }
    }
    return only(target, whole && count <= 1 ? (count ? VALUE : ABSENT) : DOUBT, found);
}

static int pick(const reg *from, const reg *place, reg *target) {
    if (place->state != VALUE)
        return only(target, place->state, 0);
    int n = (int)place->cell.number;
    room_for(target, 1, 1);
    target->state = from->states[n];
    if (from->cells != NULL)
        target->cell = from->cells[n];
    target->scale = from->scale;
    return 0;
}

/* Presence and emptiness of what was loaded. An element that is met several times is there all the same. */
static int presence(const reg *from, reg *target, int asks_nothing) {
    if (room_for(target, from->size, 0) < 0)
        return -1;
    for (int n = 0; n < from->size; n++) {
        uint8_t state = from->states[n];
        if (asks_nothing)
            target->states[n] = state == EMPTY || state == ABSENT ? TRUE_ : state == DOUBT ? DOUBT : FALSE_;
        else
            target->states[n] = state == ABSENT ? FALSE_ : TRUE_;
    }
    judge_cells(target);
    return 0;
}

static int found(const reg *place, reg *target) {
    uint8_t state = place->state == VALUE ? TRUE_ : place->state == ABSENT ? FALSE_ : DOUBT;
    return only(target, state, 0);
}

int load(run *run, const int32_t *word) {
    reg *target = &run->regs[word[1]], *from = operand(run, word, 0), *other = operand(run, word, 1);
    switch (operation_of(word)) {
    case OP_SINGLE:
        return single(run, target, word[5], word[6]);
    case OP_COLUMN:
        return column_of(run, target, word[5], word[6], word[7]);
    case OP_WHOLE:
        return column_of(run, target, word[5], word[5], word[6]);
    case OP_GATE:
        return gate(run, word, target);
    case OP_PRESENT:
        return only(target, run->report->columns[word[5]].count ? TRUE_ : FALSE_, 0);
    case OP_KEYED:
        return keyed(from, other, target);
    case OP_PICK:
        return pick(from, other, target);
    case OP_FOUND:
        return found(from, target);
    default:
        return presence(from, target, operation_of(word) == OP_NOTHING);
    }
}
