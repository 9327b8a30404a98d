#pragma once

#include "amounts.h"
#include "godaddy_client.h"

#include <hostler/registrar_requests.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hostler::godaddy {

/// What a purchase is for: it decides which agreements GoDaddy wants.
struct Purchase {
  std::string tld;
  bool privacy = false, forTransfer = false;
};

/// Asks GoDaddy, for each order anew, what it wants to be agreed to and what it charges.
class PurchaseTerms {
 public:
  explicit PurchaseTerms(const GodaddyClient& client) : client_{client} {}

  sdk::Reply<std::vector<sdk::Agreement>> agreements(const sdk::Call& call,
                                                     const std::vector<std::string>& tlds,
                                                     bool privacy, bool forTransfer) const;

  /// The document "consent" for a purchase: just the agreements of now, the customer's own address
  /// and time. NeedsAttention "consent_missing" where the customer has not agreed to all of them.
  sdk::Reply<sdk::Json> consent(const sdk::Call& call, const Purchase& purchase,
                                const sdk::Consent& given) const;
  /// The same for privacy that is bought by itself: what it wants beside the domain's own.
  sdk::Reply<sdk::Json> privacyConsent(const sdk::Call& call, const std::string& tld,
                                       const sdk::Consent& given) const;

  /// The registry's own answer about one name, with its price: never from a cache.
  sdk::Reply<sdk::Availability> availability(const sdk::Call& call, const std::string& domain,
                                             bool forTransfer, bool definitive) const;
  /// Permanent "domain_taken" (or "not_transferable"), or why the price may not be paid.
  std::optional<sdk::ProviderError> refusal(const sdk::Call& call, const std::string& domain,
                                            bool forTransfer,
                                            const std::optional<sdk::Cost>& highest) const;

 private:
  const GodaddyClient& client_;
};

/// Why a consent cannot be sent at all; nothing where it can.
std::optional<std::string> faultOf(const sdk::Consent& consent);

}  // namespace hostler::godaddy
