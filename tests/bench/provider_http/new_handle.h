#pragma once

#include <memory>
#include <string>

namespace hostler::bench {

/// What stands beside the SDK's client: a libcurl handle that is made for one request and thrown
/// away after it, with the same trust and limits.
class NewHandle {
 public:
  enum class Sessions {
    None = 1,  ///< each handshake is a whole one
    Resumed    ///< the handles share a cache of TLS sessions
  };
  NewHandle(std::string url, std::string authorities, Sessions sessions);
  ~NewHandle();
  NewHandle(const NewHandle&) = delete;
  NewHandle& operator=(const NewHandle&) = delete;

  /// One GET; the header X-Session of its answer. Throws where it is not answered with 200.
  std::string ask();

 private:
  std::string url_, authorities_;
  void* share_ = nullptr;
};

}  // namespace hostler::bench
