#include "core/outbound/curl_library.h"

#include <stdexcept>

namespace hostler {

CurlLibrary::CurlLibrary()
    : library_{"libcurl.so.4", boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local |
                                   boost::dll::load_mode::search_system_folders} {
  const auto begin = function<decltype(::curl_global_init)>("curl_global_init");
  if (begin(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error{"libcurl does not start"};
}

const CurlLibrary& CurlLibrary::get() {
  static const CurlLibrary library;
  return library;
}

}  // namespace hostler
