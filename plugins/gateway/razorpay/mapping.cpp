#include "mapping.h"

#include <algorithm>

namespace hostler::razorpay {
namespace {

using sdk::Json;
using sdk::Money;

const Json& memberOf(const Json& entity, const char* name) {
  static const Json nothing;
  if (!entity.is_object()) throw MappingError{"an entity is not an object"};
  const auto found = entity.find(name);
  return found == entity.end() ? nothing : *found;
}

std::string idIn(const Json& entity, const char* name, std::string_view prefix) {
  auto id = textIn(entity, name);
  if (!isId(id, prefix)) throw MappingError{std::string{name} + " is not an id"};
  return id;
}

std::int64_t amountIn(const Json& entity, const char* name) {
  const auto& value = memberOf(entity, name);
  if (!value.is_number_integer() || value.get<std::int64_t>() < 0) {
    throw MappingError{std::string{name} + " is not an amount"};
  }
  return value.get<std::int64_t>();
}

Money moneyIn(const Json& entity, const char* name) {
  auto currency = textIn(entity, "currency");
  if (!sdk::isCurrencyCode(currency)) throw MappingError{"currency is not a currency"};
  return {amountIn(entity, name), std::move(currency)};
}

std::optional<std::int64_t> timeIn(const Json& entity, const char* name) {
  const auto& value = memberOf(entity, name);
  if (!value.is_number_integer() || value == 0) return std::nullopt;
  return value.get<std::int64_t>();
}

template <class E>
E wordIn(const Json& entity, std::initializer_list<std::pair<std::string_view, E>> words) {
  const auto status = textIn(entity, "status");
  for (const auto& [word, value] : words) {
    if (word == status) return value;
  }
  throw MappingError{"status is unknown"};
}

// Fit for a receipt; never a whole number of anything.
std::string methodDetail(const Json& payment) {
  if (auto vpa = textIn(payment, "vpa"); !vpa.empty()) return vpa;
  for (const char* name : {"bank", "wallet"}) {
    if (auto text = textIn(payment, name); !text.empty()) return text;
  }
  const auto& card = memberOf(payment, "card");
  return card.is_object() ? textIn(card, "network") + " " + textIn(card, "last4") : std::string{};
}

std::string titleOf(const Json& token) {
  const auto& card = memberOf(token, "card");
  if (card.is_object()) return textIn(card, "network") + " " + textIn(card, "last4");
  const auto& vpa = memberOf(token, "vpa");
  if (vpa.is_object()) return textIn(vpa, "username") + "@" + textIn(vpa, "handle");
  return textIn(token, "bank");
}

bool isPlainText(std::string_view text, std::string_view besides) {
  return std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           besides.find(c) != std::string_view::npos;
  });
}

}  // namespace

bool isId(std::string_view text, std::string_view prefix) {
  return text.size() > prefix.size() && text.size() <= 60 && text.starts_with(prefix) &&
         isPlainText(text.substr(prefix.size()), "_");
}

bool isReceipt(std::string_view text) {
  return !text.empty() && text.size() <= 40 && isPlainText(text, "_-");
}

std::string textIn(const Json& entity, const char* name) {
  const auto& value = memberOf(entity, name);
  if (value.is_null()) return {};
  if (!value.is_string()) throw MappingError{std::string{name} + " is not a text"};
  return value.get<std::string>();
}

const Json& itemsOf(const Json& collection) {
  const auto& items = memberOf(collection, "items");
  if (!items.is_array()) throw MappingError{"a collection has no items"};
  return items;
}

Order toOrder(const Json& entity) {
  Order order;
  order.id = idIn(entity, "id", "order_");
  order.receipt = textIn(entity, "receipt");
  order.status = textIn(entity, "status");
  if (order.status != "created" && order.status != "attempted" && order.status != "paid") {
    throw MappingError{"status is unknown"};
  }
  order.amount = moneyIn(entity, "amount");
  order.paid = {memberOf(entity, "amount_paid").is_null() ? 0 : amountIn(entity, "amount_paid"),
                order.amount.currency};
  order.createdAt = timeIn(entity, "created_at").value_or(0);
  return order;
}

