/* Instructions that give truths: comparison, three-valued logic, choice. */

#include <string.h>

#include "machine.h"

/* Which of less, equal and more make a sign true, in the bits 0 to 2. */
static const uint8_t ACCEPTED[] = {[EQUAL] = 2, [UNEQUAL] = 5, [LESS] = 1, [AT_MOST] = 3, [MORE] = 4, [AT_LEAST] = 6};

static uint8_t truth(int holds) { return holds ? TRUE_ : FALSE_; }

static int compare(const reg *left, const reg *right, reg *target, int sign) {
    int size = common_size(left, right), one = left->size != 1, other = right->size != 1;
    if (room_for(target, size, 0) < 0)
        return -1;
    factor lift = factor_of(right->scale > left->scale ? right->scale - left->scale : 0);
    factor raise = factor_of(left->scale > right->scale ? left->scale - right->scale : 0);
    int accepted = ACCEPTED[sign];
    target->clean = is_swift(left, right) && lift.narrow && raise.narrow;
    for (int n = 0; n < size && target->clean; n++) {
        wide a = (wide)low(left, n * one) * lift.narrow, b = (wide)low(right, n * other) * raise.narrow;
        target->states[n] = (uint8_t)(FALSE_ ^ (accepted >> ((a > b) - (a < b) + 1) & 1));
    }
    if (target->clean)
        return 0;
    for (int n = 0; n < size; n++) {
        uint8_t state = settled(left->states[n * one], right->states[n * other]);
        if (state == VALUE) {
            wide a = left->cells[n * one].number, b = right->cells[n * other].number;
            int fits = times(&a, lift) && times(&b, raise), order = (a > b) - (a < b);
            state = fits ? (uint8_t)(FALSE_ ^ (accepted >> (order + 1) & 1)) : DOUBT;
        }
        target->states[n] = state;
    }
    return 0;
}

/* Texts or truths, which are equal or not. */
static int same(const reg *left, const reg *right, reg *target, int sign, int kind) {
    int size = common_size(left, right), one = left->size != 1, other = right->size != 1;
    if (room_for(target, size, 0) < 0)
        return -1;
    for (int n = 0; n < size; n++) {
        uint8_t a = left->states[n * one], b = right->states[n * other];
        uint8_t state = kind == BOOLEAN ? settled(a == FALSE_ ? TRUE_ : a, b == FALSE_ ? TRUE_ : b) : settled(a, b);
        if (state == VALUE && kind == BOOLEAN) {
            state = truth((a == b) == (sign == EQUAL));
        } else if (state == VALUE) {
            text mine = left->cells[n * one].words, yours = right->cells[n * other].words;
            int equal = mine.size == yours.size && memcmp(mine.at, yours.at, mine.size) == 0;
            state = truth(equal == (sign == EQUAL));
        }
        target->states[n] = state;
    }
    return 0;
}

/* left = right ± margin, where the difference is compared with the margin; a relative one is a per cent of the right. */
static uint8_t near(wide left, wide right, wide margin, const factor *factors, int sign) {
    wide difference, size;
    if (!times(&left, factors[0]) || !times(&right, factors[1]) || !times(&margin, factors[2]) ||
        __builtin_sub_overflow(left, right, &difference))
        return DOUBT;
    size = difference < 0 ? -difference : difference;
    switch (sign) {
    case EQUAL:
        return truth(size <= margin);
    case UNEQUAL:
        return truth(size > margin);
    case AT_MOST:
        return truth(difference <= margin);
    default:
        return truth(difference >= -margin);
    }
}

static int within(const run *run, const int32_t *word, reg *target) {
    const reg *left = operand(run, word, 0), *right = operand(run, word, 1), *margin = operand(run, word, 2);
    int size = common_size(left, right), one = left->size != 1, other = right->size != 1, relative = word[6];
    int margin_scale = relative ? margin->scale + right->scale + 2 : margin->scale;
    int scale = left->scale > right->scale ? left->scale : right->scale;
    scale = scale > margin_scale ? scale : margin_scale;
    factor factors[] = {factor_of(scale - left->scale), factor_of(scale - right->scale), factor_of(scale - margin_scale)};
    if (room_for(target, size, 0) < 0)
        return -1;
    for (int n = 0; n < size; n++) {
        uint8_t state = settled(left->states[n * one], right->states[n * other]);
        if (state == VALUE) {
            wide b = right->cells[n * other].number, bound = margin->cell.number;
            if (relative && __builtin_mul_overflow(b < 0 ? -b : b, bound, &bound))
                state = DOUBT;
            else
                state = near(left->cells[n * one].number, b, bound, factors, word[5]);
        }
        target->states[n] = state;
    }
    return 0;
}

