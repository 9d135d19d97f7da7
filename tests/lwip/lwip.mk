# The fetch of port/lwip on lwIP, over libslirp, under sanitizers.  lwIP's
# source comes from Debian (tests/lwip/fetch) into $(LWIP); so does mbedTLS's,
# for boards.

LWIP = $(BUILD)/lwip
MBEDTLS = $(BUILD)/mbedtls
LWIP_BUILD = $(BUILD)/lwip/host
LWIP_SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined
LWIP_FLAGS = -std=c99 -O1 -g $(LWIP_SANITIZE) -DGALLEY_INFLATE=1 -Iinclude \
	-Isrc -Itests -Iport/lwip -Iport/lwip/bare \
	-isystem $(LWIP)/src/include -MD -MP
LWIP_SLIRP = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags slirp \
	2>/dev/null))
LWIP_SOURCES = init def dns inet_chksum ip mem memp netif pbuf stats sys tcp \
	tcp_in tcp_out timeouts udp altcp altcp_alloc altcp_tcp \
	ipv4/etharp ipv4/icmp ipv4/ip4 ipv4/ip4_addr
LWIP_OBJECTS = $(LWIP_SOURCES:%=$(LWIP_BUILD)/core/%.o) \
	$(LWIP_BUILD)/netif/ethernet.o
LWIP_FETCH = $(LWIP_OBJECTS) $(patsubst %.c,$(LWIP_BUILD)/%.o, \
	port/lwip/url.c port/lwip/fetch.c port/lwip/fetch_strerror.c \
	tests/lwip/world.c tests/lwip/server.c tests/lwip/names.c \
	tests/lwip/article.c tests/lwip/compress.c tests/harness/harness.c \
	$(wildcard src/*.c))
LWIP_WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes

# By TLS: lwIP, the port and the tests once more for each window, the default
# and one for records of 16 KB.
LWIP_WINDOWS = default 19304
LWIP_WINDOW_FLAGS_19304 = -DTCP_WND=19304
LWIP_TLS = $(LWIP_WINDOWS:%=$(LWIP_BUILD)/tls-%/fetch_tls) \
	$(LWIP_BUILD)/tls-default/fetch_faults
LWIP_URL = $(LWIP_BUILD)/fetch_url $(LWIP_BUILD)/tls-default/fetch_url
LWIP_TLS_OBJECTS = $(LWIP_SOURCES:%=core/%.o) netif/ethernet.o \
	apps/altcp_tls/altcp_tls_mbedtls.o \
	apps/altcp_tls/altcp_tls_mbedtls_mem.o $(patsubst %.c,%.o, \
	port/lwip/url.c port/lwip/fetch.c port/lwip/fetch_strerror.c \
	port/lwip/tls.c tests/lwip/world.c tests/lwip/server.c \
	tests/lwip/names.c tests/lwip/article.c tests/lwip/tls_server.c)
LWIP_SHARED = $(patsubst %.c,$(LWIP_BUILD)/%.o,tests/lwip/compress.c \
	tests/harness/harness.c $(wildcard src/*.c))

lwip-faults: $(LWIP_BUILD)/fetch_faults ## fetches over 1024 broken networks
	$< 0 1024

lwip-faults-tls: lwip-tls ## the same, half of them by TLS
	$(LWIP_BUILD)/tls-default/fetch_faults 0 1024 $(LWIP)/certificates

lwip-tests: $(LWIP_BUILD)/fetch_cases $(LWIP_BUILD)/fetch_faults

lwip-tls: $(LWIP_TLS) $(LWIP)/certificates/good.pem

lwip-url: $(LWIP_URL)

# They are good for two days.
$(LWIP)/certificates/good.pem: FORCE
	tests/lwip/certificates $(@D)

lwip-source: $(LWIP)/src/include/lwip/init.h

$(LWIP)/src/include/lwip/init.h:
	tests/lwip/fetch lwip $(LWIP) src

mbedtls-source: $(MBEDTLS)/library/ssl_tls.c

$(MBEDTLS)/library/ssl_tls.c:
	tests/lwip/fetch mbedtls $(MBEDTLS) include library

$(LWIP_BUILD)/fetch_%: $(LWIP_BUILD)/tests/lwip/fetch_%.o $(LWIP_FETCH)
	$(CC) $(LWIP_SANITIZE) $^ $$(pkg-config --libs slirp) -lz -o $@

$(LWIP_BUILD)/core/%.o: $(LWIP)/src/include/lwip/init.h
	@mkdir -p $(@D)
	$(CC) $(LWIP_FLAGS) -Itests/lwip -c $(LWIP)/src/core/$*.c -o $@

$(LWIP_BUILD)/netif/%.o: $(LWIP)/src/include/lwip/init.h
	@mkdir -p $(@D)
	$(CC) $(LWIP_FLAGS) -Itests/lwip -c $(LWIP)/src/netif/$*.c -o $@

$(LWIP_BUILD)/%.o: %.c $(LWIP)/src/include/lwip/init.h
	@mkdir -p $(@D)
	$(CC) $(LWIP_FLAGS) -Itests/lwip $(LWIP_WARNINGS) $(LWIP_SLIRP) -c $< \
	    -o $@

define lwip_window
$(LWIP_BUILD)/tls-$(1)/fetch_%: \
    $(LWIP_BUILD)/tls-$(1)/tests/lwip/fetch_%.o \
    $(LWIP_TLS_OBJECTS:%=$(LWIP_BUILD)/tls-$(1)/%) $(LWIP_SHARED)
	$$(CC) $(LWIP_SANITIZE) $$^ $$$$(pkg-config --libs slirp) \
	    -lz -lmbedtls -lmbedx509 -lmbedcrypto -lssl -lcrypto -o $$@

$(LWIP_BUILD)/tls-$(1)/%.o: %.c $(LWIP)/src/include/lwip/init.h
	@mkdir -p $$(@D)
	$$(CC) $$(LWIP_FLAGS) -Itests/lwip/tls $(LWIP_WINDOW_FLAGS_$(1)) \
	    $$(LWIP_WARNINGS) $$(LWIP_SLIRP) -Itests/lwip -c $$< -o $$@

$(LWIP_BUILD)/tls-$(1)/%.o: $(LWIP)/src/include/lwip/init.h
	@mkdir -p $$(@D)
	$$(CC) $$(LWIP_FLAGS) -Itests/lwip/tls $(LWIP_WINDOW_FLAGS_$(1)) \
	    -w -c $(LWIP)/src/$$*.c -o $$@

.PRECIOUS: $(LWIP_BUILD)/tls-$(1)/%.o
endef
$(foreach window,$(LWIP_WINDOWS),$(eval $(call lwip_window,$(window))))

# The URLs need no network at all.
$(BUILD)/tests/lwip/test_url: $(BUILD)/port/lwip/url.o

.PHONY: lwip-faults lwip-faults-tls lwip-tests lwip-tls lwip-url \
    lwip-source mbedtls-source
.PRECIOUS: $(LWIP_BUILD)/%.o $(LWIP_BUILD)/core/%.o $(LWIP_BUILD)/netif/%.o
-include $(wildcard $(LWIP_BUILD)/*/*.d $(LWIP_BUILD)/*/*/*.d \
	$(LWIP_BUILD)/*/*/*/*.d)
