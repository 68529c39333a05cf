/* The same from C++11: the headers are C++, and the functions are found by their C names. */
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <xengage/xengage.h>

#ifndef WANTED_VERSION
#define WANTED_VERSION "0.0.0"
#endif

namespace
{

struct unref {
    void operator()(xeng_error *error) const
    {
        xeng_error_unref(error);
    }
    void operator()(xeng_request *request) const
    {
        xeng_request_unref(request);
    }
};

template <class Handle> using owned = std::unique_ptr<Handle, unref>;

} // namespace

int main()
{
    if (std::string(xeng_version()) != WANTED_VERSION) {
        std::cerr << "consumer: the version that runs is not the one that pkg-config told\n";
        return 1;
    }
    xeng_request *raw_request = nullptr;
    xeng_error *raw_error = nullptr;
    std::int32_t code =
        xeng_request_new(XENG_ENDPOINT_HISTORICAL, nullptr, &raw_request, &raw_error);
    owned<xeng_request> request(raw_request);
    owned<xeng_error> error(raw_error);
    if (code != XENG_OK) {
        std::cerr << "consumer: " << xeng_error_message(error.get()) << "\n";
        return 1;
    }
    code = xeng_request_add_id_text(request.get(), "-1", &raw_error);
    error.reset(raw_error);
    std::cout << xeng_error_code_name(code) << ": " << xeng_error_message(error.get()) << "\n";
    return code == XENG_ERROR_RULE ? 0 : 1;
}
