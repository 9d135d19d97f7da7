#!/bin/bash -eu
# What OSS-Fuzz runs: builds every fuzz target by the compilers, flags and
# engine of its environment, and puts them into $OUT with their seeds, words
# and options.
cd "$SRC/galley"
make -j"$(nproc)" FUZZ_DIR="$WORK/fuzz" FUZZ_CC="$CC" FUZZ_FLAGS="$CFLAGS" \
    FUZZ_COVER= FUZZ_ZLIB= FUZZ_PLAIN="$CFLAGS" FUZZ_LINK="$CXX $CXXFLAGS" \
    FUZZ_ENGINE="$LIB_FUZZING_ENGINE" fuzz-programs
python3 tests/fuzz/pack.py "$WORK/fuzz" "$OUT"
