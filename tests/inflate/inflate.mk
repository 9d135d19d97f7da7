# A filter that test_zlib.py compares with Python's zlib, and a page for
# test_pages.c.
test: $(BUILD)/tests/inflate/inflate $(BUILD)/tests/inflate/demo.html.gz

$(BUILD)/tests/inflate/demo.html.gz: tests/fixtures/demo.html
	@mkdir -p $(@D)
	@gzip -9nc $< >$@

inflate: $(BUILD)/tests/inflate/inflate ## every page, compressed, against Python's zlib
	@BUILD=$(BUILD) tests/inflate/test_zlib.py --all

.PHONY: inflate
