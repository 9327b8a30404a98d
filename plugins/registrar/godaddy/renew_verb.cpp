// A renewal is the one purchase whose repetition costs money in silence: it is made only while the
// expiry is the one that the engine knows.
#include "godaddy_registrar.h"
#include "mapping.h"
#include "names.h"
#include "refusals.h"
#include "times.h"

#include <chrono>
#include <cstdlib>

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::Registration;
using sdk::Reply;

// Registries round an expiry to their own day.
constexpr std::int64_t kDaySlack = 2 * 24 * 3600;

bool isRenewed(const Registration& registration, const sdk::RenewDomain& request) {
  return registration.expiresAt &&
         std::abs(*registration.expiresAt - yearsLater(request.expiresAt, request.years)) <=
             kDaySlack;
}

std::optional<sdk::ProviderError> faultIn(const sdk::RenewDomain& request) {
  const auto bad = [](std::string why) { return sdk::permanent("bad_request", std::move(why)); };
  if (!isDomainName(request.domain)) return bad("domain is not a domain name");
  if (request.years < 1 || request.years > 10) return bad("years is not between 1 and 10");
  if (request.expiresAt <= 0 || request.expiresAt > 253'402'300'799)
    return bad("expires_at is not a point in time");
  if (request.consent) {
    if (auto fault = faultOf(*request.consent)) return bad(*fault);
  }
  return std::nullopt;
}

bool isExpected(std::optional<std::int64_t> expires, const sdk::RenewDomain& request) {
  return expires && std::abs(*expires - request.expiresAt) <= kDaySlack;
}

// GoDaddy is at it, and the expiry does not show it yet.
bool isBeingRenewed(const Registration& registration) {
  return registration.providerState.starts_with("PENDING_RENEW") ||
         registration.providerState.starts_with("PENDING_APPLY_RENEWAL");
}

std::int64_t secondsNow() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

sdk::ProviderError expiryChanged(const std::string& domain, std::optional<std::int64_t> expires) {
  return sdk::needsAttention(
      "expiry_changed",
      domain + " expires at another time than was known: " + (expires ? isoOf(*expires) : "never"));
}

struct RenewalTerms {
  std::optional<std::int64_t> expiresAt;
  std::string expires;  ///< as GoDaddy writes it, to be given back to it
  Price ofOneYear;
};

// v2's details: `expiresAt` and `renewal`.
RenewalTerms termsIn(const Json& detail) {
  const auto renewal = detail.is_object() ? detail.value("renewal", Json()) : Json();
  const auto price = priceIn(renewal);
  if (!price) throw MappingError{"the renewal has no price"};
  return {timeIn(detail, "expiresAt"), textIn(detail, "expiresAt"), *price};
}

}  // namespace

/// How a renewal is asked for, and what it will take where that is known.
struct GodaddyRegistrar::Renewal {
  Request request;
  std::optional<Price> price;
  std::string customer;  ///< empty: by the first API
};

Reply<GodaddyRegistrar::Renewal> GodaddyRegistrar::prepareRenewal(
    const sdk::Call& call, const sdk::RenewDomain& request) const {
  Renewal renewal{
      {.endpoint = kRenew, .parts = {request.domain}, .body = Json{{"period", request.years}}},
      {},
      {}};
  const auto customer = customer_.id(call);
  if (!customer) return customer.error();
  if (!*customer) return renewal;
  const auto detail =
      client_.send(call, {.endpoint = kGetDomainV2, .parts = {**customer, request.domain}});
  if (!detail) return detail.error();
  try {
    const auto terms = termsIn(*detail);
    // GoDaddy is told to renew what expires just then, so this must still be what we know.
    if (!isExpected(terms.expiresAt, request))
      return expiryChanged(request.domain, terms.expiresAt);
    renewal.price = timesYears(terms.ofOneYear, request.years);
    // The second API takes a renewal only with who agreed to it, from where and when; what renews
    // by itself goes by the first one.
    if (!request.consent) return renewal;
    renewal.customer = **customer;
    renewal.request = {.endpoint = kRenewV2,
                       .parts = {**customer, request.domain},
                       .body = Json{{"expires", terms.expires},
                                    {"period", request.years},
                                    {"consent",
                                     {{"price", renewal.price->micros},
                                      {"currency", renewal.price->currency},
                                      {"agreedBy", request.consent->agreedFrom},
                                      {"agreedAt", isoOf(request.consent->agreedAt)}}}}};
    return renewal;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<Registration> GodaddyRegistrar::renew(const sdk::Call& call,
                                            const sdk::RenewDomain& request) {
  if (const auto fault = faultIn(request)) return *fault;
  auto before = finder_.expected(call, request.domain);
  if (!before) return before.error();
  if (isRenewed(before->registration, request)) return std::move(before->registration);
  if (isBeingRenewed(before->registration)) return sdk::Pending{std::move(before->registration)};
  if (!isExpected(before->registration.expiresAt, request))
    return expiryChanged(request.domain, before->registration.expiresAt);
  auto renewal = prepareRenewal(call, request);
  if (!renewal) return renewal.error();
  if (const auto why = refusedBy(request.highestCost, renewal->price)) return *why;

  const auto sentAt = secondsNow();
  const auto done = client_.send(call, renewal->request);
  if (!done && !isRefusal(done.error())) return done.error();
  auto after = finder_.expected(call, request.domain);
  if (!after) return notConfirmed(after.error().message);
  auto& registration = after->registration;
  if (renewal->price) registration.cost = toCost(*renewal->price);
  if (isRenewed(registration, request)) return std::move(registration);
  if (isBeingRenewed(registration)) return sdk::Pending{std::move(registration)};
  if (!renewal->customer.empty()) {
    const auto state =
        actionState(call, client_, renewal->customer, request.domain, "RENEW", sentAt);
    if (!state) return notConfirmed(state.error().message);
    if (*state == ActionState::UnderWay) return sdk::Pending{std::move(registration)};
    if (*state == ActionState::Done) {  // perhaps between the two looks, perhaps last year
      auto again = finder_.expected(call, request.domain);
      if (!again) return notConfirmed(again.error().message);
      if (isRenewed(again->registration, request)) return std::move(again->registration);
    }
    if (*state == ActionState::Failed && done)
      return sdk::permanent("renewal_failed",
                            "GoDaddy took the renewal and could not carry it out");
  }
  if (!done) return done.error();
  return notConfirmed("the expiry is still the old one");
}

}  // namespace hostler::godaddy
