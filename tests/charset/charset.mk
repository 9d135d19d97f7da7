# Programs with all encodings; decode is a filter that tests in Python compare
# with Python's codecs.
ENCODINGS = $(BUILD)/tests/charset/decode \
	$(BUILD)/tests/charset/test_encodings

test: $(BUILD)/tests/charset/decode

$(ENCODINGS): $(BUILD)/%: $(TRACED)/%.o $(TRACED)/libharness.a \
	$(TRACED)/libgalley.a
	@$(link)
