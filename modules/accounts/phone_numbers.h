#pragma once

#include "modules/accounts/phone_library/phone_library.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// Knows which phone numbers can exist (libphonenumber). Its tables are loaded with the first
/// number, about 15 ms and 9 MB, so that an engine nobody signs up at never pays for them.
/// Thread-safe.
class PhoneNumbers {
 public:
  /// `library` is the file with the tables; by default it is looked for beside the program and in
  /// ../lib/hostler.
  explicit PhoneNumbers(std::string library = {}) : library_{std::move(library)} {}

  /// The number in E.164 ("+919876543210"); nothing for what cannot be dialled. `region` is the
  /// country of numbers that are written without one. Throws std::runtime_error when the library is
  /// not there.
  std::optional<std::string> normal(std::string_view text, std::string_view region);

 private:
  hostler_phone_e164 function();

  std::string library_;
  std::mutex mutex_;
  std::atomic<hostler_phone_e164> function_{nullptr};
};

}  // namespace hostler
