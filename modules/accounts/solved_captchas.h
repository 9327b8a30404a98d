#pragma once

#include "core/time/clock.h"

#include <map>
#include <mutex>
#include <string>

namespace hostler {

/// Which request of this process an answer to a captcha was found right for, for a while. A request
/// that is run again asks nobody twice, and no other request gets anything for it, even where the
/// first came to nothing and left no trace in the database. Thread-safe.
class SolvedCaptchas {
 public:
  /// Longer than any provider lets an answer live.
  static constexpr std::chrono::minutes kKept{10};

  explicit SolvedCaptchas(const Clock& clock) : clock_{clock} {}

  enum class Holder { Nobody = 1, ThisRequest, Another };
  Holder holderOf(const std::string& tokenHash, const std::string& requestId);
  /// False when another request was first.
  bool keep(const std::string& tokenHash, const std::string& requestId);

 private:
  struct Kept {
    std::string requestId;
    Instant at;
  };
  void forgetOld();

  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Kept> kept_;  // by the token's hash
};

}  // namespace hostler
