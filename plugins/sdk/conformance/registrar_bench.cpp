#include "registrar_bench.h"

namespace hostler::conformance {

using sdk::Json;

std::string freshDomain(Bench& bench, const std::string& stem) {
  return bench.freshName(stem) + "." + bench.subject().at("tld").get<std::string>();
}

Json contacts(const std::string& email) {
  return {{"registrant",
           {{"first_name", "Asha"},
            {"last_name", "Rao"},
            {"organization", "Acme \u20b9 Stores"},
            {"email", email},
            {"phone", "+91.9812345678"},
            {"line1", "1 Law College Road"},
            {"city", "Pune"},
            {"state", "MH"},
            {"postal_code", "411004"},
            {"country", "IN"}}}};
}

Json consent(Bench& bench, bool privacy, bool forTransfer) {
  Json keys = Json::array();
  if (bench.offers("agreements")) {
    const auto wanted = bench.succeed("agreements", {{"tlds", {bench.subject().at("tld")}},
                                                     {"privacy", privacy},
                                                     {"for_transfer", forTransfer}});
    for (const auto& agreement : wanted.at("agreements")) keys.push_back(agreement.at("key"));
  }
  return {{"agreements", keys}, {"agreed_from", "203.0.113.7"}, {"agreed_at", kAgreedAt}};
}

Json registerRequest(Bench& bench, const std::string& domain) {
  return {{"reference", "dom_" + domain},
          {"domain", domain},
          {"years", 1},
          {"contacts", contacts()},
          {"consent", consent(bench)}};
}

Json transferRequest(Bench& bench, const std::string& domain) {
  const auto code = bench.subject().at("taken").at("auth_code").get<std::string>();
  bench.mustNotShow(code);
  return {{"reference", "dom_" + domain},
          {"domain", domain},
          {"auth_code", code},
          {"years", 1},
          {"contacts", contacts()},
          {"consent", consent(bench, false, true)}};
}

Json renewRequest(Bench& bench, const Json& registration) {
  return {{"domain", registration.at("domain")},
          {"years", 1},
          {"expires_at", registration.at("expires_at")},
          {"consent", consent(bench)}};
}

Json restoreRequest(Bench& bench, const Json& registration) {
  return renewRequest(bench, registration);
}

Json located(Bench& bench, const std::string& domain) {
  return bench.succeed("locate", {{"domain", domain}}).at("registration");
}

Json active(Bench& bench, const std::string& domain) {
  for (int look = 0; look < 20; ++look) {
    const auto registration = located(bench, domain);
    require(!registration.is_null(), "locate does not find " + domain);
    if (registration.at("state") == "active") return registration;
  }
  throw CheckFailed{domain + " never becomes active"};
}

Json registered(Bench& bench, const std::string& domain) {
  bench.succeed("register", registerRequest(bench, domain));
  return active(bench, domain);
}

Json redeemable(Bench& bench) {
  const auto domain =
      freshDomain(bench, bench.subject().at("redeemable").at("stem").get<std::string>());
  bench.succeed("register", registerRequest(bench, domain));
  for (int look = 0; look < 20; ++look) {
    const auto registration = located(bench, domain);
    require(!registration.is_null(), "locate does not find " + domain);
    if (registration.at("state") == "redemption") return registration;
  }
  throw CheckFailed{domain + " never goes into redemption"};
}

Json bookedDomain(Bench& bench, const std::string& domain) {
  for (const auto& entry : bench.booked("domains")) {
    if (entry.at("domain") == domain) return entry;
  }
  return nullptr;
}

bool isHeld(Bench& bench, const std::string& domain) {
  const auto entry = bookedDomain(bench, domain);
  return !entry.is_null() && entry.at("held") == true;
}

int ordersFor(Bench& bench, const std::string& domain, const std::string& action) {
  int count = 0;
  for (const auto& order : bench.booked("orders"))
    count += order.at("domain") == domain && order.at("action") == action;
  return count;
}

}  // namespace hostler::conformance
