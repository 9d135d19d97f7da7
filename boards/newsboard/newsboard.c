/*
 * A newspaper on a panel: a lease by DHCP, the page at a URL over lwIP, its
 * article typeset for a 7.5" panel of 800x480.  All in 64 KB of RAM, or in
 * that of newsboard-tls, which has https besides.
 *
 * The URL is the emulator's argument; with https the authorities that are to
 * be trusted may follow, as a file.  What happens is said on the console, and
 * at last what stack and heap it took; what the panel's controller would
 * receive goes to UART 1 as records of port/epaper/wire.h.  The exit status is
 * 0 once the panel has shown all pages of the story.
 */
#include "galley.h"
#include "galley_fetch.h"
#include "lan9118.h"
#include "panel.h"
#include "semihosting.h"
#include "wire.h"

#include "body.h"
#include "headline.h"
#include "mono.h"
#include "small.h"
#include "strong.h"

#include "lwip/dhcp.h"
#include "lwip/init.h"
#include "lwip/stats.h"
#include "lwip/timeouts.h"
#include "netif/ethernet.h"

#include <string.h>

#if LWIP_ALTCP_TLS
#include "https.h"
#endif

/* Arm AN385: FPGA system control, CMSDK UART 1, Ethernet. */
#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))
#define CLK100HZ REGISTER(0x40028014)
#define UART_DATA REGISTER(0x40005000)
#define UART_STATE REGISTER(0x40005004)
#define UART_CTRL REGISTER(0x40005008)
#define UART_BAUDDIV REGISTER(0x40005010)
#define UART_TX_FULL 1u
#define UART_TX_ON 1u
#define ETHERNET 0x40200000

/* Bytes. */
#define WINDOW 2048
#define STORY 12288
#define STRIP (32 * GALLEY_STRIDE(800))

#define LEASE_MS 10000

static struct galley galley;
static struct galley_fetch fetch;
static char window[WINDOW];
static struct galley_story story;
static char text[STORY];
static struct galley_sheet sheet;
static uint8_t strip[STRIP];
static struct galley_lan9118 nic = {ETHERNET, {0}};
static struct netif netif;

/* ---- the platform of lwIP ---- */

uint32_t sys_now(void);

uint32_t sys_now(void)
{
    return CLK100HZ * 10;
}

/* xorshift32.  This board has no source of entropy: a real one must not do
 * it like this. */
uint32_t galley_lwip_random(void)
{
    static uint32_t x;

    x = x == 0 ? sys_now() | 1 : x;
    x ^= x << 13;
    x ^= x >> 17;
    return x ^= x << 5;
}

/* ---- console ---- */

static long console;

static void say(const char *s)
{
    semihosting_write(console, s, strlen(s));
}

static int fail(const char *what, const char *why)
{
    say(what);
    say(": ");
    say(why);
    say("\n");
    return 1;
}

