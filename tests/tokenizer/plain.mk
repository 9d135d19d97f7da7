# The tokenizer that the library's is compared with, and its table of names.
PLAIN = $(BUILD)/tests/tokenizer/plain.o

$(BUILD)/tests/tokenizer/test_plain: $(PLAIN)

$(PLAIN): INCLUDES += -I$(BUILD)/tests/tokenizer
$(PLAIN): $(BUILD)/tests/tokenizer/names.h

$(BUILD)/tests/tokenizer/names.h: tests/tokenizer/plain_names.py
	@mkdir -p $(@D)
	@python3 $< >$@
