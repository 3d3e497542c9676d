/* Columns of a report, and a machine over them: what Python would do with an object for each element and each value.

   Reads the tree that lxml's strict parser has made and never changes it; calls nothing of libxml2 or of Python. Every
   answer is exact or a doubt: what does not fit is left to the closures of `engine`, which also give all evidence. */

#ifndef KABINET_NATIVE_H
#define KABINET_NATIVE_H

#include <stddef.h>
#include <stdint.h>
#include <libxml/tree.h>

#define API __attribute__((visibility("default")))

/* 38 digits: a value of a report has 28 at most, and sums of a million of them fit. */
typedef __int128 wide;

/* What a cell is; a truth is TRUE_ or FALSE_. SKIP is «не применялся»; DOUBT is for the closures to tell. */
enum state { VALUE = 0, TRUE_ = 0, FALSE_ = 1, EMPTY, SKIP, ABSENT, DOUBT };
/* PRESENCE: whether the element is there, whatever it states. */
enum kind { NUMBER, DATE, TEXT, BOOLEAN, PRESENCE };

typedef struct {
    const char *at;
    size_t size;
} text;

typedef union {
    wide number;
    text words;
} cell;

/* The trie of the paths that a rule set needs. Slot 0 is the root, a parent has a lower number than its children. */
typedef struct {
    int slots;
    int *parent;
    int *child, *sibling; /* the first element below a slot, the next beside it; -1 ends */
    int *attribute;       /* the first attribute of a slot, chained by `sibling` too */
    char **name;
    char *names;
} plan;

/* Elements (or attributes) of one path in the order of the file, with the ordinals of their parents. */
typedef struct {
    xmlNode **nodes;
    int32_t *parents;
    int count, room, owners;
} column;

/* What the children of a slot are called in this file -> their slot, or -1 less the place among the unknown. */
typedef struct {
    const xmlChar *name;
    int32_t slot, found;
} met;

typedef struct {
    int32_t slot, line, count;
    const xmlNode *node;
} stranger;

typedef struct block {
    struct block *next;
    char bytes[];
} block;

typedef struct {
    const plan *plan;
    column *columns;
    met *mets;
    int met_count, met_room;
    stranger *strangers;
    int stranger_count, stranger_room;
    int slots, most;
    block *blocks; /* texts that the tree holds in pieces */
} report;

/* tree.c */
int line_of(const xmlNode *node);
int row_of(const report *report, int slot, int ordinal, int scope);

/* texts.c: 1 there, 0 none, -1 no memory. */
int text_of(report *report, const xmlNode *node, text *found);
text trimmed(text words);
text trimmed_blanks(text words);
int is_plain(text words);
size_t length_of(text words);
int is_section(const xmlNode *node);

/* values.c: the states, and values of one scale; -1 no memory. */
int read_cells(report *report, int kind, int slot, int scope, cell *cells, uint8_t *states, int size, int *scale);
int is_inn(text words);
int is_ogrn(text words);

/* A power of ten that many values are multiplied by; `narrow` where it fits into 64 bits, 0 where into nothing. */
typedef struct {
    wide by;
    int64_t narrow;
} factor;

/* exact.c: false where the result does not fit. */
wide power_of_ten(int exponent);
int scaled(wide *value, int places);
factor factor_of(int places);
int quotient(wide left, int left_scale, wide right, int right_scale, wide *value, int *scale);
int rounded(wide *value, int *scale, int places);

static inline int times(wide *value, factor factor) {
    if (factor.narrow == 1)
        return 1;
    if (*value == (int64_t)*value && factor.narrow) {
        *value *= factor.narrow;
        return 1;
    }
    return factor.by && !__builtin_mul_overflow(*value, factor.by, value);
}

#endif
