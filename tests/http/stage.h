/*
 * The HTTP stage for cuts.h.  The log: the body, then
 * "|result|complete|status|charset|location".
 */
#ifndef HTTP_STAGE_H
#define HTTP_STAGE_H

#include "charset/cuts.h"
#include "galley_http.h"

extern const struct stage http_stage;

#endif
