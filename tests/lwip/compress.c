/*
 * See compress.h.
 */
#include "compress.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

void text_gzip(struct text *t, const struct text *plain)
{
    static const int gzip = 16;
    unsigned char *bytes;
    uLong room;
    z_stream z;

    memset(&z, 0, sizeof z);
    if (deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + gzip, 8, 0) != Z_OK)
        abort();
    room = deflateBound(&z, plain->size);
    bytes = malloc(room);
    z.next_in = (unsigned char *)plain->bytes;
    z.avail_in = (unsigned)plain->size;
    z.next_out = bytes;
    z.avail_out = (unsigned)room;
    if (bytes == NULL || deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    text_bytes(t, (char *)bytes, z.total_out);
    free(bytes);
    deflateEnd(&z);
}
