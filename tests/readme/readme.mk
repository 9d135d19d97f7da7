# $(call fill,FILE,NAME,COMMAND): shows the tables that a command prints and
# puts them into a file, between <!-- NAME --> and <!-- /NAME -->.
fill = mkdir -p $(BUILD)/tables && $(3) >$(BUILD)/tables/$(2) && \
    cat $(BUILD)/tables/$(2) && \
    python3 tests/readme/fill.py $(1) $(2) <$(BUILD)/tables/$(2)

# The boards' figures are those of the last `make boards`.
readme: $(LIBRARY) $(COMMAND) ## put today's tables into README.md
	@$(call fill,README.md,size,BUILD=$(BUILD) python3 \
	    tests/size/test_size.py --table)
	@$(call fill,README.md,accuracy,tests/eval/evaluate.py --tables)
	@$(call fill,README.md,boards,$(MAKE) -s board-table)

.PHONY: readme
