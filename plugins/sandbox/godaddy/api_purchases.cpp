// purchase, purchase/validate, transfer, renew, privacy/purchase: what takes money
#include "plugins/sandbox/godaddy/api.h"
#include "plugins/sandbox/random_text.h"

#include <algorithm>

namespace hostler::sandbox::godaddy {
namespace {

using front::Method;

constexpr std::int64_t kPrivacyMicros = 0;
constexpr std::int64_t kTransferSeconds = 5 * 86'400;

std::int64_t nextDomainId(const ApiCall& call) {
  std::int64_t highest = 300'000;
  for (const auto& shopper : call.shoppers) {
    for (const auto& [name, domain] : shopper.domains) highest = std::max(highest, domain.id);
  }
  return highest + 1;
}

// Whoever gives no other contacts gets the registrant's in their place.
Json contactsIn(const Json& body) {
  Json contacts = Json::object();
  const auto registrant = body.value("contactRegistrant", Json());
  for (const char* name : {"contactRegistrant", "contactAdmin", "contactTech", "contactBilling"})
    contacts[name] = body.value(name, registrant);
  return contacts;
}

Domain newDomain(const ApiCall& call, const std::string& name, int years) {
  Domain domain;
  domain.name = name;
  domain.id = nextDomainId(call);
  domain.createdAt = domain.heldSince = call.now;
  domain.expiresAt = addYears(call.now, years);
  domain.authCode = randomText(16);
  domain.contacts = contactsIn(call.body);
  domain.privacy = call.body.value("privacy", false);
  domain.renewAuto = call.body.value("renewAuto", true);
  domain.nameServers = call.body.value(
      "nameServers", std::vector<std::string>{"ns37.domaincontrol.com", "ns38.domaincontrol.com"});
  domain.records = {
      {{"type", "A"}, {"name", "@"}, {"data", "192.0.2.80"}, {"ttl", 600}},
      {{"type", "NS"}, {"name", "@"}, {"data", "ns37.domaincontrol.com"}, {"ttl", 3600}}};
  return domain;
}

void checkPurchase(ApiCall& call) {
  BodyCheck body{call.body};
  body.only({"domain", "period", "privacy", "renewAuto", "nameServers", "consent",
             "contactRegistrant", "contactAdmin", "contactTech", "contactBilling", "entityType"});
  const auto name = body.text("domain");
  const auto privacy = body.flag("privacy");
  body.flag("renewAuto");
  body.years();
  body.nameServers();
  body.contacts(true);
  if (name.empty()) body.done();
  if (auto fault = nameFault(name)) throw *fault;
  if (tldOf(name) == "ca") body.text("entityType");
  body.consent(agreementKeys(call.shopper, tldOf(name), privacy.value_or(false), false));
  body.done();
}

Reply purchase(ApiCall& call) {
  call.takes({});
  checkPurchase(call);
  const auto name = call.body["domain"].get<std::string>();
  const auto own = call.shopper.domains.find(name);
  const bool isOurs = own != call.shopper.domains.end() && own->second.isHeld();
  if (isOurs || isRegisteredElsewhere(call, name, true))
    throw Refusal{422, "UNAVAILABLE_DOMAIN", "The domain " + name + " is not available"};
  const auto years = call.body.value("period", 1);
  auto order = bookOrder(call, "register", name, years, priceOf(call.shopper, name) * years);
  auto domain = newDomain(call, name, years);
  if (name.starts_with("redeemable")) domain.nextStatus = "CANCELLED_REDEEMABLE";
  call.shopper.domains.insert_or_assign(name, std::move(domain));
  return {200, std::move(order)};
}

Reply validate(ApiCall& call) {
  call.takes({});
  checkPurchase(call);
  return {};
}

Reply transfer(ApiCall& call) {
  call.takes({});
  const auto& name = call.path[2];
  if (auto fault = nameFault(name)) throw *fault;
  BodyCheck body{call.body};
  body.only({"authCode", "period", "privacy", "renewAuto", "consent", "contactRegistrant",
             "contactAdmin", "contactTech", "contactBilling"});
  const auto code = body.text("authCode");
  const auto privacy = body.flag("privacy");
  body.flag("renewAuto");
  const auto years = body.years();
  body.contacts(true);
  body.consent(agreementKeys(call.shopper, tldOf(name), privacy.value_or(false), true));
  body.done();
  if (!canBeMovedIn(call, name))
    throw Refusal{409, "DOMAIN_NOT_TRANSFERABLE", "`domain` isn't available for transfer"};

  auto order = bookOrder(call, "transfer", name, years, priceOf(call.shopper, name) * years);
  auto domain = newDomain(call, name, years);
  domain.createdAt = addYears(call.now, -3);  // where it was before
  domain.looksLeft = 3;
  domain.settlesAt = call.now + kTransferSeconds;
  domain.status = "PENDING_TRANSFER_IN";
  if (name.starts_with("taken-refused")) domain.nextStatus = "FAILED_TRANSFER_IN";
  if (code != kElsewhereCode) {  // waits for the right one
    domain.status = "AWAITING_TRANSFER_IN_AUTH";
    domain.nextStatus.clear();
    domain.settlesAt.reset();
  }
  call.shopper.domains.insert_or_assign(name, std::move(domain));
  return {200, std::move(order)};
}

Reply renew(ApiCall& call) {
  call.takes({});
  auto& domain = changeable(call, call.path[2]);
  BodyCheck body{call.body};
  body.only({"period"});
  const auto years = body.years();
  body.done();
  if (addYears(domain.expiresAt, years) > addYears(call.now, 10) + 86'400)
    throw Refusal{422, "INVALID_PERIOD", "Invalid period range"};
  auto order =
      bookOrder(call, "renew", domain.name, years, renewPriceOf(call.shopper, domain.name) * years);
  domain.expiresAt = addYears(domain.expiresAt, years);
  return {200, std::move(order)};
}

Reply buyPrivacy(ApiCall& call) {
  call.takes({});
  auto& domain = changeable(call, call.path[2]);
  BodyCheck body{call.body};
  body.only({"consent"});
  body.consent({"DNPA"});
  body.done();
  if (domain.privacy)
    throw Refusal{409, "PRIVACY_ACTIVE", "The domain has privacy protection already"};
  auto order = bookOrder(call, "privacy", domain.name, 1, kPrivacyMicros);
  domain.privacy = true;
  return {200, std::move(order)};
}

}  // namespace

Answer answerPurchases(ApiCall& call) {
  if (call.is(Method::Post, {"v1", "domains", "purchase"})) return purchase(call);
  if (call.is(Method::Post, {"v1", "domains", "purchase", "validate"})) return validate(call);
  if (call.is(Method::Post, {"v1", "domains", "*", "transfer"})) return transfer(call);
  if (call.is(Method::Post, {"v1", "domains", "*", "renew"})) return renew(call);
  if (call.is(Method::Post, {"v1", "domains", "*", "privacy", "purchase"})) return buyPrivacy(call);
  return std::nullopt;
}

}  // namespace hostler::sandbox::godaddy
