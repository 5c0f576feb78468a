#ifndef JIANCE_CLIBXML2_SHIM_H
#define JIANCE_CLIBXML2_SHIM_H

/* Debian's libxml2 is built with ICU, whose headers its own would bring in; Foundation brings others of
   the same names, and a program may import both. Only the inside of an opaque structure differs. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

static inline const char *jiance_error_message(const xmlError *error) {
    return error ? error->message : 0;
}

/* The last error of a context: the accessor's own signature differs between versions. */
static inline const xmlError *jiance_last_error(xmlParserCtxtPtr context) {
    return (const xmlError *)xmlCtxtGetLastError(context);
}

static inline void jiance_silent_error(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

/* Variadic C functions cannot be written in Swift: the handlers that must not print stand here. */
static inline void jiance_silence(xmlSAXHandler *handler) {
    handler->warning = jiance_silent_error;
    handler->error = jiance_silent_error;
    handler->fatalError = jiance_silent_error;
}

/* How many errors of encodings this thread met since they were taken last: these have no parser's context. */
static inline int *jiance_encoding_errors(void) {
    static _Thread_local int count = 0;
    return &count;
}

static inline int jiance_take_encoding_errors(void) {
    int count = *jiance_encoding_errors();
    *jiance_encoding_errors() = 0;
    return count;
}

static inline void jiance_count_encoding_error(void *context, const xmlError *error) {
    (void)context;
    if (error && error->domain == XML_FROM_I18N) *jiance_encoding_errors() += 1;
}

/* Errors outside of a parser's context, such as of encodings, go to the thread's own handlers. */
static inline void jiance_silence_library(void) {
    xmlSetGenericErrorFunc(NULL, jiance_silent_error);
    xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)jiance_count_encoding_error);
}

#endif
