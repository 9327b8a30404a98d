// available, suggest, tlds, agreements, purchase/schema
#include "plugins/sandbox/godaddy/api.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <sstream>

namespace hostler::sandbox::godaddy {
namespace {

using front::Method;

constexpr std::size_t kMostAtOnce = 500;

std::vector<std::string> listOf(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  return parts;
}

void mayAsk(const ApiCall& call) {
  if (!call.shopper.restricted) return;
  throw Refusal{403, "ACCESS_DENIED", "Authenticated user is not allowed access"};
}

bool flagIn(const ApiCall& call, std::string_view name) {
  const auto text = call.param(name, "false");
  if (text == "true" || text == "false") return text == "true";
  throw Refusal{400, "INVALID_VALUE", std::string{name} + " must be true or false"};
}

bool wantsFull(const ApiCall& call) {
  const auto type = call.param("checkType", "FAST");
  if (type == "FULL" || type == "full") return true;
  if (type == "FAST" || type == "fast") return false;
  throw Refusal{422, "INVALID_VALUE_ENUM", "checkType must be FAST or FULL"};
}

Json available(const ApiCall& call, const std::string& domain, bool full, bool forTransfer) {
  const auto own = call.shopper.domains.find(domain);
  const bool isOurs = own != call.shopper.domains.end() && own->second.isHeld();
  const bool free = !isOurs && !isRegisteredElsewhere(call, domain, full);
  return {{"domain", domain},
          {"available", forTransfer ? canBeMovedIn(call, domain) : free},
          {"definitive", full || forTransfer},
          {"price", priceOf(call.shopper, domain)},
          {"currency", "USD"},
          {"period", 1}};
}

Reply checkOne(ApiCall& call) {
  call.takes({"checkType", "forTransfer"}, {"domain"});
  mayAsk(call);
  const auto domain = call.param("domain");
  if (auto fault = nameFault(domain)) throw *fault;
  return {200, available(call, domain, wantsFull(call), flagIn(call, "forTransfer"))};
}

Reply checkMany(ApiCall& call) {
  call.takes({"checkType"});
  mayAsk(call);
  if (!call.body.is_array() || call.body.size() > kMostAtOnce)
    throw Refusal{422, "INVALID_BODY", "must be a list of at most 500 domains"};
  const bool full = wantsFull(call);
  Json domains = Json::array(), errors = Json::array();
  for (std::size_t i = 0; i < call.body.size(); ++i) {
    const auto name = call.body[i].is_string() ? call.body[i].get<std::string>() : std::string{};
    if (const auto fault = nameFault(name)) {
      errors.push_back({{"domain", name},
                        {"code", fault->code},
                        {"message", fault->message},
                        {"path", "domains[" + std::to_string(i) + "]"},
                        {"status", fault->status}});
    } else {
      domains.push_back(available(call, name, full, false));
    }
  }
  Json body{{"domains", std::move(domains)}};
  if (errors.empty()) return {200, std::move(body)};
  body["errors"] = std::move(errors);
  return {203, std::move(body)};
}

Reply suggest(ApiCall& call) {
  call.takes({"country", "city", "sources", "tlds", "lengthMax", "lengthMin", "limit", "waitMs"},
             {"query"});
  std::string stem;
  for (const unsigned char c : call.param("query")) {
    if (std::isalnum(c)) stem += static_cast<char>(std::tolower(c));
  }
  auto tlds = listOf(call.param("tlds"));
  if (tlds.empty()) tlds = {"com", "net", "in"};
  std::size_t limit = 10;
  const auto text = call.param("limit");
  std::from_chars(text.data(), text.data() + text.size(), limit);
  Json list = Json::array();
  for (const std::string ending : {"", "online", "hq", "shop", "group"}) {
    for (const auto& tld : tlds) {
      const auto name = stem + ending + "." + tld;
      if (list.size() < limit && !nameFault(name) && !isRegisteredElsewhere(call, name, false))
        list.push_back({{"domain", name}});
    }
  }
  return {200, std::move(list)};
}

Reply tlds(ApiCall& call) {
  call.takes({});
  Json list = Json::array();
  for (const auto& offer : tldOffers())
    list.push_back({{"name", offer.name}, {"type", offer.ofCountry ? "COUNTRY_CODE" : "GENERIC"}});
  return {200, std::move(list)};
}

Reply agreements(ApiCall& call) {
  call.takes({"forTransfer"}, {"tlds", "privacy"});
  Json list = Json::array();
  std::vector<std::string> keys;
  for (const auto& tld : listOf(call.param("tlds"))) {
    if (nameFault("x." + tld))
      throw Refusal{404, "UNSUPPORTED_TLD", "tld is not supported: " + tld};
    for (const auto& key :
         agreementKeys(call.shopper, tld, flagIn(call, "privacy"), flagIn(call, "forTransfer"))) {
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
  }
  for (const auto& key : keys) {
    list.push_back({{"agreementKey", key},
                    {"title", "Agreement " + key},
                    {"url", "https://agreements.example/" + key},
                    {"content", "<p>The terms of " + key + ".</p>"}});
  }
  return {200, std::move(list)};
}

Json property(std::string_view type, bool required, std::string_view pattern = {}) {
  Json json{{"type", type}, {"required", required}};
  if (!pattern.empty()) json["pattern"] = pattern;
  return json;
}

Reply schema(ApiCall& call) {
  const auto& tld = call.path[4];
  if (nameFault("x." + tld)) throw Refusal{404, "UNSUPPORTED_TLD", "tld is not supported"};
  Json properties{
      {"domain", property("string", true)},      {"period", property("integer", false)},
      {"privacy", property("boolean", false)},   {"renewAuto", property("boolean", false)},
      {"nameServers", property("array", false)}, {"consent", property("object", true)}};
  for (const char* name : {"contactRegistrant", "contactAdmin", "contactTech", "contactBilling"})
    properties[name] = property("object", false);
  Json required{"domain", "consent"};
  if (tld == "ca") {
    properties["entityType"] = property("string", true, "^[A-Z_]+$");
    required.push_back("entityType");
  }
  return {200,
          {{"id", "https://api.godaddy.com/DomainPurchase#" + tld},
           {"properties", std::move(properties)},
           {"required", std::move(required)},
           {"models", Json::object()}}};
}

}  // namespace

Answer answerOffers(ApiCall& call) {
  if (call.is(Method::Get, {"v1", "domains", "available"})) return checkOne(call);
  if (call.is(Method::Post, {"v1", "domains", "available"})) return checkMany(call);
  if (call.is(Method::Get, {"v1", "domains", "suggest"})) return suggest(call);
  if (call.is(Method::Get, {"v1", "domains", "tlds"})) return tlds(call);
  if (call.is(Method::Get, {"v1", "domains", "agreements"})) return agreements(call);
  if (call.is(Method::Get, {"v1", "domains", "purchase", "schema", "*"})) return schema(call);
  return std::nullopt;
}

}  // namespace hostler::sandbox::godaddy
