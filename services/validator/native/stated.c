/* What a report states, put into words for its content hash; and single texts for recognition. */

#include <stdlib.h>
#include <string.h>

#include "native.h"

#define ENOUGH (1 << 18)

/* A walk in the order of the file that stops whenever enough words are gathered. */
typedef struct {
    const xmlNode *root, *next;
    char *letter;
    char *bytes;
    size_t size, room;
    int failed;
    report texts; /* holds texts that the tree has in pieces */
} statement;

API statement *kabinet_statement(const xmlNode *root, const char *letter) {
    statement *made = calloc(1, sizeof *made);
    char *name = strdup(letter);
    if (made == NULL || name == NULL) {
        free(made), free(name);
        return NULL;
    }
    made->root = root, made->next = root, made->letter = name;
    return made;
}

static void forget_texts(statement *statement) {
    while (statement->texts.blocks != NULL) {
        block *next = statement->texts.blocks->next;
        free(statement->texts.blocks);
        statement->texts.blocks = next;
    }
}

API void kabinet_free_statement(statement *statement) {
    forget_texts(statement);
    free(statement->letter), free(statement->bytes), free(statement);
}

static void write(statement *statement, const char *at, size_t size) {
    if (statement->failed)
        return;
    if (statement->size + size > statement->room) {
        size_t room = (statement->size + size) * 2 + ENOUGH;
        char *bytes = realloc(statement->bytes, room);
        if (bytes == NULL) {
            statement->failed = 1;
            return;
        }
        statement->bytes = bytes;
        statement->room = room;
    }
    memcpy(statement->bytes + statement->size, at, size);
    statement->size += size;
}

/* A covering letter lies under the root or under the root's child. */
static int is_letter(const statement *statement, const xmlNode *node) {
    if (node->parent != statement->root && node->parent->parent != statement->root)
        return 0;
    return strcmp((const char *)node->name, statement->letter) == 0;
}

