/*
 * lwIP here, libslirp there, between them a wire: a list of frames, each with
 * the time at which it arrives.
 */
#define _DEFAULT_SOURCE
#include "world.h"

#include <arpa/inet.h>
#include <poll.h>
#include <slirp/libslirp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "harness/harness.h"
#include "lwip/dns.h"
#include "lwip/etharp.h"
#include "lwip/init.h"
#include "lwip/memp.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/stats.h"
#include "lwip/sys.h"
#include "lwip/timeouts.h"
#include "names.h"
#include "server.h"

#define TO_LWIP 0
#define TO_SLIRP 1
#define POLLS 64
#define MINUTE 60000u

struct frame {
    struct frame *next;
    uint32_t due;
    uint8_t to;
    size_t size;
    uint8_t bytes[1600];
};

static uint32_t now;           /* ms */
static uint32_t entropy = 1;   /* what lwIP takes for chance */
static Slirp *slirp;
static struct netif netif;
static struct frame *wire;
static struct faults faults;
static int frames_in_ram;
static int real_time;
static uint32_t begun_at;       /* of the clock, in real time */
static size_t resets;
static struct pollfd polls[POLLS];
static int poll_count;
static mem_size_t used_before[MEMP_MAX], heap_before;

/* ---- what lwIP asks of its platform ---- */

u32_t sys_now(void)
{
    return now;
}

uint32_t world_now(void)
{
    return now;
}

size_t world_resets(void)
{
    return resets;
}

uint32_t galley_lwip_random(void)
{
    return harness_random(&entropy);
}

void galley_lwip_assert(const char *what)
{
    fprintf(stderr, "lwIP: %s\n", what);
    abort();
}

/* ---- the wire ---- */

static int happens(uint8_t percent)
{
    return percent && harness_random(&faults.seed) % 100 < percent;
}

/* Frames that are due at the same time keep their order. */
static void put_on_wire(int to, const uint8_t *bytes, size_t size)
{
    struct frame *frame = malloc(sizeof *frame), **p = &wire;

    if (frame == NULL || size > sizeof frame->bytes)
        abort();
    memcpy(frame->bytes, bytes, size);
    frame->size = size;
    frame->to = (uint8_t)to;
    frame->due = now;
    if (happens(faults.delay))
        frame->due += harness_random(&faults.seed) % 2000;
    if (happens(faults.corrupt))
        frame->bytes[harness_random(&faults.seed) % size] ^=
            (uint8_t)(1u << harness_random(&faults.seed) % 8);
    while (*p != NULL && (int32_t)((*p)->due - frame->due) <= 0)
        p = &(*p)->next;
    frame->next = *p;
    *p = frame;
}

static void carry(int to, const uint8_t *bytes, size_t size)
{
    if (happens(faults.drop))
        return;
    put_on_wire(to, bytes, size);
    if (happens(faults.twice))
        put_on_wire(to, bytes, size);
}

static int is_tcp(const uint8_t *b, size_t size)
{
    return size >= 54 && b[12] == 8 && b[13] == 0 && b[23] == 6;
}

static err_t output(struct netif *from, struct pbuf *p)
{
    uint8_t bytes[1600];
    u16_t size = (u16_t)(p->tot_len - ETH_PAD_SIZE);

    (void)from;
    if (size > sizeof bytes)
        return ERR_BUF;
    pbuf_copy_partial(p, bytes, size, ETH_PAD_SIZE);
    resets += is_tcp(bytes, size) && (bytes[47] & 4);
    carry(TO_SLIRP, bytes, size);
    return ERR_OK;
}

static void into_lwip(const struct frame *frame)
{
    u16_t size = (u16_t)(frame->size + ETH_PAD_SIZE);
    struct pbuf *p = pbuf_alloc(PBUF_RAW, size,
                                frames_in_ram ? PBUF_RAM : PBUF_POOL);

    if (p == NULL)
        return; /* as a driver does */
    pbuf_take_at(p, frame->bytes, (u16_t)frame->size, ETH_PAD_SIZE);
    if (netif.input(p, &netif) != ERR_OK)
        pbuf_free(p);
}

/* libslirp 4.7 throws its send buffer away when a SYN arrives late, for a
 * connection that stands already; the bytes behind it are wrong then.  No
 * server's TCP does that, so such a SYN goes no further. */
static uint16_t answered[8];
static uint8_t answered_next;

static void note_answered(const uint8_t *b)
{
    if ((b[47] & 0x12) == 0x12)
        answered[answered_next++ % 8] = (uint16_t)(b[36] << 8 | b[37]);
}

