#pragma once

#include "razorpay_client.h"
#include "settings.h"

#include <hostler/gateway.hpp>

#include <optional>
#include <string>

namespace hostler::razorpay {

struct Order;

/// One Razorpay account. What moves money is looked for before it is made and read back after it
/// was.
class RazorpayGateway final : public sdk::Gateway {
 public:
  explicit RazorpayGateway(const sdk::Context& context);

  sdk::Reply<sdk::GatewayReport> testConnection(const sdk::Call&, const sdk::GatewayTest&) override;
  sdk::Reply<sdk::Events> webhook(const sdk::Call&, const sdk::Delivery&) override;
  sdk::Reply<sdk::VerifiedReturn> verifyReturn(const sdk::Call&, const sdk::VerifyReturn&) override;

  // checkout_verbs.cpp
  sdk::Reply<sdk::Checkout> checkout(const sdk::Call&, const sdk::StartCheckout&) override;
  sdk::Reply<sdk::Checkout> setup(const sdk::Call&, const sdk::StartCheckout&) override;
  sdk::Reply<sdk::LocatedCheckout> locate(const sdk::Call&, const sdk::LocateCheckout&) override;
  sdk::Reply<sdk::Attempt> fetch(const sdk::Call&, const sdk::FetchAttempt&) override;

  // refund_verbs.cpp
  sdk::Reply<sdk::Payment> capture(const sdk::Call&, const sdk::CapturePayment&) override;
  sdk::Reply<sdk::Refund> refund(const sdk::Call&, const sdk::StartRefund&) override;
  sdk::Reply<sdk::LocatedRefund> locateRefund(const sdk::Call&, const sdk::LocateRefund&) override;

  // saved_method_verbs.cpp
  sdk::Reply<sdk::Customer> customer(const sdk::Call&, const sdk::EnsureCustomer&) override;
  sdk::Reply<sdk::SavedMethods> methods(const sdk::Call&, const sdk::ListMethods&) override;
  sdk::Reply<sdk::Deleted> deleteMethod(const sdk::Call&, const sdk::DeleteMethod&) override;
  sdk::Reply<sdk::Charged> charge(const sdk::Call&, const sdk::ChargeMethod&) override;

  // link_verbs.cpp
  sdk::Reply<sdk::Checkout> paymentLink(const sdk::Call&, const sdk::CreatePaymentLink&) override;
  sdk::Reply<sdk::Deleted> cancelPaymentLink(const sdk::Call&,
                                             const sdk::CancelPaymentLink&) override;

  // reconcile_verbs.cpp
  sdk::Reply<sdk::Dispute> fetchDispute(const sdk::Call&, const sdk::FetchDispute&) override;
  sdk::Reply<sdk::Movements> reconcile(const sdk::Call&, const sdk::Reconcile&) override;

 private:
  sdk::Reply<Order> ensureOrder(const sdk::Call&, const sdk::StartCheckout&);
  sdk::Reply<std::optional<Order>> findOrder(const sdk::Call&, const std::string& receipt) const;
  sdk::Reply<sdk::Attempt> attemptOf(const sdk::Call&, const std::string& orderId) const;
  sdk::Reply<sdk::Payment> fetchPayment(const sdk::Call&, const std::string& paymentId) const;
  sdk::Reply<std::optional<sdk::Refund>> findRefund(const sdk::Call&, const std::string& paymentId,
                                                    const std::string& receipt) const;
  sdk::Reply<std::optional<sdk::Json>> findLink(const sdk::Call&,
                                                const std::string& reference) const;
  sdk::Checkout toCheckout(const Order& order, const std::string& customer, bool recurring) const;
  sdk::Checkout toCheckout(const sdk::Json& link) const;

  const Settings settings_;
  const RazorpayClient client_;
};

/// What a lost or contradictory answer to a write is called.
sdk::ProviderError notConfirmed(const std::string& why);
/// An entity with wrong types, in the answer to a read.
sdk::ProviderError misfit(const std::string& why);

}  // namespace hostler::razorpay
