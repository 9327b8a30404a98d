// Intents: made for an attempt, found again by what we noted at them, and what was paid on them.
#include "amounts.h"
#include "forms.h"
#include "now.h"
#include "stripe_gateway.h"

#include <algorithm>

namespace hostler::stripe {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr const char* kPayments = "/payment_intents";
constexpr const char* kSetups = "/setup_intents";
constexpr const char* kScript = "https://js.stripe.com/v3/";

std::string pathOf(const std::string& intentId) {
  return (intentId.starts_with("seti_") ? kSetups : kPayments) + ("/" + intentId);
}

sdk::ProviderError conflict() {
  return sdk::permanent("attempt_conflict",
                        "this attempt was begun with another amount or in another way");
}

}  // namespace

Reply<std::optional<Intent>> StripeGateway::findIntent(const sdk::Call& call,
                                                       const Search& search) const {
  Form query;
  if (!search.customer.empty()) query.emplace_back("customer", search.customer);
  if (search.customer.empty())
    query.emplace_back("created[gte]", std::to_string(secondsNow() - kReach));
  std::optional<Intent> found;
  try {
    const auto whole =
        client_.each(call, search.list, query, search.mostPages, [&](const Json& object) {
          if (noteIn(object, "attempt") != search.attempt || !noteIn(object, "link").empty())
            return true;
          found = toIntent(object);
          call.log.redactor().hide(found->clientSecret);
          return false;
        });
    if (!whole) return whole.error();
    // A look that was not finished does not prove that there is none.
    if (!found && !*whole && search.mostPages == kMostPages)
      return sdk::retryable("list_too_long", "there is too much to look through at Stripe");
    return found;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<Json> StripeGateway::readIntent(const sdk::Call& call, const std::string& id) const {
  Form query;
  if (!id.starts_with("seti_"))
    query.emplace_back("expand[0]", "latest_charge.balance_transaction");
  auto object = client_.get(call, pathOf(id), query);
  if (!object) return object.error();
  try {
    const auto intent = toIntent(*object);
    if (intent.id != id) return misfit("it is about another intent");
    call.log.redactor().hide(intent.clientSecret);
    return object;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

// What a key made is answered again as it was then, so the state is read anew. A refusal is judged
// by what the list shows: of what was just made, on its first page.
Reply<Intent> StripeGateway::makeIntent(const sdk::Call& call, const Form& form,
                                        const sdk::Money& amount, const Search& search) const {
  const auto made =
      client_.post(call, search.list, form, Effect::Write, attemptKey(search.attempt));
  if (!made && made.error().outcome != sdk::Outcome::Permanent) return made.error();
  try {
    if (made) {
      const auto id = textIn(*made, "id");
      if (!isId(id, search.list == kSetups ? "seti_" : "pi_"))
        return notConfirmed("the new intent has no id");
      const auto object = readIntent(call, id);
      if (!object) return notConfirmed(object.error().message);
      auto intent = toIntent(*object);
      if (intent.attempt == search.attempt && intent.amount == amount) return intent;
      return notConfirmed("the intent is for another attempt or amount");
    }
    const bool isKnownKey = made.error().code == "idempotency_error";
    auto wanted = search;
    wanted.mostPages = isKnownKey ? kMostPages : 1;
    const auto found = findIntent(call, wanted);
    if (!found) return notConfirmed(found.error().message);
    if (*found && (*found)->amount == amount) return **found;
    if (*found || isKnownKey) return conflict();
    return made.error();
  } catch (const MappingError& error) {
    return notConfirmed(error.what());
  }
}

sdk::Checkout StripeGateway::toCheckout(const sdk::Call& call, const Intent& intent) const {
  call.log.redactor().hide(intent.clientSecret);
  sdk::Checkout checkout;
  checkout.reference = intent.id;
  checkout.amount = intent.amount;
  checkout.state = stateOf(intent);
  if (checkout.state != sdk::AttemptState::Open || intent.status == "canceled") return checkout;
  const bool real = client_.baseUrl() == Settings{}.baseUrl;
  checkout.nextAction = {{"type", "stripe_payment_element"},
                         {intent.isSetup() ? "setup_intent" : "payment_intent", intent.id},
                         {"client_secret", intent.clientSecret},
                         {"publishable_key", settings_.publishableKey},
                         {"amount", intent.amount.minor},
                         {"currency", intent.amount.currency},
                         {"script", real ? std::string{kScript} : client_.baseUrl() + "/v3/"}};
  if (!intent.customer.empty()) checkout.nextAction["customer_id"] = intent.customer;
  if (intent.savesMethod) checkout.nextAction["recurring"] = true;
  return checkout;
}

Reply<sdk::Checkout> StripeGateway::checkout(const sdk::Call& call,
                                             const sdk::StartCheckout& request) {
  if (auto fault = faultOf(request)) return *fault;
  // Stripe makes no intent of nothing: a mandate alone is a setup intent.
  const bool isSetup = request.amount.minor == 0;
  Search search{isSetup ? kSetups : kPayments, request.attempt, request.customer,
                request.customer.empty() ? kPagesBefore : kMostPages};
  // Stripe forgets keys after a day, its lists do not.
  const auto earlier = findIntent(call, search);
  if (!earlier) return earlier.error();
  if (*earlier && (*earlier)->amount != request.amount) return conflict();
  search.mostPages = kMostPages;
  const auto form = isSetup ? setupForm(request) : intentForm(request, *toStripe(request.amount));
  const auto intent =
      *earlier ? Reply<Intent>{**earlier} : makeIntent(call, form, request.amount, search);
  if (!intent) return intent.error();
  if (intent->status == "canceled")
    return sdk::permanent("attempt_conflict", "this attempt was cancelled at Stripe");
  return toCheckout(call, *intent);
}

Reply<sdk::Checkout> StripeGateway::setup(const sdk::Call& call,
                                          const sdk::StartCheckout& request) {
  if (!request.mandate) return sdk::permanent("bad_request", "mandate: is required");
  return checkout(call, request);
}

Reply<sdk::LocatedCheckout> StripeGateway::locate(const sdk::Call& call,
                                                  const sdk::LocateCheckout& request) {
  if (!isOurs(request.attempt))
    return sdk::permanent("bad_request", "attempt is not 1 to 40 plain characters");
  for (const char* list : {kPayments, kSetups}) {
    const auto intent = findIntent(call, {list, request.attempt, {}, kMostPages});
    if (!intent) return intent.error();
    if (*intent) return sdk::LocatedCheckout{toCheckout(call, **intent)};
  }
  const auto session = findSession(call, request.attempt, kMostPages);
  if (!session) return session.error();
  try {
    return *session ? sdk::LocatedCheckout{sessionCheckout(**session)} : sdk::LocatedCheckout{};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Attempt> StripeGateway::attemptOf(const sdk::Call& call,
                                             const std::string& intentId) const {
  const auto object = client_.get(call, pathOf(intentId));
  if (!object) return object.error();
  try {
    const auto intent = toIntent(*object);
    if (intent.id != intentId) return misfit("it is about another intent");
    std::vector<sdk::Payment> payments;
    if (intent.isSetup()) return toAttempt(intent, std::move(payments));
    const auto whole = client_.each(
        call, "/charges", {{"payment_intent", intentId}, {"expand[0]", "data.balance_transaction"}},
        kMostPages, [&](const Json& charge) {
          payments.push_back(toPayment(charge));
          if (payments.back().reference != intentId)
            throw MappingError{"a charge belongs to another intent"};
          return true;
        });
    if (!whole) return whole.error();
    std::ranges::reverse(payments);
    return toAttempt(intent, std::move(payments));
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Attempt> StripeGateway::fetch(const sdk::Call& call, const sdk::FetchAttempt& request) {
  const auto& reference = request.reference;
  if (isId(reference, "cs_")) return sessionAttempt(call, reference);
  if (isId(reference, "pi_") || isId(reference, "seti_")) return attemptOf(call, reference);
  return sdk::permanent("bad_request", "reference is not one of Stripe's");
}

}  // namespace hostler::stripe
