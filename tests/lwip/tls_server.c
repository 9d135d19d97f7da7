/*
 * See tls_server.h.
 */
#define _DEFAULT_SOURCE
#include "tls_server.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static const char *folder;
static const struct identity *identity;
static SSL_CTX *context;
static unsigned record_max;

static void fail(const char *what)
{
    fprintf(stderr, "TLS: %s\n", what);
    ERR_print_errors_fp(stderr);
    exit(2);
}

static void begin(void)
{
    char certificate[512], key[512];

    signal(SIGPIPE, SIG_IGN);
    snprintf(certificate, sizeof certificate, "%s/%s.pem", folder,
             identity->name);
    snprintf(key, sizeof key, "%s/%s.key", folder, identity->name);
    context = SSL_CTX_new(TLS_server_method());
    if (context == NULL)
        fail("no context");
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1
        || SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1)
        fail(certificate);
    if (identity->version != 0)
        SSL_CTX_set_security_level(context, 0); /* old ones are refused */
    SSL_CTX_set_min_proto_version(context, identity->version);
    SSL_CTX_set_max_proto_version(context, identity->version);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE
                                  | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    record_max = 0;
}

static void end(void)
{
    SSL_CTX_free(context);
    context = NULL;
}

static void *accept_session(int fd)
{
    SSL *ssl = SSL_new(context);

    if (ssl == NULL || SSL_set_fd(ssl, fd) != 1)
        fail("no session");
    SSL_set_accept_state(ssl);
    return ssl;
}

/* What is not ready is asked for again. */
static int result_of(SSL *ssl, int n)
{
    int error = SSL_get_error(ssl, n);

    ERR_clear_error();
    if (n > 0)
        return n;
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? -1
                                                                         : 0;
}

static void note_record_max(const SSL *ssl)
{
    unsigned code = SSL_SESSION_get_max_fragment_length(SSL_get0_session(ssl));

    record_max = code == TLSEXT_max_fragment_length_DISABLED ? 16384
                                                             : 256u << code;
}

static int read_some(void *session, void *bytes, size_t size)
{
    int n = result_of(session, SSL_read(session, bytes, (int)size));

    if (n > 0)
        note_record_max(session);
    return n;
}

static int write_some(void *session, const void *bytes, size_t size)
{
    return result_of(session, SSL_write(session, bytes, (int)size));
}

static void say_goodbye(void *session)
{
    SSL_shutdown(session);
    ERR_clear_error();
}

static void free_session(void *session)
{
    SSL_free(session);
}

const struct layer *tls_server(const char *in, const struct identity *who)
{
    static const struct layer layer = {
        begin, end, accept_session, read_some, write_some, say_goodbye,
        free_session
    };

    folder = in;
    identity = who;
    return &layer;
}

unsigned tls_server_record_max(void)
{
    return record_max;
}
