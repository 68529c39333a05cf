/* The whole of the library for C++17 and later: owners, ranges and exceptions over the C headers,
 * inline, with nothing to link but the library. bindings/cpp/README.md tells how it is used. */
#ifndef XENGAGE_XENGAGE_HPP
#define XENGAGE_XENGAGE_HPP

#include <xengage/cpp/base.hpp>
#include <xengage/cpp/client.hpp>
#include <xengage/cpp/error.hpp>
#include <xengage/cpp/job.hpp>
#include <xengage/cpp/names.hpp>
#include <xengage/cpp/options.hpp>
#include <xengage/cpp/report.hpp>
#include <xengage/cpp/request.hpp>
#include <xengage/cpp/result.hpp>
#include <xengage/cpp/table.hpp>

#endif
