/* The tests of the charset stage once more, with all encodings built in. */
#include "test_charset.c"
