/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: a URL in; out of lwIP's pbufs the response goes to
 * galley_feed, piece by piece and uncopied.  Holds struct galley_fetch, the
 * caller's, and one pointer: the fetches that wait for DNS.
 *
 * lwIP's callbacks note what happened, and hang up; galley_fetch_poll does
 * the rest, from the next hop to the result.
 */
#include "galley_fetch.h"

#include <stdbool.h>
#include <string.h>

#include "lwip/def.h"
#include "lwip/dns.h"
#include "lwip/sys.h"
#include "lwip/tcp.h"

/* f->state; IDLE is 0, that of a struct of zeros */
enum { IDLE, RESOLVING, RESOLVED, CONNECTING, TALKING, ENDED };

/* ---- the connection's end ---- */

/* The pcb is gone afterwards, closed or aborted.  The result is for lwIP,
 * inside of a callback: ERR_ABRT says that it was aborted. */
static err_t hang_up(struct galley_fetch *f)
{
    struct altcp_pcb *pcb = f->pcb;

    if (pcb == NULL)
        return ERR_OK;
    f->pcb = NULL;
    altcp_arg(pcb, NULL);
    altcp_recv(pcb, NULL);
    altcp_err(pcb, NULL);
    if (f->closed && altcp_close(pcb) == ERR_OK)
        return ERR_OK;
    altcp_abort(pcb); /* or the rest of the page would still be sent */
    return ERR_ABRT;
}

static int connecting_failed(const struct galley_fetch *f, err_t err)
{
    if (err != ERR_CLSD)
        return GALLEY_ERR_CONNECT;
    if (f->options.tls_error == NULL)
        return GALLEY_ERR_TLS;
    return f->options.tls_error(f->options.user, f->pcb);
}

/* lwIP frees the pcb behind this. */
static void on_error(void *arg, err_t err)
{
    struct galley_fetch *f = arg;

    if (f->state == CONNECTING)
        f->outcome = connecting_failed(f, err);
    else if (err == ERR_CLSD) /* TLS, and nothing came behind its handshake */
        f->outcome = GALLEY_ERR_CLOSED;
    else
        f->outcome = err == ERR_ABRT ? GALLEY_ERR_TIMEOUT
                                     : GALLEY_ERR_RESET;
    f->pcb = NULL;
}

/* ---- the request ---- */

static struct galley_span span_of(const char *s)
{
    struct galley_span span;

    span.data = s;
    span.size = strlen(s);
    return span;
}

/* Hands TCP the parts behind the first f->sent bytes, as far as it takes
 * them: whether it took all. */
static bool send_parts(struct galley_fetch *f,
                       const struct galley_span *parts, size_t n)
{
    size_t skip = (size_t)f->sent, i;

    for (i = 0; i < n; i++) {
        size_t left = parts[i].size, room = altcp_sndbuf(f->pcb);

        if (skip >= left) {
            skip -= left;
            continue;
        }
        left -= skip;
        if (room > left)
            room = left;
        if (room == 0
            || altcp_write(f->pcb, parts[i].data + skip, (u16_t)room,
                           TCP_WRITE_FLAG_COPY) != ERR_OK)
            return false;
        f->sent += (uint32_t)room;
        if (room < left)
            return false;
        skip = 0;
    }
    return true;
}

/* What is inflated may be sent compressed: a fifth of the bytes. */
static const char *coding(const struct galley *g)
{
#if GALLEY_INFLATE
    if (g->options.inflate_window != NULL)
        return "gzip";
#endif
    (void)g;
    return "identity";
}