sdk::Payment toPayment(const Json& entity) {
  using State = sdk::PaymentState;
  sdk::Payment payment;
  payment.id = idIn(entity, "id", "pay_");
  payment.state = wordIn<State>(entity, {{"created", State::Created},
                                         {"authorized", State::Authorized},
                                         {"captured", State::Captured},
                                         {"failed", State::Failed},
                                         {"refunded", State::Refunded}});
  payment.amount = moneyIn(entity, "amount");
  payment.refunded = {
      memberOf(entity, "amount_refunded").is_null() ? 0 : amountIn(entity, "amount_refunded"),
      payment.amount.currency};
  payment.reference = textIn(entity, "order_id");
  if (!memberOf(entity, "fee").is_null())
    payment.fee = Money{amountIn(entity, "fee"), payment.amount.currency};
  payment.method = textIn(entity, "method");
  payment.methodDetail = methodDetail(entity);
  payment.customer = textIn(entity, "customer_id");
  payment.savedMethod = textIn(entity, "token_id");
  payment.errorCode = textIn(entity, "error_reason").empty() ? textIn(entity, "error_code")
                                                             : textIn(entity, "error_reason");
  payment.errorMessage = textIn(entity, "error_description");
  payment.createdAt = timeIn(entity, "created_at");
  return payment;
}

sdk::Refund toRefund(const Json& entity) {
  using State = sdk::RefundState;
  sdk::Refund refund;
  refund.id = idIn(entity, "id", "rfnd_");
  refund.paymentId = idIn(entity, "payment_id", "pay_");
  refund.refund = textIn(entity, "receipt");
  // Very old refunds carry no status; they were all processed.
  refund.state = memberOf(entity, "status").is_null()
                     ? State::Processed
                     : wordIn<State>(entity, {{"pending", State::Pending},
                                              {"processed", State::Processed},
                                              {"failed", State::Failed}});
  refund.amount = moneyIn(entity, "amount");
  const auto& acquirer = memberOf(entity, "acquirer_data");
  if (acquirer.is_object()) refund.bankReference = textIn(acquirer, "arn");
  refund.createdAt = timeIn(entity, "created_at");
  return refund;
}

sdk::Dispute toDispute(const Json& entity) {
  using State = sdk::DisputeState;
  sdk::Dispute dispute;
  dispute.id = idIn(entity, "id", "disp_");
  dispute.paymentId = idIn(entity, "payment_id", "pay_");
  dispute.state = wordIn<State>(entity, {{"open", State::Open},
                                         {"under_review", State::UnderReview},
                                         {"action_required", State::Open},
                                         {"won", State::Won},
                                         {"lost", State::Lost},
                                         {"closed", State::Closed}});
  dispute.amount = moneyIn(entity, "amount");
  dispute.deducted = {
      memberOf(entity, "amount_deducted").is_null() ? 0 : amountIn(entity, "amount_deducted"),
      dispute.amount.currency};
  dispute.reason = textIn(entity, "reason_code");
  dispute.phase = textIn(entity, "phase");
  dispute.respondBy = timeIn(entity, "respond_by");
  dispute.createdAt = timeIn(entity, "created_at");
  return dispute;
}

sdk::SavedMethod toSavedMethod(const Json& token) {
  sdk::SavedMethod method;
  method.id = idIn(token, "id", "token_");
  method.customer = textIn(token, "customer_id");
  method.method = textIn(token, "method");
  method.title = titleOf(token);
  const auto& details = memberOf(token, "recurring_details");
  method.state = details.is_object() ? textIn(details, "status") : textIn(token, "status");
  if (memberOf(token, "max_amount").is_number_integer()) {
    method.maxAmount = Money{amountIn(token, "max_amount"), "INR"};  // mandates are India's
  }
  method.expiresAt = timeIn(token, "expired_at");
  return method;
}

sdk::Attempt toAttempt(const Order& order, std::vector<sdk::Payment> payments) {
  std::ranges::stable_sort(
      payments, {}, [](const sdk::Payment& payment) { return payment.createdAt.value_or(0); });
  sdk::Attempt attempt;
  attempt.reference = order.id;
  attempt.amount = order.amount;
  attempt.paid = order.paid;
  const bool waits = std::ranges::any_of(payments, [](const sdk::Payment& payment) {
    return payment.state == sdk::PaymentState::Authorized ||
           payment.state == sdk::PaymentState::Created;
  });
  attempt.state = order.status == "paid" ? sdk::AttemptState::Paid
                  : waits                ? sdk::AttemptState::Processing
                                         : sdk::AttemptState::Open;
  attempt.payments = std::move(payments);
  return attempt;
}

}  // namespace hostler::razorpay
