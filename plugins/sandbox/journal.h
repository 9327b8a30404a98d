#pragma once

#include "core/front/message.h"
#include "core/json/json.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

namespace hostler::sandbox {

/// Every request that a provider received, in order, with its secrets masked. Thread-safe.
class Journal {
 public:
  /// `about`: operation names and the account that the credentials belong to. Returns the entry's
  /// number.
  std::uint64_t record(const std::string& provider, const front::Request& request, Json about);
  /// What became of it.
  void answered(std::uint64_t number, int status);
  Json list(std::string_view provider) const;
  void clear();

 private:
  static constexpr std::size_t kKept = 50'000;

  mutable std::mutex mutex_;
  std::deque<Json> entries_;
  std::uint64_t next_ = 1;
};

/// A value as it may be shown: long secrets keep nothing, a scheme or user name before the secret
/// stays.
std::string maskedHeader(std::string_view lowerCaseName, std::string_view value);
/// A form or JSON body with the values of secret members replaced; other bodies unchanged.
std::string maskedBody(std::string_view body);

}  // namespace hostler::sandbox
