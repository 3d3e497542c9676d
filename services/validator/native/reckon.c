/* Instructions that give numbers: arithmetic and functions, row by row. What does not fit is a doubt. */

#include <stdlib.h>
#include <string.h>

#include "machine.h"

#define MOST_SCALE 38

static int digit(text words, int place) { return words.at[place] - '0'; }

static int is_digits(text words) {
    int zeros = 1;
    for (size_t n = 0; n < words.size; n++) {
        if (words.at[n] < '0' || words.at[n] > '9')
            return 0;
        zeros &= words.at[n] == '0';
    }
    return !zeros;
}

static int control(text words, const int *weights, int count) {
    int sum = 0;
    for (int n = 0; n < count; n++)
        sum += weights[n] * digit(words, n);
    return sum % 11 % 10;
}

int is_inn(text words) {
    static const int weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    if ((words.size != 10 && words.size != 12) || !is_digits(words))
        return 0;
    if (words.size == 10)
        return control(words, weights + 2, 9) == digit(words, 9);
    return control(words, weights + 1, 10) == digit(words, 10) && control(words, weights, 11) == digit(words, 11);
}

int is_ogrn(text words) {
    if ((words.size != 13 && words.size != 15) || !is_digits(words))
        return 0;
    int64_t whole = 0;
    for (size_t n = 0; n + 1 < words.size; n++)
        whole = whole * 10 + digit(words, (int)n);
    return whole % (int64_t)(words.size - 2) % 10 == digit(words, (int)words.size - 1);
}

/* An empty number is zero, any other empty side «не применялся», or trouble. */
static int fill(const reg *from, reg *target, int instead, int with_cells) {
    if (room_for(target, from->size, with_cells) < 0)
        return -1;
    target->scale = from->scale;
    if (with_cells && from->size)
        memcpy(target->cells, from->cells, sizeof(cell) * (size_t)from->size);
    for (int n = 0; n < from->size; n++) {
        target->states[n] = from->states[n];
        if (from->states[n] != EMPTY)
            continue;
        target->states[n] = instead == ZERO ? VALUE : instead == SKIPPED ? SKIP : DOUBT;
        if (instead == ZERO)
            target->cells[n].number = 0;
    }
    target->narrow = from->narrow;
    target->clean = from->clean;
    if (!from->clean)
        judge_cells(target);
    return 0;
}

static int signs(const reg *from, reg *target, int operation) {
    if (room_for(target, from->size, 1) < 0)
        return -1;
    target->scale = from->scale;
    for (int n = 0; n < from->size; n++) {
        target->states[n] = settled(from->states[n], VALUE);
        if (target->states[n] == VALUE) {
            wide value = from->cells[n].number;
            target->cells[n].number = operation == OP_NEGATE || value < 0 ? -value : value;
        }
    }
    return 0;
}

static int add(wide left, wide right, int subtracts, wide *sum) {
    return !(subtracts ? __builtin_sub_overflow(left, right, sum) : __builtin_add_overflow(left, right, sum));
}

static int sums(const reg *left, const reg *right, reg *target, int subtracts) {
    int size = common_size(left, right), one = left->size != 1, other = right->size != 1;
    if (room_for(target, size, 1) < 0)
        return -1;
    target->scale = left->scale > right->scale ? left->scale : right->scale;
    factor lift = factor_of(target->scale - left->scale), raise = factor_of(target->scale - right->scale);
    if (is_swift(left, right) && lift.narrow && raise.narrow) {
        int64_t sign = subtracts ? -1 : 1; /* a product of two halves and its like fit */
        for (int n = 0; n < size; n++) {
            target->states[n] = VALUE;
            target->cells[n].number =
                (wide)low(left, n * one) * lift.narrow + (wide)low(right, n * other) * raise.narrow * sign;
        }
        judge_cells(target);
        return 0;
    }
    for (int n = 0; n < size; n++) {
        target->states[n] = settled(left->states[n * one], right->states[n * other]);
        if (target->states[n] != VALUE)
            continue;
        wide a = left->cells[n * one].number, b = right->cells[n * other].number;
        if (!times(&a, lift) || !times(&b, raise) || !add(a, b, subtracts, &target->cells[n].number))
            target->states[n] = DOUBT;
    }
    return 0;
}