static const xmlNode *element_from(const xmlNode *node) {
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

static const xmlNode *after(const statement *statement, const xmlNode *node, int inside) {
    const xmlNode *below = inside ? element_from(node->children) : NULL;
    if (below != NULL)
        return below;
    while (node != statement->root) {
        const xmlNode *beside = element_from(node->next);
        if (beside != NULL)
            return beside;
        node = node->parent;
    }
    return NULL;
}

static int by_bytes(const void *left, const void *right) {
    const text *a = left, *b = right;
    int order = memcmp(a->at, b->at, a->size < b->size ? a->size : b->size);
    return order ? order : (a->size > b->size) - (a->size < b->size);
}

static int attribute_words(statement *statement, const xmlAttr *attribute, text *words) {
    text value;
    if (text_of(&statement->texts, (const xmlNode *)attribute, &value) < 0)
        return -1;
    const char *space = attribute->ns ? (const char *)attribute->ns->href : "";
    const char *name = (const char *)attribute->name;
    size_t room = strlen(space) + strlen(name) + value.size + 5;
    block *made = malloc(sizeof *made + room);
    if (made == NULL)
        return -1;
    made->next = statement->texts.blocks;
    statement->texts.blocks = made;
    char *end = made->bytes;
    *end++ = '\x1f';
    if (*space) {
        *end++ = '{';
        end = (char *)memcpy(end, space, strlen(space)) + strlen(space);
        *end++ = '}';
    }
    end = (char *)memcpy(end, name, strlen(name)) + strlen(name);
    *end++ = '=';
    end = (char *)memcpy(end, value.at, value.size) + value.size;
    *words = (text){made->bytes, (size_t)(end - made->bytes)};
    return 0;
}

static void write_attributes(statement *statement, const xmlNode *node) {
    size_t count = 0, n = 0;
    for (const xmlAttr *one = node->properties; one != NULL; one = one->next)
        count++;
    text *words = malloc(sizeof *words * (count + 1));
    statement->failed |= words == NULL;
    for (const xmlAttr *one = node->properties; one != NULL && !statement->failed; one = one->next)
        statement->failed |= attribute_words(statement, one, &words[n++]) < 0;
    if (!statement->failed) {
        qsort(words, count, sizeof *words, by_bytes);
        for (n = 0; n < count; n++)
            write(statement, words[n].at, words[n].size);
    }
    free(words);
}

/* The number of children that are no letters, in digits. */
static void write_children(statement *statement, const xmlNode *node) {
    char digits[20], *first = digits + sizeof digits;
    int count = 0, letters = node == statement->root || node->parent == statement->root;
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        count += child->type == XML_ELEMENT_NODE && !(letters && is_letter(statement, child));
    do
        *--first = (char)('0' + count % 10);
    while (count /= 10);
    write(statement, first, (size_t)(digits + sizeof digits - first));
}

/* Text that follows an element; it may lie in pieces, as what stands inside may. */
static void write_tail(statement *statement, const xmlNode *node) {
    xmlNode around = {.type = XML_ELEMENT_NODE, .children = node->next};
    text words;
    statement->failed |= text_of(&statement->texts, &around, &words) < 0;
    words = trimmed(words);
    write(statement, words.at, words.size);
}

static void write_element(statement *statement, const xmlNode *node) {
    text words;
    statement->failed |= text_of(&statement->texts, node, &words) < 0;
    write(statement, "\x1e", 1);
    write(statement, (const char *)node->name, strlen((const char *)node->name));
    write(statement, "\x1f", 1);
    write_children(statement, node);
    write(statement, "\x1f", 1);
    words = trimmed(words);
    write(statement, words.at, words.size);
    write(statement, "\x1f", 1);
    write_tail(statement, node);
    if (node->properties != NULL)
        write_attributes(statement, node);
}

/* The next words: some, none at the end (0), or -1 for want of memory. They are good until the next call. */
API int64_t kabinet_state(statement *statement, const char **at) {
    statement->size = 0;
    while (statement->next != NULL && statement->size < ENOUGH && !statement->failed) {
        const xmlNode *node = statement->next;
        int skipped = node != statement->root && is_letter(statement, node);
        if (node != statement->root && !skipped)
            write_element(statement, node);
        statement->next = after(statement, node, !skipped);
        forget_texts(statement);
    }
    *at = statement->bytes;
    return statement->failed ? -1 : (int64_t)statement->size;
}

/* The text of the first element at a path of so many names, each with a zero after it; NULL where there is none. The
   text in pieces is left to Python: -1. */
API int64_t kabinet_text_at(const xmlNode *root, const char *names, int count, const char **at) {
    const xmlNode *node = root;
    for (; count > 0 && *names != '@'; count--, names += strlen(names) + 1) {
        node = element_from(node->children);
        while (node != NULL && strcmp((const char *)node->name, names) != 0)
            node = element_from(node->next);
        *at = NULL;
        if (node == NULL)
            return 0;
    }
    const xmlNode *first = node->children;
    if (count > 0) {
        const xmlAttr *one = node->properties;
        while (one != NULL && (one->ns != NULL || strcmp((const char *)one->name, names + 1) != 0))
            one = one->next;
        *at = NULL;
        if (one == NULL)
            return 0;
        first = one->children;
    }
    if (first != NULL && first->next != NULL && first->next->type != XML_ELEMENT_NODE)
        return -1;
    int there = first != NULL && (first->type == XML_TEXT_NODE || first->type == XML_CDATA_SECTION_NODE);
    *at = there ? (const char *)first->content : NULL;
    return *at ? (int64_t)strlen(*at) : 0;
}

/* The texts of a path one after the other, each with a zero after it and «\1» for none; -1 for want of memory. */
API int64_t kabinet_raw(report *report, int slot, char **at) {
    const column *column = &report->columns[slot];
    size_t size = 0, room = (size_t)column->count * 16 + 64;
    char *bytes = malloc(room);
    for (int n = 0; n < column->count && bytes != NULL; n++) {
        text words;
        int there = text_of(report, column->nodes[n], &words);
        if (there == 0)
            words = (text){"\1", 1};
        char *larger = bytes;
        if (there >= 0 && size + words.size + 1 > room) {
            room = (size + words.size + 1) * 2;
            larger = realloc(bytes, room);
        }
        if (there < 0 || larger == NULL) {
            free(bytes);
            return -1;
        }
        bytes = larger;
        memcpy(bytes + size, words.at, words.size);
        size += words.size;
        bytes[size++] = 0;
    }
    *at = bytes;
    return bytes == NULL ? -1 : (int64_t)size;
}

API void kabinet_free_bytes(char *bytes) { free(bytes); }
