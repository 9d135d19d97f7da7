# From the network onto a panel: lwIP (its source comes by tests/lwip), the
# typesetter and its fonts.
include boards/common/cortex_m.mk
LWIP = $(BUILD)/lwip
FONTS = $(BUILD)/fonts
CPU = Cortex-M3
PACKAGES += xfonts-100dpi xfonts-base
HEADERS += lwip/init.h body.h
HINT = tests/lwip/fetch gets lwIP
FLAGS += -mcpu=cortex-m3 -Iport/lwip -Iport/lwip/bare -Iport/epaper \
    -I$(FONTS) -isystem $(LWIP)/src/include
SOURCES = boards/newsboard/newsboard.c $(CORTEX_M) port/semihosting/semihosting.c \
    $(wildcard port/lwip/*.c port/epaper/*.c) \
    $(patsubst %,$(LWIP)/src/core/%.c,init def dns inet_chksum ip mem memp \
    netif pbuf tcp tcp_in tcp_out timeouts udp altcp altcp_alloc altcp_tcp \
    ipv4/dhcp ipv4/etharp ipv4/icmp ipv4/ip4 ipv4/ip4_addr) \
    $(LWIP)/src/netif/ethernet.c
TEST = newsboard
RUN = $(QEMU_ARM) -serial null -M mps2-an385 -nic user,model=lan9118

# Not ours to mend.
$(OUT)/$(LWIP)/%.o: FLAGS += -w
