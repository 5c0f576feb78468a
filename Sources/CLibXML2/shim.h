#ifndef JIANCE_CLIBXML2_SHIM_H
#define JIANCE_CLIBXML2_SHIM_H

#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

/* xmlStructuredErrorFunc takes a const pointer from libxml2 2.12 on and a mutable one before;
   these two lines make both look alike to Swift. */
typedef void (*jiance_error_function)(void *context, int code, int level, int line,
                                      const char *message);

static inline int jiance_error_code(const xmlError *error) { return error ? error->code : 0; }
static inline int jiance_error_level(const xmlError *error) { return error ? (int)error->level : 0; }
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

#endif
