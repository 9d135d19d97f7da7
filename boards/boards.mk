# The boards: each folder with a board.mk is one.  boards/common/rules.mk
# builds it; where its compiler is not installed, tests/boards/run.py says so.

BOARDS = $(sort $(patsubst boards/%/board.mk,%,\
    $(wildcard boards/*/board.mk)))
BOARD_RULES = --no-print-directory -f boards/common/rules.mk \
    BUILD='$(BUILD)' HOST_CC='$(CC)' AR='$(AR)' CONFIG='$(CONFIG)' \
    WARNINGS='$(WARNINGS)'

boards: $(BOARDS:%=board-%) $(BUILD)/boards/meter.so $(BUILD)/boards/simavr
boards: $(COMMAND) $(PANEL_RENDER) ## build and run every board
	@BUILD=$(BUILD) python3 tests/boards/run.py

$(BOARDS:%=board-%): board-%:
	@$(MAKE) $(BOARD_RULES) BOARD=$*

board-list: ## what is known of each board
	@for board in $(BOARDS); do \
	    $(MAKE) $(BOARD_RULES) BOARD=$$board list || exit 1; done

board-table: ## the figures of the last run of the boards
	@BUILD=$(BUILD) python3 tests/boards/table.py

# The newsboards are skipped where lwIP, mbedTLS or the fonts are not available.
board-newsboard board-newsboard-tls board-newsboard-tls-16k: $(PANEL_RENDER) newsboard-sources

newsboard-sources:
	-@$(MAKE) -s lwip-source
	-@$(MAKE) -s mbedtls-source

demo-device: board-newsboard $(COMMAND) ## a page, over the network, on a panel
	@BUILD=$(BUILD) python3 tests/boards/newsboard.py tests/fixtures/demo.html

# ---- what runs them ----

$(BUILD)/boards/meter.so: tests/boards/meter.c
	@mkdir -p $(@D)
	$(CC) $(WARNINGS) -O2 -shared -fPIC $< -o $@

# Without libsimavr the AVR is skipped.
$(BUILD)/boards/simavr: tests/boards/simavr.c
	@mkdir -p $(@D)
	-$(CC) -Wall -Wextra -O2 $< -o $@ -lsimavr -lelf

.PHONY: boards board-list board-table demo-device newsboard-sources \
    $(BOARDS:%=board-%)
