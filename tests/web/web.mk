# The page that shows Galley in a browser: one file that needs nothing, with
# the module, the fonts and sample pages inside.
WEB = $(BUILD)/web
WEB_FLAGS = -DGALLEY_TRACE=1 -Isrc -Iport/epaper -I$(dir $(FONTS))
WEB_SOURCES = $(WASM_SOURCES) port/wasm/wasm.c port/web/page.c \
	$(filter-out %/wire.c,$(wildcard port/epaper/*.c))
WEB_SAMPLES = $(patsubst %,tests/fixtures/%.html,demo howto german)

web: ## a page to try it in a browser, build/web/index.html, and its tests
	@$(call needs,$(WASM_CLANG) wasm-ld node npm chromium python3,clang \
	    lld nodejs npm chromium python3); \
	$(call needs_fonts); \
	$(MAKE) --no-print-directory $(COMMAND) $(WASM)/galley.wasm \
	    $(WEB)/index.html && \
	GALLEY=$(COMMAND) BUILD=$(BUILD) node tests/web/test.mjs

readme-web: web ## the README's picture of that page
	@pngquant --nofs --speed 1 --strip --force --output port/web/page.png 48 \
	    $(WEB)/readme.png

needs_fonts = test -n '$(PANEL_RENDER)' || { \
	echo 'skipped: no fonts to set in (packages xfonts-100dpi xfonts-base)'; \
	echo '0 passed, 0 failed, 1 skipped'; test -z "$$NO_SKIPS"; exit; }

$(WEB)/index.html: $(WEB)-o/page.wasm port/web/build.py port/web/page.html \
		port/web/page.css port/web/page.js port/wasm/extractor.js \
		$(WEB_SAMPLES)
	@mkdir -p $(WEB)
	@echo '  build $@'
	@python3 port/web/build.py $< $(WEB_SAMPLES) >$@.new && mv $@.new $@

$(WEB)-o/page.wasm: $(call wasm_objects,$(WEB)-o,$(WEB_SOURCES))
	@echo '  wasm-ld $@'
	@$(WASM_LINK) $^ -o $@

$(WEB)-o/%.o: %.c tests/wasm/wasm.mk tests/web/web.mk | $(FONTS)/body.h
	@$(call wasm_compile,$(WEB_FLAGS))

.PHONY: web readme-web
-include $(wildcard $(WEB)-o/*/*.d $(WEB)-o/*/*/*.d $(WEB)-o/*/*/*/*.d)
