/* One walk over the tree along the plan of a rule set: for each path its elements, and whose children they are. */

#include <stdlib.h>
#include <string.h>

#include "native.h"

#define LINES_END 65535 /* libxml2 keeps lines in sixteen bits */

/* `names` are the slots' own names, each with a zero after it; an attribute starts with «@», the root has none. */
API plan *kabinet_plan(int slots, const int32_t *parents, const char *names, size_t size) {
    plan *made = calloc(1, sizeof *made);
    if (made == NULL)
        return NULL;
    int *numbers = malloc(sizeof(int) * 4 * (size_t)slots);
    made->name = malloc(sizeof(char *) * (size_t)slots);
    made->names = malloc(size);
    made->parent = numbers;
    if (numbers == NULL || made->name == NULL || made->names == NULL) {
        free(numbers), free(made->name), free(made->names), free(made);
        return NULL;
    }
    made->slots = slots;
    made->child = numbers + slots, made->sibling = numbers + 2 * slots, made->attribute = numbers + 3 * slots;
    memcpy(made->names, names, size);
    char *name = made->names;
    for (int slot = 0; slot < slots; slot++, name += strlen(name) + 1) {
        made->parent[slot] = parents[slot];
        made->child[slot] = made->sibling[slot] = made->attribute[slot] = -1;
        int named = slot > 0 && *name == '@';
        made->name[slot] = name + named;
        if (slot > 0) {
            int *first = named ? &made->attribute[parents[slot]] : &made->child[parents[slot]];
            made->sibling[slot] = *first;
            *first = slot;
        }
    }
    return made;
}

API void kabinet_free_plan(plan *plan) {
    free(plan->parent), free(plan->name), free(plan->names), free(plan);
}

static int append(column *column, xmlNode *node, int parent) {
    if (column->count == column->room) {
        int room = column->room ? column->room * 2 : 8;
        xmlNode **nodes = realloc(column->nodes, sizeof *nodes * (size_t)room);
        if (nodes == NULL)
            return -1;
        column->nodes = nodes;
        int32_t *parents = realloc(column->parents, sizeof *parents * (size_t)room);
        if (parents == NULL)
            return -1;
        column->parents = parents;
        column->room = room;
    }
    if (column->count == 0 || column->parents[column->count - 1] != parent)
        column->owners++;
    column->nodes[column->count] = node;
    column->parents[column->count] = parent;
    return column->count++;
}

static size_t place_of(const report *report, int slot, const xmlChar *name) {
    size_t mask = (size_t)report->met_room - 1;
    size_t at = (((uintptr_t)name >> 3) * 0x9E3779B97F4A7C15u ^ (size_t)slot * 0xC2B2AE3D27D4EB4Fu) >> 17 & mask;
    while (report->mets[at].name != NULL && (report->mets[at].name != name || report->mets[at].slot != slot))
        at = (at + 1) & mask;
    return at;
}

static int widen(report *report) {
    met *old = report->mets;
    int room = report->met_room;
    met *mets = calloc((size_t)room * 2, sizeof *mets);
    if (mets == NULL)
        return -1;
    report->mets = mets;
    report->met_room = room * 2;
    for (int n = 0; n < room; n++)
        if (old[n].name != NULL)
            mets[place_of(report, old[n].slot, old[n].name)] = old[n];
    free(old);
    return 0;
}

static int remember_stranger(report *report, int slot, const xmlNode *node) {
    if (report->stranger_count == report->stranger_room) {
        int room = report->stranger_room ? report->stranger_room * 2 : 16;
        stranger *strangers = realloc(report->strangers, sizeof *strangers * (size_t)room);
        if (strangers == NULL)
            return -1;
        report->strangers = strangers;
        report->stranger_room = room;
    }
    report->strangers[report->stranger_count] = (stranger){slot, line_of(node), 0, node};
    return report->stranger_count++;
}

/* The slot of a child, -1 for one that the plan does not know, -2 for want of memory. Names of one document are kept
   once by its parser, so that equal pointers are equal names; unequal ones are compared once. */
static int slot_of(report *report, int above, const xmlNode *child) {
    met *known = &report->mets[place_of(report, above, child->name)];
    if (known->name == NULL) {
        const plan *plan = report->plan;
        int slot = plan->child[above];
        while (slot >= 0 && strcmp(plan->name[slot], (const char *)child->name) != 0)
            slot = plan->sibling[slot];
        int place = slot < 0 ? remember_stranger(report, above, child) : 0;
        if (place < 0)
            return -2;
        *known = (met){child->name, above, slot < 0 ? -1 - place : slot};
        if (++report->met_count * 2 > report->met_room) {
            if (widen(report) < 0)
                return -2;
            known = &report->mets[place_of(report, above, child->name)];
        }
    }
    if (known->found >= 0)
        return known->found;
    report->strangers[-1 - known->found].count++;
    return -1;
}

/* An attribute without a namespace first, else the first of that local name. */
static int take_attributes(report *report, int slot, int ordinal, const xmlNode *element) {
    const plan *plan = report->plan;
    for (int named = plan->attribute[slot]; named >= 0; named = plan->sibling[named]) {
        xmlAttr *found = NULL;
        for (xmlAttr *one = element->properties; one != NULL; one = one->next) {
            if (strcmp((const char *)one->name, plan->name[named]) != 0)
                continue;
            if (found == NULL || one->ns == NULL)
                found = one;
            if (one->ns == NULL)
                break;
        }
        if (found != NULL && append(&report->columns[named], (xmlNode *)found, ordinal) < 0)
            return -1;
    }
    return 0;
}

