/* For a compiler without a C library. */
#ifndef TIME_H
#define TIME_H

typedef long long time_t;

extern "C" time_t time(time_t *);

#endif
