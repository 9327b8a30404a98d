#include "registrar_safety.h"

#include "registrar_bench.h"

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

constexpr std::int64_t kYear = 365 * 86'400;

void refused(const Invocation& result, Outcome outcome, const std::string& code,
             const std::string& what) {
  require(result.outcome == outcome && result.body.at("code") == code,
          what + " was answered " + nameOf(result.outcome) + " " + result.body.dump());
}

// Who orders a name that another customer holds in the same account must not be handed it.
void anothersDomainIsNotAdopted(Bench& bench) {
  const auto domain = freshDomain(bench, "victim");
  const auto held = registered(bench, domain);
  auto stranger = registerRequest(bench, domain);
  stranger["reference"] = "dom_attacker";
  stranger["contacts"] = contacts("mallory@example.org");
  refused(bench.invoke("register", stranger), Outcome::Permanent, "domain_exists",
          "another registrant's order");
  auto later = registerRequest(bench, domain);
  const auto since = held.at("created_at").get<std::int64_t>() + 86'400;
  later["consent"]["agreed_at"] = since;
  refused(bench.invoke("register", later), Outcome::Permanent, "domain_exists",
          "an order that was agreed to after the purchase");
  const auto found = bench.succeed("locate", {{"domain", domain}, {"since", since}});
  require(found.at("registration").is_null(), "locate hands over another's domain");
  require(ordersFor(bench, domain, "register") == 1, "it was bought twice");
}

void takenNamesAreRefused(Bench& bench) {
  const auto domain = freshDomain(bench, bench.subject().at("taken").at("stem"));
  refused(bench.invoke("register", registerRequest(bench, domain)), Outcome::Permanent,
          "domain_taken", "a taken name");
}

void pricesHaveACap(Bench& bench) {
  const auto domain = freshDomain(bench, "dear");
  auto request = registerRequest(bench, domain);
  request["highest_cost"] = {{"amount", "0.01"}, {"currency", "USD"}, {"years", 1}};
  refused(bench.invoke("register", request), Outcome::NeedsAttention, "cost_raised",
          "a purchase above the cap");
  require(bookedDomain(bench, domain).is_null(), "it was bought above the cap");
  request["highest_cost"]["amount"] = "100000";
  bench.succeed("register", request);

  auto renewal = renewRequest(bench, active(bench, domain));
  renewal["highest_cost"] = {{"amount", "0.01"}, {"currency", "USD"}, {"years", 1}};
  const auto result = bench.invoke("renew", renewal);
  require(result.outcome == Outcome::NeedsAttention,
          "a renewal above the cap was answered " + nameOf(result.outcome));
  require(ordersFor(bench, domain, "renew") == 0, "it was renewed above the cap");
}

void nothingIsBoughtWithoutConsent(Bench& bench) {
  bench.needs("agreements");
  const auto domain = freshDomain(bench, "unread");
  auto request = registerRequest(bench, domain);
  request["consent"]["agreements"] = Json::array({"SOMETHING_ELSE"});
  refused(bench.invoke("register", request), Outcome::NeedsAttention, "consent_missing",
          "a purchase that was not agreed to");
  request["consent"]["agreements"] = consent(bench).at("agreements");
  request["consent"]["agreed_from"] = "somewhere";
  refused(bench.invoke("register", request), Outcome::Permanent, "bad_request",
          "a consent from no address");
  require(bookedDomain(bench, domain).is_null(), "it was bought without consent");
}

void anUnexpectedExpiryStopsARenewal(Bench& bench) {
  const auto domain = freshDomain(bench, "drift");
  auto request = renewRequest(bench, registered(bench, domain));
  request["expires_at"] = request["expires_at"].get<std::int64_t>() + 90 * 86'400;
  refused(bench.invoke("renew", request), Outcome::NeedsAttention, "expiry_changed",
          "a renewal of what expires at another time");
  require(ordersFor(bench, domain, "renew") == 0, "it was renewed all the same");
}

void missingDomainsAreTold(Bench& bench) {
  const auto domain = freshDomain(bench, "absent");
  const std::vector<std::pair<std::string, Json>> calls{
      {"renew", {{"domain", domain}, {"years", 1}, {"expires_at", kAgreedAt + kYear}}},
      {"set_lock", {{"domain", domain}, {"on", false}}},
      {"contacts", {{"domain", domain}}},
      {"auth_code", {{"domain", domain}}}};
  for (const auto& [verb, request] : calls) {
    if (!bench.offers(verb)) continue;
    refused(bench.invoke(verb, request), Outcome::NeedsAttention, "domain_missing", verb);
  }
}