static int is_late_syn(const uint8_t *b)
{
    int i, late = 0;

    for (i = 0; i < 8; i++)
        late |= answered[i] == (b[34] << 8 | b[35]);
    return late && (b[47] & 0x12) == 0x02;
}

/* Names are answered here; else only the host is reached, whatever has
 * become of the frame. */
static void into_slirp(const struct frame *frame)
{
    static const uint8_t host[4] = {10, 0, 2, 2};
    const uint8_t *b = frame->bytes;
    uint8_t answer[1600];
    size_t size = names_answer(b, frame->size, answer);
    int is_ip = b[12] == 8 && b[13] == 0, is_arp = b[12] == 8 && b[13] == 6;

    if (size)
        carry(TO_LWIP, answer, size);
    else if (is_tcp(b, frame->size) && is_late_syn(b))
        return;
    else if (is_arp || (is_ip && memcmp(b + 30, host, 4) == 0))
        slirp_input(slirp, b, (int)frame->size);
}

static int deliver(void)
{
    int count = 0;

    while (wire != NULL && (int32_t)(now - wire->due) >= 0) {
        struct frame *frame = wire;

        wire = frame->next;
        if (frame->to == TO_LWIP)
            into_lwip(frame);
        else
            into_slirp(frame);
        free(frame);
        count++;
    }
    return count > 0;
}

/* ---- libslirp's callbacks ---- */

static ssize_t send_packet(const void *bytes, size_t size, void *user)
{
    (void)user;
    if (is_tcp(bytes, size))
        note_answered(bytes);
    carry(TO_LWIP, bytes, size);
    return (ssize_t)size;
}

static void guest_error(const char *message, void *user)
{
    (void)message; /* broken frames are no surprise here */
    (void)user;
}

static int64_t clock_get_ns(void *user)
{
    (void)user;
    return (int64_t)now * 1000000;
}

/* For router advertisements only: IPv6 is off. */
static void *timer_new(SlirpTimerCb callback, void *argument, void *user)
{
    (void)callback;
    (void)argument;
    return user;
}

static void timer_free(void *timer, void *user)
{
    (void)timer;
    (void)user;
}

static void timer_mod(void *timer, int64_t expires, void *user)
{
    (void)timer;
    (void)expires;
    (void)user;
}

static void poll_fd(int fd, void *user)
{
    (void)fd;
    (void)user;
}

static void notify(void *user)
{
    (void)user;
}

static const SlirpCb callbacks = {
    .send_packet = send_packet, .guest_error = guest_error,
    .clock_get_ns = clock_get_ns, .timer_new = timer_new,
    .timer_free = timer_free, .timer_mod = timer_mod,
    .register_poll_fd = poll_fd, .unregister_poll_fd = poll_fd,
    .notify = notify
};

static int add_poll(int fd, int events, void *user)
{
    struct pollfd *p = &polls[poll_count];

    (void)user;
    if (poll_count == POLLS)
        abort();
    p->fd = fd;
    p->events = (short)((events & SLIRP_POLL_IN ? POLLIN : 0) |
                        (events & SLIRP_POLL_OUT ? POLLOUT : 0) |
                        (events & SLIRP_POLL_PRI ? POLLPRI : 0));
    p->revents = 0;
    return poll_count++;
}

static int get_revents(int index, void *user)
{
    int r = polls[index].revents;

    (void)user;
    return (r & POLLIN ? SLIRP_POLL_IN : 0) |
           (r & POLLOUT ? SLIRP_POLL_OUT : 0) |
           (r & POLLPRI ? SLIRP_POLL_PRI : 0) |
           (r & POLLERR ? SLIRP_POLL_ERR : 0) |
           (r & POLLHUP ? SLIRP_POLL_HUP : 0);
}

static int slirp_step(void)
{
    uint32_t timeout = UINT32_MAX;
    int ready;

    poll_count = 0;
    slirp_pollfds_fill(slirp, &timeout, add_poll, NULL);
    ready = poll(polls, (nfds_t)poll_count, 0);
    slirp_pollfds_poll(slirp, ready < 0, get_revents, NULL);
    return ready > 0;
}

/* ---- beginning, going on, ending ---- */

static err_t netif_begin(struct netif *n)
{
    static const uint8_t address[6] = {0x52, 0x54, 0, 0x12, 0x34, 0x56};

    memcpy(n->hwaddr, address, sizeof address);
    n->hwaddr_len = sizeof address;
    n->mtu = 1500;
    n->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP |
               NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP;
    n->output = etharp_output;
    n->linkoutput = output;
    return ERR_OK;
}

