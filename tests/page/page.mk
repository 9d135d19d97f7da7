# It sees the blocks through options.on_trace.
$(BUILD)/tests/page/test_page: $(TRACED)/tests/page/test_page.o \
	$(TRACED)/libgalley.a
	@$(link)
