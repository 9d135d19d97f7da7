# A filter that test_zlib.py compares with Python's zlib.
test: $(BUILD)/tests/inflate/inflate
