/* Sends a reply, with whatever the fault does to it. */
#ifndef SIM_SEND_H
#define SIM_SEND_H

#include "call.h"

/* MHD_NO closes the connection. */
enum MHD_Result sim_send(sim_call *call);

#endif
