#include "domain_finder.h"

#include "mapping.h"
#include "names.h"
#include "refusals.h"

namespace hostler::godaddy {

using sdk::Reply;

Reply<std::optional<HeldDomain>> DomainFinder::find(const sdk::Call& call,
                                                    const std::string& domain) const {
  using Found = std::optional<HeldDomain>;
  if (!isDomainName(domain)) return sdk::permanent("bad_request", "domain is not a domain name");
  const auto answer = client_.send(call, {.endpoint = kGetDomain, .parts = {domain}});
  if (!answer) {
    if (isMissing(answer.error())) return Found{};
    return answer.error();
  }
  try {
    HeldDomain held{toRegistration(*answer), *answer};
    if (held.registration.domain != domain) return misfit("it is about another domain");
    return Found{std::move(held)};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<HeldDomain> DomainFinder::expected(const sdk::Call& call, const std::string& domain) const {
  auto found = find(call, domain);
  if (!found) return found.error();
  if (!*found)
    return sdk::needsAttention("domain_missing", "the account at GoDaddy does not hold " + domain);
  return std::move(**found);
}

Reply<std::optional<sdk::Registration>> DomainFinder::orderedSince(const sdk::Call& call,
                                                                   const std::string& domain,
                                                                   std::int64_t since) const {
  using Ordered = std::optional<sdk::Registration>;
  const auto from = since - kClockSlack;
  // GoDaddy takes one filter at a time, so the time is looked at here.
  const auto answer =
      client_.send(call, {.endpoint = kOrders, .query = {{"domain", domain}, {"limit", "10"}}});
  if (!answer) {
    // Orders that cannot be read are not the same as none.
    if (!isRefusal(answer.error())) return answer.error();
    return sdk::needsAttention("orders_unreadable", "GoDaddy does not show the orders for " +
                                                        domain + ": " + answer.error().message);
  }
  try {
    for (const auto& order : listIn(*answer, "orders")) {
      const auto createdAt = timeIn(order, "createdAt");
      if (!createdAt || *createdAt < from) continue;
      if (!textIn(order, "parentOrderId").empty()) continue;  // a refund and its like
      sdk::Registration registration;
      registration.domain = domain;
      registration.id = textIn(order, "orderId");
      registration.state = sdk::RegistrationState::Pending;
      registration.providerState = "ORDERED";
      return Ordered{std::move(registration)};
    }
    return Ordered{};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::godaddy