static bool send_get(struct galley_fetch *f, const struct galley_url *url)
{
    const struct galley_span parts[] = {
        span_of("GET "),
        url->target,
        span_of(" HTTP/1.1\r\nHost: "),
        url->authority,
        span_of("\r\nUser-Agent: "),
        span_of(f->options.user_agent),
        span_of("\r\nAccept: text/html, application/xhtml+xml, */*;q=0.5"
                "\r\nAccept-Encoding: "),
        span_of(coding(f->galley)),
        span_of("\r\nConnection: close\r\n"),
        span_of(f->options.fields),
        span_of("\r\n")
    };

    return send_parts(f, parts, sizeof parts / sizeof parts[0]);
}

/* What TCP does not take now, the next poll sends. */
static void send_request(struct galley_fetch *f)
{
    struct galley_url url;

    if (f->asked)
        return;
    galley_url_parse(f->url, &url);
    f->asked = send_get(f, &url);
    altcp_output(f->pcb);
}

/* ---- the response ---- */

static void read_bytes(struct galley_fetch *f, const void *bytes, size_t size)
{
    uint32_t left = f->options.bytes - f->bytes;
    int result;

    if (size > left)
        size = (size_t)left;
    f->bytes += (uint32_t)size;
    f->reading = 1;
    result = galley_feed(f->galley, bytes, size);
    f->reading = 0;
    if (f->outcome != GALLEY_OK)
        return; /* given up meanwhile */
    if (result != GALLEY_OK)
        f->outcome = result;
    else if (f->bytes == f->options.bytes)
        f->outcome = GALLEY_ERR_SIZE;
}

static err_t on_received(void *arg, struct altcp_pcb *pcb, struct pbuf *p,
                         err_t err)
{
    struct galley_fetch *f = arg;
    const struct pbuf *q;

    (void)err;
    f->heard = sys_now();
    if (p == NULL) {
        f->closed = 1;
        f->outcome = f->bytes > 0 ? GALLEY_DONE : GALLEY_ERR_CLOSED;
        return hang_up(f);
    }
    for (q = p; q != NULL && f->outcome == GALLEY_OK; q = q->next)
        read_bytes(f, q->payload, q->len);
    if (f->outcome == GALLEY_OK)
        altcp_recved(pcb, p->tot_len);
    pbuf_free(p);
    return f->outcome != GALLEY_OK ? hang_up(f) : ERR_OK;
}

/* ---- a hop: name, address, connection ---- */

static err_t on_connected(void *arg, struct altcp_pcb *pcb, err_t err)
{
    struct galley_fetch *f = arg;

    (void)pcb;
    (void)err; /* lwIP passes ERR_OK only */
    f->state = TALKING;
    f->heard = sys_now();
    send_request(f);
    return ERR_OK;
}

static void copy_host(char *host, const struct galley_url *url)
{
    memcpy(host, url->host.data, url->host.size);
    host[url->host.size] = '\0';
}

static int connect_error(err_t err)
{
    return err == ERR_MEM || err == ERR_BUF ? GALLEY_ERR_MEMORY
                                            : GALLEY_ERR_CONNECT;
}

static int connect_address(struct galley_fetch *f)
{
    char host[GALLEY_URL_HOST + 1];
    struct galley_url url;
    err_t err;

    galley_url_parse(f->url, &url);
    copy_host(host, &url);
    f->state = CONNECTING;
    f->pcb = altcp_new_ip_type(url.https ? f->options.https
                                         : f->options.http,
                               IP_GET_TYPE(&f->address));
    if (f->pcb == NULL)
        return GALLEY_ERR_MEMORY;
    altcp_arg(f->pcb, f);
    altcp_recv(f->pcb, on_received);
    altcp_err(f->pcb, on_error);
    if (url.https && f->options.secure != NULL
        && f->options.secure(f->options.user, f->pcb, host) != 0)
        return GALLEY_ERR_TLS;
    err = altcp_connect(f->pcb, &f->address, url.port, on_connected);
    return err == ERR_OK ? GALLEY_OK : connect_error(err);
}

#if LWIP_DNS

/* lwIP cannot forget a question, so an answer may come for a fetch that is
 * long over: only those in this list still want one. */
