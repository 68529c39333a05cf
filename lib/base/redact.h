/* Taking secrets out of lines of text. */
#ifndef XENG__BASE_REDACT_H
#define XENG__BASE_REDACT_H

#include "base/buf.h"

/* What stands in a secret's place. */
#define XENG__REDACTED "<redacted>"

/* Replaces, in place, what looks like a secret in a line of text: what an Authorization or Cookie
 * header holds; what follows `Bearer` or `Basic`; the values of `oauth_token`, `access_token`,
 * `consumer_secret` and their like, as forms, headers, JSON and environments write them; name and
 * password in a URL. It rather takes too much than too little. A buffer that runs out of memory
 * ends before the first secret that it could not replace. */
void xeng__redact(xeng__buf *line);

#endif
