/*
 * The web server's side of TLS, by OpenSSL, on a socket that never blocks.
 */
#ifndef TLS_SERVER_H
#define TLS_SERVER_H

#include "world.h"

struct identity {
    const char *name; /* of the certificate and its key in the folder */
    int version;      /* the only one it speaks, such as 0x0303 for 1.2;
                         0: any */
};

/* The layer for world_secure; both are kept, not copied. */
const struct layer *tls_server(const char *folder,
                               const struct identity *identity);

/* The longest record that the last client of a finished handshake asked for;
 * 16384 where it did not ask. */
unsigned tls_server_record_max(void);

#endif
