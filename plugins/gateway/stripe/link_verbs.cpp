// Payment links: Stripe's own page (a checkout session), for payers who are not on ours. It stays
// open for a day at most.
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

constexpr std::int64_t kLongestLife = 24 * 3600;
constexpr const char* kSessions = "/checkout/sessions";

sdk::ProviderError conflict() {
  return sdk::permanent("attempt_conflict",
                        "this attempt was begun with another amount or in another way");
}

}  // namespace

sdk::Checkout sessionCheckout(const Json& session) {
  sdk::Checkout checkout;
  checkout.reference = textIn(session, "id");
  if (!isId(checkout.reference, "cs_")) throw MappingError{"id is not a session's"};
  checkout.amount = moneyIn(session, "amount_total");
  const auto status = textIn(session, "status");
  if (status == "complete") {
    checkout.state = textIn(session, "payment_status") == "paid" ? sdk::AttemptState::Paid
                                                                 : sdk::AttemptState::Processing;
  } else if (status == "open") {
    const auto url = textIn(session, "url");
    if (!sdk::isAllowedUrl(url)) throw MappingError{"url is not an address"};
    checkout.nextAction = {{"type", "redirect"}, {"url", url}};
  } else if (status != "expired") {
    throw MappingError{"status is unknown"};
  }
  checkout.expiresAt = timeIn(session, "expires_at");
  return checkout;
}

Reply<std::optional<Json>> StripeGateway::findSession(const sdk::Call& call,
                                                      const std::string& attempt,
                                                      int mostPages) const {
  const auto oldest = secondsNow() - kReach;
  std::optional<Json> found;
  try {
    const auto whole = client_.each(call, kSessions, {}, mostPages, [&](const Json& session) {
      if (timeIn(session, "created").value_or(0) < oldest) return false;
      if (noteIn(session, "attempt") != attempt) return true;
      found = session;
      return false;
    });
    if (!whole) return whole.error();
    if (!found && !*whole && mostPages == kMostPages)
      return sdk::retryable("list_too_long", "there is too much to look through at Stripe");
    return found;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

// Under the reference by which it was asked for, which is the one that is kept.
Reply<sdk::Attempt> StripeGateway::sessionAttempt(const sdk::Call& call,
                                                  const std::string& id) const {
  const auto session = client_.get(call, kSessions + ("/" + id));
  if (!session) return session.error();
  try {
    const auto checkout = sessionCheckout(*session);
    if (checkout.reference != id) return misfit("it is about another session");
    // A session gets its intent when somebody first pays on it.
    const auto intent = idOf(*session, "payment_intent");
    if (intent.empty())
      return sdk::Attempt{id, checkout.state, checkout.amount, {0, checkout.amount.currency}, {}};
    if (!isId(intent, "pi_")) return misfit("payment_intent is not an intent");
    auto attempt = attemptOf(call, intent);
    if (!attempt) return attempt.error();
    attempt->reference = id;
    for (auto& payment : attempt->payments) payment.reference = id;
    return attempt;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Checkout> StripeGateway::paymentLink(const sdk::Call& call,
                                                const sdk::CreatePaymentLink& request) {
  if (!isOurs(request.attempt))
    return sdk::permanent("bad_request", "attempt is not 1 to 40 plain characters");
  const auto amount = toStripe(request.amount);
  if (!amount || request.amount.minor < 1)
    return sdk::permanent("bad_request", "amount is not one that can be paid");
  if (request.returnUrl.empty())
    return sdk::permanent("bad_request", "return_url: is required, Stripe's page leads there");
  // Stripe forgets keys after a day, its lists do not.
  const auto earlier = findSession(call, request.attempt, kPagesBefore);
  if (!earlier) return earlier.error();
  try {
    if (*earlier) {
      const auto link = sessionCheckout(**earlier);
      if (link.amount != request.amount) return conflict();
      return link;
    }
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
  const auto until = request.expiresAt.value_or(0);
  const bool canKeep = until > 0 && until <= secondsNow() + kLongestLife;
  const auto form = sessionForm(request, *amount, canKeep ? request.expiresAt : std::nullopt);
  const auto made = client_.post(call, kSessions, form, Effect::Write, attemptKey(request.attempt));
  if (!made && made.error().outcome != sdk::Outcome::Permanent) return made.error();
  try {
    if (made) {
      const auto id = textIn(*made, "id");
      if (!isId(id, "cs_")) return notConfirmed("the new session has no id");
      const auto session = client_.get(call, kSessions + ("/" + id));
      if (!session) return notConfirmed(session.error().message);
      const auto link = sessionCheckout(*session);
      if (link.reference == id && link.amount == request.amount) return link;
      return notConfirmed("the session is another, or for another amount");
    }
    const bool isKnownKey = made.error().code == "idempotency_error";
    const auto found = findSession(call, request.attempt, isKnownKey ? kMostPages : 1);
    if (!found) return notConfirmed(found.error().message);
    if (*found) {
      const auto link = sessionCheckout(**found);
      if (link.amount == request.amount) return link;
    }
    if (!*found && !isKnownKey) return made.error();
    return conflict();
  } catch (const MappingError& error) {
    return notConfirmed(error.what());
  }
}

Reply<sdk::Deleted> StripeGateway::cancelPaymentLink(const sdk::Call& call,
                                                     const sdk::CancelPaymentLink& request) {
  if (!isId(request.reference, "cs_"))
    return sdk::permanent("bad_request", "reference is not a payment link");
  const auto path = kSessions + ("/" + request.reference);
  try {
    const auto before = client_.get(call, path);
    if (!before) return before.error();
    if (textIn(*before, "status") == "complete")
      return sdk::permanent("already_paid", "the link was paid already");
    if (textIn(*before, "status") != "open") return sdk::Deleted{.existed = false};
    // Expiring twice changes nothing: a lost answer may be asked for again.
    const auto expired = client_.post(call, path + "/expire", {}, Effect::Read,
                                      "hostler-expire-" + request.reference);
    if (!expired && expired.error().outcome != sdk::Outcome::Permanent) return expired.error();
    const auto after = client_.get(call, path);
    if (!after) return after.error();
    if (textIn(*after, "status") == "expired") return sdk::Deleted{};
    if (!expired) return expired.error();
    return sdk::retryable("not_confirmed", "the link is still open");
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::stripe
