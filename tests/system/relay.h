/* Passes connections on: from another loopback address to a port on 127.0.0.1, or for the length of
 * one connection. */
#ifndef TESTS_RELAY_H
#define TESTS_RELAY_H

typedef struct relay relay;

/* Listens on `address` (127.0.0.2, say) and passes on to `port`. */
relay *relay_start(const char *address, int port);
int relay_port(const relay *self);
void relay_stop(relay *self);

/* A connection to a port on 127.0.0.1; -1 if there is none. */
int relay_connect(int port);
/* Passes bytes both ways until either side closes. Closes neither. */
void relay_pump(int one, int other);

#endif
