#pragma once

#include "core/front/message.h"
#include "core/json/json.h"
#include "plugins/sandbox/faults.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox {

/// A webhook that a provider sends: signed, ready to go.
struct Webhook {
  std::string url;
  front::Headers headers;
  std::string body;
};

/// One deed from outside (a payer's, or what became of a message) and what it makes the provider
/// send.
struct Payer {
  Json result;  ///< joins the answer of POST /_pay or /_deliver
  std::vector<Webhook> webhooks;
};

/// Plays one provider's API. Thread-safe: several requests may be under way at once.
class Provider {
 public:
  /// Sends webhooks that no payer asked for (a refund's), in the background.
  using Send = std::function<void(std::vector<Webhook>)>;

  virtual ~Provider() = default;

  virtual std::string_view name() const = 0;
  /// `path` lies below the provider's prefix and starts with '/'.
  virtual OperationNames names(const front::Request& request, std::string path) const = 0;
  /// The id of the account (as GET /_accounts has it) that the credentials are right for; empty:
  /// none.
  virtual std::string accountOf(const front::Request& request) const = 0;

  virtual front::Response answer(const front::Request& request, const OperationNames& names) = 0;
  /// Answers just as `answer` would, and leaves everything as it was.
  virtual front::Response pretend(const front::Request& request, const OperationNames& names) = 0;
  /// Says "failed", in the provider's words.
  virtual front::Response falseError(const OperationNames& names) const = 0;
  virtual front::Response serverError() const = 0;
  virtual front::Response rateLimited() const = 0;

  virtual Json accounts() const = 0;
  /// Adds an account, or replaces one. Throws DomainError.
  virtual Json addAccount(const Json& account) = 0;
  virtual Json book() const = 0;
  /// Throws DomainError (404 where this provider takes no payments).
  virtual Payer pay(const Json& request);
  /// What became of a message that this provider took: {"id", "outcome"}, in its own words. Throws
  /// DomainError (404 where this provider takes no messages).
  virtual Payer deliver(const Json& request);
  virtual void reset() = 0;
};

}  // namespace hostler::sandbox
