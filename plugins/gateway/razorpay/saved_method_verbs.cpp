// Customers, their tokens (cards, UPI and bank mandates), and charging them while the payer is
// away.
#include "mapping.h"
#include "razorpay_gateway.h"

#include <algorithm>

namespace hostler::razorpay {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

sdk::ProviderError declined(const sdk::Payment& payment) {
  return sdk::permanent(
      payment.errorCode.empty() ? "declined" : payment.errorCode,
      payment.errorMessage.empty() ? "the payment was declined" : payment.errorMessage);
}

// What a payment that was made for a charge comes to. UPI and bank debits are known hours later.
Reply<sdk::Charged> chargeState(const std::string& reference, const sdk::Payment& payment) {
  sdk::Charged charged{reference, payment};
  switch (payment.state) {
    case sdk::PaymentState::Captured:
    case sdk::PaymentState::Refunded:
      return charged;
    case sdk::PaymentState::Created:
    case sdk::PaymentState::Authorized:
      return sdk::Pending{std::move(charged)};
    case sdk::PaymentState::Failed:
      break;
  }
  return declined(payment);
}

// The payment that decides an order: one that came or may still come, before one that failed.
const sdk::Payment* decisive(const sdk::Attempt& attempt) {
  const auto alive = std::ranges::find_if(attempt.payments, [](const sdk::Payment& payment) {
    return payment.state != sdk::PaymentState::Failed;
  });
  if (alive != attempt.payments.end()) return &*alive;
  return attempt.payments.empty() ? nullptr : &attempt.payments.back();
}

// The account that a customer was made for; empty where nobody noted one. Without notes there is an
// empty list in their place.
std::string accountOf(const Json& customer) {
  const auto notes = customer.find("notes");
  return notes != customer.end() && notes->is_object() ? textIn(*notes, "account") : std::string{};
}

}  // namespace

// Razorpay keeps one customer for each e-mail address with a phone number, and answers with it
// whoever asks. Whose it is stands in its notes; where that is not this payer's account, its saved
// methods are somebody else's, and there is no way to a second customer.
Reply<sdk::Customer> RazorpayGateway::customer(const sdk::Call& call,
                                               const sdk::EnsureCustomer& request) {
  const auto& payer = request.payer;
  if (payer.email.empty() && payer.phone.empty()) {
    return sdk::permanent("bad_request", "payer: an e-mail address or a phone number is required");
  }
  if (!isReceipt(payer.id))
    return sdk::permanent("bad_request", "payer.id is not 1 to 40 plain characters");
  // With fail_existing "0" a second request gives the first one's customer: safe to repeat.
  const auto made = client_.post(call, "/customers",
                                 {{"name", payer.name.substr(0, 50)},
                                  {"email", payer.email},
                                  {"contact", payer.phone},
                                  {"fail_existing", "0"},
                                  {"notes", {{"account", payer.id}}}},
                                 Effect::Read);
  if (!made) return made.error();
  try {
    const auto id = textIn(*made, "id");
    if (!isId(id, "cust_")) return misfit("id is not a customer's");
    if (accountOf(*made) != payer.id) {
      return sdk::needsAttention(
          "customer_of_another",
          "Razorpay keeps a customer with this e-mail address and phone number who is not this "
          "account's; with another address or number it makes a new one");
    }
    return sdk::Customer{id};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::SavedMethods> RazorpayGateway::methods(const sdk::Call& call,
                                                  const sdk::ListMethods& request) {
  if (!isId(request.customer, "cust_"))
    return sdk::permanent("bad_request", "customer is not one of Razorpay's");
  const auto answer = client_.get(call, "/customers/" + request.customer + "/tokens");
  if (!answer) return answer.error();
  try {
    sdk::SavedMethods methods;
    for (const auto& item : itemsOf(*answer)) {
      methods.methods.push_back(toSavedMethod(item));
      methods.methods.back().customer = request.customer;
    }
    return methods;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Deleted> RazorpayGateway::deleteMethod(const sdk::Call& call,
                                                  const sdk::DeleteMethod& request) {
  if (!isId(request.customer, "cust_") || !isId(request.method, "token_")) {
    return sdk::permanent("bad_request", "customer or method is not one of Razorpay's");
  }
  const auto isThere = [&]() -> Reply<bool> {
    const auto listed = methods(call, {request.customer});
    if (!listed) return listed.error();
    return std::ranges::find(listed->methods, request.method, &sdk::SavedMethod::id) !=
           listed->methods.end();
  };
  const auto before = isThere();
  if (!before) return before.error();
  if (!*before) return sdk::Deleted{.existed = false};
  const auto removed =
      client_.remove(call, "/customers/" + request.customer + "/tokens/" + request.method);
  if (!removed && removed.error().outcome != sdk::Outcome::Permanent) return removed.error();
  const auto after = isThere();
  if (!after) return after.error();
  if (!*after) return sdk::Deleted{};
  if (!removed) return removed.error();
  return sdk::retryable("not_confirmed", "the method is still there");
}

Reply<sdk::Charged> RazorpayGateway::charge(const sdk::Call& call,
                                            const sdk::ChargeMethod& request) {
  if (!isId(request.customer, "cust_") || !isId(request.method, "token_")) {
    return sdk::permanent("bad_request", "customer or method is not one of Razorpay's");
  }
  sdk::StartCheckout wanted;
  wanted.attempt = request.attempt;
  wanted.amount = request.amount;
  wanted.customer = request.customer;
  const auto order = ensureOrder(call, wanted);
  if (!order) return order.error();

  // The order of an earlier attempt may have been charged already.
  const auto before = attemptOf(call, order->id);
  if (!before) return before.error();
  if (const auto* payment = decisive(*before)) return chargeState(order->id, *payment);

  const auto made = client_.post(call, "/payments/create/recurring",
                                 {{"email", request.payer.email},
                                  {"contact", request.payer.phone},
                                  {"amount", request.amount.minor},
                                  {"currency", request.amount.currency},
                                  {"order_id", order->id},
                                  {"customer_id", request.customer},
                                  {"token", request.method},
                                  {"recurring", true},
                                  {"description", request.description.substr(0, 255)},
                                  {"notes", {{"attempt", request.attempt}}}},
                                 Effect::Write);
  if (!made && made.error().outcome != sdk::Outcome::Permanent) return made.error();
  const auto after = attemptOf(call, order->id);
  if (!after) return notConfirmed(after.error().message);
  if (const auto* payment = decisive(*after)) return chargeState(order->id, *payment);
  if (!made) return made.error();
  return notConfirmed("the order shows no payment");
}

}  // namespace hostler::razorpay
