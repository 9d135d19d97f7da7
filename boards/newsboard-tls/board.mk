# The newsboard with https, in 96 KB of RAM: mbedTLS (its source comes by
# tests/lwip, too).  What a larger record needs is in newsboard-tls-16k.
include boards/newsboard/board.mk
MBEDTLS = $(BUILD)/mbedtls
PACKAGES += openssl
HEADERS += mbedtls/ssl.h
HINT = tests/lwip/fetch gets lwIP and mbedTLS
FLAGS += -isystem $(MBEDTLS)/include \
    -DMBEDTLS_CONFIG_FILE='<mbedtls_config.h>'
SOURCES += boards/newsboard/https.c $(LWIP)/src/core/stats.c \
    $(wildcard $(LWIP)/src/apps/altcp_tls/*.c $(MBEDTLS)/library/*.c)
TEST = newsboard_tls

$(OUT)/$(MBEDTLS)/%.o: FLAGS += -w
