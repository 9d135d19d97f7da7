/*
 * The tokenizer of the WHATWG standard, written down as it is there: section
 * 13.2.5, a function for each state in its order, a character at a time, the
 * whole input in memory.  Nothing is shared with src/, nothing is merged or
 * made quick: where it and the library differ, one of them is wrong.
 *
 * Of the library's limits, which galley_tokenizer.h names, it knows three:
 * GALLEY_ATTRIBUTES, GALLEY_HELD for targets, GALLEY_LAST_TAG.
 */
#include "tokenizer/plain.h"

#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"

struct name {
    const char *name; /* with its ';' where it has one */
    const char *text;
};

#include "names.h"

#define END -1 /* of the file */

struct attribute {
    struct log name;
    struct log value;
    int duplicate;
};

struct plain;
typedef void step(struct plain *);

struct plain {
    const struct tokens *with;
    struct log *log;
    unsigned char *input; /* CR LF and CR are LF in it */
    size_t size;
    size_t at;
    int ended;
    int in_text;          /* character tokens are being written */
    step *state;
    step *return_state;
    step *text_state;    /* that an end tag may end */
    struct log buffer;    /* the temporary buffer */
    struct log last;      /* name of the last start tag */
    unsigned long code;   /* of a character reference */
    /* The token that is being made. */
    char type;            /* as in the log */
    struct log name;      /* of a tag, a DOCTYPE; a target */
    struct log data;      /* of a comment or processing instruction */
    struct log public;
    struct log system;
    int has_name, has_public, has_system;
    int quirks;
    int self_closing;
    struct attribute *attributes;
    size_t attributes_used, attributes_room;
};

#define STATES(S)                                                           \
    S(data) S(rcdata) S(rawtext) S(script_data) S(plaintext) S(tag_open)    \
    S(end_tag_open) S(tag_name) S(text_less_than_sign)                      \
    S(text_end_tag_open) S(text_end_tag_name) S(script_data_less_than_sign) \
    S(script_data_escape_start) S(script_data_escape_start_dash)            \
    S(script_data_escaped) S(script_data_escaped_dash)                      \
    S(script_data_escaped_dash_dash) S(script_data_escaped_less_than_sign)  \
    S(script_data_double_escape_start) S(script_data_double_escaped)        \
    S(script_data_double_escaped_dash)                                      \
    S(script_data_double_escaped_dash_dash)                                 \
    S(script_data_double_escaped_less_than_sign)                            \
    S(script_data_double_escape_end) S(before_attribute_name)               \
    S(attribute_name) S(after_attribute_name) S(before_attribute_value)     \
    S(attribute_value_double_quoted) S(attribute_value_single_quoted)       \
    S(attribute_value_unquoted) S(after_attribute_value_quoted)             \
    S(self_closing_start_tag) S(bogus_comment) S(markup_declaration_open)   \
    S(comment_start) S(comment_start_dash) S(comment)                       \
    S(comment_less_than_sign) S(comment_less_than_sign_bang)                \
    S(comment_less_than_sign_bang_dash)                                     \
    S(comment_less_than_sign_bang_dash_dash) S(comment_end_dash)            \
    S(comment_end) S(comment_end_bang) S(doctype) S(before_doctype_name)    \
    S(doctype_name) S(after_doctype_name) S(after_doctype_public_keyword)   \
    S(before_doctype_public_identifier)                                     \
    S(doctype_public_identifier_double_quoted)                              \
    S(doctype_public_identifier_single_quoted)                              \
    S(after_doctype_public_identifier)                                      \
    S(between_doctype_public_and_system_identifiers)                        \
    S(after_doctype_system_keyword) S(before_doctype_system_identifier)     \
    S(doctype_system_identifier_double_quoted)                              \
    S(doctype_system_identifier_single_quoted)                              \
    S(after_doctype_system_identifier) S(bogus_doctype) S(cdata_section)    \
    S(cdata_section_bracket) S(cdata_section_end)                           \
    S(processing_instruction_open) S(processing_instruction_target)         \
    S(after_processing_instruction_target) S(processing_instruction_data)   \
    S(processing_instruction_questionable) S(character_reference)           \
    S(named_character_reference) S(ambiguous_ampersand)                     \
    S(numeric_character_reference)                                          \
    S(hexadecimal_character_reference_start)                                \
    S(decimal_character_reference_start) S(hexadecimal_character_reference) \
    S(decimal_character_reference) S(numeric_character_reference_end)

#define DECLARE(name) static void name(struct plain *p);
STATES(DECLARE)

/* ---- characters ---- */

static int is_space(int c)
{
    return c == '\t' || c == '\n' || c == '\f' || c == ' ';
}

