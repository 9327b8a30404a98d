#include "translation.h"

#include "mapping.h"

#include <map>
#include <string>
#include <string_view>

namespace hostler::razorpay {
namespace {

using sdk::GatewayEvent;
using sdk::Json;

const Json& entityOf(const Json& envelope, const char* name) {
  const auto payload = envelope.find("payload");
  if (payload != envelope.end() && payload->is_object()) {
    const auto wrapper = payload->find(name);
    if (wrapper != payload->end() && wrapper->is_object()) {
      const auto entity = wrapper->find("entity");
      if (entity != wrapper->end() && entity->is_object()) return *entity;
    }
  }
  throw MappingError{std::string{"the event has no "} + name};
}

// captured and order.paid tell of one payment, so both become one kind of fact; the payment's id
// joins them.
const std::map<std::string_view, std::string_view> kPayments{
    {"payment.authorized", "payment.authorized"},
    {"payment.captured", "payment.captured"},
    {"order.paid", "payment.captured"},
    {"payment_link.paid", "payment.captured"},
    {"payment_link.partially_paid", "payment.captured"},
    {"payment.failed", "payment.failed"}};
const std::map<std::string_view, std::string_view> kRefunds{
    {"refund.created", "refund.created"},
    {"refund.processed", "refund.processed"},
    {"refund.speed_changed", "refund.updated"},
    {"refund.failed", "refund.failed"}};
const std::map<std::string_view, std::string_view> kDisputes{
    {"payment.dispute.created", "dispute.opened"},
    {"payment.dispute.under_review", "dispute.updated"},
    {"payment.dispute.action_required", "dispute.updated"},
    {"payment.dispute.won", "dispute.won"},
    {"payment.dispute.lost", "dispute.lost"},
    {"payment.dispute.closed", "dispute.closed"}};
const std::map<std::string_view, std::string_view> kMethods{{"token.confirmed", "method.confirmed"},
                                                            {"token.rejected", "method.rejected"},
                                                            {"token.cancelled", "method.cancelled"},
                                                            {"token.paused", "method.paused"},
                                                            {"token.resumed", "method.confirmed"}};

// What happened to an attempt beside its payments.
const std::map<std::string_view, std::string_view> kLinks{
    {"payment_link.expired", "link.expired"}, {"payment_link.cancelled", "link.cancelled"}};
const std::map<std::string_view, std::string_view> kNotices{
    {"order.notification.delivered", "debit_notice.delivered"},
    {"order.notification.failed", "debit_notice.failed"}};

void addReference(GatewayEvent& event, std::string reference) {
  if (!reference.empty()) event.references.push_back(std::move(reference));
}

GatewayEvent paymentEvent(std::string_view type, const Json& envelope, bool ofLink) {
  GatewayEvent event;
  event.type = type;
  event.payment = toPayment(entityOf(envelope, "payment"));
  addReference(event, event.payment->reference);
  if (ofLink) addReference(event, textIn(entityOf(envelope, "payment_link"), "id"));
  return event;
}

// An event that is about nothing but this attempt; without its reference it would be about none.
GatewayEvent attemptEvent(std::string_view type, std::string reference, const char* member) {
  if (reference.empty()) throw MappingError{std::string{"the event has no "} + member};
  GatewayEvent event;
  event.type = type;
  addReference(event, std::move(reference));
  return event;
}

// The payment of a refund or dispute tells which order it belongs to; it is there in every sample,
// and not needed.
void addPaymentsOrder(GatewayEvent& event, const Json& envelope) {
  const auto payload = envelope.find("payload");
  if (payload != envelope.end() && payload->is_object() && payload->contains("payment")) {
    addReference(event, textIn(entityOf(envelope, "payment"), "order_id"));
  }
}

}  // namespace

std::vector<GatewayEvent> translate(const Json& envelope) {
  const auto name = textIn(envelope, "event");
  if (name.empty()) throw MappingError{"the envelope names no event"};
  if (const auto type = kPayments.find(name); type != kPayments.end()) {
    return {paymentEvent(type->second, envelope, name.starts_with("payment_link."))};
  }
  GatewayEvent event;
  if (const auto type = kRefunds.find(name); type != kRefunds.end()) {
    event.type = type->second;
    event.refund = toRefund(entityOf(envelope, "refund"));
    addPaymentsOrder(event, envelope);
    return {std::move(event)};
  }
  if (const auto type = kDisputes.find(name); type != kDisputes.end()) {
    event.type = type->second;
    event.dispute = toDispute(entityOf(envelope, "dispute"));
    addPaymentsOrder(event, envelope);
    return {std::move(event)};
  }
  if (const auto type = kLinks.find(name); type != kLinks.end()) {
    return {attemptEvent(type->second, textIn(entityOf(envelope, "payment_link"), "id"),
                         "payment link's id")};
  }
  if (const auto type = kNotices.find(name); type != kNotices.end()) {
    return {attemptEvent(type->second, textIn(entityOf(envelope, "notification"), "order_id"),
                         "order")};
  }
  if (const auto type = kMethods.find(name); type != kMethods.end()) {
    event.type = type->second;
    event.method = toSavedMethod(entityOf(envelope, "token"));
    return {std::move(event)};
  }
  return {};
}

}  // namespace hostler::razorpay