static int descend(report *report, int slot, int ordinal, const xmlNode *element) {
    const plan *plan = report->plan;
    if (plan->attribute[slot] >= 0 && take_attributes(report, slot, ordinal, element) < 0)
        return -1;
    if (plan->child[slot] < 0)
        return 0;
    for (xmlNode *child = element->children; child != NULL; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        int found = slot_of(report, slot, child);
        if (found == -2)
            return -1;
        if (found < 0)
            continue;
        int place = append(&report->columns[found], child, ordinal);
        if (place < 0)
            return -1;
        if ((plan->child[found] >= 0 || plan->attribute[found] >= 0) && descend(report, found, place, child) < 0)
            return -1;
    }
    return 0;
}

API void kabinet_free_report(report *report) {
    for (int slot = 0; report->columns != NULL && slot < report->slots; slot++)
        free(report->columns[slot].nodes), free(report->columns[slot].parents);
    while (report->blocks != NULL) {
        block *next = report->blocks->next;
        free(report->blocks);
        report->blocks = next;
    }
    free(report->columns), free(report->mets), free(report->strangers), free(report);
}

/* The columns of the report below `root`; NULL for want of memory. The tree and the plan must outlive it. */
API report *kabinet_report(const plan *plan, xmlNode *root) {
    report *made = calloc(1, sizeof *made);
    if (made == NULL)
        return NULL;
    made->plan = plan;
    made->slots = plan->slots;
    made->met_room = 256;
    made->mets = calloc((size_t)made->met_room, sizeof *made->mets);
    made->columns = calloc((size_t)plan->slots, sizeof *made->columns);
    if (made->mets == NULL || made->columns == NULL || append(&made->columns[0], root, 0) < 0 ||
        descend(made, 0, 0, root) < 0) {
        kabinet_free_report(made);
        return NULL;
    }
    for (int slot = 0; slot < plan->slots; slot++)
        if (made->columns[slot].count > made->most)
            made->most = made->columns[slot].count;
    return made;
}

/* For each slot the number of its elements, and whether every parent has one. */
API void kabinet_sizes(const report *report, int32_t *counts, uint8_t *complete) {
    for (int slot = 0; slot < report->plan->slots; slot++) {
        const column *column = &report->columns[slot];
        counts[slot] = column->count;
        complete[slot] = column->owners == report->columns[report->plan->parent[slot]].count;
    }
}

enum listing { UNLISTED, ONCE, MUST, SECTION };

/* Whether structure remarks have nothing to tell. `listed`, for each slot: an element that a row has once, or must have
   once, or a section that may not be absent as a whole. */
API int kabinet_is_regular(const report *report, const uint8_t *listed) {
    if (report->stranger_count)
        return 0;
    for (int slot = 1; slot < report->plan->slots; slot++) {
        const column *column = &report->columns[slot];
        int above = report->columns[report->plan->parent[slot]].count;
        if (listed[slot] == SECTION && column->count == 0)
            return 0;
        if ((listed[slot] == ONCE || listed[slot] == MUST) && column->owners < column->count)
            return 0;
        if (listed[slot] == MUST && column->count < above)
            return 0;
    }
    return 1;
}

API const int32_t *kabinet_parents(const report *report, int slot) { return report->columns[slot].parents; }

/* An element that the plan does not know, each name below a slot once, in the order of the file; NULL past the last. */
API const char *kabinet_stranger(const report *report, int number, int32_t *slot, int32_t *line, int32_t *count) {
    if (number >= report->stranger_count)
        return NULL;
    *slot = report->strangers[number].slot;
    *line = report->strangers[number].line;
    *count = report->strangers[number].count;
    return (const char *)report->strangers[number].node->name;
}

int row_of(const report *report, int slot, int ordinal, int scope) {
    while (slot != scope) {
        ordinal = report->columns[slot].parents[ordinal];
        slot = report->plan->parent[slot];
    }
    return ordinal;
}

static long deep_line(const xmlNode *node, int depth) {
    long line = -1;
    if (depth >= 5)
        return -1;
    if (node->line != LINES_END)
        return node->line;
    if (node->type == XML_TEXT_NODE && node->psvi != NULL)
        line = (long)(intptr_t)node->psvi;
    else if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        line = deep_line(node->children, depth + 1);
    else if (node->next != NULL)
        line = deep_line(node->next, depth + 1);
    else if (node->prev != NULL)
        line = deep_line(node->prev, depth + 1);
    return line == -1 || line == LINES_END ? node->line : line;
}

/* The line as `xmlGetLineNo` tells it, 0 past the last that is counted. */
int line_of(const xmlNode *node) {
    long line = deep_line(node->type == XML_ATTRIBUTE_NODE ? node->parent : node, 0);
    return line > 0 && line < LINES_END ? (int)line : 0;
}

API int kabinet_line(const report *report, int slot, int ordinal) {
    return line_of(report->columns[slot].nodes[ordinal]);
}

API int kabinet_is_section(const report *report, int slot, int ordinal) {
    return is_section(report->columns[slot].nodes[ordinal]);
}
