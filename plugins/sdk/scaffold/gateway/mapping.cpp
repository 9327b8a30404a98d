#include "mapping.h"

namespace sample {
namespace {

using namespace hostler::sdk;

struct WirePayment {
  std::string id, status, order;
  Money amount;

  static constexpr auto members() {
    return std::tuple{field("id", &WirePayment::id), field("status", &WirePayment::status),
                      field("order", &WirePayment::order), field("amount", &WirePayment::amount)};
  }
};

struct WireOrder {
  std::string id, url;
  Money amount;
  std::vector<WirePayment> payments;

  static constexpr auto members() {
    return std::tuple{field("id", &WireOrder::id), field("url", &WireOrder::url),
                      field("amount", &WireOrder::amount), field("payments", &WireOrder::payments)};
  }
};

struct WireEvent {
  std::string id, type;
  bool live = false;
  std::optional<WirePayment> payment;

  static constexpr auto members() {
    return std::tuple{field("id", &WireEvent::id), field("type", &WireEvent::type),
                      field("live", &WireEvent::live), field("payment", &WireEvent::payment)};
  }
};

Payment toPayment(const WirePayment& wire) {
  Payment payment;
  payment.id = wire.id;
  payment.reference = wire.order;
  payment.amount = wire.amount;
  payment.refunded.currency = wire.amount.currency;
  payment.state = wire.status == "captured" ? PaymentState::Captured
                  : wire.status == "failed" ? PaymentState::Failed
                                            : PaymentState::Created;
  return payment;
}

Attempt attemptOf(const WireOrder& order) {
  Attempt attempt;
  attempt.reference = order.id;
  attempt.amount = order.amount;
  attempt.paid.currency = order.amount.currency;
  for (const auto& each : order.payments) {
    attempt.payments.push_back(toPayment(each));
    if (attempt.payments.back().state != PaymentState::Captured) continue;
    attempt.paid.minor += each.amount.minor;
    attempt.state = AttemptState::Paid;
  }
  return attempt;
}

}  // namespace

Checkout toCheckout(const Json& json) {
  const auto order = fromJson<WireOrder>(json);
  Checkout checkout;
  checkout.reference = order.id;
  checkout.amount = order.amount;
  checkout.state = attemptOf(order).state;
  if (checkout.state == AttemptState::Open)
    checkout.nextAction = {{"type", "redirect"}, {"url", order.url}};
  return checkout;
}

Attempt toAttempt(const Json& json) {
  return attemptOf(fromJson<WireOrder>(json));
}

Events toEvents(const Json& json) {
  const auto wire = fromJson<WireEvent>(json);
  Events events;
  events.eventId = wire.id;
  events.providerType = wire.type;
  events.live = wire.live;
  // What means nothing to us is genuine all the same.
  if (!wire.payment || (wire.type != "payment.captured" && wire.type != "payment.failed"))
    return events;
  GatewayEvent event;
  event.type = wire.type;
  event.references = {wire.payment->order};
  event.payment = toPayment(*wire.payment);
  events.events.push_back(std::move(event));
  return events;
}

}  // namespace sample
