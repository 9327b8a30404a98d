#pragma once

#include "godaddy_client.h"

#include <hostler/registrar_requests.hpp>

#include <optional>
#include <string>

namespace hostler::godaddy {

/// A domain as the account shows it now, with the document that it was read from.
struct HeldDomain {
  sdk::Registration registration;
  sdk::Json detail;
};

/// Reads domains of the account. Its errors are those of a read: Retryable or NeedsAttention.
class DomainFinder {
 public:
  explicit DomainFinder(const GodaddyClient& client) : client_{client} {}

  sdk::Reply<std::optional<HeldDomain>> find(const sdk::Call& call,
                                             const std::string& domain) const;
  /// The domain that a request means: NeedsAttention "domain_missing" where the account has none.
  sdk::Reply<HeldDomain> expected(const sdk::Call& call, const std::string& domain) const;
  /// An order for the domain that was placed since then, while the domain itself does not show yet.
  /// Pending, with the order's id.
  sdk::Reply<std::optional<sdk::Registration>> orderedSince(const sdk::Call& call,
                                                            const std::string& domain,
                                                            std::int64_t since) const;

 private:
  const GodaddyClient& client_;
};

/// GoDaddy's clock and ours may differ by so much.
inline constexpr std::int64_t kClockSlack = 600;

}  // namespace hostler::godaddy
