# The parts that the programs of tests/charset and tests/http share.
$(BUILD)/tests/charset/test_charset: $(BUILD)/tests/charset/cuts.o \
	$(BUILD)/tests/charset/stage.o
$(BUILD)/tests/http/test_http: $(BUILD)/tests/charset/cuts.o \
	$(BUILD)/tests/http/stage.o

# A filter that test_tables.py compares with Python's codecs.
test: $(BUILD)/tests/charset/decode
