#ifndef JIANCE_CZLIB_SHIM_H
#define JIANCE_CZLIB_SHIM_H

#include <zlib.h>

/* inflateInit2 is a macro, which Swift does not import. */
static inline int jiance_inflateInit2(z_stream *stream, int windowBits) {
    return inflateInit2(stream, windowBits);
}

#endif
