/* A self-signed certificate for loopback, made anew at each start. */
#ifndef SIM_CERT_H
#define SIM_CERT_H

#include <stdbool.h>

#include "text.h"

/* Both as PEM. False with a message on stderr. */
bool sim_make_certificate(sim_buf *certificate, sim_buf *key);

#endif
