text: $(COMMAND) ## visible text against another parser's tree: every page, much soup
	@GALLEY=$(COMMAND) tests/text/test_text.py --all

.PHONY: text
