/* A short, clean piece of a body that is not what the API sends: a proxy's page in HTML, say. */
#ifndef XENG__WIRE_BODY_EXCERPT_H
#define XENG__WIRE_BODY_EXCERPT_H

#include <stddef.h>

#include "base/buf.h"

/* Appends at most about 200 bytes of the body's text: valid UTF-8 on one line, without tags,
 * scripts, style sheets, control characters and doubled blanks. */
void xeng__body_excerpt(xeng__buf *out, const char *body, size_t size);

#endif
