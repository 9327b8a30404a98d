#pragma once

#include "mapping.h"
#include "settings.h"
#include "stripe_client.h"

#include <hostler/gateway.hpp>

#include <optional>
#include <string>

namespace hostler::stripe {

/// One Stripe account. Whatever is made is made under an idempotency key that comes from our own id
/// of it, and read back after it was.
class StripeGateway final : public sdk::Gateway {
 public:
  explicit StripeGateway(const sdk::Context& context);

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
  /// An attempt's intent as a list shows it. Stripe's search would lag behind; its lists do not.
  struct Search {
    std::string list;  ///< "/payment_intents", "/setup_intents"
    std::string attempt;
    std::string customer;  ///< all of a customer's; without one, those of the last days
    int mostPages = 0;
  };
  sdk::Reply<std::optional<Intent>> findIntent(const sdk::Call&, const Search&) const;
  sdk::Reply<Intent> makeIntent(const sdk::Call&, const Form& form, const sdk::Money& amount,
                                const Search& search) const;
  /// The intent with its latest try, and what Stripe kept of it.
  sdk::Reply<sdk::Json> readIntent(const sdk::Call&, const std::string& id) const;
  sdk::Reply<sdk::Attempt> attemptOf(const sdk::Call&, const std::string& intentId) const;
  sdk::Checkout toCheckout(const sdk::Call&, const Intent& intent) const;

  sdk::Reply<std::optional<sdk::Json>> findSession(const sdk::Call&, const std::string& attempt,
                                                   int mostPages) const;
  sdk::Reply<sdk::Attempt> sessionAttempt(const sdk::Call&, const std::string& id) const;
  sdk::Reply<std::optional<sdk::Refund>> findRefund(const sdk::Call&,
                                                    const sdk::LocateRefund&) const;
  sdk::Reply<std::string> findCustomer(const sdk::Call&, const sdk::Payer& payer) const;

  sdk::Reply<sdk::VerifiedReturn> verifyIntent(const sdk::Call&, const sdk::VerifyReturn&) const;
  sdk::Reply<sdk::VerifiedReturn> verifySession(const sdk::Call&, const sdk::VerifyReturn&) const;

  const Settings settings_;
  const StripeClient client_;
};

/// The key under which Stripe makes what belongs to our id of a payment attempt: one attempt is one
/// effect, whatever verb asks for it.
std::string attemptKey(const std::string& attempt);
sdk::Checkout sessionCheckout(const sdk::Json& session);

/// Of lists without a narrower bound: what is older is not looked for.
constexpr std::int64_t kReach = 3 * 24 * 3600;
constexpr int kMostPages = 100;
/// Before something is made, among what is not one customer's: its key guards it for a day anyhow.
constexpr int kPagesBefore = 2;

}  // namespace hostler::stripe
