/*
 * See https.h, and what mbedTLS wants of a platform: chance and time, both
 * from the machine that runs the emulator.
 *
 * FOR TESTS ONLY.  The emulated board has neither a source of entropy nor a
 * clock; a real one takes chance from its hardware, time from SNTP or a clock
 * that runs on, and has the authorities in flash.
 */
#define _POSIX_C_SOURCE 200809L /* gmtime_r */
#include "https.h"

#include <time.h>

#include "galley_tls.h"
#include "mbedtls/entropy.h"
#include "mbedtls/entropy_poll.h"
#include "mbedtls/platform_util.h"
#include "semihosting.h"

/* Reads as much of a file as there is room for: bytes, 0 if there are none. */
static size_t read_file(const char *path, void *bytes, size_t size)
{
    long file = semihosting_open(path, SEMIHOSTING_READ);
    size_t n;

    if (file < 0)
        return 0;
    n = semihosting_read(file, bytes, size);
    semihosting_close(file);
    return n;
}

int mbedtls_hardware_poll(void *data, unsigned char *bytes, size_t size,
                          size_t *got)
{
    (void)data;
    *got = read_file("/dev/urandom", bytes, size);
    return *got == size ? 0 : MBEDTLS_ERR_ENTROPY_SOURCE_FAILED;
}

time_t time(time_t *at)
{
    time_t now = (time_t)semihosting_time();

    if (at != NULL)
        *at = now;
    return now;
}

struct tm *mbedtls_platform_gmtime_r(const mbedtls_time_t *at, struct tm *tm)
{
    return gmtime_r(at, tm);
}

int https_allow(struct galley_fetch_options *options, const char *path,
                char *room, size_t size)
{
    static altcp_allocator_t https = {altcp_tls_alloc, NULL};
    size_t n = read_file(path, room, size);

    if (n == 0 || n == size)
        return -1;
    room[n] = '\0';
    https.arg = altcp_tls_create_config_client((const u8_t *)room, n + 1);
    if (https.arg == NULL)
        return -1;
    options->https = &https;
    options->secure = galley_tls_secure;
    options->tls_error = galley_tls_error;
    return 0;
}