static struct galley_fetch *waiting;

static void stop_waiting(const struct galley_fetch *f)
{
    struct galley_fetch **p;

    for (p = &waiting; *p != NULL; p = &(*p)->next) {
        if (*p == f) {
            *p = f->next;
            return;
        }
    }
}

static void on_name(const char *name, const ip_addr_t *address, void *arg)
{
    struct galley_fetch *f = waiting;
    struct galley_url url;

    while (f != NULL && f != arg)
        f = f->next;
    if (f == NULL)
        return;
    galley_url_parse(f->url, &url);
    if (strlen(name) != url.host.size
        || lwip_strnicmp(name, url.host.data, url.host.size) != 0)
        return; /* asked by an earlier fetch in the same struct */
    stop_waiting(f);
    f->state = RESOLVED;
    if (address != NULL)
        f->address = *address;
    else
        f->outcome = GALLEY_ERR_DNS;
}

static int look_up(struct galley_fetch *f, const char *host)
{
    err_t err = dns_gethostbyname(host, &f->address, on_name, f);

    if (err == ERR_OK)
        return GALLEY_OK; /* an address, or a name that was kept */
    if (err == ERR_MEM)
        return GALLEY_ERR_MEMORY;
    if (err != ERR_INPROGRESS)
        return GALLEY_ERR_DNS;
    f->state = RESOLVING;
    f->next = waiting;
    waiting = f;
    return GALLEY_OK;
}

#else

static void stop_waiting(const struct galley_fetch *f)
{
    (void)f;
}

/* Without DNS a host is its address. */
static int look_up(struct galley_fetch *f, const char *host)
{
    return ipaddr_aton(host, &f->address) ? GALLEY_OK : GALLEY_ERR_DNS;
}

#endif

/* Asks where f->url is; the next poll connects. */
static int begin_hop(struct galley_fetch *f)
{
    char host[GALLEY_URL_HOST + 1];
    struct galley_url url;
    int result = galley_url_parse(f->url, &url);

    if (result != GALLEY_OK)
        return result;
    if (url.https && f->options.https == NULL)
        return GALLEY_ERR_HTTPS;
    f->hop_began = sys_now();
    f->bytes = 0;
    f->sent = 0;
    f->asked = 0;
    f->outcome = GALLEY_OK;
    f->state = RESOLVED;
    copy_host(host, &url);
    if (!url.literal)
        return look_up(f, host);
    return ipaddr_aton(host, &f->address) ? GALLEY_OK : GALLEY_ERR_URL;
}

static int follow_redirect(struct galley_fetch *f, int redirect)
{
    int result;

    if (f->options.redirects == GALLEY_FETCH_STAY)
        return redirect;
    if (f->redirects == f->options.redirects)
        return GALLEY_ERR_REDIRECTS;
    f->redirects++;
    result = galley_url_resolve(
        f->url, sizeof f->url,
        galley_field(f->galley, GALLEY_FIELD_LOCATION));
    if (result != GALLEY_OK)
        return result;
    galley_reset(f->galley, NULL);
    return begin_hop(f);
}

/* ---- the verbs ---- */

/* Whatever the fetch holds of lwIP's is given back. */
static void let_go(struct galley_fetch *f)
{
    stop_waiting(f);
    hang_up(f);
}

static int end(struct galley_fetch *f, int result)
{
    let_go(f);
    f->state = ENDED;
    f->result = result;
    return result;
}

static uint32_t elapsed(uint32_t since)
{
    return (uint32_t)sys_now() - since;
}

static int overdue(const struct galley_fetch *f)
{
    bool talking = f->state == TALKING;
    uint32_t limit = talking ? f->options.idle_seconds
                             : f->options.connect_seconds;

    if (elapsed(f->began) >= f->options.total_seconds * (uint32_t)1000)
        return GALLEY_ERR_TIMEOUT;
    if (elapsed(talking ? f->heard : f->hop_began) < limit * 1000)
        return GALLEY_OK;
    if (talking)
        return GALLEY_ERR_TIMEOUT;
    return f->state == RESOLVING ? GALLEY_ERR_DNS : GALLEY_ERR_CONNECT;
}

