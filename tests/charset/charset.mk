# The programs of tests/charset and tests/http share some parts, which have
# to stand in front of the library.
$(BUILD)/tests/charset/test_charset: $(addprefix $(BUILD)/tests/,\
	charset/test_charset.o charset/stage.o charset/cuts.o) $(LIBRARY)
	@echo '  link $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@

$(BUILD)/tests/http/test_http: $(addprefix $(BUILD)/tests/,\
	http/test_http.o http/stage.o charset/cuts.o) $(LIBRARY)
	@echo '  link $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@

# A filter that test_tables.py compares with Python's codecs.
test: $(BUILD)/tests/charset/decode
