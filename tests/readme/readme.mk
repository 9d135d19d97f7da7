readme: $(LIBRARY) $(COMMAND) ## put today's tables into README.md
	@mkdir -p $(BUILD)/readme
	-$(MAKE) -s size >$(BUILD)/readme/size
	$(MAKE) -s eval >$(BUILD)/readme/eval
	python3 tests/readme/fill.py size <$(BUILD)/readme/size
	python3 tests/readme/fill.py eval <$(BUILD)/readme/eval

.PHONY: readme