static bool has_control(const char *s)
{
    for (; *s != '\0'; s++)
        if ((uint8_t)*s < ' ' || *s == 0x7f)
            return true;
    return false;
}

static void set_defaults(struct galley_fetch_options *o)
{
    if (o->user_agent == NULL)
        o->user_agent = GALLEY_FETCH_USER_AGENT;
    if (o->fields == NULL)
        o->fields = "";
    if (o->connect_seconds == 0)
        o->connect_seconds = GALLEY_FETCH_CONNECT_SECONDS;
    if (o->idle_seconds == 0)
        o->idle_seconds = GALLEY_FETCH_IDLE_SECONDS;
    if (o->total_seconds == 0)
        o->total_seconds = GALLEY_FETCH_TOTAL_SECONDS;
    if (o->redirects == 0)
        o->redirects = GALLEY_FETCH_REDIRECTS;
    if (o->bytes == 0)
        o->bytes = GALLEY_FETCH_BYTES;
}

int galley_fetch_start(struct galley_fetch *f, struct galley *g,
                       const char *url,
                       const struct galley_fetch_options *options)
{
    int result;

    stop_waiting(f);
    memset(f, 0, sizeof *f);
    f->galley = g;
    if (options != NULL)
        f->options = *options;
    set_defaults(&f->options);
    f->began = sys_now();
    result = galley_reset(g, NULL);
    if (result == GALLEY_OK
        && (!g->options.http || has_control(f->options.user_agent)))
        result = GALLEY_ERR_OPTIONS;
    if (result == GALLEY_OK)
        result = galley_url_resolve(f->url, sizeof f->url, url);
    if (result == GALLEY_OK)
        result = begin_hop(f);
    return result == GALLEY_OK ? GALLEY_OK : end(f, result);
}

/* What follows from the end of a hop; GALLEY_OK: another hop. */
static int next_hop(struct galley_fetch *f)
{
    int outcome = f->outcome, result;

    let_go(f);
    if (outcome == GALLEY_ERR_HTTP_REDIRECT)
        return follow_redirect(f, outcome);
    if (outcome == GALLEY_ERR_ABORTED)
        return outcome;
    f->reading = 1;
    result = galley_finish(f->galley); /* of what has come, in any case */
    f->reading = 0;
    if (f->outcome != GALLEY_DONE)
        return f->outcome; /* or given up meanwhile */
    if (result == GALLEY_ERR_REFRESH)
        return follow_redirect(f, result);
    return result == GALLEY_OK ? GALLEY_DONE : result;
}

int galley_fetch_poll(struct galley_fetch *f)
{
    int result = f->outcome;

    if (f->state == IDLE || f->state == ENDED)
        return f->result;
    if (result == GALLEY_OK)
        result = f->outcome = overdue(f);
    if (result != GALLEY_OK)
        result = next_hop(f);
    else if (f->state == RESOLVED)
        result = connect_address(f);
    else if (f->state == TALKING)
        send_request(f);
    if (result == GALLEY_OK)
        return GALLEY_OK;
    end(f, result);
    if (f->options.on_end != NULL)
        f->options.on_end(f->options.user, f, result);
    return result;
}

void galley_fetch_abort(struct galley_fetch *f)
{
    if (f->state == IDLE || f->state == ENDED)
        return;
    if (f->reading)
        f->outcome = GALLEY_ERR_ABORTED;
    else
        end(f, GALLEY_ERR_ABORTED);
}

const char *galley_fetch_url(const struct galley_fetch *f)
{
    return f->url;
}

int galley_fetch_status(const struct galley_fetch *f)
{
    return galley_http_status(f->galley);
}
