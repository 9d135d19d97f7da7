# A filter that test_zlib.py compares with Python's zlib, and a page for
# test_pages.c.
test: $(BUILD)/tests/inflate/inflate $(BUILD)/tests/inflate/demo.html.gz

$(BUILD)/tests/inflate/demo.html.gz: tests/fixtures/demo.html
	@mkdir -p $(@D)
	@gzip -9nc $< >$@
