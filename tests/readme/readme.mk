# The boards' figures are those of the last `make boards`.
readme: $(LIBRARY) $(COMMAND) ## put today's tables into README.md
	@mkdir -p $(BUILD)/readme
	@BUILD=$(BUILD) python3 tests/size/test_size.py --table \
	    >$(BUILD)/readme/size
	@$(MAKE) -s board-table >$(BUILD)/readme/boards
	@$(MAKE) -s eval >$(BUILD)/readme/eval
	@for table in size boards eval; do \
	    python3 tests/readme/fill.py $$table <$(BUILD)/readme/$$table || \
	        exit 1; done

.PHONY: readme
