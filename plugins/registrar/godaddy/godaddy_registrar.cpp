#include "godaddy_registrar.h"

#include "mapping.h"
#include "names.h"
#include "refusals.h"
#include "states.h"

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::Reply;

constexpr const char* kProbe = "hostler-connection-test.com";
constexpr int kLargestPage = 1000;

std::string placeOf(const Settings& settings) {
  if (settings.isTestSystem())
    return "GoDaddy's test system (OTE), whose domains are not real and are not carried over";
  return settings.baseUrl.find("api.godaddy.com") != std::string::npos ? "GoDaddy's production"
                                                                       : settings.baseUrl;
}

}  // namespace

Reply<sdk::Registration> settled(sdk::Registration registration) {
  if (isUnderWay(registration.state)) return sdk::Pending{std::move(registration)};
  return registration;
}

GodaddyRegistrar::GodaddyRegistrar(const sdk::Context& context, RequestLimiter::Now now)
    : settings_{context.settings<Settings>()},
      client_{settings_, context.log().redactor(), std::move(now)},
      customer_{settings_, client_} {}

Reply<sdk::RegistrarReport> GodaddyRegistrar::testConnection(const sdk::Call& call,
                                                             const sdk::RegistrarTest&) {
  const auto listed = client_.send(call, {.endpoint = kListDomains, .query = {{"limit", "1"}}});
  if (!listed) return listed.error();
  if (!listed->is_array()) return misfit("the list of domains is not a list");
  sdk::RegistrarReport report;
  report.detail = "Connected to " + placeOf(settings_) + ".";

  const auto available = terms_.availability(call, kProbe, false, false);
  if (!available) {
    if (available.error().outcome == sdk::Outcome::Retryable) return available.error();
    report.warnings.push_back(
        "The key is right, but this account may not ask what is available, so it can sell nothing: "
        "GoDaddy opens that to accounts with 50 domains or more, and to API resellers.");
  }
  const auto customer = customer_.id(call);
  if (!customer) return customer.error();
  if (!*customer) {
    report.warnings.push_back(
        "Without a shopper id (or customer id) the price of a renewal is not known beforehand, so "
        "that each waits for a person, and DNSSEC cannot be set.");
  }
  return report;
}

Reply<sdk::LocatedRegistration> GodaddyRegistrar::locate(const sdk::Call& call,
                                                         const sdk::LocateDomain& request) {
  auto found = finder_.find(call, request.domain);
  if (!found) return found.error();
  if (*found) {
    auto& [registration, detail] = **found;
    try {
      const auto here = heldSince(detail);
      const bool isBefore = request.since && here && *here + kClockSlack < *request.since;
      if (!request.since || isHeld(registration.state)) {
        if (isBefore) return sdk::LocatedRegistration{};
        return sdk::LocatedRegistration{std::move(registration)};
      }
      // What became of an order says more than that it was placed.
      const bool isOver = registration.state == sdk::RegistrationState::Failed ||
                          registration.state == sdk::RegistrationState::Cancelled;
      if (isOver && here && !isBefore) return sdk::LocatedRegistration{std::move(registration)};
    } catch (const MappingError& error) {
      return misfit(error.what());
    }
  }
  if (!request.since) return sdk::LocatedRegistration{};
  auto ordered = finder_.orderedSince(call, request.domain, *request.since);
  if (!ordered) return ordered.error();
  return sdk::LocatedRegistration{std::move(*ordered)};
}

Reply<sdk::RegistrationPage> GodaddyRegistrar::registrations(
    const sdk::Call& call, const sdk::ListRegistrations& request) {
  if (request.limit < 1 || request.limit > kLargestPage)
    return sdk::permanent("bad_request", "limit is not between 1 and 1000");
  if (!request.cursor.empty() && !isDomainName(request.cursor))
    return sdk::permanent("bad_request", "cursor is not one of this verb's");
  Query query{{"limit", std::to_string(request.limit)}, {"includes", "nameServers"}};
  if (!request.cursor.empty()) query.emplace_back("marker", request.cursor);
  const auto answer = client_.send(call, {.endpoint = kListDomains, .query = std::move(query)});
  if (!answer) return answer.error();
  if (!answer->is_array()) return misfit("the list of domains is not a list");
  try {
    sdk::RegistrationPage page;
    for (const auto& domain : *answer) page.registrations.push_back(toRegistration(domain));
    const auto size = page.registrations.size();
    if (size > 0 && size >= static_cast<std::size_t>(request.limit))
      page.nextCursor = page.registrations.back().domain;
    return page;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::AuthCode> GodaddyRegistrar::authCode(const sdk::Call& call,
                                                const sdk::DomainRequest& request) {
  const auto held = finder_.expected(call, request.domain);
  if (!held) return held.error();
  try {
    sdk::AuthCode answer{sdk::Secret{textIn(held->detail, "authCode")}};
    call.log.redactor().hide(answer.code.reveal());
    if (answer.code.empty() && held->registration.locked)
      return sdk::permanent("locked", "GoDaddy gives the code once the transfer lock is off");
    answer.mailed = answer.code.empty();
    return answer;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::godaddy
