#pragma once

#include "core/json/json.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox {

enum class FaultKind {
  Hold =
      1,  ///< not answered until the faults are deleted (or delay_ms is over); then done as asked
  DropAfterEffect,  ///< done; the connection ends without an answer
  LieError,         ///< done, says failed
  LieSuccess,       ///< not done, says done
  Duplicate,        ///< webhooks: each is sent twice
  Reorder,          ///< webhooks: the last first
  RateLimit,    ///< not done; 429, Retry-After from delay_ms, or as retry_after says (null: none)
  ServerError,  ///< not done; 500 in the provider's shape
  Slow,         ///< done; answered after delay_ms
  Garbage,      ///< done; answered with an HTML page
  Oversize,     ///< done; answered with 50 MB
  WrongTypes,   ///< done; answered with the right names and the wrong types
  Redirect      ///< not done; 302 to a page
};
std::optional<FaultKind> faultKind(std::string_view word);

struct Fault {
  std::string id, provider;
  std::string operation;  ///< the provider's own name, or "METHOD /path" (":x", "{x}" and "*" stand
                          ///< for any one segment); empty: every one
  std::string word;
  FaultKind kind = FaultKind::Hold;
  std::optional<int> times;
  std::optional<std::chrono::milliseconds> delay;
  std::optional<int> retryAfter = 1;  ///< seconds

  Json toJson() const;
};

/// What a request is called, for matching: its provider's own names, its method and its path.
struct OperationNames {
  std::vector<std::string> own;
  std::string method, path;  ///< path below the provider's prefix
};

/// The faults that were asked for. The oldest that matches is taken. Thread-safe.
class FaultBook {
 public:
  /// Throws DomainError where the document is no fault.
  Fault add(const Json& request);
  std::optional<Fault> take(std::string_view provider, const OperationNames& names);
  /// As take, for the webhooks of one payment or refund: only Duplicate and Reorder apply.
  std::optional<Fault> takeForWebhooks(std::string_view provider);
  Json list() const;
  void clear();

 private:
  std::optional<Fault> takeAt(std::size_t index);

  mutable std::mutex mutex_;
  std::vector<Fault> faults_;
  int next_ = 1;
};

}  // namespace hostler::sandbox
