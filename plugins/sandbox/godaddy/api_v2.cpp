// The second API: details with the price of a renewal, renewals that name what they expect, DNSSEC,
// and the actions that it all becomes.
#include "core/time/instant.h"
#include "plugins/sandbox/godaddy/api.h"

#include <algorithm>

namespace hostler::sandbox::godaddy {
namespace {

using front::Method;

Json detail(const ApiCall& call, const Domain& domain) {
  auto json = detailJson(domain);
  json.erase("expires");
  json["domainId"] = std::to_string(domain.id);
  json["expiresAt"] = timeText(domain.expiresAt);
  for (const auto& [name, member] : {std::pair{"contactRegistrant", "registrant"},
                                     {"contactAdmin", "admin"},
                                     {"contactTech", "tech"},
                                     {"contactBilling", "billing"}}) {
    json["contacts"][member] = json[name];
    json["contacts"][member]["exposeWhois"] = false;
    json.erase(name);
  }
  json["renewal"] = {{"price", renewPriceOf(call.shopper, domain.name)},
                     {"currency", "USD"},
                     {"renewable", domain.isSettled()}};
  if (domain.isRedeemable()) {
    json["status"] = "DELETED_REDEEMABLE";  // as the second API calls it
    if (call.shopper.tellsRedemption) {
      json["redemption"] = {{"price", renewPriceOf(call.shopper, domain.name)},
                            {"fee", kRedemptionFee},
                            {"currency", "USD"}};
    }
  }
  if (call.param("includes").find("dnssecRecords") != std::string::npos)
    json["dnssecRecords"] = domain.dnssec;
  return json;
}

Reply renew(ApiCall& call) {
  call.takes({});
  auto& domain = changeable(call, call.path[4]);
  BodyCheck body{call.body};
  body.only({"expires", "period", "consent"});
  const auto expires = Instant::parse(body.text("expires"));
  if (!expires) body.fault("expires", "MISMATCH_FORMAT", "must be an iso-datetime");
  const auto years = body.years();
  body.consent({});
  body.done();
  const auto price = renewPriceOf(call.shopper, domain.name) * years;
  const auto& consent = call.body["consent"];
  if (consent.value("price", Json()) != price || consent.value("currency", Json()) != "USD")
    throw Refusal{422, "PRICE_MISMATCH", "The price is not the one that was agreed to"};
  if (expires->unixSeconds() != domain.expiresAt)
    throw Refusal{409, "EXPIRES_MISMATCH", "`expires` is not the domain's current expiration"};
  if (addYears(domain.expiresAt, years) > addYears(call.now, 10) + 86'400)
    throw Refusal{422, "INVALID_PERIOD", "Invalid period range"};
  beginAction(call, domain, "RENEW", {{"expiresAt", addYears(domain.expiresAt, years)}});
  bookOrder(call, "renew", domain.name, years, price);
  return {202, nullptr};
}

// With a year's renewal. The domain stays in redemption until the action is done.
Reply redeem(ApiCall& call) {
  call.takes({});
  auto& domain = lookAt(call, call.path[4]);
  BodyCheck body{call.body};
  body.only({"consent"});
  body.consent({});
  body.done();
  if (!domain.isRedeemable())
    throw Refusal{422, "INVALID_DOMAIN_STATUS", "The domain is not in redemption"};
  const auto price = renewPriceOf(call.shopper, domain.name);
  const auto& consent = call.body["consent"];
  if (consent.value("price", Json()) != price || consent.value("fee", Json()) != kRedemptionFee ||
      consent.value("currency", Json()) != "USD")
    throw Refusal{422, "PRICE_MISMATCH", "Price and fee are not the ones that were agreed to"};
  beginAction(call, domain, "REDEEM",
              {{"status", "ACTIVE"}, {"expiresAt", addYears(domain.expiresAt, 1)}});
  bookOrder(call, "restore", domain.name, 1, price + kRedemptionFee);
  return {202, nullptr};
}

void checkSigners(const Json& records) {
  if (!records.is_array() || records.empty())
    throw Refusal{400, "INVALID_BODY", "Request body must be a list of DNSSEC records"};
  for (const auto& record : records) {
    const bool fits = record.is_object() && record.value("algorithm", Json()).is_string() &&
                      record.value("digestType", Json()).is_string() &&
                      record.value("digest", Json()).is_string() &&
                      record.value("keyTag", Json()).is_number_unsigned();
    if (!fits) throw Refusal{422, "INVALID_BODY", "A DNSSEC record is not complete"};
  }
}

Reply changeSigners(ApiCall& call, bool add) {
  call.takes({});
  auto& domain = changeable(call, call.path[4]);
  checkSigners(call.body);
  auto records = domain.dnssec;
  for (const auto& record : call.body) {
    const auto found = std::find(records.begin(), records.end(), record);
    const bool isThere = found != records.end();
    if (add && isThere) throw Refusal{422, "DUPLICATE_RECORD", "The record exists already"};
    if (!add && !isThere) throw Refusal{404, "UNKNOWN_RECORD", "There is no such record"};
    if (add) records.push_back(record);
    if (!add) records.erase(static_cast<std::size_t>(found - records.begin()));
  }
  beginAction(call, domain, add ? "DNSSEC_CREATE" : "DNSSEC_DELETE", {{"dnssec", records}});
  return {202, nullptr};
}

}  // namespace

Answer answerSecondApi(ApiCall& call) {
  if (call.path.size() < 5 || call.path[0] != "v2" || call.path[1] != "customers" ||
      call.path[3] != "domains")
    return std::nullopt;
  if (call.path[2] != call.shopper.customerId)
    throw Refusal{403, "ACCESS_DENIED", "Authenticated user is not allowed access"};
  if (call.is(Method::Get, {"v2", "customers", "*", "domains", "*"})) {
    call.takes({"includes"});
    return Reply{200, detail(call, lookAt(call, call.path[4]))};
  }
  if (call.is(Method::Post, {"v2", "customers", "*", "domains", "*", "renew"})) return renew(call);
  if (call.is(Method::Post, {"v2", "customers", "*", "domains", "*", "redeem"}))
    return redeem(call);
  if (call.is(Method::Get, {"v2", "customers", "*", "domains", "*", "actions", "*"})) {
    const auto found = call.shopper.domains.find(call.path[4]);
    if (found == call.shopper.domains.end()) throw unknownDomain(call.path[4]);
    return Reply{200, lookAtAction(found->second, call.path[6], call.now)};
  }
  if (call.is(Method::Patch, {"v2", "customers", "*", "domains", "*", "dnssecRecords"}))
    return changeSigners(call, true);
  if (call.is(Method::Delete, {"v2", "customers", "*", "domains", "*", "dnssecRecords"}))
    return changeSigners(call, false);
  return std::nullopt;
}

}  // namespace hostler::sandbox::godaddy
