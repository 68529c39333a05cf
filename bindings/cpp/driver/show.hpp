/* What came of a case, as JSON. */
#ifndef DRIVER_SHOW_HPP
#define DRIVER_SHOW_HPP

#include "json.hpp"
#include <xengage/xengage.hpp>

json show(const xeng::error &error);
json show(const xeng::result &result);
json show(const xeng::table &table);
/// An object of trees; null if there is no result.
json show_trees(const xeng::result_view &result);

#endif
