/*
 * Other libraries that read HTML or XML, as far as their headers are found
 * (packages libxml2-dev, libgumbo-dev, libexpat1-dev).  Their consumers do
 * next to nothing, as Galley's tokenizer's does.
 */
#include <string.h>

#include "bench/bench.h"
#include "harness/harness.h"

#ifdef __has_include
#if __has_include(<libxml/HTMLparser.h>)
#define WITH_LIBXML2
#endif
#if __has_include(<gumbo.h>)
#define WITH_GUMBO
#endif
#if __has_include(<expat.h>)
#define WITH_EXPAT
#endif
#endif

#ifdef WITH_LIBXML2
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>

#define QUIET (HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET \
               | HTML_PARSE_COMPACT | HTML_PARSE_RECOVER)

static void on_element(void *sum, const xmlChar *name,
                       const xmlChar **attributes)
{
    (void)attributes;
    *(unsigned long *)sum += name[0];
}

static void on_end(void *sum, const xmlChar *name)
{
    *(unsigned long *)sum += name[0];
}

static void on_text(void *sum, const xmlChar *text, int size)
{
    (void)text;
    *(unsigned long *)sum += (unsigned long)size;
}

static htmlParserCtxtPtr push(htmlSAXHandlerPtr sax, void *user,
                              const char *page, size_t size, size_t chunk)
{
    htmlParserCtxtPtr context = htmlCreatePushParserCtxt(
        sax, user, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    size_t at;

    htmlCtxtUseOptions(context, QUIET);
    for (at = 0; at < size; at += chunk)
        htmlParseChunk(context, page + at,
                       (int)(size - at < chunk ? size - at : chunk), 0);
    htmlParseChunk(context, "", 0, 1);
    return context;
}

/* Events alone, no tree: the nearest to a tokenizer. */
static unsigned long libxml2_events(const char *page, size_t size,
                                    size_t chunk)
{
    htmlSAXHandler sax;
    unsigned long sum = 0;
    htmlParserCtxtPtr context;

    memset(&sax, 0, sizeof sax);
    sax.startElement = on_element;
    sax.endElement = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    context = push(&sax, &sum, page, size, chunk);
    if (context->myDoc)
        xmlFreeDoc(context->myDoc);
    htmlFreeParserCtxt(context);
    return sum;
}

static unsigned long libxml2_tree(const char *page, size_t size, size_t chunk)
{
    htmlParserCtxtPtr context = push(NULL, NULL, page, size, chunk);
    unsigned long sum = context->myDoc && context->myDoc->children;

    xmlFreeDoc(context->myDoc);
    htmlFreeParserCtxt(context);
    return sum;
}
#endif

#ifdef WITH_GUMBO
#include <gumbo.h>

static unsigned long gumbo(const char *page, size_t size, size_t chunk)
{
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions,
                                                   page, size);
    unsigned long sum = output->root->index_within_parent + chunk;

    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return sum;
}
#endif

#ifdef WITH_EXPAT
#include <expat.h>

static void XMLCALL on_xml_element(void *sum, const XML_Char *name,
                                   const XML_Char **attributes)
{
    (void)attributes;
    *(unsigned long *)sum += (unsigned char)name[0];
}

static void XMLCALL on_xml_end(void *sum, const XML_Char *name)
{
    *(unsigned long *)sum += (unsigned char)name[0];
}

static void XMLCALL on_xml_text(void *sum, const XML_Char *text, int size)
{
    (void)text;
    *(unsigned long *)sum += (unsigned long)size;
}

/* 0 where the page is no XML: expat gives up at the first fault. */
static unsigned long expat(const char *page, size_t size, size_t chunk)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    unsigned long sum = 1;
    int good = 1;
    size_t at;

    XML_SetUserData(parser, &sum);
    XML_SetElementHandler(parser, on_xml_element, on_xml_end);
    XML_SetCharacterDataHandler(parser, on_xml_text);
    for (at = 0; at < size && good; at += chunk)
        good = XML_Parse(parser, page + at,
                         (int)(size - at < chunk ? size - at : chunk),
                         size - at <= chunk) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return good ? sum : 0;
}
#endif

const struct peer peers[] = {
#ifdef WITH_LIBXML2
    {"libxml2, events", libxml2_events, 0},
    {"libxml2, tree", libxml2_tree, 0},
#endif
#ifdef WITH_GUMBO
    {"gumbo", gumbo, 1},
#endif
#ifdef WITH_EXPAT
    {"expat", expat, 0},
#endif
    {NULL, NULL, 0},
};
