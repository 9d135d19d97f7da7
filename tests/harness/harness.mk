# Programs that see through options.on_trace what becomes of a page's text, or
# that inflate.
TRACED_TESTS = $(BUILD)/tests/page/test_page \
	$(BUILD)/tests/page/test_hidden $(BUILD)/tests/meta/test_meta \
	$(BUILD)/tests/esp_idf/test_fetch \
	$(patsubst %,$(BUILD)/tests/inflate/%,test_inflate test_pages inflate)

$(TRACED_TESTS): $(BUILD)/%: $(TRACED)/%.o $(TRACED)/libharness.a \
	$(TRACED)/libgalley.a
	@$(link)

$(TRACED)/libharness.a: $(filter-out $(TRACED)/tests/harness/test_%,\
	$(call traced,tests/harness/*.c))
	@$(archive)
