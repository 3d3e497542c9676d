/* Texts of a tree as Python's readers see them: UTF-8, without the white space around. */

#include <stdlib.h>
#include <string.h>

#include "native.h"

static int is_text(const xmlNode *node) {
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

/* What stands before the first element below; lxml's `element.text`, or the value of an attribute. */
int text_of(report *report, const xmlNode *node, text *found) {
    const xmlNode *first = node->children;
    found->at = "";
    found->size = 0;
    if (first == NULL || !is_text(first))
        return node->type == XML_ATTRIBUTE_NODE;
    if (first->next == NULL || !is_text(first->next)) {
        if (first->content != NULL) {
            found->at = (const char *)first->content;
            found->size = strlen(found->at);
        }
        return 1;
    }
    size_t size = 0;
    for (const xmlNode *piece = first; piece != NULL && is_text(piece); piece = piece->next)
        size += piece->content ? strlen((const char *)piece->content) : 0;
    block *whole = malloc(sizeof *whole + size + 1);
    if (whole == NULL)
        return -1;
    whole->next = report->blocks;
    report->blocks = whole;
    char *end = whole->bytes;
    for (const xmlNode *piece = first; piece != NULL && is_text(piece); piece = piece->next) {
        size_t length = piece->content ? strlen((const char *)piece->content) : 0;
        memcpy(end, piece->content, length);
        end += length;
    }
    found->at = whole->bytes;
    found->size = size;
    return 1;
}

int is_section(const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE)
        return 0;
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        if (!is_text(child))
            return 1;
    return 0;
}

/* Bytes of the white space that starts here (as `str.strip` knows it), 0 where none does. */
static int space_at(const unsigned char *at, const unsigned char *end) {
    if (*at < 0x80)
        return *at == ' ' || (*at >= '\t' && *at <= '\r') || (*at >= 0x1C && *at <= 0x1F);
    if (end - at >= 2 && at[0] == 0xC2)
        return at[1] == 0x85 || at[1] == 0xA0 ? 2 : 0;
    if (end - at < 3)
        return 0;
    if (at[0] == 0xE2 && at[1] == 0x80)
        return (at[2] >= 0x80 && at[2] <= 0x8A) || at[2] == 0xA8 || at[2] == 0xA9 || at[2] == 0xAF ? 3 : 0;
    int rare = (at[0] == 0xE1 && at[1] == 0x9A && at[2] == 0x80) || (at[0] == 0xE2 && at[1] == 0x81 && at[2] == 0x9F) ||
               (at[0] == 0xE3 && at[1] == 0x80 && at[2] == 0x80);
    return rare ? 3 : 0;
}

text trimmed(text words) {
    const unsigned char *at = (const unsigned char *)words.at, *end = at + words.size;
    int width;
    while (at < end && (width = space_at(at, end)))
        at += width;
    while (at < end) {
        const unsigned char *last = end - 1;
        while (last > at && (*last & 0xC0) == 0x80)
            last--;
        if (space_at(last, end) != end - last)
            break;
        end = last;
    }
    return (text){(const char *)at, (size_t)(end - at)};
}

/* Without the blanks that numbers and dates are stripped of: fewer than all white space. */
text trimmed_blanks(text words) {
    const char *at = words.at, *end = at + words.size;
    while (at < end) {
        if (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')
            at++;
        else if (end - at >= 2 && at[0] == '\xC2' && at[1] == '\xA0')
            at += 2;
        else
            break;
    }
    while (at < end) {
        if (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r' || end[-1] == '\n')
            end--;
        else if (end - at >= 2 && end[-2] == '\xC2' && end[-1] == '\xA0')
            end -= 2;
        else
            break;
    }
    return (text){at, (size_t)(end - at)};
}

/* Whether the text is surely in NFC: letters of Latin, Greek left out, Cyrillic, and the usual punctuation. */
int is_plain(text words) {
    const unsigned char *at = (const unsigned char *)words.at, *end = at + words.size;
    while (at < end) {
        if (*at < 0x80) {
            at++;
        } else if (*at < 0xE0 && end - at >= 2) {
            int letter = (*at & 0x1F) << 6 | (at[1] & 0x3F);
            if (!(letter < 0x300 || (letter >= 0x400 && letter <= 0x482) || (letter >= 0x48A && letter <= 0x52F)))
                return 0;
            at += 2;
        } else if (*at == 0xE2 && end - at >= 3) {
            int sign = 0x2000 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F);
            int usual = (sign >= 0x2010 && sign <= 0x2027) || (sign >= 0x2030 && sign <= 0x205E) ||
                        (sign >= 0x20A0 && sign <= 0x20BF) || sign == 0x2116;
            if (!usual)
                return 0;
            at += 3;
        } else {
            return 0;
        }
    }
    return 1;
}

size_t length_of(text words) {
    size_t letters = 0;
    for (size_t n = 0; n < words.size; n++)
        letters += (words.at[n] & 0xC0) != 0x80;
    return letters;
}
