/* Texts -> numbers, dates, truths. What is not plainly one of them is a doubt: `domain.values` knows the odd ones. */

#include <stdlib.h>
#include <string.h>

#include "native.h"

#define MOST_DIGITS 28

static int is(text words, const char *other) {
    return words.size == strlen(other) && memcmp(words.at, other, words.size) == 0;
}

static int says_nothing(text words) {
    return words.size == 0 || (words.size <= 3 && (is(words, "-") || is(words, "''") || is(words, "–") || is(words, "—"))) ||
           is(words, "00.00.0000");
}

static int no_amount(text words) {
    return says_nothing(words) || (words.size <= 2 && (is(words, "X") || is(words, "x") || is(words, "Х") || is(words, "х")));
}

static enum state read_number(text words, wide *value, int *scale) {
    const char *at, *end;
    words = trimmed_blanks(words);
    if (no_amount(words))
        return EMPTY;
    at = words.at, end = at + words.size;
    int negative = 0, digits = 0, places = -1, sign = 0;
    uint64_t low = 0;
    wide whole = 0;
    for (; at < end; at++) {
        if (*at >= '0' && *at <= '9') {
            if (++digits > MOST_DIGITS)
                return DOUBT;
            if (digits <= 18)
                low = low * 10 + (uint64_t)(*at - '0');
            else
                whole = (digits == 19 ? (wide)low : whole) * 10 + (*at - '0');
            places += places >= 0;
        } else if ((*at == '.' || *at == ',') && places < 0 && digits) {
            places = 0;
        } else if ((*at == '-' || *at == '+') && !sign && !digits && places < 0) {
            sign = 1;
            negative = *at == '-';
        } else if (*at == '\xC2' && end - at > 1 && at[1] == '\xA0') {
            at++;
        } else if (*at != ' ') {
            return DOUBT;
        }
    }
    if (!digits || places == 0)
        return DOUBT;
    if (digits <= 18)
        whole = (wide)low;
    *value = negative ? -whole : whole;
    *scale = places < 0 ? 0 : places;
    return VALUE;
}

static int two(const char *at) {
    return at[0] >= '0' && at[0] <= '9' && at[1] >= '0' && at[1] <= '9' ? (at[0] - '0') * 10 + at[1] - '0' : -1;
}

/* Days from the first of January of the year 1, which is 1: as `date.toordinal` has it. */
static enum state read_date(text words, wide *value) {
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    words = trimmed_blanks(words);
    if (no_amount(words))
        return EMPTY;
    if (words.size != 10)
        return DOUBT;
    const char *at = words.at;
    int century, year, month, day;
    if (at[4] == '-' && at[7] == '-')
        century = two(at), year = two(at + 2), month = two(at + 5), day = two(at + 8);
    else if (at[2] == '.' && at[5] == '.')
        century = two(at + 6), year = two(at + 8), month = two(at + 3), day = two(at);
    else
        return DOUBT;
    if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1)
        return DOUBT;
    year += century * 100;
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (year < 1 || day > before[month] - before[month - 1] + (leap && month == 2))
        return DOUBT;
    int past = year - 1;
    *value = past * 365 + past / 4 - past / 100 + past / 400 + before[month - 1] + (leap && month > 2) + day;
    return VALUE;
}

static enum state read_boolean(text words) {
    words = trimmed_blanks(words);
    if (says_nothing(words))
        return EMPTY;
    if (is(words, "1") || is(words, "true") || is(words, "да") || is(words, "Да") || is(words, "ДА"))
        return TRUE_;
    if (is(words, "0") || is(words, "false") || is(words, "нет") || is(words, "Нет") || is(words, "НЕТ"))
        return FALSE_;
    return DOUBT;
}

static enum state read_text(text words, text *value) {
    *value = trimmed(words);
    if (says_nothing(*value))
        return EMPTY;
    return is_plain(*value) ? VALUE : DOUBT;
}

static int read_cell(report *report, int kind, const xmlNode *node, cell *value, int *scale) {
    text words;
    if (kind == PRESENCE)
        return VALUE;
    if (text_of(report, node, &words) < 0)
        return -1;
    int state = kind == NUMBER  ? (int)read_number(words, &value->number, scale)
                : kind == DATE  ? (int)read_date(words, &value->number)
                : kind == TEXT  ? (int)read_text(words, &value->words)
                                : (int)read_boolean(words);
    /* A section is not an empty value: it holds elements, not text. */
    return state == EMPTY && is_section(node) ? (int)DOUBT : state;
}

/* Numbers of several scales are brought to the greatest; one that does not fit there is a doubt. */
static int one_scale(cell *cells, uint8_t *states, const uint8_t *scales, int size) {
    int most = 0;
    for (int n = 0; n < size; n++)
        if (states[n] == VALUE && scales[n] > most)
            most = scales[n];
    for (int n = 0; n < size; n++)
        if (states[n] == VALUE && scales[n] != most && !scaled(&cells[n].number, most - scales[n]))
            states[n] = DOUBT;
    return most;
}

/* A parser has strewn elements over more memory than the nearest cache has: ask for the next ones in time. */
static void foresee(const column *column, int n) {
    if (n + 8 < column->count)
        __builtin_prefetch(&column->nodes[n + 8]->children);
    if (n + 4 < column->count) {
        const char *text = (const char *)column->nodes[n + 4]->children;
        __builtin_prefetch(text);
        __builtin_prefetch(text + 64);
    }
}

/* The elements of `slot`, each in the row of `scope` that holds it (in its own place where they are the same). A row
   without one is ABSENT, a row with several is a doubt. */
int read_cells(report *report, int kind, int slot, int scope, cell *cells, uint8_t *states, int size, int *scale) {
    const column *column = &report->columns[slot];
    uint8_t *scales = kind == NUMBER ? malloc((size_t)size + 1) : NULL;
    *scale = 0;
    if (kind == NUMBER && scales == NULL)
        return -1;
    memset(states, ABSENT, (size_t)size);
    for (int n = 0; n < column->count; n++) {
        foresee(column, n);
        int row = slot == scope ? n : row_of(report, slot, n, scope), places = 0;
        if (states[row] != ABSENT) {
            states[row] = DOUBT;
            continue;
        }
        int state = read_cell(report, kind, column->nodes[n], cells ? &cells[row] : NULL, &places);
        if (state < 0) {
            free(scales);
            return -1;
        }
        states[row] = (uint8_t)state;
        if (scales != NULL)
            scales[row] = (uint8_t)places;
    }
    if (scales != NULL)
        *scale = one_scale(cells, states, scales, size);
    free(scales);
    return 0;
}
