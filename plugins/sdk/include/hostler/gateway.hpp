#pragma once

#include <hostler/call.hpp>
#include <hostler/gateway_requests.hpp>
#include <hostler/gateway_types.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

/// "gateway/1": moves money between payers and one account at a payment provider. The account's
/// keys are the plugin's own settings, so two accounts are two instances. Without them a plugin is
/// made all the same and answers NeedsAttention "not_configured".
class Gateway {
 public:
  using Kind = Gateway;
  static constexpr std::string_view kKind = "gateway/1";
  virtual ~Gateway() = default;

  virtual Reply<GatewayReport> testConnection(const Call&, const GatewayTest&) = 0;
  /// Makes the order (the intent) and says what the browser is to do. Looks for an earlier one
  /// first.
  virtual Reply<Checkout> checkout(const Call&, const StartCheckout&) = 0;
  /// Settles an Unknown checkout or charge.
  virtual Reply<LocatedCheckout> locate(const Call&, const LocateCheckout&) = 0;
  /// The truth about an attempt, for returns, late events and reconciliation.
  virtual Reply<Attempt> fetch(const Call&, const FetchAttempt&) = 0;
  virtual Reply<VerifiedReturn> verifyReturn(const Call&, const VerifyReturn&) = 0;
  /// Verifies raw bytes and translates. Asks the gateway nothing. Permanent "signature_missing",
  /// "signature_invalid" or "malformed"; NeedsAttention "secret_not_set".
  virtual Reply<Events> webhook(const Call&, const Delivery&) = 0;

  virtual Reply<Payment> capture(const Call&, const CapturePayment&) { return unsupported(); }
  virtual Reply<Refund> refund(const Call&, const StartRefund&) { return unsupported(); }
  /// Settles an Unknown refund.
  virtual Reply<LocatedRefund> locateRefund(const Call&, const LocateRefund&) {
    return unsupported();
  }
  virtual Reply<Customer> customer(const Call&, const EnsureCustomer&) { return unsupported(); }
  /// As checkout, and the method that pays may be charged again within the mandate.
  virtual Reply<Checkout> setup(const Call&, const StartCheckout&) { return unsupported(); }
  virtual Reply<SavedMethods> methods(const Call&, const ListMethods&) { return unsupported(); }
  virtual Reply<Deleted> deleteMethod(const Call&, const DeleteMethod&) { return unsupported(); }
  virtual Reply<Charged> charge(const Call&, const ChargeMethod&) { return unsupported(); }
  virtual Reply<Checkout> paymentLink(const Call&, const CreatePaymentLink&) {
    return unsupported();
  }
  virtual Reply<Deleted> cancelPaymentLink(const Call&, const CancelPaymentLink&) {
    return unsupported();
  }
  virtual Reply<Dispute> fetchDispute(const Call&, const FetchDispute&) { return unsupported(); }
  /// What moved at the gateway since the last call, whatever webhooks were lost.
  virtual Reply<Movements> reconcile(const Call&, const Reconcile&) { return unsupported(); }

  template <class Plugin>
  static void declare(VerbTable<Plugin, Gateway>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("checkout", &Plugin::checkout);
    verbs.add("locate", &Plugin::locate);
    verbs.add("fetch", &Plugin::fetch);
    verbs.add("verify_return", &Plugin::verifyReturn);
    verbs.add("webhook", &Plugin::webhook);
    verbs.add("capture", &Plugin::capture);
    verbs.add("refund", &Plugin::refund);
    verbs.add("locate_refund", &Plugin::locateRefund);
    verbs.add("customer", &Plugin::customer);
    verbs.add("setup", &Plugin::setup);
    verbs.add("methods", &Plugin::methods);
    verbs.add("delete_method", &Plugin::deleteMethod);
    verbs.add("charge", &Plugin::charge);
    verbs.add("payment_link", &Plugin::paymentLink);
    verbs.add("cancel_payment_link", &Plugin::cancelPaymentLink);
    verbs.add("fetch_dispute", &Plugin::fetchDispute);
    verbs.add("reconcile", &Plugin::reconcile);
  }
};

}  // namespace hostler::sdk
