# A filter that test_tables.py compares with Python's codecs.
test: $(BUILD)/tests/charset/decode
