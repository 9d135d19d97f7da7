# The library as a WebAssembly module in a package for npm, by clang and
# wasm-ld alone.
WASM = $(BUILD)/wasm
WASM_CLANG = clang
# memcpy and its kin become instructions; the stack lies below all data, so
# that running over it traps.
WASM_COMPILE = $(WASM_CLANG) --target=wasm32 -mbulk-memory -std=c99 \
	-nostdlibinc -isystem boards/common/freestanding -O2 $(WARNINGS) \
	-Iinclude -Iport/wasm -DGALLEY_CHARSET_FULL=1
WASM_LINK = wasm-ld --no-entry --stack-first -z stack-size=65536 \
	--strip-all --fatal-warnings
WASM_FLAGS = -DGALLEY_INFLATE=1
WASM_SOURCES = $(wildcard src/*.c) boards/common/freestanding/string.c
WASM_PACKAGE = $(patsubst %,port/wasm/%,package.json index.js index.cjs \
	extractor.js index.d.ts README.md) LICENSE
wasm_objects = $(patsubst %.c,$(1)/%.o,$(2))
wasm_compile = mkdir -p $(@D) && echo '  clang --target=wasm32 $<' && \
	$(WASM_COMPILE) $(1) -MMD -MP -c $< -o $@

wasm: ## a package for npm in build/wasm (WebAssembly), and its tests
	@$(call needs,$(WASM_CLANG) wasm-ld node npm,clang lld nodejs npm); \
	$(MAKE) --no-print-directory $(COMMAND) $(WASM)/galley.wasm && \
	GALLEY=$(COMMAND) BUILD=$(BUILD) node tests/wasm/test.mjs

$(WASM)/galley.wasm: $(call wasm_objects,$(WASM)-o,$(WASM_SOURCES) \
		port/wasm/wasm.c) $(WASM_PACKAGE)
	@rm -rf $(WASM)
	@mkdir -p $(WASM)
	@cp $(WASM_PACKAGE) $(WASM)
	@cp port/wasm/index.d.ts $(WASM)/index.d.cts
	@echo '  wasm-ld $@'
	@$(WASM_LINK) $(filter %.o,$^) -o $@ && chmod 644 $@

$(WASM)-o/%.o: %.c tests/wasm/wasm.mk
	@$(call wasm_compile,$(WASM_FLAGS))

.PHONY: wasm
-include $(wildcard $(WASM)-o/*/*.d $(WASM)-o/*/*/*.d $(WASM)-o/*/*/*/*.d)
