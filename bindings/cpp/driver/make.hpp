/* What a case says, made into objects. */
#ifndef DRIVER_MAKE_HPP
#define DRIVER_MAKE_HPP

#include "json.hpp"
#include <xengage/xengage.hpp>

xeng::client make_client();
xeng::credentials make_credentials(const json_t *one);
xeng::request make_request(const json_t *from, const xeng::credentials &whose);

#endif
