#include "translation.h"

#include "amounts.h"
#include "mapping.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace hostler::stripe {
namespace {

using sdk::GatewayEvent;
using sdk::Json;
using Facts = std::vector<GatewayEvent>;

const Json& objectIn(const Json& event) {
  const auto data = event.find("data");
  if (data != event.end() && data->is_object()) {
    const auto object = data->find("object");
    if (object != data->end() && object->is_object()) return *object;
  }
  throw MappingError{"the event has no object"};
}

GatewayEvent eventOf(std::string type, std::initializer_list<std::string> references) {
  GatewayEvent event;
  event.type = std::move(type);
  for (const auto& reference : references) {
    if (!reference.empty()) event.references.push_back(reference);
  }
  return event;
}

// A link's money is told by its session, which alone names the reference that we keep: told twice,
// it would once be nobody's.
Facts ofIntent(std::string_view type, const Json& object) {
  const auto intent = toIntent(object);
  if (intent.isOfLink) return {};
  auto event = eventOf(std::string{type}, {intent.id});
  event.payment = paymentIn(object);
  return {std::move(event)};
}

Facts ofCharge(const Json& object) {
  if (!noteIn(object, "link").empty()) return {};
  auto payment = toPayment(object);
  const bool isCaptured =
      payment.state == sdk::PaymentState::Captured || payment.state == sdk::PaymentState::Refunded;
  auto event = eventOf(isCaptured ? "payment.captured" : "payment.authorized", {payment.reference});
  event.payment = std::move(payment);
  return {std::move(event)};
}

// Completed is not paid: a bank debit is known days later, by an event of its own.
Facts ofSession(const Json& object, bool hasFailed) {
  const auto intent = idOf(object, "payment_intent");
  if (intent.empty()) return {};  // one that only saves a method
  if (!hasFailed && textIn(object, "payment_status") != "paid") return {};
  sdk::Payment payment;
  payment.id = payment.reference = intent;
  payment.state = hasFailed ? sdk::PaymentState::Failed : sdk::PaymentState::Captured;
  payment.amount = moneyIn(object, "amount_total");
  payment.refunded = {0, payment.amount.currency};
  payment.customer = idOf(object, "customer");
  payment.createdAt = timeIn(object, "created");
  if (hasFailed) payment.errorCode = "payment_failed";
  auto event =
      eventOf(hasFailed ? "payment.failed" : "payment.captured", {intent, textIn(object, "id")});
  event.payment = std::move(payment);
  return {std::move(event)};
}

Facts ofRefund(const Json& object) {
  const auto intent = idOf(object, "payment_intent");
  if (intent.empty() && idOf(object, "charge").empty()) return {};  // of a balance, not a payment
  auto refund = toRefund(object);
  const auto* type = refund.state == sdk::RefundState::Pending     ? "refund.created"
                     : refund.state == sdk::RefundState::Processed ? "refund.processed"
                                                                   : "refund.failed";
  auto event = eventOf(type, {intent});
  event.refund = std::move(refund);
  return {std::move(event)};
}

Facts ofDispute(std::string_view type, const Json& object) {
  auto dispute = toDispute(object);
  auto word = std::string{type};
  if (word == "dispute.closed" && dispute.state == sdk::DisputeState::Won) word = "dispute.won";
  if (word == "dispute.closed" && dispute.state == sdk::DisputeState::Lost) word = "dispute.lost";
  auto event = eventOf(std::move(word), {idOf(object, "payment_intent")});
  event.dispute = std::move(dispute);
  return {std::move(event)};
}

Facts ofMethod(std::string_view type, const Json& object) {
  auto event = eventOf(std::string{type}, {});
  event.method = toSavedMethod(object);
  if (type == "method.cancelled") event.method->state = "cancelled";
  return {std::move(event)};
}

// Of a failed one the method is named only where there was one to fail.
Facts ofSetup(const Json& object, bool hasFailed) {
  const auto intent = toIntent(object);
  sdk::SavedMethod method;
  method.id = intent.method;
  if (hasFailed) {
    const auto error = object.value("last_setup_error", Json());
    if (error.is_object()) method.id = idOf(error, "payment_method");
  }
  if (method.id.empty()) return {};
  method.customer = intent.customer;
  method.state = hasFailed ? "rejected" : "confirmed";
  auto event = eventOf(hasFailed ? "method.rejected" : "method.confirmed", {intent.id});
  event.method = std::move(method);
  return {std::move(event)};
}

Facts ofMandate(const Json& object) {
  sdk::SavedMethod method;
  method.id = idOf(object, "payment_method");
  const bool isActive = textIn(object, "status") == "active";
  if (method.id.empty()) throw MappingError{"a mandate names no method"};
  if (!isActive && textIn(object, "status") != "inactive") return {};
  method.state = isActive ? "confirmed" : "cancelled";
  auto event = eventOf(isActive ? "method.confirmed" : "method.cancelled", {});
  event.method = std::move(method);
  return {std::move(event)};
}

// Every try ends in an intent's event, those that never became a charge too, so charge.failed is
// not told beside payment_intent.payment_failed. charge.refunded counts up over all refunds, each
// of which has events of its own.
const std::map<std::string_view, std::string_view> kIntents{
    {"payment_intent.succeeded", "payment.captured"},
    {"payment_intent.amount_capturable_updated", "payment.authorized"},
    {"payment_intent.payment_failed", "payment.failed"},
    {"payment_intent.canceled", "payment.failed"}};
const std::map<std::string_view, std::string_view> kDisputes{
    {"charge.dispute.created", "dispute.opened"},
    {"charge.dispute.updated", "dispute.updated"},
    {"charge.dispute.funds_withdrawn", "dispute.updated"},
    {"charge.dispute.funds_reinstated", "dispute.updated"},
    {"charge.dispute.closed", "dispute.closed"}};
const std::map<std::string_view, std::string_view> kMethods{
    {"payment_method.attached", "method.confirmed"},
    {"payment_method.updated", "method.confirmed"},
    {"payment_method.automatically_updated", "method.confirmed"},
    {"payment_method.detached", "method.cancelled"}};
const std::set<std::string_view> kRefunds{"refund.created", "refund.updated", "refund.failed",
                                          "charge.refund.updated"};
const std::set<std::string_view> kCharges{"charge.succeeded", "charge.captured"};
constexpr std::string_view kDebitFailed = "checkout.session.async_payment_failed";
const std::set<std::string_view> kSessions{
    "checkout.session.completed", "checkout.session.async_payment_succeeded", kDebitFailed};

Facts ofMoney(const std::string& name, const Json& event) {
  const auto intent = kIntents.find(name);
  const auto dispute = kDisputes.find(name);
  const bool isOfCharge = kCharges.contains(name), isOfRefund = kRefunds.contains(name),
             isOfSession = kSessions.contains(name);
  if (intent == kIntents.end() && dispute == kDisputes.end() && !isOfRefund && !isOfSession &&
      !isOfCharge)
    return {};
  const auto& object = objectIn(event);
  const auto currency = textIn(object, "currency");
  if (!currency.empty() && !isCounted(upperCase(currency))) return {};
  if (intent != kIntents.end()) return ofIntent(intent->second, object);
  if (dispute != kDisputes.end()) return ofDispute(dispute->second, object);
  if (isOfRefund) return ofRefund(object);
  if (isOfSession) return ofSession(object, name == kDebitFailed);
  return ofCharge(object);
}

}  // namespace

std::vector<GatewayEvent> translate(const Json& event) {
  const auto name = textIn(event, "type");
  if (name.empty()) throw MappingError{"the event has no type"};
  if (const auto method = kMethods.find(name); method != kMethods.end())
    return ofMethod(method->second, objectIn(event));
  if (name == "setup_intent.succeeded" || name == "setup_intent.setup_failed")
    return ofSetup(objectIn(event), name == "setup_intent.setup_failed");
  if (name == "mandate.updated") return ofMandate(objectIn(event));
  return ofMoney(name, event);
}

}  // namespace hostler::stripe
