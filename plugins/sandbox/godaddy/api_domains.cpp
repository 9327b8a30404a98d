// The domains of an account: list, details, changes, contacts, privacy off, cancellation.
#include "core/time/instant.h"
#include "plugins/sandbox/godaddy/api.h"

#include <charconv>

namespace hostler::sandbox::godaddy {
namespace {

using front::Method;

constexpr std::size_t kLargestPage = 1000;

Reply list(ApiCall& call) {
  call.takes({"statuses", "statusGroups", "limit", "marker", "includes", "modifiedDate"});
  std::size_t limit = kLargestPage;
  const auto text = call.param("limit", "1000");
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (error != std::errc{} || end != text.data() + text.size() || limit < 1 || limit > kLargestPage)
    throw Refusal{422, "INVALID_VALUE", "limit must be from 1 to 1000"};
  const auto marker = call.param("marker"), statuses = call.param("statuses");
  Json page = Json::array();
  for (const auto& [name, domain] : call.shopper.domains) {
    if (name <= marker && !marker.empty()) continue;
    if (!statuses.empty() &&
        ("," + statuses + ",").find("," + domain.status + ",") == std::string::npos)
      continue;
    if (page.size() == limit) break;
    page.push_back(summaryJson(domain, call.param("includes")));
  }
  return {200, std::move(page)};
}

Reply update(ApiCall& call) {
  call.takes({});
  auto& domain = changeable(call, call.path[2]);
  BodyCheck body{call.body};
  body.only({"locked", "nameServers", "renewAuto", "subaccountId", "exposeWhois", "consent"});
  const auto locked = body.flag("locked"), renewAuto = body.flag("renewAuto"),
             exposed = body.flag("exposeWhois");
  body.nameServers();
  if (exposed.value_or(false)) body.consent({"EXPOSE_WHOIS"});
  body.done();
  if (locked) domain.locked = *locked;
  if (renewAuto) domain.renewAuto = *renewAuto;
  if (call.body.contains("nameServers"))
    domain.nameServers = call.body["nameServers"].get<std::vector<std::string>>();
  return {};
}

Reply setContacts(ApiCall& call) {
  call.takes({});
  auto& domain = changeable(call, call.path[2]);
  BodyCheck body{call.body};
  body.only({"contactRegistrant", "contactAdmin", "contactTech", "contactBilling"});
  body.contacts(true);
  body.done();
  domain.contacts.update(call.body);
  return {};
}

Reply cancel(ApiCall& call) {
  call.takes({});
  auto& domain = lookAt(call, call.path[2]);
  if (!domain.isHeld()) throw Refusal{422, "INVALID_DOMAIN_STATUS", "Unknown domain error"};
  domain.status = domain.nextStatus = "CANCELLED";
  return {};
}

Reply endPrivacy(ApiCall& call) {
  call.takes({});
  auto& domain = changeable(call, call.path[2]);
  if (!domain.privacy)
    throw Refusal{409, "PRIVACY_INACTIVE", "The domain has no privacy protection"};
  domain.privacy = false;
  return {};
}

Reply verifyEmail(ApiCall& call) {
  call.takes({});
  ++changeable(call, call.path[2]).verificationMails;
  return {};
}

}  // namespace

Answer answerDomains(ApiCall& call) {
  if (call.is(Method::Get, {"v1", "domains"})) return list(call);
  if (call.is(Method::Get, {"v1", "domains", "*"})) {
    call.takes({});
    return Reply{200, detailJson(lookAt(call, call.path[2]))};
  }
  if (call.is(Method::Patch, {"v1", "domains", "*"})) return update(call);
  if (call.is(Method::Delete, {"v1", "domains", "*"})) return cancel(call);
  if (call.is(Method::Patch, {"v1", "domains", "*", "contacts"})) return setContacts(call);
  if (call.is(Method::Delete, {"v1", "domains", "*", "privacy"})) return endPrivacy(call);
  if (call.is(Method::Post, {"v1", "domains", "*", "verifyRegistrantEmail"}))
    return verifyEmail(call);
  return std::nullopt;
}

}  // namespace hostler::sandbox::godaddy