static void say_number(uint32_t n)
{
    char digits[10], *p = digits + sizeof digits;

    do {
        *--p = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    semihosting_write(console, p, (size_t)(digits + sizeof digits - p));
}

/* ---- what it took ---- */

#define UNTOUCHED 0xA5u

/* The stack's ends, of the linker script. */
extern char bss_end[], stack_top[];

static void paint_stack(void)
{
    volatile uint8_t *p = (uint8_t *)bss_end;

    while ((uintptr_t)p < (uintptr_t)__builtin_frame_address(0) - 64)
        *p++ = UNTOUCHED;
}

static void say_used(void)
{
    const uint8_t *p = (uint8_t *)bss_end;

    while (*p == UNTOUCHED)
        p++;
    say("stack ");
    say_number((uint32_t)(stack_top - (char *)p));
#if MEM_STATS
    say(", heap ");
    say_number(lwip_stats.mem.max);
#endif
    say("\n");
}

/* ---- network ---- */

static void network(void)
{
    galley_lan9118_poll(&netif);
    sys_check_timeouts();
}

static int get_lease(void)
{
    uint32_t began = sys_now();

    lwip_init();
    if (netif_add_noaddr(&netif, &nic, galley_lan9118_init, netif_input)
        == NULL)
        return fail("network", "no LAN9118");
    netif_set_default(&netif);
    netif_set_up(&netif);
    if (dhcp_start(&netif) != ERR_OK)
        return fail("dhcp", "cannot start");
    while (!dhcp_supplied_address(&netif)) {
        network();
        if (sys_now() - began > LEASE_MS)
            return fail("dhcp", "no lease");
    }
    say("address ");
    say(ip4addr_ntoa(netif_ip4_addr(&netif)));
    say("\n");
    return 0;
}

/* A name of a file is for a board with https. */
static int allow(struct galley_fetch_options *how, const char *authorities)
{
    memset(how, 0, sizeof *how);
    if (authorities == NULL)
        return 0;
#if LWIP_ALTCP_TLS
    return https_allow(how, authorities, text, sizeof text);
#else
    return -1;
#endif
}

static int get_story(const char *url, const char *authorities)
{
    struct galley_options options;
    struct galley_fetch_options how;
    int result;

    if (allow(&how, authorities) != 0)
        return fail(authorities, "no authorities can be read from it");
    galley_story_init(&story, text, sizeof text);
    memset(&options, 0, sizeof options);
    options.body = window;
    options.body_size = sizeof window;
    options.on_block = galley_story_block;
    options.user = &story;
    options.http = 1;
    result = galley_init(&galley, &options);
    if (result == GALLEY_OK)
        result = galley_fetch_start(&fetch, &galley, url, &how);
    while (result == GALLEY_OK) {
        network();
        result = galley_fetch_poll(&fetch);
    }
    if (result < 0)
        return fail(url, galley_fetch_strerror(result));
    story.headline = galley_field(&galley, GALLEY_FIELD_HEADLINE);
    story.byline = galley_field(&galley, GALLEY_FIELD_BYLINE);
    story.published = galley_field(&galley, GALLEY_FIELD_PUBLISHED);
    story.site = galley_field(&galley, GALLEY_FIELD_SITE);
    say("headline ");
    say(story.headline);
    say("\n");
    return 0;
}

/* ---- panel ---- */

static void put(void *user, const uint8_t *bytes, size_t size)
{
    (void)user;
    for (; size > 0; size--) {
        while (UART_STATE & UART_TX_FULL)
            ;
        UART_DATA = *bytes++;
    }
}

/* Each page of the story in turn, as a reader would leaf through it. */
static int show_story(void)
{
    static const struct galley_font *const faces[GALLEY_FACES] = {
        &galley_font_body, &galley_font_headline, &galley_font_strong,
        &galley_font_small, &galley_font_mono
    };
    struct galley_wire wire = {put, NULL};
    struct galley_spi spi;
    struct galley_panel panel = {&galley_uc8179, &spi, 800, 480, 0, 0, 0};
    struct galley_format format;
    uint16_t number = 0;

    UART_BAUDDIV = 16;
    UART_CTRL = UART_TX_ON;
    galley_wire_spi(&spi, &wire);
    galley_format_init(&format, faces, galley_panel_width(&panel),
                       galley_panel_height(&panel));
    do {
        if (galley_typeset_page(&sheet, &format, &story, ++number) != 0)
            return fail("panel", "too small for a line");
        if (galley_panel_page(&panel, &sheet, &format, strip, sizeof strip)
            != 0)
            return fail("panel", "does not answer");
        say("panel shows a page\n");
    } while (number < sheet.total);
    return 0;
}

int main(void)
{
    static char url[GALLEY_FETCH_URL_SIZE];
    char *authorities;
    int result;

    paint_stack();
    console = semihosting_open(":tt", SEMIHOSTING_WRITE);
    if (semihosting_arguments(url, sizeof url) != 0)
        return fail("url", "too long");
    authorities = strchr(url, ' ');
    if (authorities != NULL)
        *authorities++ = '\0';
    result = get_lease() != 0 || get_story(url, authorities) != 0
             || show_story() != 0;
    say_used();
    return result;
}
