// Bringing a domain back from redemption costs many times a renewal and knows no key of ours: the
// domain and the last such action are looked at before it is asked for, and again after.
#include "godaddy_registrar.h"
#include "mapping.h"
#include "names.h"
#include "refusals.h"
#include "times.h"

#include <chrono>

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::Registration;
using sdk::Reply;
using State = sdk::RegistrationState;

constexpr const char* kRedeemAction = "REDEEM";

std::optional<sdk::ProviderError> faultIn(const sdk::RestoreDomain& request) {
  const auto bad = [](std::string why) { return sdk::permanent("bad_request", std::move(why)); };
  if (!isDomainName(request.domain)) return bad("domain is not a domain name");
  if (request.years < 1 || request.years > 10) return bad("years is not between 1 and 10");
  if (request.expiresAt <= 0 || request.expiresAt > 253'402'300'799)
    return bad("expires_at is not a point in time");
  if (!request.consent) {
    return sdk::needsAttention("consent_missing",
                               "GoDaddy restores a domain only with who agreed to it, from where "
                               "and when");
  }
  if (auto fault = faultOf(*request.consent)) return bad(*fault);
  if (request.years != 1) {
    return sdk::needsAttention("years_not_offered",
                               "GoDaddy renews for one year with a restoring, and no other number");
  }
  return std::nullopt;
}

std::int64_t secondsNow() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

struct RedemptionTerms {
  Price renewal;
  std::int64_t feeMicros = 0;

  Price whole() const { return {renewal.micros + feeMicros, renewal.currency, renewal.years}; }
};

// v2's details tell fee and price by its words about the consent, though its published schema has
// no member for the fee: `redemption` where it is there, else the renewal and the fee that was set.
std::optional<RedemptionTerms> termsIn(const Json& detail, const std::string& feeSet) {
  if (!detail.is_object()) throw MappingError{"the details are no object"};
  const auto redemption = detail.value("redemption", Json());
  if (redemption.is_object()) {
    const auto price = priceIn(redemption);
    if (!price) throw MappingError{"the redemption has no price"};
    return RedemptionTerms{*price, microsIn(redemption, "fee")};
  }
  const auto fee = microsOf(feeSet);
  if (!fee) return std::nullopt;
  const auto price = priceIn(detail.value("renewal", Json()));
  if (!price) throw MappingError{"the renewal has no price"};
  return RedemptionTerms{*price, *fee};
}

Json bodyOf(const RedemptionTerms& terms, const sdk::Consent& consent) {
  return {{"consent",
           {{"price", terms.renewal.micros},
            {"fee", terms.feeMicros},
            {"currency", terms.renewal.currency},
            {"agreedBy", consent.agreedFrom},
            {"agreedAt", isoOf(consent.agreedAt)}}}};
}

// Done since the customer agreed to this very restoring.
bool isDone(const ActionLook& action, const sdk::Consent& consent) {
  return action.state == ActionState::Done && action.createdAt &&
         *action.createdAt + kClockSlack >= consent.agreedAt;
}

bool isUnderWay(const ActionLook& action, const Registration& registration) {
  return action.state == ActionState::UnderWay ||
         registration.providerState.starts_with("PENDING_RESTORATION");
}

}  // namespace

Reply<Registration> GodaddyRegistrar::restore(const sdk::Call& call,
                                              const sdk::RestoreDomain& request) {
  if (auto fault = faultIn(request)) return *fault;
  auto before = finder_.expected(call, request.domain);
  if (!before) return before.error();
  auto& held = before->registration;
  if (held.state == State::Active && held.expiresAt && *held.expiresAt > request.expiresAt)
    return std::move(held);
  const auto customer = customer_.id(call);
  if (!customer) return customer.error();
  if (!*customer) {
    return sdk::needsAttention("not_configured",
                               "Restoring needs the shopper id or the customer id of the account");
  }
  const auto earlier = lookAtAction(call, client_, **customer, request.domain, kRedeemAction);
  if (!earlier) return earlier.error();
  if (isUnderWay(*earlier, held)) return sdk::Pending{std::move(held)};
  if (isDone(*earlier, *request.consent)) {
    if (held.state == State::Active) return std::move(held);
    return sdk::Pending{std::move(held)};  // the domain does not show it yet
  }
  if (held.state != State::Redemption) {
    return sdk::needsAttention(
        "not_in_redemption",
        "GoDaddy shows " + request.domain + " as " + held.providerState +
            ": it is not in redemption, so that there is nothing to restore it from");
  }

  const auto detail =
      client_.send(call, {.endpoint = kGetDomainV2, .parts = {**customer, request.domain}});
  if (!detail) return detail.error();
  std::optional<RedemptionTerms> terms;
  try {
    terms = termsIn(*detail, settings_.redemptionFee);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
  if (!terms) {
    return sdk::needsAttention(
        "price_unknown",
        "GoDaddy does not tell the fee for a restoring: set it as the registrar's redemption fee, "
        "or restore the domain at GoDaddy");
  }
  if (const auto why = refusedBy(request.highestCost, terms->whole())) return *why;

  const auto sentAt = secondsNow();
  const auto done = client_.send(call, {.endpoint = kRedeem,
                                        .parts = {**customer, request.domain},
                                        .body = bodyOf(*terms, *request.consent)});
  if (!done && !isRefusal(done.error())) return done.error();
  auto after = finder_.expected(call, request.domain);
  if (!after) return notConfirmed(after.error().message);
  auto& registration = after->registration;
  registration.cost = toCost(terms->whole());
  if (registration.state == State::Active) return std::move(registration);
  const auto action =
      lookAtAction(call, client_, **customer, request.domain, kRedeemAction, sentAt);
  if (!action) return notConfirmed(action.error().message);
  if (isUnderWay(*action, registration) || isDone(*action, *request.consent))
    return sdk::Pending{std::move(registration)};
  if (!done) return done.error();
  if (action->state == ActionState::Failed)
    return sdk::permanent("restore_failed",
                          "GoDaddy took the restoring and could not carry it out");
  return notConfirmed("it is still in redemption");
}

}  // namespace hostler::godaddy
