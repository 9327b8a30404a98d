#pragma once

// The requests and replies of "gateway/1", verb by verb, in the order of gateway.hpp.

#include <hostler/gateway_types.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace hostler::sdk {

struct GatewayTest {
  static constexpr auto members() { return std::tuple{}; }
};
struct GatewayReport {
  bool live = false;   ///< false: test credentials, whose events must change nothing in production
  bool ready = false;  ///< everything that checkout and webhooks need is set
  std::string detail;
  std::vector<std::string> missing;  ///< settings by name

  static constexpr auto members() {
    return std::tuple{field("live", &GatewayReport::live), field("ready", &GatewayReport::ready),
                      field("detail", &GatewayReport::detail),
                      field("missing", &GatewayReport::missing)};
  }
};

// --- checkout, setup, locate, fetch, verify_return ---

/// What a saved method may be charged, where a payment also sets one up.
struct Mandate {
  std::string method;  ///< card, upi, emandate
  std::optional<Money> maxAmount;
  std::optional<std::int64_t> expiresAt;
  std::string frequency = "as_presented";

  static constexpr auto members() {
    return std::tuple{field("method", &Mandate::method), field("max_amount", &Mandate::maxAmount),
                      field("expires_at", &Mandate::expiresAt),
                      optionalField("frequency", &Mandate::frequency)};
  }
};

struct StartCheckout {
  std::string attempt;  ///< our id of the payment attempt: unique, and what locate finds it by
  Money amount;
  std::string description;
  Payer payer;
  std::string customer;  ///< the gateway's id of the payer, where there is one
  std::string returnUrl;
  std::optional<Mandate> mandate;            ///< set by `setup`; needs `customer`
  std::map<std::string, std::string> facts;  ///< shown at the gateway's dashboard: invoice number …
  std::vector<std::string> taken =
      {};  ///< marks that were answered before and are another attempt's

  static constexpr auto members() {
    return std::tuple{field("attempt", &StartCheckout::attempt),
                      field("amount", &StartCheckout::amount),
                      optionalField("description", &StartCheckout::description),
                      optionalField("payer", &StartCheckout::payer),
                      optionalField("customer", &StartCheckout::customer),
                      optionalField("return_url", &StartCheckout::returnUrl),
                      field("mandate", &StartCheckout::mandate),
                      field("facts", &StartCheckout::facts),
                      field("taken", &StartCheckout::taken)};
  }
};
struct Checkout {
  std::string
      reference;  ///< the gateway's order or intent: store it, everything later is found by it
  Money amount;
  AttemptState state = AttemptState::Open;
  Json nextAction =
      nullptr;  ///< for the browser, as api.md 4 has it; null when there is nothing to do
  std::optional<std::int64_t> expiresAt;
  /// What tells its money from that of other attempts where nothing else does, such as an exact
  /// amount at an address. The engine lets no two open attempts have the same one: it asks again,
  /// with those that are `taken`.
  std::string mark = {};

  static constexpr auto members() {
    return std::tuple{
        field("reference", &Checkout::reference),  field("amount", &Checkout::amount),
        field("state", &Checkout::state),          field("next_action", &Checkout::nextAction),
        field("expires_at", &Checkout::expiresAt), optionalField("mark", &Checkout::mark)};
  }
};

struct LocateCheckout {
  std::string attempt;

  static constexpr auto members() { return std::tuple{field("attempt", &LocateCheckout::attempt)}; }
};
struct LocatedCheckout {
  std::optional<Checkout> checkout;  ///< absent: the gateway answered, and has none

  static constexpr auto members() {
    return std::tuple{field("checkout", &LocatedCheckout::checkout)};
  }
};

struct FetchAttempt {
  std::string reference;
  std::optional<std::int64_t> startedAt =
      std::nullopt;  ///< when we began it: nothing older pays it

  static constexpr auto members() {
    return std::tuple{field("reference", &FetchAttempt::reference),
                      field("started_at", &FetchAttempt::startedAt)};
  }
};
struct Attempt {
  std::string reference;
  AttemptState state = AttemptState::Open;
  Money amount;
  Money paid;
  std::vector<Payment> payments;  ///< every try of the payer, oldest first

  static constexpr auto members() {
    return std::tuple{field("reference", &Attempt::reference), field("state", &Attempt::state),
                      field("amount", &Attempt::amount), field("paid", &Attempt::paid),
                      field("payments", &Attempt::payments)};
  }
};

struct VerifyReturn {
  std::string reference;                    ///< OUR stored one, never the browser's
  std::map<std::string, std::string> data;  ///< what the gateway gave the browser

  static constexpr auto members() {
    return std::tuple{field("reference", &VerifyReturn::reference),
                      field("data", &VerifyReturn::data)};
  }
};
/// The signature was right and the gateway confirmed the payment just now; amount and currency are
/// compared by the engine. A forged return is Permanent "signature_invalid".
struct VerifiedReturn {
  Payment payment;

  static constexpr auto members() { return std::tuple{field("payment", &VerifiedReturn::payment)}; }
};

// --- webhook ---

struct Delivery {
  std::vector<std::vector<std::string>> headers;  ///< [name, value] as received, in order
  std::string bodyBase64;  ///< the raw bytes: the signature covers nothing else

  static constexpr auto members() {
    return std::tuple{field("headers", &Delivery::headers),
                      field("body_base64", &Delivery::bodyBase64)};
  }
};
/// One fact that a delivery tells. `type` is one of README.md's; exactly one of the entities is
/// there, or none where the fact is about the attempt itself (link.*, debit_notice.*), which
/// `references` name.
struct GatewayEvent {
  std::string type;
  std::vector<std::string>
      references;  ///< orders, intents, links: any of them may be the stored one
  std::optional<Payment> payment;
  std::optional<Refund> refund;
  std::optional<Dispute> dispute;
  std::optional<SavedMethod> method;

