docs: ## the reference of the headers, by doxygen: build/doc/html/index.html
	@$(call needs,doxygen,doxygen); \
	rm -rf $(BUILD)/doc && mkdir -p $(BUILD)/doc && \
	GALLEY_VERSION=$(VERSION) GALLEY_DOC=$(BUILD)/doc \
	    doxygen tests/reference/Doxyfile && \
	echo $(BUILD)/doc/html/index.html

.PHONY: docs