static int untold(uint8_t state) { return state > FALSE_ && state != SKIP; }

static uint8_t joined(uint8_t left, uint8_t right, uint8_t decisive) {
    if (left == decisive || right == decisive)
        return decisive;
    if (untold(left) || untold(right))
        return DOUBT;
    return left == SKIP && right == SKIP ? SKIP : (uint8_t)(FALSE_ - decisive);
}

static uint8_t implied(uint8_t condition, uint8_t conclusion) {
    if (untold(conclusion))
        conclusion = DOUBT;
    if (condition == TRUE_)
        return conclusion;
    return untold(condition) && conclusion != TRUE_ ? DOUBT : TRUE_;
}

/* Two values, no third: TRUE_ is 0 and FALSE_ 1, so that И is an «or» of bits. */
static void logic_of_truths(const reg *left, const reg *right, reg *target, int operation) {
    int one = left->size != 1, other = right->size != 1;
    target->clean = 1;
    for (int n = 0; n < target->size; n++) {
        uint8_t a = left->states[n * one], b = right->states[n * other];
        target->states[n] = operation == OP_AND ? a | b : operation == OP_OR ? a & b : (a ^ 1) & b;
    }
}

static int logic(const reg *left, const reg *right, reg *target, int operation) {
    int size = common_size(left, right), one = left->size != 1, other = right->size != 1;
    if (room_for(target, size, 0) < 0)
        return -1;
    if (left->clean && right->clean) {
        logic_of_truths(left, right, target, operation);
        return 0;
    }
    for (int n = 0; n < size; n++) {
        uint8_t a = left->states[n * one], b = right->states[n * other];
        target->states[n] = operation == OP_IMPLIES ? implied(a, b) : joined(a, b, operation == OP_AND ? FALSE_ : TRUE_);
    }
    return 0;
}

static int negation(const reg *from, reg *target) {
    if (room_for(target, from->size, 0) < 0)
        return -1;
    for (int n = 0; n < from->size; n++) {
        uint8_t state = from->states[n];
        target->states[n] = state <= FALSE_ ? (uint8_t)(FALSE_ - state) : state == SKIP ? SKIP : DOUBT;
    }
    return 0;
}

/* A cell of one of two columns, brought to the scale of both. */
static uint8_t taken(const reg *from, int n, int scale, reg *target, int at) {
    n = from->size == 1 ? 0 : n;
    uint8_t state = from->states[n];
    if (target->cells != NULL && from->cells != NULL && state == VALUE) {
        target->cells[at] = from->cells[n];
        if (scale != from->scale && !scaled(&target->cells[at].number, scale - from->scale))
            return DOUBT;
    }
    return state;
}

static int choose(const run *run, const int32_t *word, reg *target) {
    const reg *first = operand(run, word, 0), *second = operand(run, word, 1), *condition = operand(run, word, 2);
    int size = common_size(first, second), scale = first->scale > second->scale ? first->scale : second->scale;
    if (condition != NULL && size == 1)
        size = condition->size;
    if (room_for(target, size, word[5] != BOOLEAN) < 0)
        return -1;
    target->scale = scale;
    for (int n = 0; n < size; n++) {
        uint8_t which;
        if (condition == NULL) { /* ??: the second in place of what is not stated */
            uint8_t state = first->states[first->size == 1 ? 0 : n];
            which = state == EMPTY || state == ABSENT ? FALSE_ : TRUE_;
        } else {
            which = condition->states[condition->size == 1 ? 0 : n];
        }
        target->states[n] = untold(which) ? DOUBT : taken(which == TRUE_ ? first : second, n, scale, target, n);
    }
    return 0;
}

int decide(run *run, const int32_t *word) {
    reg *target = &run->regs[word[1]], *left = operand(run, word, 0), *right = operand(run, word, 1);
    switch (operation_of(word)) {
    case OP_COMPARE:
        return compare(left, right, target, word[5]);
    case OP_SAME:
        return same(left, right, target, word[5], word[6]);
    case OP_WITHIN:
        return within(run, word, target);
    case OP_NOT:
        return negation(left, target);
    case OP_CHOOSE:
    case OP_COALESCE:
        return choose(run, word, target);
    default:
        return logic(left, right, target, operation_of(word));
    }
}
