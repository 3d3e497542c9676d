/* Exact arithmetic over scaled integers: the value is number / 10^scale. */

#include "native.h"

#define MOST_PLACES 38
#define DIGITS 28

wide power_of_ten(int exponent) {
    wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* For values that get so many decimal places more. */
factor factor_of(int places) {
    if (places < 0 || places > MOST_PLACES)
        return (factor){0, 0};
    wide by = power_of_ten(places);
    return (factor){by, places <= 18 ? (int64_t)by : 0};
}

/* The same value with so many decimal places more. */
int scaled(wide *value, int places) { return *value == 0 || times(value, factor_of(places)); }

/* 28 significant digits, the last one half to even: what `decimal` gives under the engine's division context. */
int quotient(wide left, int left_scale, wide right, int right_scale, wide *value, int *scale) {
    static wide limit;
    if (!limit)
        limit = power_of_ten(DIGITS);
    wide most = ((wide)1 << 122);
    if (right == 0 || left < -most || left > most || right < -most || right > most)
        return 0;
    int negative = (left < 0) != (right < 0);
    wide over = left < 0 ? -left : left, under = right < 0 ? -right : right;
    wide digits = over / under, rest = over % under;
    int places = left_scale - right_scale;
    if (digits >= limit)
        return 0;
    while (rest && digits * 10 < limit) {
        if ((uint64_t)(rest >> 60) == 0 && (uint64_t)(under >> 60) == 0 && rest < (wide)1 << 60) {
            uint64_t step = (uint64_t)rest * 10;
            digits = digits * 10 + step / (uint64_t)under;
            rest = step % (uint64_t)under;
        } else {
            digits = digits * 10 + rest * 10 / under;
            rest = rest * 10 % under;
        }
        places++;
    }
    if (rest * 2 > under || (rest * 2 == under && (digits & 1)))
        digits++;
    if (places < 0) {
        if (!scaled(&digits, -places))
            return 0;
        places = 0;
    }
    if (places > MOST_PLACES)
        return 0;
    *value = negative ? -digits : digits;
    *scale = places;
    return 1;
}

/* Half away from zero, as spreadsheets do; `places` may be negative. */
int rounded(wide *value, int *scale, int places) {
    if (*scale > places) {
        if (*scale - places > MOST_PLACES)
            return 0;
        wide unit = power_of_ten(*scale - places);
        wide whole = *value / unit, rest = *value % unit;
        if (rest < 0)
            rest = -rest;
        if (rest >= unit - rest)
            whole += *value < 0 ? -1 : 1;
        *value = whole;
        *scale = places;
    }
    if (*scale < 0) {
        if (!scaled(value, -*scale))
            return 0;
        *scale = 0;
    }
    return 1;
}