static int products(const reg *left, const reg *right, reg *target) {
    int size = common_size(left, right), one = left->size != 1, other = right->size != 1;
    if (room_for(target, size, 1) < 0)
        return -1;
    target->scale = left->scale + right->scale;
    int fits = target->scale <= MOST_SCALE;
    if (is_swift(left, right) && fits) {
        for (int n = 0; n < size; n++) {
            target->states[n] = VALUE;
            target->cells[n].number = (wide)low(left, n * one) * low(right, n * other);
        }
        judge_cells(target);
        return 0;
    }
    if (!fits)
        target->scale = 0;
    for (int n = 0; n < size; n++) {
        uint8_t state = settled(left->states[n * one], right->states[n * other]);
        if (state == VALUE && (!fits || __builtin_mul_overflow(left->cells[n * one].number,
                                                               right->cells[n * other].number,
                                                               &target->cells[n].number)))
            state = DOUBT;
        target->states[n] = state;
    }
    return 0;
}

/* Quotients come out at scales of their own and are brought to one, as the cells of a column are. */
static int quotients(const reg *left, const reg *right, reg *target) {
    int size = common_size(left, right), one = left->size != 1, other = right->size != 1, most = 0;
    int *scales = malloc(sizeof(int) * ((size_t)size + 1));
    if (scales == NULL || room_for(target, size, 1) < 0) {
        free(scales);
        return -1;
    }
    for (int n = 0; n < size; n++) {
        target->states[n] = settled(left->states[n * one], right->states[n * other]);
        if (target->states[n] != VALUE)
            continue;
        if (!quotient(left->cells[n * one].number, left->scale, right->cells[n * other].number, right->scale,
                      &target->cells[n].number, &scales[n]))
            target->states[n] = DOUBT;
        else if (scales[n] > most)
            most = scales[n];
    }
    for (int n = 0; n < size; n++)
        if (target->states[n] == VALUE && !scaled(&target->cells[n].number, most - scales[n]))
            target->states[n] = DOUBT;
    target->scale = most;
    free(scales);
    return 0;
}

static int rounds(const reg *from, reg *target, int places) {
    if (room_for(target, from->size, 1) < 0)
        return -1;
    target->scale = from->scale;
    for (int n = 0; n < from->size; n++) {
        int scale = from->scale;
        target->states[n] = settled(from->states[n], VALUE);
        if (target->states[n] != VALUE)
            continue;
        target->cells[n] = from->cells[n];
        if (!rounded(&target->cells[n].number, &scale, places))
            target->states[n] = DOUBT;
        target->scale = scale; /* the same for every value: it depends on the scale alone */
    }
    return 0;
}

static int of_texts(run *run, const reg *from, reg *target, const int32_t *word) {
    if (room_for(target, from->size, operation_of(word) == OP_LENGTH) < 0)
        return -1;
    for (int n = 0; n < from->size; n++) {
        uint8_t state = from->states[n];
        if (state == EMPTY && operation_of(word) == OP_LENGTH)
            target->cells[n].number = 0, state = VALUE;
        else if (state == EMPTY)
            state = SKIP;
        else if (state != VALUE)
            state = settled(state, VALUE);
        else if (operation_of(word) == OP_LENGTH)
            target->cells[n].number = (wide)length_of(from->cells[n].words);
        else if (operation_of(word) == OP_MATCH) {
            int met = run->match(word[5], from->cells[n].words.at, from->cells[n].words.size);
            state = met < 0 ? DOUBT : met ? TRUE_ : FALSE_;
        } else {
            text words = from->cells[n].words;
            state = (operation_of(word) == OP_INN ? is_inn(words) : is_ogrn(words)) ? TRUE_ : FALSE_;
        }
        target->states[n] = state;
    }
    return 0;
}

int reckon(run *run, const int32_t *word) {
    reg *target = &run->regs[word[1]], *left = operand(run, word, 0), *right = operand(run, word, 1);
    switch (operation_of(word)) {
    case OP_FILL:
        return fill(left, target, word[5], word[6]);
    case OP_NEGATE:
    case OP_ABSOLUTE:
        return signs(left, target, operation_of(word));
    case OP_ADD:
    case OP_SUBTRACT:
        return sums(left, right, target, operation_of(word) == OP_SUBTRACT);
    case OP_MULTIPLY:
        return products(left, right, target);
    case OP_DIVIDE:
        return quotients(left, right, target);
    case OP_ROUND:
        return rounds(left, target, word[5]);
    case OP_DAYS:
        return sums(right, left, target, 1);
    default:
        return of_texts(run, left, target, word);
    }
}
