#include "mapping.h"

#include "amounts.h"

#include <algorithm>
#include <chrono>

namespace hostler::stripe {
namespace {

using sdk::Json;
using sdk::Money;

// "visa" with its last digits as people know it: "Visa 1111".
std::string cardTitle(const Json& card) {
  auto brand = textIn(card, "brand");
  if (!brand.empty() && brand[0] >= 'a' && brand[0] <= 'z')
    brand[0] = static_cast<char>(brand[0] - 'a' + 'A');
  return brand + " " + textIn(card, "last4");
}

// Of `payment_method_details` and of a payment method alike: what is told lies under the type.
std::string titleOf(const Json& details, const std::string& type) {
  const auto& own = type.empty() ? details : memberOf(details, type.c_str());
  if (type.empty() || !own.is_object()) return {};
  if (type == "card") return cardTitle(own);
  for (const char* name : {"vpa", "email", "bank_name", "bank", "last4"}) {
    const auto text = textIn(own, name);
    if (text.empty()) continue;
    const bool isBank = std::string_view{name} == "bank_name" || std::string_view{name} == "bank";
    const auto digits = isBank ? textIn(own, "last4") : std::string{};
    return digits.empty() ? text : text + " " + digits;
  }
  return {};
}

sdk::PaymentState stateOfCharge(const Json& charge) {
  using State = sdk::PaymentState;
  const auto state = statusIn<State>(
      charge,
      {{"succeeded", State::Captured}, {"pending", State::Created}, {"failed", State::Failed}});
  if (state != State::Captured) return state;
  const bool isReturned = flagIn(charge, "refunded");
  // An authorisation that was let go never brought money in, so none of it went back.
  if (!flagIn(charge, "captured")) return isReturned ? State::Failed : State::Authorized;
  return isReturned ? State::Refunded : State::Captured;
}

std::string errorOf(const Json& charge) {
  auto code = textIn(charge, "failure_code");
  const auto& outcome = memberOf(charge, "outcome");
  if (code != "card_declined" || !outcome.is_object()) return code;
  const auto reason = textIn(outcome, "reason");
  return reason.empty() ? code : reason;
}

std::optional<Money> feeOf(const Json& charge) {
  const auto& booked = memberOf(charge, "balance_transaction");
  if (!booked.is_object()) return std::nullopt;  // its id: not expanded, or not yet known
  return fromStripe(wholeIn(booked, "fee"), textIn(booked, "currency"));
}

// Of all movements of a dispute together, in the account's own currency; nothing where none tells
// one, or where they cannot be counted together.
std::optional<Money> feeOfDispute(const Json& movements) {
  std::int64_t sum = 0;
  std::string currency;
  for (const auto& each : movements) {
    if (!memberOf(each, "fee").is_number_integer()) continue;
    const auto its = textIn(each, "currency");
    if (!currency.empty() && its != currency) return std::nullopt;
    if (__builtin_add_overflow(sum, wholeIn(each, "fee"), &sum)) return std::nullopt;
    currency = its;
  }
  if (currency.empty()) return std::nullopt;
  return fromStripe(std::max<std::int64_t>(0, sum), currency);
}

// The first second of the month after: a card is good until its month ends.
std::int64_t endOfMonth(std::int64_t year, std::int64_t month) {
  using namespace std::chrono;
  if (year < 1970 || year > 9999 || month < 1 || month > 12)
    throw MappingError{"exp_month is not a month"};
  const auto day = std::chrono::year{static_cast<int>(year)} /
                       std::chrono::month{static_cast<unsigned>(month)} / 1 +
                   months{1};
  return duration_cast<seconds>(sys_days{day}.time_since_epoch()).count();
}

void readError(const Json& error, Intent& intent) {
  if (!error.is_object()) return;
  intent.errorCode = textIn(error, "code");
  if (const auto reason = textIn(error, "decline_code");
      intent.errorCode == "card_declined" && !reason.empty())
    intent.errorCode = reason;
  intent.errorMessage = textIn(error, "message");
  if (const auto charge = idOf(error, "charge"); !charge.empty()) intent.charge = charge;
}

}  // namespace

Intent toIntent(const Json& object) {
  Intent intent;
  intent.id = textIn(object, "id");
  if (!isId(intent.id, intent.isSetup() ? "seti_" : "pi_"))
    throw MappingError{"id is not an intent's"};
  intent.status = statusIn<std::string>(object, {{"requires_payment_method", "open"},
                                                 {"requires_confirmation", "open"},
                                                 {"requires_action", "requires_action"},
                                                 {"processing", "processing"},
                                                 {"requires_capture", "requires_capture"},
                                                 {"canceled", "canceled"},
                                                 {"succeeded", "succeeded"}});
  intent.clientSecret = textIn(object, "client_secret");
  intent.attempt = noteIn(object, "attempt");
  intent.customer = idOf(object, "customer");
  intent.method = idOf(object, "payment_method");
  intent.createdAt = timeIn(object, "created");
  if (intent.isSetup()) {
    intent.savesMethod = true;
    // It has no currency of its own; ours is noted at it.
    intent.amount = intent.received = {0, noteIn(object, "currency")};
    readError(memberOf(object, "last_setup_error"), intent);
    return intent;
  }
  intent.amount = moneyIn(object, "amount");
  intent.received = memberOf(object, "amount_received").is_null()
                        ? Money{0, intent.amount.currency}
                        : moneyIn(object, "amount_received");
  intent.savesMethod = !textIn(object, "setup_future_usage").empty();
  intent.isOfLink = !noteIn(object, "link").empty();
  intent.charge = idOf(object, "latest_charge");
  readError(memberOf(object, "last_payment_error"), intent);
  return intent;
}

sdk::Payment paymentIn(const Json& object) {
  using State = sdk::PaymentState;
  if (const auto& charge = memberOf(object, "latest_charge"); charge.is_object())
    return toPayment(charge);
  const auto intent = toIntent(object);
  sdk::Payment payment;
  payment.id = payment.reference = intent.id;
  payment.amount = intent.amount;
  payment.refunded = {0, intent.amount.currency};
  payment.customer = intent.customer;
  if (!intent.customer.empty()) payment.savedMethod = intent.method;
  payment.createdAt = intent.createdAt;
  if (intent.status == "succeeded") {
    payment.state = State::Captured;  // of a setup, too: all that was asked for came
    payment.amount = intent.received;
  } else if (intent.status == "requires_capture") {
    payment.state = State::Authorized;
  } else if (intent.status == "canceled" ||
             (intent.status == "open" && !intent.errorCode.empty())) {
    payment.state = State::Failed;
    payment.errorCode = intent.errorCode.empty() ? "canceled" : intent.errorCode;
    payment.errorMessage = intent.errorMessage;
    if (!intent.charge.empty()) payment.id = intent.charge;
  }
  return payment;
}

sdk::Payment toPayment(const Json& charge) {
  sdk::Payment payment;
  payment.state = stateOfCharge(charge);
  payment.reference = idOf(charge, "payment_intent");
  payment.id = ownId(charge);
  if (payment.state != sdk::PaymentState::Failed && !payment.reference.empty())
    payment.id = payment.reference;
  payment.amount = moneyIn(charge, flagIn(charge, "captured") ? "amount_captured" : "amount");
  payment.refunded = moneyIn(charge, "amount_refunded");
  payment.fee = feeOf(charge);
  const auto& details = memberOf(charge, "payment_method_details");
  if (details.is_object()) {
    payment.method = textIn(details, "type");
    payment.methodDetail = titleOf(details, payment.method);
  }
  payment.customer = idOf(charge, "customer");
  if (!payment.customer.empty()) payment.savedMethod = idOf(charge, "payment_method");
  payment.errorCode = errorOf(charge);
  payment.errorMessage = textIn(charge, "failure_message");
  payment.createdAt = timeIn(charge, "created");
  return payment;
}

sdk::Refund toRefund(const Json& object) {
  using State = sdk::RefundState;
  sdk::Refund refund;
  refund.id = ownId(object);
  refund.paymentId = idOf(object, "payment_intent");
  if (refund.paymentId.empty()) refund.paymentId = idOf(object, "charge");
  if (refund.paymentId.empty()) throw MappingError{"a refund names no payment"};
  refund.refund = noteIn(object, "refund");
  refund.state = statusIn<State>(object, {{"pending", State::Pending},
                                          {"requires_action", State::Pending},
                                          {"succeeded", State::Processed},
                                          {"failed", State::Failed},
                                          {"canceled", State::Failed}});
  refund.amount = moneyIn(object, "amount");
  const auto& destination = memberOf(object, "destination_details");
  if (destination.is_object() && memberOf(destination, "card").is_object())
    refund.bankReference = textIn(memberOf(destination, "card"), "reference");
  refund.createdAt = timeIn(object, "created");
  return refund;
}

sdk::Dispute toDispute(const Json& object) {
  using State = sdk::DisputeState;
  sdk::Dispute dispute;
  dispute.id = ownId(object);
  dispute.paymentId = idOf(object, "payment_intent");
  if (dispute.paymentId.empty()) dispute.paymentId = idOf(object, "charge");
  if (dispute.paymentId.empty()) throw MappingError{"a dispute names no payment"};
  dispute.state = statusIn<State>(object, {{"warning_needs_response", State::Open},
                                           {"needs_response", State::Open},
                                           {"warning_under_review", State::UnderReview},
                                           {"under_review", State::UnderReview},
                                           {"won", State::Won},
                                           {"lost", State::Lost},
                                           {"warning_closed", State::Closed},
                                           {"charge_refunded", State::Closed},
                                           {"prevented", State::Closed}});
  dispute.amount = moneyIn(object, "amount");
  dispute.deducted = {0, dispute.amount.currency};
  // Taken and given back, in the account's own currency; the whole is taken or nothing.
  const auto& told = memberOf(object, "balance_transactions");
  const auto movements = told.is_array() ? told : Json::array();
  std::int64_t balance = 0;
  for (const auto& each : movements) {
    if (__builtin_add_overflow(balance, wholeIn(each, "amount"), &balance))
      throw MappingError{"balance_transactions cannot be counted"};
  }
  if (balance < 0) dispute.deducted = dispute.amount;
  dispute.fee = feeOfDispute(movements);
  dispute.reason = textIn(object, "reason");
  dispute.phase = textIn(object, "status").starts_with("warning_") ? "inquiry" : "chargeback";
  const auto& evidence = memberOf(object, "evidence_details");
  if (evidence.is_object()) dispute.respondBy = timeIn(evidence, "due_by");
  dispute.createdAt = timeIn(object, "created");
  return dispute;
}

sdk::SavedMethod toSavedMethod(const Json& object) {
  sdk::SavedMethod method;
  method.id = ownId(object);
  method.customer = idOf(object, "customer");
  method.method = textIn(object, "type");
  method.title = titleOf(object, method.method);
  method.state = "confirmed";
  const auto& card = memberOf(object, "card");
  if (card.is_object() && !memberOf(card, "exp_year").is_null())
    method.expiresAt = endOfMonth(wholeIn(card, "exp_year"), wholeIn(card, "exp_month"));
  return method;
}

sdk::AttemptState stateOf(const Intent& intent) {
  if (intent.status == "succeeded") return sdk::AttemptState::Paid;
  if (intent.status == "processing" || intent.status == "requires_capture")
    return sdk::AttemptState::Processing;
  return sdk::AttemptState::Open;
}

sdk::Attempt toAttempt(const Intent& intent, std::vector<sdk::Payment> payments) {
  std::ranges::stable_sort(
      payments, {}, [](const sdk::Payment& payment) { return payment.createdAt.value_or(0); });
  return {intent.id, stateOf(intent), intent.amount, intent.received, std::move(payments)};
}

}  // namespace hostler::stripe
