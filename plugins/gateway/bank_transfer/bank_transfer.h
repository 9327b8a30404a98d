#pragma once

#include "bank_account.h"

#include <hostler/gateway.hpp>

namespace hostler::bank_transfer {

/// Transfers to a bank account of the operator's. It calls nobody: checkout writes the
/// instructions, people confirm what came in, and so nothing is ever known here of a payment.
class BankTransfer final : public sdk::Gateway {
 public:
  explicit BankTransfer(const sdk::Context& context);

  sdk::Reply<sdk::GatewayReport> testConnection(const sdk::Call&, const sdk::GatewayTest&) override;
  sdk::Reply<sdk::Checkout> checkout(const sdk::Call&, const sdk::StartCheckout&) override;
  sdk::Reply<sdk::LocatedCheckout> locate(const sdk::Call&, const sdk::LocateCheckout&) override;
  sdk::Reply<sdk::Attempt> fetch(const sdk::Call&, const sdk::FetchAttempt&) override;
  sdk::Reply<sdk::VerifiedReturn> verifyReturn(const sdk::Call&, const sdk::VerifyReturn&) override;
  sdk::Reply<sdk::Events> webhook(const sdk::Call&, const sdk::Delivery&) override;

 private:
  const BankAccount account_;
};

}  // namespace hostler::bank_transfer
