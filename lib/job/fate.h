/* What became of an id, in a few bytes. */
#ifndef XENG__JOB_FATE_H
#define XENG__JOB_FATE_H

#include <stdint.h>

typedef struct xeng__fate {
    uint8_t state;       /* an XENG_ID_ number; 0 as long as nothing is known */
    uint8_t unsupported; /* XENG_UNSUPPORTED_ flags */
    uint16_t reason;     /* an error code; XENG_OK for delivered ones */
} xeng__fate;

#endif
