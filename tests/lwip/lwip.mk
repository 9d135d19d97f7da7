# The fetch of port/lwip on lwIP, over libslirp, under sanitizers.  lwIP's
# source comes from Debian (tests/lwip/fetch) into $(LWIP).

LWIP = $(BUILD)/lwip
LWIP_BUILD = $(BUILD)/lwip/host
LWIP_SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined
LWIP_FLAGS = -std=c99 -O1 -g $(LWIP_SANITIZE) -Iinclude -Isrc -Itests \
	-Iport/lwip -Iport/lwip/bare -Itests/lwip -isystem $(LWIP)/src/include -MD -MP
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
	tests/lwip/article.c tests/harness/harness.c $(wildcard src/*.c))
LWIP_WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes

lwip-faults: $(LWIP_BUILD)/fetch_faults ## fetches over 1024 broken networks
	$< 0 1024

lwip-tests: $(LWIP_BUILD)/fetch_cases $(LWIP_BUILD)/fetch_faults

lwip-source: $(LWIP)/src/include/lwip/init.h

$(LWIP)/src/include/lwip/init.h:
	tests/lwip/fetch $(LWIP)

$(LWIP_BUILD)/fetch_%: $(LWIP_BUILD)/tests/lwip/fetch_%.o $(LWIP_FETCH)
	$(CC) $(LWIP_SANITIZE) $^ $$(pkg-config --libs slirp) -o $@

$(LWIP_BUILD)/core/%.o: $(LWIP)/src/include/lwip/init.h
	@mkdir -p $(@D)
	$(CC) $(LWIP_FLAGS) -c $(LWIP)/src/core/$*.c -o $@

$(LWIP_BUILD)/netif/%.o: $(LWIP)/src/include/lwip/init.h
	@mkdir -p $(@D)
	$(CC) $(LWIP_FLAGS) -c $(LWIP)/src/netif/$*.c -o $@

$(LWIP_BUILD)/%.o: %.c $(LWIP)/src/include/lwip/init.h
	@mkdir -p $(@D)
	$(CC) $(LWIP_FLAGS) $(LWIP_WARNINGS) $(LWIP_SLIRP) -c $< -o $@

# The URLs need no network at all.
$(BUILD)/tests/lwip/test_url: $(BUILD)/port/lwip/url.o

.PHONY: lwip-faults lwip-tests lwip-source
.PRECIOUS: $(LWIP_BUILD)/%.o $(LWIP_BUILD)/core/%.o $(LWIP_BUILD)/netif/%.o
-include $(wildcard $(LWIP_BUILD)/*/*.d $(LWIP_BUILD)/*/*/*.d)