static int is_alpha(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* Its value as a hexadecimal digit, or -1. */
static int hex(int c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/* The next input character, consumed. */
static int next(struct plain *p)
{
    size_t at = p->at++;

    return at < p->size ? p->input[at] : END;
}

static void reconsume(struct plain *p, step *state)
{
    p->at--;
    p->state = state;
}

/* ---- texts ---- */

static void add(struct log *text, int c)
{
    unsigned char byte = (unsigned char)c;

    log_add(text, &byte, 1);
}

/* NUL is U+FFFD there. */
static void add_no_nul(struct log *text, int c)
{
    if (c == '\0')
        log_add(text, "\xEF\xBF\xBD", 3);
    else
        add(text, c);
}

static void add_text(struct log *to, const struct log *text)
{
    log_add(to, text->text, text->size);
}

static int equal(const struct log *a, const struct log *b)
{
    return a->size == b->size
           && (a->size == 0 || memcmp(a->text, b->text, a->size) == 0);
}

/* Except for the case of letters. */
static int is_word(const struct log *text, const char *word)
{
    size_t i;

    for (i = 0; i < text->size && word[i] != '\0'; i++)
        if (lower((unsigned char)text->text[i]) != word[i])
            return 0;
    return i == text->size && word[i] == '\0';
}

/* ---- emitting ---- */

#define PART 0xFF
#define TOKEN 0xFE
#define ABSENT 0xFD

static void emit_end(struct plain *p)
{
    p->ended = 1;
}

static void emit(struct plain *p, int c)
{
    if (!p->in_text)
        add(p->log, 'C');
    p->in_text = 1;
    add(p->log, c);
}

static void emit_string(struct plain *p, const char *text)
{
    while (*text != '\0')
        emit(p, (unsigned char)*text++);
}

static void emit_buffer(struct plain *p)
{
    size_t i;

    for (i = 0; i < p->buffer.size; i++)
        emit(p, (unsigned char)p->buffer.text[i]);
}

static void end_text(struct plain *p)
{
    if (p->in_text)
        add(p->log, TOKEN);
    p->in_text = 0;
}

static void emit_part(struct plain *p, const struct log *part, int present)
{
    if (present)
        add_text(p->log, part);
    else
        add(p->log, ABSENT);
    add(p->log, PART);
}

static void begin_token(struct plain *p, char type)
{
    p->type = type;
    p->name.size = p->data.size = p->public.size = p->system.size = 0;
    p->has_name = p->has_public = p->has_system = 0;
    p->quirks = p->self_closing = 0;
    p->attributes_used = 0;
}

/* What the tree construction does with the name of a start tag. */
static void switch_by_name(struct plain *p)
{
    if (is_word(&p->name, "title") || is_word(&p->name, "textarea"))
        p->state = rcdata;
    else if (is_word(&p->name, "style"))
        p->state = rawtext;
    else if (is_word(&p->name, "script"))
        p->state = script_data;
    else if (is_word(&p->name, "plaintext"))
        p->state = plaintext;
}

static void emit_tag(struct plain *p)
{
    int bare = p->type == 'E' && p->with->bare_end_tags;
    size_t i;

    emit_part(p, &p->name, 1);
    for (i = 0; i < p->attributes_used && !bare; i++) {
        if (p->attributes[i].duplicate)
            continue;
        emit_part(p, &p->attributes[i].name, 1);
        emit_part(p, &p->attributes[i].value, 1);
    }
    if (p->self_closing && !bare)
        add(p->log, '/');
    if (p->type != 'S')
        return;
    p->last.size = 0;
    add_text(&p->last, &p->name);
    if (p->with->browser)
        switch_by_name(p);
}

/* The current token. */
static void emit_token(struct plain *p)
{
    end_text(p);
    add(p->log, p->type);
    switch (p->type) {
    case 'D':
        emit_part(p, &p->name, p->has_name);
        emit_part(p, &p->public, p->has_public);
        emit_part(p, &p->system, p->has_system);
        add(p->log, p->quirks ? 'n' : 'y');
        break;
    case 'M':
        emit_part(p, &p->data, 1);
        break;
    case 'P':
        emit_part(p, &p->name, 1);
        emit_part(p, &p->data, 1);
        break;
    default:
        emit_tag(p);
    }
    add(p->log, TOKEN);
}

/* "Switch to the data state.  Emit the current token." */
static void to_data(struct plain *p)
{
    p->state = data;
    emit_token(p);
}

static void emit_and_end(struct plain *p)
{
    emit_token(p);
    emit_end(p);
}

/* ---- attributes ---- */

static struct attribute *attribute(struct plain *p)
{
    return &p->attributes[p->attributes_used - 1];
}

static void begin_attribute(struct plain *p)
{
    size_t i = p->attributes_used;

    if (i == p->attributes_room) {
        p->attributes_room = 2 * i + 8;
        p->attributes = realloc(p->attributes, p->attributes_room
                                                   * sizeof *p->attributes);
        if (p->attributes == NULL)
            abort();
        memset(p->attributes + i, 0,
               (p->attributes_room - i) * sizeof *p->attributes);
    }
    p->attributes_used++;
    attribute(p)->name.size = attribute(p)->value.size = 0;
    attribute(p)->duplicate = 0;
}

/* "When the user agent leaves the attribute name state".  The library
 * remembers the names of so many attributes. */
static void leave_attribute_name(struct plain *p)
{
    size_t i, remembered = 0;

    for (i = 0; i + 1 < p->attributes_used
                && remembered < GALLEY_ATTRIBUTES; i++) {
        if (p->attributes[i].duplicate)
            continue;
        remembered++;
        if (equal(&p->attributes[i].name, &attribute(p)->name))
            attribute(p)->duplicate = 1;
    }
}

/* ---- 13.2.5.1 to 13.2.5.5: text ---- */

/* 13.2.5.1 Data state */
static void data(struct plain *p)
{
    int c = next(p);

    if (c == '&') {
        p->return_state = data;
        p->state = character_reference;
    } else if (c == '<') {
        p->state = tag_open;
    } else if (c == END) {
        emit_end(p);
    } else {
        emit(p, c);
    }
}

static void emit_no_nul(struct plain *p, int c)
{
    if (c == END)
        emit_end(p);
    else if (c == '\0')
        emit_string(p, "\xEF\xBF\xBD");
    else
        emit(p, c);
}

/* 13.2.5.2 RCDATA state */
static void rcdata(struct plain *p)
{
    int c = next(p);

    if (c == '&') {
        p->return_state = rcdata;
        p->state = character_reference;
    } else if (c == '<') {
        p->text_state = rcdata;
        p->state = text_less_than_sign;
    } else {
        emit_no_nul(p, c);
    }
}

/* 13.2.5.3 RAWTEXT state */
static void rawtext(struct plain *p)
{
    int c = next(p);

    if (c == '<') {
        p->text_state = rawtext;
        p->state = text_less_than_sign;
    } else {
        emit_no_nul(p, c);
    }
}

/* 13.2.5.4 Script data state */
static void script_data(struct plain *p)
{
    int c = next(p);

    if (c == '<')
        p->state = script_data_less_than_sign;
    else
        emit_no_nul(p, c);
}

/* 13.2.5.5 PLAINTEXT state */
static void plaintext(struct plain *p)
{
    emit_no_nul(p, next(p));
}

/* ---- 13.2.5.6 to 13.2.5.8: tags ---- */

/* 13.2.5.6 Tag open state */
static void tag_open(struct plain *p)
{
    int c = next(p);

    if (c == '!') {
        p->state = markup_declaration_open;
    } else if (c == '/') {
        p->state = end_tag_open;
    } else if (is_alpha(c)) {
        begin_token(p, 'S');
        reconsume(p, tag_name);
    } else if (c == '?') {
        p->buffer.size = 0;
        p->state = processing_instruction_open;
    } else if (c == END) {
        emit(p, '<');
        emit_end(p);
    } else {
        emit(p, '<');
        reconsume(p, data);
    }
}

/* 13.2.5.7 End tag open state */
static void end_tag_open(struct plain *p)
{
    int c = next(p);

    if (is_alpha(c)) {
        begin_token(p, 'E');
        reconsume(p, tag_name);
    } else if (c == '>') {
        p->state = data;
    } else if (c == END) {
        emit_string(p, "</");
        emit_end(p);
    } else {
        begin_token(p, 'M');
        reconsume(p, bogus_comment);
    }
}

/* 13.2.5.8 Tag name state */
static void tag_name(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        p->state = before_attribute_name;
    else if (c == '/')
        p->state = self_closing_start_tag;
    else if (c == '>')
        to_data(p);
    else if (c == END)
        emit_end(p);
    else
        add_no_nul(&p->name, lower(c));
}

/* ---- 13.2.5.9 to 13.2.5.14: end tags of RCDATA and RAWTEXT; what is the
 * same in script data is used by that, too ---- */

/* 13.2.5.9 RCDATA less-than sign state
 * 13.2.5.12 RAWTEXT less-than sign state */
static void text_less_than_sign(struct plain *p)
{
    if (next(p) == '/') {
        p->buffer.size = 0;
        p->state = text_end_tag_open;
    } else {
        emit(p, '<');
        reconsume(p, p->text_state);
    }
}

/* 13.2.5.10 RCDATA end tag open state
 * 13.2.5.13 RAWTEXT end tag open state
 * 13.2.5.16 Script data end tag open state
 * 13.2.5.24 Script data escaped end tag open state */
static void text_end_tag_open(struct plain *p)
{
    if (is_alpha(next(p))) {
        begin_token(p, 'E');
        reconsume(p, text_end_tag_name);
    } else {
        emit_string(p, "</");
        reconsume(p, p->text_state);
    }
}

static int is_appropriate(const struct plain *p)
{
    return p->last.size <= GALLEY_LAST_TAG && equal(&p->name, &p->last);
}

/* 13.2.5.11 RCDATA end tag name state
 * 13.2.5.14 RAWTEXT end tag name state
 * 13.2.5.17 Script data end tag name state
 * 13.2.5.25 Script data escaped end tag name state */
static void text_end_tag_name(struct plain *p)
{
    int c = next(p);

    if (is_space(c) && is_appropriate(p)) {
        p->state = before_attribute_name;
    } else if (c == '/' && is_appropriate(p)) {
        p->state = self_closing_start_tag;
    } else if (c == '>' && is_appropriate(p)) {
        to_data(p);
    } else if (is_alpha(c)) {
        add(&p->name, lower(c));
        add(&p->buffer, c);
    } else {
        emit_string(p, "</");
        emit_buffer(p);
        reconsume(p, p->text_state);
    }
}

/* ---- 13.2.5.15 to 13.2.5.31: script data ---- */

/* 13.2.5.15 Script data less-than sign state */
static void script_data_less_than_sign(struct plain *p)
{
    int c = next(p);

    if (c == '/') {
        p->buffer.size = 0;
        p->text_state = script_data;
        p->state = text_end_tag_open;
    } else if (c == '!') {
        p->state = script_data_escape_start;
        emit_string(p, "<!");
    } else {
        emit(p, '<');
        reconsume(p, script_data);
    }
}

/* 13.2.5.18 Script data escape start state */
static void script_data_escape_start(struct plain *p)
{
    if (next(p) == '-') {
        p->state = script_data_escape_start_dash;
        emit(p, '-');
    } else {
        reconsume(p, script_data);
    }
}

/* 13.2.5.19 Script data escape start dash state */
static void script_data_escape_start_dash(struct plain *p)
{
    if (next(p) == '-') {
        p->state = script_data_escaped_dash_dash;
        emit(p, '-');
    } else {
        reconsume(p, script_data);
    }
}

/* 13.2.5.20 Script data escaped state */
static void script_data_escaped(struct plain *p)
{
    int c = next(p);

    if (c == '<') {
        p->state = script_data_escaped_less_than_sign;
        return;
    }
    if (c == '-')
        p->state = script_data_escaped_dash;
    emit_no_nul(p, c);
}

/* 13.2.5.21 Script data escaped dash state */
static void script_data_escaped_dash(struct plain *p)
{
    int c = next(p);

    if (c == '<') {
        p->state = script_data_escaped_less_than_sign;
        return;
    }
    p->state = c == '-' ? script_data_escaped_dash_dash : script_data_escaped;
    emit_no_nul(p, c);
}

/* 13.2.5.22 Script data escaped dash dash state */
static void script_data_escaped_dash_dash(struct plain *p)
{
    int c = next(p);

    if (c == '<') {
        p->state = script_data_escaped_less_than_sign;
        return;
    }
    if (c != '-')
        p->state = c == '>' ? script_data : script_data_escaped;
    emit_no_nul(p, c);
}

/* 13.2.5.23 Script data escaped less-than sign state */
static void script_data_escaped_less_than_sign(struct plain *p)
{
    int c = next(p);

    if (c == '/') {
        p->buffer.size = 0;
        p->text_state = script_data_escaped;
        p->state = text_end_tag_open;
    } else if (is_alpha(c)) {
        p->buffer.size = 0;
        emit(p, '<');
        reconsume(p, script_data_double_escape_start);
    } else {
        emit(p, '<');
        reconsume(p, script_data_escaped);
    }
}

/* Sections 26 and 31: the two states are that for "script" and that for
 * another word. */
static void escape(struct plain *p, step *script, step *other)
{
    int c = next(p);

    if (is_space(c) || c == '/' || c == '>') {
        p->state = is_word(&p->buffer, "script") ? script : other;
        emit(p, c);
    } else if (is_alpha(c)) {
        add(&p->buffer, lower(c));
        emit(p, c);
    } else {
        reconsume(p, other);
    }
}

/* 13.2.5.26 Script data double escape start state */
static void script_data_double_escape_start(struct plain *p)
{
    escape(p, script_data_double_escaped, script_data_escaped);
}

/* 13.2.5.27 Script data double escaped state */
static void script_data_double_escaped(struct plain *p)
{
    int c = next(p);

    if (c == '-')
        p->state = script_data_double_escaped_dash;
    else if (c == '<')
        p->state = script_data_double_escaped_less_than_sign;
    emit_no_nul(p, c);
}

/* 13.2.5.28 Script data double escaped dash state */
static void script_data_double_escaped_dash(struct plain *p)
{
    int c = next(p);

    if (c == '-')
        p->state = script_data_double_escaped_dash_dash;
    else if (c == '<')
        p->state = script_data_double_escaped_less_than_sign;
    else
        p->state = script_data_double_escaped;
    emit_no_nul(p, c);
}

/* 13.2.5.29 Script data double escaped dash dash state */
static void script_data_double_escaped_dash_dash(struct plain *p)
{
    int c = next(p);

    if (c == '<')
        p->state = script_data_double_escaped_less_than_sign;
    else if (c == '>')
        p->state = script_data;
    else if (c != '-')
        p->state = script_data_double_escaped;
    emit_no_nul(p, c);
}

/* 13.2.5.30 Script data double escaped less-than sign state */
static void script_data_double_escaped_less_than_sign(struct plain *p)
{
    if (next(p) == '/') {
        p->buffer.size = 0;
        p->state = script_data_double_escape_end;
        emit(p, '/');
    } else {
        reconsume(p, script_data_double_escaped);
    }
}

/* 13.2.5.31 Script data double escape end state */
static void script_data_double_escape_end(struct plain *p)
{
    escape(p, script_data_escaped, script_data_double_escaped);
}

/* ---- 13.2.5.32 to 13.2.5.40: attributes ---- */

/* 13.2.5.32 Before attribute name state */
static void before_attribute_name(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        return;
    if (c == '/' || c == '>' || c == END) {
        reconsume(p, after_attribute_name);
        return;
    }
    begin_attribute(p);
    p->state = attribute_name;
    if (c == '=')
        add(&attribute(p)->name, c);
    else
        reconsume(p, attribute_name);
}

/* 13.2.5.33 Attribute name state */
static void attribute_name(struct plain *p)
{
    int c = next(p);

    if (is_space(c) || c == '/' || c == '>' || c == END) {
        leave_attribute_name(p);
        reconsume(p, after_attribute_name);
    } else if (c == '=') {
        leave_attribute_name(p);
        p->state = before_attribute_value;
    } else {
        add_no_nul(&attribute(p)->name, lower(c));
    }
}

/* 13.2.5.34 After attribute name state */
static void after_attribute_name(struct plain *p)
{
    int c = next(p);

    if (is_space(c)) {
        return;
    } else if (c == '/') {
        p->state = self_closing_start_tag;
    } else if (c == '=') {
        p->state = before_attribute_value;
    } else if (c == '>') {
        to_data(p);
    } else if (c == END) {
        emit_end(p);
    } else {
        begin_attribute(p);
        reconsume(p, attribute_name);
    }
}

/* 13.2.5.35 Before attribute value state */
static void before_attribute_value(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        return;
    else if (c == '"')
        p->state = attribute_value_double_quoted;
    else if (c == '\'')
        p->state = attribute_value_single_quoted;
    else if (c == '>')
        to_data(p);
    else
        reconsume(p, attribute_value_unquoted);
}

/* What the three kinds of values have in common. */
static void value(struct plain *p, int c, step *state)
{
    if (c == '&') {
        p->return_state = state;
        p->state = character_reference;
    } else if (c == END) {
        emit_end(p);
    } else {
        add_no_nul(&attribute(p)->value, c);
    }
}

/* 13.2.5.36 Attribute value (double-quoted) state */
static void attribute_value_double_quoted(struct plain *p)
{
    int c = next(p);

    if (c == '"')
        p->state = after_attribute_value_quoted;
    else
        value(p, c, attribute_value_double_quoted);
}

/* 13.2.5.37 Attribute value (single-quoted) state */
static void attribute_value_single_quoted(struct plain *p)
{
    int c = next(p);

    if (c == '\'')
        p->state = after_attribute_value_quoted;
    else
        value(p, c, attribute_value_single_quoted);
}

/* 13.2.5.38 Attribute value (unquoted) state */
static void attribute_value_unquoted(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        p->state = before_attribute_name;
    else if (c == '>')
        to_data(p);
    else
        value(p, c, attribute_value_unquoted);
}

/* 13.2.5.39 After attribute value (quoted) state */
static void after_attribute_value_quoted(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        p->state = before_attribute_name;
    else if (c == '/')
        p->state = self_closing_start_tag;
    else if (c == '>')
        to_data(p);
    else if (c == END)
        emit_end(p);
    else
        reconsume(p, before_attribute_name);
}

/* 13.2.5.40 Self-closing start tag state */
static void self_closing_start_tag(struct plain *p)
{
    int c = next(p);

    if (c == '>') {
        p->self_closing = 1;
        to_data(p);
    } else if (c == END) {
        emit_end(p);
    } else {
        reconsume(p, before_attribute_name);
    }
}

/* ---- 13.2.5.41 to 13.2.5.52: comments ---- */

/* 13.2.5.41 Bogus comment state */
static void bogus_comment(struct plain *p)
{
    int c = next(p);

    if (c == '>') {
        to_data(p);
    } else if (c == END) {
        emit_and_end(p);
    } else {
        add_no_nul(&p->data, c);
    }
}

/* The next few characters are those of the word: they are consumed. */
static int take(struct plain *p, const char *word, int any_case)
{
    size_t n = strlen(word), i;

    if (p->size - p->at < n)
        return 0;
    for (i = 0; i < n; i++) {
        int c = p->input[p->at + i];

        if ((any_case ? lower(c) : c) != word[i])
            return 0;
    }
    p->at += n;
    return 1;
}

/* 13.2.5.42 Markup declaration open state */
static void markup_declaration_open(struct plain *p)
{
    if (take(p, "--", 0)) {
        begin_token(p, 'M');
        p->state = comment_start;
    } else if (take(p, "doctype", 1)) {
        p->state = doctype;
    } else if (take(p, "[CDATA[", 0)) {
        p->state = cdata_section;
        if (p->with->cdata)
            return;
        begin_token(p, 'M');
        log_add(&p->data, "[CDATA[", 7);
        p->state = bogus_comment;
    } else {
        begin_token(p, 'M');
        p->state = bogus_comment;
    }
}

/* 13.2.5.43 Comment start state */
static void comment_start(struct plain *p)
{
    int c = next(p);

    if (c == '-')
        p->state = comment_start_dash;
    else if (c == '>')
        to_data(p);
    else
        reconsume(p, comment);
}

/* 13.2.5.44 Comment start dash state */
static void comment_start_dash(struct plain *p)
{
    int c = next(p);

    if (c == '-') {
        p->state = comment_end;
    } else if (c == '>') {
        to_data(p);
    } else if (c == END) {
        emit_and_end(p);
    } else {
        add(&p->data, '-');
        reconsume(p, comment);
    }
}

/* 13.2.5.45 Comment state */
static void comment(struct plain *p)
{
    int c = next(p);

    if (c == '<') {
        add(&p->data, c);
        p->state = comment_less_than_sign;
    } else if (c == '-') {
        p->state = comment_end_dash;
    } else if (c == END) {
        emit_and_end(p);
    } else {
        add_no_nul(&p->data, c);
    }
}

/* 13.2.5.46 Comment less-than sign state */
static void comment_less_than_sign(struct plain *p)
{
    int c = next(p);

    if (c == '!') {
        add(&p->data, c);
        p->state = comment_less_than_sign_bang;
    } else if (c == '<') {
        add(&p->data, c);
    } else {
        reconsume(p, comment);
    }
}

/* 13.2.5.47 Comment less-than sign bang state */
static void comment_less_than_sign_bang(struct plain *p)
{
    if (next(p) == '-')
        p->state = comment_less_than_sign_bang_dash;
    else
        reconsume(p, comment);
}

/* 13.2.5.48 Comment less-than sign bang dash state */
static void comment_less_than_sign_bang_dash(struct plain *p)
{
    if (next(p) == '-')
        p->state = comment_less_than_sign_bang_dash_dash;
    else
        reconsume(p, comment_end_dash);
}

/* 13.2.5.49 Comment less-than sign bang dash dash state */
static void comment_less_than_sign_bang_dash_dash(struct plain *p)
{
    next(p);
    reconsume(p, comment_end);
}

/* 13.2.5.50 Comment end dash state */
static void comment_end_dash(struct plain *p)
{
    int c = next(p);

    if (c == '-') {
        p->state = comment_end;
    } else if (c == END) {
        emit_and_end(p);
    } else {
        add(&p->data, '-');
        reconsume(p, comment);
    }
}

/* 13.2.5.51 Comment end state */
static void comment_end(struct plain *p)
{
    int c = next(p);

    if (c == '>') {
        to_data(p);
    } else if (c == '!') {
        p->state = comment_end_bang;
    } else if (c == '-') {
        add(&p->data, '-');
    } else if (c == END) {
        emit_and_end(p);
    } else {
        log_add(&p->data, "--", 2);
        reconsume(p, comment);
    }
}

/* 13.2.5.52 Comment end bang state */
static void comment_end_bang(struct plain *p)
{
    int c = next(p);

    if (c == '-') {
        log_add(&p->data, "--!", 3);
        p->state = comment_end_dash;
    } else if (c == '>') {
        to_data(p);
    } else if (c == END) {
        emit_and_end(p);
    } else {
        log_add(&p->data, "--!", 3);
        reconsume(p, comment);
    }
}

/* ---- 13.2.5.53 to 13.2.5.68: DOCTYPEs ---- */

/* "Set the current DOCTYPE token's force-quirks flag to on", and at the end
 * of the file. */
static void end_doctype(struct plain *p)
{
    p->quirks = 1;
    emit_and_end(p);
}

static void to_bogus_doctype(struct plain *p)
{
    p->quirks = 1;
    reconsume(p, bogus_doctype);
}

/* 13.2.5.53 DOCTYPE state */
static void doctype(struct plain *p)
{
    int c = next(p);

    if (is_space(c)) {
        p->state = before_doctype_name;
    } else if (c == END) {
        begin_token(p, 'D');
        end_doctype(p);
    } else {
        reconsume(p, before_doctype_name);
    }
}

/* 13.2.5.54 Before DOCTYPE name state */
static void before_doctype_name(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        return;
    begin_token(p, 'D');
    if (c == '>') {
        p->quirks = 1;
        to_data(p);
    } else if (c == END) {
        end_doctype(p);
    } else {
        p->has_name = 1;
        add_no_nul(&p->name, lower(c));
        p->state = doctype_name;
    }
}

/* 13.2.5.55 DOCTYPE name state */
static void doctype_name(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        p->state = after_doctype_name;
    else if (c == '>')
        to_data(p);
    else if (c == END)
        end_doctype(p);
    else
        add_no_nul(&p->name, lower(c));
}

/* 13.2.5.56 After DOCTYPE name state */
static void after_doctype_name(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        return;
    if (c == '>') {
        to_data(p);
        return;
    }
    if (c == END) {
        end_doctype(p);
        return;
    }
    p->at--;
    if (take(p, "public", 1)) {
        p->state = after_doctype_public_keyword;
    } else if (take(p, "system", 1)) {
        p->state = after_doctype_system_keyword;
    } else {
        p->quirks = 1;
        p->state = bogus_doctype;
    }
}

static void public_identifier(struct plain *p, step *state)
{
    p->has_public = 1;
    p->state = state;
}

static void system_identifier(struct plain *p, step *state)
{
    p->has_system = 1;
    p->state = state;
}

static void close_with_quirks(struct plain *p)
{
    p->quirks = 1;
    to_data(p);
}

/* Sections 57 and 58, which differ in white space. */
static void expect_public_identifier(struct plain *p, int c)
{
    if (c == '"')
        public_identifier(p, doctype_public_identifier_double_quoted);
    else if (c == '\'')
        public_identifier(p, doctype_public_identifier_single_quoted);
    else if (c == '>')
        close_with_quirks(p);
    else if (c == END)
        end_doctype(p);
    else
        to_bogus_doctype(p);
}

/* 13.2.5.57 After DOCTYPE public keyword state */
static void after_doctype_public_keyword(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        p->state = before_doctype_public_identifier;
    else
        expect_public_identifier(p, c);
}

/* 13.2.5.58 Before DOCTYPE public identifier state */
static void before_doctype_public_identifier(struct plain *p)
{
    int c = next(p);

    if (!is_space(c))
        expect_public_identifier(p, c);
}

/* Inside the quotes of an identifier. */
static void identifier(struct plain *p, int quote, struct log *text,
                       step *after)
{
    int c = next(p);

    if (c == quote)
        p->state = after;
    else if (c == '>')
        close_with_quirks(p);
    else if (c == END)
        end_doctype(p);
    else
        add_no_nul(text, c);
}

/* 13.2.5.59 DOCTYPE public identifier (double-quoted) state */
static void doctype_public_identifier_double_quoted(struct plain *p)
{
    identifier(p, '"', &p->public, after_doctype_public_identifier);
}

/* 13.2.5.60 DOCTYPE public identifier (single-quoted) state */
static void doctype_public_identifier_single_quoted(struct plain *p)
{
    identifier(p, '\'', &p->public, after_doctype_public_identifier);
}

/* Sections 61 and 62. */
static void after_public_identifier(struct plain *p, int c)
{
    if (c == '>')
        to_data(p);
    else if (c == '"')
        system_identifier(p, doctype_system_identifier_double_quoted);
    else if (c == '\'')
        system_identifier(p, doctype_system_identifier_single_quoted);
    else if (c == END)
        end_doctype(p);
    else
        to_bogus_doctype(p);
}

/* 13.2.5.61 After DOCTYPE public identifier state */
static void after_doctype_public_identifier(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        p->state = between_doctype_public_and_system_identifiers;
    else
        after_public_identifier(p, c);
}

/* 13.2.5.62 Between DOCTYPE public and system identifiers state */
static void between_doctype_public_and_system_identifiers(struct plain *p)
{
    int c = next(p);

    if (!is_space(c))
        after_public_identifier(p, c);
}

/* Sections 63 and 64. */
static void expect_system_identifier(struct plain *p, int c)
{
    if (c == '"')
        system_identifier(p, doctype_system_identifier_double_quoted);
    else if (c == '\'')
        system_identifier(p, doctype_system_identifier_single_quoted);
    else if (c == '>')
        close_with_quirks(p);
    else if (c == END)
        end_doctype(p);
    else
        to_bogus_doctype(p);
}

/* 13.2.5.63 After DOCTYPE system keyword state */
static void after_doctype_system_keyword(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        p->state = before_doctype_system_identifier;
    else
        expect_system_identifier(p, c);
}

/* 13.2.5.64 Before DOCTYPE system identifier state */
static void before_doctype_system_identifier(struct plain *p)
{
    int c = next(p);

    if (!is_space(c))
        expect_system_identifier(p, c);
}

/* 13.2.5.65 DOCTYPE system identifier (double-quoted) state */
static void doctype_system_identifier_double_quoted(struct plain *p)
{
    identifier(p, '"', &p->system, after_doctype_system_identifier);
}

/* 13.2.5.66 DOCTYPE system identifier (single-quoted) state */
static void doctype_system_identifier_single_quoted(struct plain *p)
{
    identifier(p, '\'', &p->system, after_doctype_system_identifier);
}

/* 13.2.5.67 After DOCTYPE system identifier state */
static void after_doctype_system_identifier(struct plain *p)
{
    int c = next(p);

    if (is_space(c))
        return;
    else if (c == '>')
        to_data(p);
    else if (c == END)
        end_doctype(p);
    else
        reconsume(p, bogus_doctype);
}

/* 13.2.5.68 Bogus DOCTYPE state */
static void bogus_doctype(struct plain *p)
{
    int c = next(p);

    if (c == '>')
        to_data(p);
    else if (c == END)
        emit_and_end(p);
}

/* ---- 13.2.5.69 to 13.2.5.71: CDATA sections ---- */

/* 13.2.5.69 CDATA section state */
static void cdata_section(struct plain *p)
{
    int c = next(p);

    if (c == ']')
        p->state = cdata_section_bracket;
    else if (c == END)
        emit_end(p);
    else
        emit(p, c);
}

/* 13.2.5.70 CDATA section bracket state */
static void cdata_section_bracket(struct plain *p)
{
    if (next(p) == ']') {
        p->state = cdata_section_end;
    } else {
        emit(p, ']');
        reconsume(p, cdata_section);
    }
}

/* 13.2.5.71 CDATA section end state */
static void cdata_section_end(struct plain *p)
{
    int c = next(p);

    if (c == ']') {
        emit(p, ']');
    } else if (c == '>') {
        p->state = data;
    } else {
        emit_string(p, "]]");
        reconsume(p, cdata_section);
    }
}

/* ---- 13.2.5.72 to 13.2.5.76: processing instructions ---- */

/* "Convert the temporary buffer to a comment": "?" and what is in it. */
static void to_comment(struct plain *p)
{
    begin_token(p, 'M');
    add(&p->data, '?');
    add_text(&p->data, &p->buffer);
    reconsume(p, bogus_comment);
}

/* 13.2.5.72 Processing instruction open state */
static void processing_instruction_open(struct plain *p)
{
    int c = next(p);

    if (is_alpha(c) || c == '_')
        reconsume(p, processing_instruction_target);
    else if (c == END)
        emit_end(p);
    else
        to_comment(p);
}

/* 13.2.5.73 Processing instruction target state.  The library has room for
 * "?" and so many characters. */
static void processing_instruction_target(struct plain *p)
{
    int c = next(p);

    if (is_space(c) || c == '?' || c == '>') {
        if (is_word(&p->buffer, "xml")
            || is_word(&p->buffer, "xml-stylesheet")) {
            to_comment(p);
            return;
        }
        begin_token(p, 'P');
        add_text(&p->name, &p->buffer);
        reconsume(p, after_processing_instruction_target);
    } else if (c == END) {
        emit_end(p);
    } else if ((is_alpha(c) || is_digit(c) || c == '-' || c == '_')
               && p->buffer.size < GALLEY_HELD - 1) {
        add(&p->buffer, c);
    } else {
        to_comment(p);
    }
}

/* 13.2.5.74 After processing instruction target state */
static void after_processing_instruction_target(struct plain *p)
{
    if (!is_space(next(p)))
        reconsume(p, processing_instruction_data);
}

/* 13.2.5.75 Processing instruction data state */
static void processing_instruction_data(struct plain *p)
{
    int c = next(p);

    if (c == '?')
        p->state = processing_instruction_questionable;
    else if (c == '>')
        to_data(p);
    else if (c == END)
        emit_end(p);
    else
        add(&p->data, c);
}

/* 13.2.5.76 Processing instruction questionable state */
static void processing_instruction_questionable(struct plain *p)
{
    int c = next(p);

    if (c == '>') {
        to_data(p);
    } else if (c == END) {
        emit_end(p);
    } else {
        add(&p->data, '?');
        reconsume(p, processing_instruction_data);
    }
}

/* ---- 13.2.5.77 to 13.2.5.85: character references ---- */

/* "Consumed as part of an attribute". */
static int in_attribute(const struct plain *p)
{
    return p->return_state == attribute_value_double_quoted
           || p->return_state == attribute_value_single_quoted
           || p->return_state == attribute_value_unquoted;
}

/* "Flush code points consumed as a character reference". */
static void flush(struct plain *p)
{
    if (in_attribute(p))
        add_text(&attribute(p)->value, &p->buffer);
    else
        emit_buffer(p);
    p->buffer.size = 0;
}

/* 13.2.5.77 Character reference state */
static void character_reference(struct plain *p)
{
    int c = next(p);

    p->buffer.size = 0;
    add(&p->buffer, '&');
    if (is_alpha(c) || is_digit(c)) {
        reconsume(p, named_character_reference);
    } else if (c == '#') {
        add(&p->buffer, c);
        p->state = numeric_character_reference;
    } else {
        flush(p);
        reconsume(p, p->return_state);
    }
}

static const struct name *find_name(const unsigned char *text, size_t n)
{
    size_t low = 0, high = sizeof names / sizeof *names;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *name = names[middle].name;
        int order = strncmp(name, (const char *)text, n);

        if (order == 0 && name[n] == '\0')
            return &names[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* "Consume the maximum number of characters possible": the longest name that
 * the input goes on with. */
static const struct name *longest_name(const struct plain *p)
{
    const struct name *name = NULL;
    const unsigned char *text = p->input + p->at;
    size_t left = p->size - p->at, n = 0;

    while (n < left && (is_alpha(text[n]) || is_digit(text[n])))
        n++;
    for (n += n < left && text[n] == ';'; n > 0 && name == NULL; n--)
        name = find_name(text, n);
    return name;
}

/* 13.2.5.78 Named character reference state */
static void named_character_reference(struct plain *p)
{
    const struct name *name = longest_name(p);
    size_t n = name != NULL ? strlen(name->name) : 0;
    int c;

    log_add(&p->buffer, p->input + p->at, n);
    p->at += n;
    if (name == NULL) {
        flush(p);
        p->state = ambiguous_ampersand;
        return;
    }
    c = p->at < p->size ? p->input[p->at] : END;
    if (!in_attribute(p) || name->name[n - 1] == ';'
        || (c != '=' && !is_alpha(c) && !is_digit(c))) {
        p->buffer.size = 0;
        log_add(&p->buffer, name->text, strlen(name->text));
    }
    flush(p);
    p->state = p->return_state;
}

/* 13.2.5.79 Ambiguous ampersand state */
static void ambiguous_ampersand(struct plain *p)
{
    int c = next(p);

    if (!is_alpha(c) && !is_digit(c))
        reconsume(p, p->return_state);
    else if (in_attribute(p))
        add(&attribute(p)->value, c);
    else
        emit(p, c);
}

/* 13.2.5.80 Numeric character reference state */
static void numeric_character_reference(struct plain *p)
{
    int c = next(p);

    p->code = 0;
    if (c == 'x' || c == 'X') {
        add(&p->buffer, c);
        p->state = hexadecimal_character_reference_start;
    } else {
        reconsume(p, decimal_character_reference_start);
    }
}

/* 13.2.5.81 Hexadecimal character reference start state */
static void hexadecimal_character_reference_start(struct plain *p)
{
    if (hex(next(p)) >= 0) {
        reconsume(p, hexadecimal_character_reference);
    } else {
        flush(p);
        reconsume(p, p->return_state);
    }
}

/* 13.2.5.82 Decimal character reference start state */
static void decimal_character_reference_start(struct plain *p)
{
    if (is_digit(next(p))) {
        reconsume(p, decimal_character_reference);
    } else {
        flush(p);
        reconsume(p, p->return_state);
    }
}

/* Beyond Unicode all numbers are the same. */
static void add_digit(struct plain *p, unsigned base, int digit)
{
    if (p->code <= 0x10FFFF)
        p->code = p->code * base + (unsigned)digit;
}

/* 13.2.5.83 Hexadecimal character reference state */
static void hexadecimal_character_reference(struct plain *p)
{
    int c = next(p);

    if (hex(c) >= 0)
        add_digit(p, 16, hex(c));
    else if (c == ';')
        p->state = numeric_character_reference_end;
    else
        reconsume(p, numeric_character_reference_end);
}

/* 13.2.5.84 Decimal character reference state */
static void decimal_character_reference(struct plain *p)
{
    int c = next(p);

    if (is_digit(c))
        add_digit(p, 10, c - '0');
    else if (c == ';')
        p->state = numeric_character_reference_end;
    else
        reconsume(p, numeric_character_reference_end);
}

static void add_utf8(struct log *text, unsigned long code)
{
    int tail = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const int leads[] = {0, 0xC0, 0xE0, 0xF0};

    add(text, leads[tail] | (int)(code >> 6 * tail));
    while (tail-- > 0)
        add(text, 0x80 | (int)(code >> 6 * tail & 0x3F));
}

/* 13.2.5.85 Numeric character reference end state.  It consumes nothing. */
static void numeric_character_reference_end(struct plain *p)
{
    static const struct {
        unsigned number, code;
    } table[] = {
        {0x80, 0x20AC}, {0x82, 0x201A}, {0x83, 0x0192}, {0x84, 0x201E},
        {0x85, 0x2026}, {0x86, 0x2020}, {0x87, 0x2021}, {0x88, 0x02C6},
        {0x89, 0x2030}, {0x8A, 0x0160}, {0x8B, 0x2039}, {0x8C, 0x0152},
        {0x8E, 0x017D}, {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C},
        {0x94, 0x201D}, {0x95, 0x2022}, {0x96, 0x2013}, {0x97, 0x2014},
        {0x98, 0x02DC}, {0x99, 0x2122}, {0x9A, 0x0161}, {0x9B, 0x203A},
        {0x9C, 0x0153}, {0x9E, 0x017E}, {0x9F, 0x0178}
    };
    unsigned long code = p->code;
    size_t i;

    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    for (i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].number == p->code)
            code = table[i].code;
    p->buffer.size = 0;
    add_utf8(&p->buffer, code);
    flush(p);
    p->state = p->return_state;
}

/* ---- the whole ---- */

/* "Preprocessing the input stream". */
static void normalize(struct plain *p, const char *bytes, size_t n)
{
    size_t i;

    p->input = harness_allocate(n);
    for (i = 0; i < n; i++) {
        if (bytes[i] == '\r' && i + 1 < n && bytes[i + 1] == '\n')
            continue;
        p->input[p->size++] =
            bytes[i] == '\r' ? '\n' : (unsigned char)bytes[i];
    }
}

static void forget(struct plain *p)
{
    size_t i;

    for (i = 0; i < p->attributes_room; i++) {
        free(p->attributes[i].name.text);
        free(p->attributes[i].value.text);
    }
    free(p->attributes);
    free(p->name.text);
    free(p->data.text);
    free(p->public.text);
    free(p->system.text);
    free(p->buffer.text);
    free(p->last.text);
    free(p->input);
}

void plain_tokens(struct log *log, const struct tokens *with,
                  const char *bytes, size_t n)
{
    static step *const initial[] = {
        [GALLEY_STATE_DATA] = data, [GALLEY_STATE_RCDATA] = rcdata,
        [GALLEY_STATE_RAWTEXT] = rawtext,
        [GALLEY_STATE_SCRIPT_DATA] = script_data,
        [GALLEY_STATE_PLAINTEXT] = plaintext,
        [GALLEY_STATE_CDATA] = cdata_section
    };
    struct plain plain, *p = &plain;

    memset(p, 0, sizeof *p);
    log->size = 0;
    log->complaints = 0;
    p->with = with;
    p->log = log;
    normalize(p, bytes, n);
    if (with->last != NULL)
        log_add(&p->last, with->last, with->last_size);
    p->state = initial[with->state];
    while (!p->ended)
        p->state(p);
    end_text(p);
    forget(p);
}