static void slirp_begin(void)
{
    SlirpConfig config;

    memset(&config, 0, sizeof config);
    config.version = 4;
    config.in_enabled = true;
    config.vnetwork.s_addr = inet_addr("10.0.2.0");
    config.vnetmask.s_addr = inet_addr("255.255.255.0");
    config.vhost.s_addr = inet_addr("10.0.2.2");
    config.vdhcp_start.s_addr = inet_addr("10.0.2.15");
    config.vnameserver.s_addr = inet_addr("10.0.2.3");
    config.disable_dns = true;
    config.disable_dhcp = true;
    slirp = slirp_new(&config, &callbacks, &wire);
    if (slirp == NULL)
        abort();
}

static void note_used(void)
{
    int i;

    for (i = 0; i < MEMP_MAX; i++)
        used_before[i] = lwip_stats.memp[i]->used;
    heap_before = lwip_stats.mem.used;
}

void world_begin(const struct reply *replies, size_t count,
                 const struct faults *how, int ram)
{
    static const struct faults none;
    static int begun;
    ip4_addr_t address, mask, gateway;
    ip_addr_t server;

    if (!begun++)
        lwip_init();
    faults = how != NULL ? *how : none;
    entropy = faults.seed + 1;
    memset(answered, 0, sizeof answered);
    frames_in_ram = ram;
    resets = 0;
    server_begin(replies, count);
    slirp_begin();
    IP4_ADDR(&address, 10, 0, 2, 15);
    IP4_ADDR(&mask, 255, 255, 255, 0);
    IP4_ADDR(&gateway, 10, 0, 2, 2);
    IP_ADDR4(&server, 10, 0, 2, 3);
    netif_add(&netif, &address, &mask, &gateway, NULL, netif_begin,
              netif_input);
    netif_set_default(&netif);
    netif_set_up(&netif);
    dns_setserver(0, &server);
    note_used();
}

static uint32_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint32_t)t.tv_sec * 1000u + (uint32_t)(t.tv_nsec / 1000000);
}

void world_real_time(int on)
{
    real_time = on;
    begun_at = clock_ms() - now;
}

/* Until a socket has something, and for no more than that many ms. */
static void wait_for(uint32_t most)
{
    poll(polls, (nfds_t)poll_count, most < 20 ? (int)most : 20);
    now = clock_ms() - begun_at;
}

/* When nothing moved, and not in the three steps before either (sockets may
 * take their time), the clock goes to the next event. */
void world_step(void)
{
    static int idle;
    uint32_t jump;
    int progress = server_step(now);

    progress |= slirp_step();
    progress |= deliver();
    sys_check_timeouts();
    idle = progress ? 0 : idle + 1;
    if (idle < 4)
        return;
    idle = 0;
    jump = server_patience(now, sys_timeouts_sleeptime());
    if (wire != NULL && wire->due - now < jump)
        jump = wire->due - now;
    if (real_time)
        wait_for(jump);
    else
        now += jump ? jump : 1;
}

int world_fetch(struct galley_fetch *f)
{
    uint32_t begun = now;
    int result;

    while ((result = galley_fetch_poll(f)) == GALLEY_OK) {
        if (now - begun > 20 * MINUTE)
            return WORLD_HANGS;
        world_step();
    }
    return result;
}

/* Timers stay; all else must be as before. */
static int not_given_back(int say)
{
    int i, count = 0;

    for (i = 0; i < MEMP_MAX; i++) {
        if (i == MEMP_SYS_TIMEOUT ||
            lwip_stats.memp[i]->used == used_before[i])
            continue;
        count++;
        if (say)
            printf("pool %d: %u before, %u now\n", i,
                   (unsigned)used_before[i],
                   (unsigned)lwip_stats.memp[i]->used);
    }
    if (lwip_stats.mem.used != heap_before) {
        count++;
        if (say)
            printf("heap: %u before, %u now\n", (unsigned)heap_before,
                   (unsigned)lwip_stats.mem.used);
    }
    return count + (tcp_active_pcbs != NULL) + (tcp_tw_pcbs != NULL);
}

int world_end(void)
{
    uint32_t begun = now;
    int left;

    memset(&faults, 0, sizeof faults);
    while (now - begun < 12000 ||
           (not_given_back(0) && now - begun < 20 * MINUTE))
        world_step();
    left = not_given_back(1);
    netif_remove(&netif);
    slirp_cleanup(slirp);
    server_end();
    while (wire != NULL) {
        struct frame *frame = wire;

        wire = frame->next;
        free(frame);
    }
    return left;
}
