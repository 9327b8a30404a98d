#pragma once

// The interface's types; what it declares is looked up when it is first needed.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

namespace hostler {

/// libcurl, loaded when something is first sent out: it brings two dozen libraries along, which an
/// engine that sends nothing would pay for at each start and in its memory. Thread-safe.
class CurlLibrary {
 public:
  /// Throws std::runtime_error (boost::dll) where the library is not installed, each time anew.
  static const CurlLibrary& get();

 private:
  CurlLibrary();

  boost::dll::shared_library library_;
  template <class Function>
  Function* function(const char* name) const {
    return &library_.get<Function>(name);
  }

 public:
  decltype(::curl_easy_init)* const init = function<decltype(::curl_easy_init)>("curl_easy_init");
  decltype(::curl_easy_cleanup)* const cleanup =
      function<decltype(::curl_easy_cleanup)>("curl_easy_cleanup");
  decltype(::curl_easy_setopt)* const set =
      function<decltype(::curl_easy_setopt)>("curl_easy_setopt");
  decltype(::curl_easy_perform)* const perform =
      function<decltype(::curl_easy_perform)>("curl_easy_perform");
  decltype(::curl_easy_getinfo)* const info =
      function<decltype(::curl_easy_getinfo)>("curl_easy_getinfo");
  decltype(::curl_easy_strerror)* const words =
      function<decltype(::curl_easy_strerror)>("curl_easy_strerror");
  decltype(::curl_slist_append)* const append =
      function<decltype(::curl_slist_append)>("curl_slist_append");
  decltype(::curl_slist_free_all)* const freeAll =
      function<decltype(::curl_slist_free_all)>("curl_slist_free_all");
};

}  // namespace hostler
