/* For a compiler without a C library. */
#ifndef TYPES_H
#define TYPES_H

typedef __PTRDIFF_TYPE__ ssize_t;

#endif
