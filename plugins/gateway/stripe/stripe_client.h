#pragma once

#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::stripe {

/// Names as Stripe nests them: "metadata[attempt]", "expand[0]".
using Form = std::vector<std::pair<std::string, std::string>>;

/// Speaks HTTP to one account; the only file that knows it. A definite "no" is Permanent, with
/// `idempotency_error` where a key was used for something else.
class StripeClient {
 public:
  /// The version whose answers mapping.cpp reads, sent with every request: without it the account's
  /// own default would decide.
  static constexpr const char* kApiVersion = "2026-10-28.endive";
  static constexpr int kPageSize = 100;

  StripeClient(const Settings& settings, sdk::Redactor& redactor);

  sdk::Reply<sdk::Json> get(const sdk::Call& call, const std::string& path,
                            const Form& query = {}) const;
  /// Stripe keeps what a key did for a day at least, and answers the same again.
  sdk::Reply<sdk::Json> post(const sdk::Call& call, const std::string& path, const Form& body,
                             sdk::Effect effect, const std::string& idempotencyKey) const;

  /// Reads a list from its newest entry on, while `more` is true of what it is given. False when
  /// there was more than `mostPages`.
  sdk::Reply<bool> each(const sdk::Call& call, const std::string& path, Form query, int mostPages,
                        const std::function<bool(const sdk::Json&)>& more) const;

  /// Without a final slash or version: "https://api.stripe.com".
  const std::string& baseUrl() const { return baseUrl_; }

 private:
  sdk::Reply<sdk::Json> send(const sdk::Call& call, sdk::HttpRequest request) const;

  std::string baseUrl_;
  sdk::Secret authorization_;
  bool configured_ = false;
  sdk::HttpClient http_;
};

/// What a lost or contradictory answer to a write is called.
sdk::ProviderError notConfirmed(const std::string& why);
/// An object with wrong types, in the answer to a read.
sdk::ProviderError misfit(const std::string& why);

}  // namespace hostler::stripe