  static constexpr auto members() {
    return std::tuple{
        field("type", &GatewayEvent::type),       field("references", &GatewayEvent::references),
        field("payment", &GatewayEvent::payment), field("refund", &GatewayEvent::refund),
        field("dispute", &GatewayEvent::dispute), field("method", &GatewayEvent::method)};
  }
};
struct Events {
  std::string eventId;       ///< unique per event and account: the key of "one event, one effect"
  std::string providerType;  ///< the gateway's own word
  bool live = false;
  std::optional<std::int64_t> createdAt;
  std::vector<GatewayEvent> events;  ///< empty: a genuine event that means nothing to us

  static constexpr auto members() {
    return std::tuple{field("event_id", &Events::eventId),
                      field("provider_type", &Events::providerType), field("live", &Events::live),
                      field("created_at", &Events::createdAt), field("events", &Events::events)};
  }
};

// --- capture, refund, locate_refund ---

struct CapturePayment {
  std::string paymentId;
  Money amount;  ///< what was authorised

  static constexpr auto members() {
    return std::tuple{field("payment_id", &CapturePayment::paymentId),
                      field("amount", &CapturePayment::amount)};
  }
};

struct StartRefund {
  std::string paymentId;
  std::string refund;  ///< our id of it: unique, and what locate_refund finds it by
  Money amount;
  std::string reason;
  bool fast = false;  ///< ask for the quicker way, where there is one

  static constexpr auto members() {
    return std::tuple{field("payment_id", &StartRefund::paymentId),
                      field("refund", &StartRefund::refund), field("amount", &StartRefund::amount),
                      optionalField("reason", &StartRefund::reason),
                      optionalField("fast", &StartRefund::fast)};
  }
};
struct LocateRefund {
  std::string paymentId;
  std::string refund;

  static constexpr auto members() {
    return std::tuple{field("payment_id", &LocateRefund::paymentId),
                      field("refund", &LocateRefund::refund)};
  }
};
struct LocatedRefund {
  std::optional<Refund> refund;

  static constexpr auto members() { return std::tuple{field("refund", &LocatedRefund::refund)}; }
};

// --- customer, methods, delete_method, charge ---

struct EnsureCustomer {
  Payer payer;

  static constexpr auto members() { return std::tuple{field("payer", &EnsureCustomer::payer)}; }
};
struct Customer {
  std::string customer;

  static constexpr auto members() { return std::tuple{field("customer", &Customer::customer)}; }
};
struct ListMethods {
  std::string customer;

  static constexpr auto members() { return std::tuple{field("customer", &ListMethods::customer)}; }
};
struct SavedMethods {
  std::vector<SavedMethod> methods;

  static constexpr auto members() { return std::tuple{field("methods", &SavedMethods::methods)}; }
};
struct DeleteMethod {
  std::string customer, method;

  static constexpr auto members() {
    return std::tuple{field("customer", &DeleteMethod::customer),
                      field("method", &DeleteMethod::method)};
  }
};
struct Deleted {
  bool existed = true;

  static constexpr auto members() { return std::tuple{field("existed", &Deleted::existed)}; }
};

/// Charges a saved method while the payer is away.
struct ChargeMethod {
  std::string attempt;
  Money amount;
  std::string customer, method, description;
  Payer payer;

  static constexpr auto members() {
    return std::tuple{field("attempt", &ChargeMethod::attempt),
                      field("amount", &ChargeMethod::amount),
                      field("customer", &ChargeMethod::customer),
                      field("method", &ChargeMethod::method),
                      optionalField("description", &ChargeMethod::description),
                      field("payer", &ChargeMethod::payer)};
  }
};
struct Charged {
  std::string reference;  ///< the order or intent that was made for it
  Payment payment;

  static constexpr auto members() {
    return std::tuple{field("reference", &Charged::reference), field("payment", &Charged::payment)};
  }
};

// --- payment_link, cancel_payment_link ---

struct CreatePaymentLink {
  std::string attempt;
  Money amount;
  std::string description;
  Payer payer;
  std::string returnUrl;
  std::optional<std::int64_t> expiresAt;

  static constexpr auto members() {
    return std::tuple{field("attempt", &CreatePaymentLink::attempt),
                      field("amount", &CreatePaymentLink::amount),
                      optionalField("description", &CreatePaymentLink::description),
                      optionalField("payer", &CreatePaymentLink::payer),
                      optionalField("return_url", &CreatePaymentLink::returnUrl),
                      field("expires_at", &CreatePaymentLink::expiresAt)};
  }
};
struct CancelPaymentLink {
  std::string reference;

  static constexpr auto members() {
    return std::tuple{field("reference", &CancelPaymentLink::reference)};
  }
};

// --- disputes, reconcile ---

struct FetchDispute {
  std::string disputeId;

  static constexpr auto members() {
    return std::tuple{field("dispute_id", &FetchDispute::disputeId)};
  }
};

struct Reconcile {
  std::string cursor;  ///< what the last call answered; empty: the gateway's last three days

  static constexpr auto members() {
    return std::tuple{optionalField("cursor", &Reconcile::cursor)};
  }
};
struct Movements {
  std::vector<Payment> payments;
  std::vector<Refund> refunds;
  std::vector<Dispute> disputes;
  std::string cursor;  ///< by the gateway's clock, so the engine's never matters
  bool more = false;   ///< ask again at once

  static constexpr auto members() {
    return std::tuple{field("payments", &Movements::payments),
                      field("refunds", &Movements::refunds),
                      field("disputes", &Movements::disputes), field("cursor", &Movements::cursor),
                      field("more", &Movements::more)};
  }
};

}  // namespace hostler::sdk
