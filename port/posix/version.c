/* SPDX-License-Identifier: MIT */
/*
 * The version of the galley command, and the configuration that it and the
 * library in it were compiled with: each option of galley_config.h, as the
 * compiler is told it (-DGALLEY_RECORDS=40).
 */
#include "command.h"

#define OPTION(name) {#name, name}

static const struct {
    const char *name;
    long value;
} options[] = {
    OPTION(GALLEY_SCAN),
    OPTION(GALLEY_ENTITIES_FULL),
    OPTION(GALLEY_HTTP),
    OPTION(GALLEY_TRACE),
    OPTION(GALLEY_INFLATE),
    OPTION(GALLEY_CHARSET_SINGLE_BYTE),
    OPTION(GALLEY_CHARSET_FULL),
    OPTION(GALLEY_CHARSET_GB18030),
    OPTION(GALLEY_CHARSET_BIG5),
    OPTION(GALLEY_CHARSET_EUC_KR),
    OPTION(GALLEY_CHARSET_SHIFT_JIS),
    OPTION(GALLEY_CHARSET_EUC_JP),
    OPTION(GALLEY_CHARSET_ISO_2022_JP),
    OPTION(GALLEY_ATTRIBUTES),
    OPTION(GALLEY_STACK),
    OPTION(GALLEY_RECORDS),
    OPTION(GALLEY_CONTAINERS),
    OPTION(GALLEY_STYLES),
    OPTION(GALLEY_TITLE_SIZE),
    OPTION(GALLEY_BYLINE_SIZE),
    OPTION(GALLEY_PUBLISHED_SIZE),
    OPTION(GALLEY_SITE_SIZE),
    OPTION(GALLEY_DESCRIPTION_SIZE),
    OPTION(GALLEY_LANG_SIZE),
    OPTION(GALLEY_LOCATION_SIZE),
    OPTION(GALLEY_HTTP_HEAD_MAX),
    OPTION(GALLEY_HTTP_INTERIM_MAX)
};

void print_version(void)
{
    out_string("galley " GALLEY_VERSION "\n");
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        out_format("%s=%ld\n", options[i].name, options[i].value);
}
