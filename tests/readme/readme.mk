# $(call tables,NAME,COMMAND): shows the tables that a command prints, and
# keeps them.
# $(call put,FILE,MARK,NAME,N): puts these tables, or only the N-th, into a
# file, between <!-- MARK --> and <!-- /MARK -->.
# $(call fill,FILE,NAME,COMMAND): both, under one name.
tables = mkdir -p $(BUILD)/tables && $(2) >$(BUILD)/tables/$(1) && \
    cat $(BUILD)/tables/$(1)
put = python3 tests/readme/fill.py $(1) $(2) $(4) <$(BUILD)/tables/$(3)
fill = $(call tables,$(2),$(3)) && $(call put,$(1),$(2),$(2))

# One after the other: they write the same files.
readme: ## put today's tables and picture into the README and its likes
	@for part in readme-accuracy readme-size readme-boards readme-bench \
	    readme-panel eval-early; do \
	    $(MAKE) --no-print-directory $$part || exit 1; done

EVALUATION = tests/eval/README.md

readme-accuracy: $(COMMAND)
	@$(call tables,accuracy,tests/eval/evaluate.py --tables)
	@$(call put,README.md,accuracy,accuracy,1)
	@$(call put,$(EVALUATION),sets,accuracy,2)
	@$(call put,$(EVALUATION),tools,accuracy,3)
	@$(call put,$(EVALUATION),no_article,accuracy,4)
	@$(call put,$(EVALUATION),fields,accuracy,5)
	@$(call put,$(EVALUATION),unread,accuracy,6)
	@$(call put,$(EVALUATION),model,accuracy,7)

readme-size: $(LIBRARY)
	@$(call tables,size,BUILD=$(BUILD) python3 tests/size/test_size.py --table)
	@$(call put,README.md,size,size,1)
	@$(call put,tests/size/README.md,files,size,2)

# The figures are those of the last `make boards`.
readme-boards:
	@$(call tables,boards,$(MAKE) -s board-table)
	@$(call put,README.md,boards,boards,1)
	@$(call put,boards/README.md,files,boards,2)
	@$(call put,boards/README.md,newsboards,boards,3)

.PHONY: readme readme-accuracy readme-size readme-boards
