// Customers, their payment methods, and charging them while the payer is away.
#include "amounts.h"
#include "forms.h"
#include "stripe_gateway.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::stripe {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr std::size_t kLongestText = 250;
constexpr const char* kAuthenticate = "authentication_required";

// Whether the payer's bank wants the payer: then the same intent can still be confirmed by the
// payer, in the browser, which `checkout` under the same attempt leads to.
bool wantsThePayer(const Intent& intent) {
  return intent.status == "requires_action" || intent.errorCode == kAuthenticate;
}

sdk::ProviderError declined(const Intent& intent) {
  if (wantsThePayer(intent)) {
    return sdk::permanent(kAuthenticate,
                          "the payer's bank wants the payer to confirm this payment");
  }
  const auto code = intent.errorCode.empty() ? "declined" : intent.errorCode;
  return sdk::permanent(
      intent.status == "canceled" ? "canceled" : code,
      intent.errorMessage.empty() ? "the payment was declined" : intent.errorMessage);
}

// What an intent that was made for a charge comes to. Bank debits are known days later.
Reply<sdk::Charged> chargeState(const Json& object) {
  const auto intent = toIntent(object);
  switch (stateOf(intent)) {
    case sdk::AttemptState::Paid:
      return sdk::Charged{intent.id, paymentIn(object)};
    case sdk::AttemptState::Processing:
      return sdk::Pending{sdk::Charged{intent.id, paymentIn(object)}};
    case sdk::AttemptState::Open:
      break;
  }
  return declined(intent);
}

std::optional<sdk::ProviderError> faultOf(const sdk::ChargeMethod& request) {
  if (!isOurs(request.attempt))
    return sdk::permanent("bad_request", "attempt is not 1 to 40 plain characters");
  if (!isId(request.customer, "cus_") || !isId(request.method, ""))
    return sdk::permanent("bad_request", "customer or method is not one of Stripe's");
  if (request.amount.minor < 1)
    return sdk::permanent("amount_too_small", "Stripe takes no amount that small");
  if (!toStripe(request.amount))
    return sdk::permanent("amount_not_payable", "Stripe takes no such amount");
  return std::nullopt;
}

}  // namespace

// Stripe makes as many customers of one address as it is asked for; the first one counts,
// of those that are the payer's account's.
Reply<std::string> StripeGateway::findCustomer(const sdk::Call& call,
                                               const sdk::Payer& payer) const {
  std::string first;
  if (payer.email.empty()) return first;
  try {
    const auto whole = client_.each(
        call, "/customers", {{"email", payer.email}}, kMostPages, [&](const Json& object) {
          const bool isPayers =
              payer.id.empty() || noteIn(object, "account") == cut(payer.id, kLongestText);
          if (isPayers && textIn(object, "email") == payer.email &&
              textIn(object, "phone") == payer.phone)
            first = textIn(object, "id");
          return true;
        });
    if (!whole) return whole.error();
    if (!first.empty() && !isId(first, "cus_")) return misfit("id is not a customer's");
    return first;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Customer> StripeGateway::customer(const sdk::Call& call,
                                             const sdk::EnsureCustomer& request) {
  const auto& payer = request.payer;
  if (payer.email.empty() && payer.phone.empty())
    return sdk::permanent("bad_request", "payer: an e-mail address or a phone number is required");
  const auto earlier = findCustomer(call, payer);
  if (!earlier) return earlier.error();
  if (!earlier->empty()) return sdk::Customer{*earlier};
  Form form;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) form.emplace_back(name, cut(value, kLongestText));
  };
  add("email", payer.email);
  add("phone", payer.phone);
  add("name", payer.name);
  add("metadata[account]", payer.id);
  // By what a customer is told apart, so that two requests at once make one.
  const auto key = "hostler-customer-" +
                   sdk::hexOf(sdk::sha256(payer.email + "\n" + payer.phone + "\n" + payer.id));
  const auto made = client_.post(call, "/customers", form, Effect::Read, key);
  if (!made) return made.error();
  try {
    const auto id = textIn(*made, "id");
    if (!isId(id, "cus_")) return misfit("id is not a customer's");
    return sdk::Customer{id};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::SavedMethods> StripeGateway::methods(const sdk::Call& call,
                                                const sdk::ListMethods& request) {
  if (!isId(request.customer, "cus_"))
    return sdk::permanent("bad_request", "customer is not one of Stripe's");
  try {
    sdk::SavedMethods methods;
    const auto whole = client_.each(call, "/customers/" + request.customer + "/payment_methods", {},
                                    kMostPages, [&](const Json& object) {
                                      methods.methods.push_back(toSavedMethod(object));
                                      methods.methods.back().customer = request.customer;
                                      return true;
                                    });
    if (!whole) return whole.error();
    return methods;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Deleted> StripeGateway::deleteMethod(const sdk::Call& call,
                                                const sdk::DeleteMethod& request) {
  if (!isId(request.customer, "cus_") || !isId(request.method, ""))
    return sdk::permanent("bad_request", "customer or method is not one of Stripe's");
  const auto isThere = [&]() -> Reply<bool> {
    const auto listed = methods(call, {request.customer});
    if (!listed) return listed.error();
    return std::ranges::find(listed->methods, request.method, &sdk::SavedMethod::id) !=
           listed->methods.end();
  };
  const auto before = isThere();
  if (!before) return before.error();
  if (!*before) return sdk::Deleted{.existed = false};
  // Nothing brings a detached method back, so its id is key enough.
  const auto removed = client_.post(call, "/payment_methods/" + request.method + "/detach", {},
                                    Effect::Read, "hostler-detach-" + request.method);
  if (!removed && removed.error().outcome != sdk::Outcome::Permanent) return removed.error();
  const auto after = isThere();
  if (!after) return after.error();
  if (!*after) return sdk::Deleted{};
  if (!removed) return removed.error();
  return sdk::retryable("not_confirmed", "the method is still there");
}

Reply<sdk::Charged> StripeGateway::charge(const sdk::Call& call, const sdk::ChargeMethod& request) {
  if (auto fault = faultOf(request)) return *fault;
  const Search search{"/payment_intents", request.attempt, request.customer, kMostPages};
  // Stripe forgets keys after a day. The customer's own intents do not: a charge that is asked for
  // again later must not happen again.
  const auto earlier = findIntent(call, search);
  if (!earlier) return earlier.error();
  std::string id = *earlier ? (*earlier)->id : std::string{};
  if (*earlier && (*earlier)->amount != request.amount) {
    return sdk::permanent("attempt_conflict", "this attempt was begun with another amount");
  }
  if (id.empty()) {
    const auto made =
        makeIntent(call, chargeForm(request, *toStripe(request.amount)), request.amount, search);
    if (!made) return made.error();
    id = made->id;
  }
  const auto object = readIntent(call, id);
  if (!object && *earlier) return object.error();
  if (!object) return notConfirmed(object.error().message);
  try {
    return chargeState(*object);
  } catch (const MappingError& error) {
    return *earlier ? misfit(error.what()) : notConfirmed(error.what());
  }
}

}  // namespace hostler::stripe
