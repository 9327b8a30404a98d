#pragma once

#include "coin_amount.h"
#include "explorer.h"
#include "settings.h"

#include <hostler/gateway.hpp>

namespace hostler::crypto {

/// Coins sent to the operator's own address. It holds no key and moves nothing: it says what to
/// send, and looks at what came.
class CryptoGateway final : public sdk::Gateway {
 public:
  explicit CryptoGateway(const sdk::Context& context);

  sdk::Reply<sdk::GatewayReport> testConnection(const sdk::Call&, const sdk::GatewayTest&) override;
  sdk::Reply<sdk::Checkout> checkout(const sdk::Call&, const sdk::StartCheckout&) override;
  sdk::Reply<sdk::LocatedCheckout> locate(const sdk::Call&, const sdk::LocateCheckout&) override;
  sdk::Reply<sdk::Attempt> fetch(const sdk::Call&, const sdk::FetchAttempt&) override;
  sdk::Reply<sdk::VerifiedReturn> verifyReturn(const sdk::Call&, const sdk::VerifyReturn&) override;
  sdk::Reply<sdk::Events> webhook(const sdk::Call&, const sdk::Delivery&) override;

 private:
  std::string markAt(std::int64_t units) const;
  sdk::Reply<std::int64_t> markedUnits(std::int64_t units, const sdk::StartCheckout&) const;
  sdk::Json instructions(const Reference& reference) const;
  sdk::Payment paymentOf(const Transfer& transfer, const Reference& reference,
                         std::int64_t tip) const;

  const Settings settings_;
  const Explorer explorer_;
};

}  // namespace hostler::crypto
