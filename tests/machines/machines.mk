# The tests in C, the tokenizer's and the fixtures as other machines have
# them: those of words of 32 bits, those that are big-endian, and one that
# sees what was never written.
# $(call machine,NAME,COMPILER,PACKAGES,VARIABLES)
MACHINE_TESTS = $$(filter-out $$(SLOW),$$(call tests,*,fixtures tokenizer))
machine = @+command -v $(2) >/dev/null || { \
	echo 'skipped: no $(firstword $(2)) (packages $(3))'; \
	echo '0 passed, 0 failed, 1 skipped'; \
	test -z "$$NO_SKIPS"; exit; }; \
	$(MAKE) --no-print-directory BUILD=$(BUILD)/$(1) CC=$(firstword $(2)) \
	    TESTS='$(MACHINE_TESTS)' $(4) test

msan: ## tests in C with clang's MemorySanitizer
	$(call machine,msan,clang-19,clang-19 libclang-rt-19-dev,\
	    CFLAGS='-O1 -g -fsanitize=memory -fno-omit-frame-pointer')

m32: ## tests in C with words of 32 bits
	$(call machine,m32,i686-linux-gnu-gcc,gcc-i686-linux-gnu \
	    libc6-dev-i386-cross,LDFLAGS=-static)

s390x: ## tests in C on a big-endian machine
	$(call machine,s390x,s390x-linux-gnu-gcc qemu-s390x,gcc-s390x-linux-gnu \
	    libc6-dev-s390x-cross qemu-user,AR=s390x-linux-gnu-ar \
	    LDFLAGS=-static EMULATOR=qemu-s390x)

.PHONY: msan m32 s390x
