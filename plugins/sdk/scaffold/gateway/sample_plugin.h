#pragma once

#include "client.h"

#include <hostler/gateway.hpp>

namespace sample {

/// Payments through Sample.
class SamplePlugin final : public sdk::Gateway {
 public:
  explicit SamplePlugin(const sdk::Context& context) : settings_{context.settings<Settings>()} {}

  sdk::Reply<sdk::GatewayReport> testConnection(const sdk::Call&, const sdk::GatewayTest&) override;
  sdk::Reply<sdk::Checkout> checkout(const sdk::Call&, const sdk::StartCheckout&) override;
  sdk::Reply<sdk::LocatedCheckout> locate(const sdk::Call&, const sdk::LocateCheckout&) override;
  sdk::Reply<sdk::Attempt> fetch(const sdk::Call&, const sdk::FetchAttempt&) override;
  sdk::Reply<sdk::VerifiedReturn> verifyReturn(const sdk::Call&, const sdk::VerifyReturn&) override;
  sdk::Reply<sdk::Events> webhook(const sdk::Call&, const sdk::Delivery&) override;

 private:
  sdk::Reply<sdk::LocatedCheckout> find(const sdk::Call& call, const std::string& attempt) const;

  const Settings settings_;
  const Client client_;
};

}  // namespace sample