void dangerousNamesAreNotSent(Bench& bench) {
  auto request = registerRequest(bench, freshDomain(bench, "danger"));
  const auto before = bench.sandbox().calls(bench.provider()).size();
  for (const std::string domain :
       {"a/../../v1/orders", "a.com/renew", "a b.com", "-a.com", "a-.com", "A.com", "a..com",
        "a.com.", "a", "", "1.2.3.4", "a.com?x=1", "a.com\r\nX: y", "b\u00fccher.com"}) {
    request["domain"] = domain;
    for (const auto& [verb, body] :
         std::vector<std::pair<std::string, Json>>{{"register", request},
                                                   {"locate", {{"domain", domain}}},
                                                   {"check", {{"domains", {domain}}}},
                                                   {"cancel", {{"domain", domain}}}}) {
      if (!bench.offers(verb)) continue;
      refused(bench.invoke(verb, body), Outcome::Permanent, "bad_request",
              verb + " of '" + domain + "'");
    }
  }
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "a dangerous name reached the registrar");
}

void wrongKeysNeedAPerson(Bench& bench) {
  const auto domain = freshDomain(bench, "keys");
  const auto held = registered(bench, domain);
  const auto fresh = freshDomain(bench, "other");
  const std::vector<std::pair<std::string, Json>> calls{
      {"test_connection", Json::object()},
      {"check", {{"domains", {fresh}}}},
      {"register", registerRequest(bench, fresh)},
      {"renew", renewRequest(bench, held)},
      {"locate", {{"domain", domain}}},
      {"set_lock", {{"domain", domain}, {"on", false}}}};
  const auto expect = [&](const Json& change, const std::string& code) {
    auto settings = bench.subject().at("settings");
    settings.update(change);
    const auto instance = bench.plugin().create(settings);
    require(instance != nullptr, "the plugin is not created, so nobody is told");
    for (const auto& [verb, request] : calls) {
      if (!bench.offers(verb)) continue;
      const auto result = instance->invoke(bench.kind() + "." + verb, request.dump(), "key",
                                           std::chrono::seconds{10});
      refused(result, Outcome::NeedsAttention, code, verb);
      bench.searchForSecrets(verb + "'s error", result.body.dump());
    }
  };
  expect(bench.subject().at("wrong_credentials"), "credentials_refused");
  Json none = Json::object();
  for (const auto& [name, value] : bench.subject().at("wrong_credentials").items()) none[name] = "";
  expect(none, "not_configured");
}

void twoAccountsAreApart(Bench& bench) {
  bench.sandbox().addAccount(bench.subject().at("second_account"));
  auto settings = bench.subject().at("settings");
  settings.update(bench.subject().at("second_settings"));
  const auto second = bench.plugin().create(settings);
  const auto domain = freshDomain(bench, "mine");
  registered(bench, domain);
  const auto ask = [&](const std::string& verb, const Json& request) {
    return second->invoke(bench.kind() + "." + verb, request.dump(), "key",
                          std::chrono::seconds{10});
  };
  require(ask("locate", {{"domain", domain}}).body.at("registration").is_null(),
          "one account shows another's domain");
  const auto answer = ask("check", {{"domains", {domain}}, {"definitive", true}});
  require(answer.body.at("domains").at(0).at("available") == false,
          "a domain of one account is for sale in another");
}

}  // namespace

std::vector<Check> registrarSafetyChecks() {
  return {
      {"safety.anothers_domain", "an order must not hand over somebody else's domain",
       anothersDomainIsNotAdopted},
      {"safety.taken", "a name that is gone is an answer", takenNamesAreRefused},
      {"safety.price_cap", "prices change between the cart and the purchase", pricesHaveACap},
      {"safety.consent", "a registrar's agreements change", nothingIsBoughtWithoutConsent},
      {"safety.expiry", "a renewal may have happened elsewhere", anUnexpectedExpiryStopsARenewal},
      {"safety.missing", "a domain may have left behind our back", missingDomainsAreTold},
      {"safety.dangerous_names", "names become paths", dangerousNamesAreNotSent},
      {"safety.wrong_keys", "retrying cannot mend a wrong key", wrongKeysNeedAPerson},
      {"safety.two_accounts", "two accounts are two instances", twoAccountsAreApart},
  };
}

}  // namespace hostler::conformance
