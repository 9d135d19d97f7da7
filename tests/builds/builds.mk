# The library built in other ways: with other limits, with canaries around
# its arrays, for other machines, with another sanitizer.

matrix: ## the library at both ends of each option (MATRIX=--ends: of all)
	@CC="$(CC)" BUILD=$(BUILD) python3 tests/builds/matrix.py $(MATRIX)

canary: ## overflows from one member of struct galley into another
	@CC="$(CC)" BUILD=$(BUILD) python3 tests/builds/canary.py

# The tests in C, the tokenizer's and the fixtures, by another compiler.
# $(call machine,NAME,COMPILER AND EMULATOR,PACKAGES,VARIABLES)
MACHINE_FOLDERS = *
MACHINE_TESTS = $$(filter-out $$(SLOW),\
	$$(call tests,$(MACHINE_FOLDERS),fixtures tokenizer))
machine = @+$(call needs,$(2),$(3)); \
	$(MAKE) --no-print-directory BUILD=$(BUILD)/$(1) CC=$(firstword $(2)) \
	    TESTS='$(MACHINE_TESTS)' $(4) test

# What is linked to it but is never called need not be there: --gc-sections.
SCRAMBLE = $(BUILD)/esp8266/scramble.o
SCRAMBLED = -include tests/builds/scramble.h -ffunction-sections
wrap = -Wl,--gc-sections,--wrap=galley_strerror,--wrap=galley_strname
esp8266: $(SCRAMBLE) ## tests in C with tables read as the ESP8266 must
	$(call machine,esp8266,$(CC),,CFLAGS='-O1 -g $(SCRAMBLED) \
	    -Wno-conversion -fsanitize=undefined -fno-sanitize-recover=all' \
	    LDFLAGS='$(SCRAMBLE) $$(wrap)')

$(SCRAMBLE): tests/builds/scramble.c tests/builds/scramble.h
	@mkdir -p $(@D)
	@$(COMPILE) $(SCRAMBLED) -c $< -o $@

MSAN = -O1 -g -fsanitize=memory,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
msan: ## tests in C with clang's MemorySanitizer and UBSan
	$(call machine,msan,clang-19,clang-19 libclang-rt-19-dev,\
	    CFLAGS='$$(MSAN)')

m32: ## tests in C with words of 32 bits
	$(call machine,m32,i686-linux-gnu-gcc,gcc-i686-linux-gnu \
	    libc6-dev-i386-cross,LDFLAGS=-static)

s390x: ## tests in C on a big-endian machine
	$(call machine,s390x,s390x-linux-gnu-gcc qemu-s390x,gcc-s390x-linux-gnu \
	    libc6-dev-s390x-cross qemu-user,AR=s390x-linux-gnu-ar \
	    LDFLAGS=-static EMULATOR=qemu-s390x)

aarch64: MACHINE_FOLDERS = charset galley page tokenizer
aarch64: ## tests in C on AArch64, where the tokenizer scans by NEON
	$(call machine,aarch64,aarch64-linux-gnu-gcc qemu-aarch64,\
	    gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user,\
	    AR=aarch64-linux-gnu-ar LDFLAGS=-static EMULATOR=qemu-aarch64)

.PHONY: matrix canary esp8266 msan m32 s390x aarch64
