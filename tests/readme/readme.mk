# $(call tables,NAME,COMMAND): shows the tables that a command prints, and
# keeps them.
# $(call put,FILE,MARK,NAME,N): puts these tables, or only the N-th, into a
# file, between <!-- MARK --> and <!-- /MARK -->.
# $(call fill,FILE,NAME,COMMAND): both, under one name.
tables = mkdir -p $(BUILD)/tables && $(2) >$(BUILD)/tables/$(1) && \
    cat $(BUILD)/tables/$(1)
put = python3 tests/readme/fill.py $(1) $(2) $(4) <$(BUILD)/tables/$(3)
fill = $(call tables,$(2),$(3)) && $(call put,$(1),$(2),$(2))

readme: readme-size readme-boards
readme: $(COMMAND) ## put today's tables into the README and its likes
	@$(call fill,README.md,accuracy,tests/eval/evaluate.py --tables)

readme-size: $(LIBRARY)
	@$(call tables,size,BUILD=$(BUILD) python3 tests/size/test_size.py --table)
	@$(call put,README.md,size,size,1)
	@$(call put,tests/size/README.md,files,size,2)

# The figures are those of the last `make boards`.
readme-boards:
	@$(call tables,boards,$(MAKE) -s board-table)
	@$(call put,README.md,boards,boards,1)
	@$(call put,boards/README.md,files,boards,2)

.PHONY: readme readme-size readme-boards
