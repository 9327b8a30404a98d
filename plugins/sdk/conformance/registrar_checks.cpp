#include "checks.h"
#include "registrar_bench.h"
#include "registrar_safety.h"
#include "registrar_writes.h"

#include <algorithm>
#include <iterator>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

constexpr std::int64_t kYear = 365 * 86'400;

void bought(Bench& bench, const std::string& domain) {
  const auto before = bench.succeed("check", {{"domains", {domain}}, {"definitive", true}});
  const auto& offer = before.at("domains").at(0);
  require(offer.at("domain") == domain && offer.at("available") == true &&
              offer.at("definitive") == true && offer.at("cost").is_object(),
          "a free name looks wrong: " + offer.dump());
  require(located(bench, domain).is_null(), "locate finds a domain before it is bought");
  const auto made = bench.succeed("register", registerRequest(bench, domain));
  require(made.at("cost") == offer.at("cost"), "the purchase took another price: " + made.dump());
  const auto registration = active(bench, domain);
  require(registration.at("auto_renew") == false, "the registrar would renew by itself");
  require(registration.at("id") == made.at("id") && !registration.at("id").empty(),
          "the registration changed its id");
  const auto life = registration.at("expires_at").get<std::int64_t>() -
                    registration.at("created_at").get<std::int64_t>();
  require(life >= kYear && life <= kYear + 86'400, "one year is not a year");
}

void renewed(Bench& bench, const std::string& domain) {
  const auto before = located(bench, domain);
  const auto request = renewRequest(bench, before);
  for (int twice = 0; twice < 2; ++twice) {
    const auto after = bench.succeed("renew", request);
    const auto gained =
        after.at("expires_at").get<std::int64_t>() - before.at("expires_at").get<std::int64_t>();
    require(gained >= kYear && gained <= kYear + 86'400, "the renewal is not one year");
  }
  require(ordersFor(bench, domain, "renew") == 1, "it was renewed twice");
}

void switched(Bench& bench, const std::string& domain, const std::string& verb,
              const std::string& member) {
  if (!bench.offers(verb)) return;
  for (const bool on : {true, false, false, true}) {
    Json request{{"domain", domain}, {"on", on}};
    if (verb == "set_privacy" && on) request["consent"] = consent(bench, true);
    require(bench.succeed(verb, request).at(member) == on, verb + " has no effect");
    require(bookedDomain(bench, domain).at(member) == on, verb + " claims what is not so");
  }
}

void wholeLife(Bench& bench) {
  const auto domain = freshDomain(bench, "life");
  bought(bench, domain);
  renewed(bench, domain);
  switched(bench, domain, "set_lock", "locked");
  switched(bench, domain, "set_privacy", "privacy");
  switched(bench, domain, "set_auto_renew", "auto_renew");
  if (bench.offers("set_nameservers")) {
    const Json hosts{"ns1.host.example", "ns2.host.example"};
    for (int twice = 0; twice < 2; ++twice) {
      const auto after =
          bench.succeed("set_nameservers", {{"domain", domain}, {"nameservers", hosts}});
      require(after.at("nameservers") == hosts, "the name servers are others");
    }
  }
  if (!bench.offers("cancel")) return;
  for (int twice = 0; twice < 2; ++twice)
    require(bench.succeed("cancel", {{"domain", domain}}).at("state") == "cancelled",
            "it is not cancelled");
  require(!isHeld(bench, domain), "it is still there");
}

void namesAreSearched(Bench& bench) {
  const auto& subject = bench.subject();
  const auto taken = freshDomain(bench, subject.at("taken").at("stem"));
  const auto free = freshDomain(bench, "free");
  const auto foreign =
      bench.freshName("odd") + "." + subject.at("unsupported_tld").get<std::string>();
  const Json names{taken, foreign, free, "xn--bcher-kva" + free};
  const auto answer = bench.succeed("check", {{"domains", names}}).at("domains");
  require(answer.size() == names.size(), "not every name is answered for");
  for (std::size_t i = 0; i < names.size(); ++i)
    require(answer[i].at("domain") == names[i], "the answers are not in the request's order");
  require(answer[0].at("available") == false, "a taken name is available");
  require(answer[1].at("available") == false && answer[1].at("offered") == false,
          "a name is offered that the registrar does not sell");
  require(answer[2].at("available") == true && answer[3].at("available") == true,
          "a free name is not available");
  if (bench.offers("suggest")) {
    const auto suggested = bench.succeed(
        "suggest", {{"query", "acme stores"}, {"tlds", {subject.at("tld")}}, {"limit", 3}});
    const auto& domains = suggested.at("domains");
    require(!domains.empty() && domains.size() <= 3, "there are no suggestions, or too many");
  }
  if (!bench.offers("tlds")) return;
  const auto tlds = bench.succeed("tlds", Json::object()).at("tlds");
  require(std::any_of(tlds.begin(), tlds.end(),
                      [&](const Json& tld) { return tld.at("name") == subject.at("tld"); }),
          "the list of TLDs lacks one that is sold");
}

void domainsMoveIn(Bench& bench) {
  bench.needs("transfer");
  const auto domain = freshDomain(bench, bench.subject().at("taken").at("stem"));
  const auto offer =
      bench.succeed("check", {{"domains", {domain}}, {"for_transfer", true}}).at("domains").at(0);
  require(offer.at("available") == true, "a name that can be moved in is not available for it");
  const auto begun = bench.invoke("transfer", transferRequest(bench, domain));
  require(begun.outcome == Outcome::Pending && begun.body.at("state") == "transferring",
          "a transfer was answered " + nameOf(begun.outcome) + " " + begun.body.dump());
  active(bench, domain);
  bench.succeed("transfer", transferRequest(bench, domain));
  require(ordersFor(bench, domain, "transfer") == 1, "it was moved in twice");

  const auto free = bench.invoke("transfer", transferRequest(bench, freshDomain(bench, "free")));
  require(free.outcome == Outcome::Permanent, "a name that nobody has was moved in");
}

void domainsComeBack(Bench& bench) {
  bench.needs("restore");
  const auto before = redeemable(bench);
  const auto domain = before.at("domain").get<std::string>();
  auto request = restoreRequest(bench, before);
  auto capped = request;
  capped["highest_cost"] = {{"amount", "0.01"}, {"currency", "USD"}, {"years", 1}};
  const auto dear = bench.invoke("restore", capped);
  require(dear.outcome == Outcome::NeedsAttention,
          "a restoring above the cap was answered " + nameOf(dear.outcome));
  require(ordersFor(bench, domain, "restore") == 0, "it was restored above the cap");
  for (int twice = 0; twice < 2; ++twice) {
    const auto after = bench.succeed("restore", request);
    require(after.at("state") == "active", "it is not back: " + after.dump());
    const auto gained =
        after.at("expires_at").get<std::int64_t>() - before.at("expires_at").get<std::int64_t>();
    require(gained >= kYear && gained <= kYear + 86'400, "it was not renewed for a year with it");
  }
  require(ordersFor(bench, domain, "restore") == 1, "it was restored twice");

  const auto well = freshDomain(bench, "well");
  const auto refused = bench.invoke("restore", restoreRequest(bench, registered(bench, well)));
  require(refused.outcome == Outcome::NeedsAttention,
          "a domain in no redemption was answered " + nameOf(refused.outcome));
  require(ordersFor(bench, well, "restore") == 0, "what was in no redemption was restored");
}

void codesAreGivenAndKept(Bench& bench) {
  bench.needs("auth_code");
  const auto domain = freshDomain(bench, "leave");
  registered(bench, domain);
  if (bench.offers("set_lock")) bench.succeed("set_lock", {{"domain", domain}, {"on", false}});
  const auto answer = bench.succeed("auth_code", {{"domain", domain}});
  const auto code = answer.at("code").get<std::string>();
  require(code.empty() == answer.at("mailed").get<bool>(), "the code is neither given nor mailed");
  if (!code.empty()) bench.mustNotShow(code);
  bench.searchLogs();
}

void peopleAreKept(Bench& bench) {
  bench.needs("set_contacts");
  const auto domain = freshDomain(bench, "people");
  registered(bench, domain);
  require(bench.succeed("contacts", {{"domain", domain}}).at("registrant").at("organization") ==
              contacts().at("registrant").at("organization"),
          "a contact lost its letters");
  auto changed = contacts("moved@example.net");
  changed["tech"] = contacts("tech@example.net").at("registrant");
  bench.succeed("set_contacts", {{"domain", domain}, {"contacts", changed}});
  const auto shown = bench.succeed("contacts", {{"domain", domain}});
  require(shown.at("registrant").at("email") == "moved@example.net" &&
              shown.at("tech").at("email") == "tech@example.net" &&
              shown.at("admin").at("email") == "moved@example.net",
          "the contacts are not the ones that were asked for: " + shown.dump());
}

void zonesAreSigned(Bench& bench) {
  bench.needs("set_delegation");
  const auto domain = freshDomain(bench, "signed");
  registered(bench, domain);
  const auto signer = [](int tag) {
    return Json{
        {"key_tag", tag}, {"algorithm", 13}, {"digest_type", 2}, {"digest", std::string(64, 'b')}};
  };
  for (const Json& signers :
       {Json::array({signer(1), signer(2)}), Json::array({signer(2), signer(3)}), Json::array()}) {
    bench.succeed("set_delegation", {{"domain", domain}, {"signers", signers}});
    require(bookedDomain(bench, domain).at("delegation").size() == signers.size(),
            "the DS records are not just those that were asked for");
  }
}

void recordsAreSets(Bench& bench) {
  bench.needs("change_records");
  const auto domain = freshDomain(bench, "zone");
  registered(bench, domain);
  const auto set = [&](const std::string& name, const char* type, Json values) {
    return Json{{"name", name}, {"type", type}, {"ttl", 3600}, {"values", std::move(values)}};
  };
  const Json wanted{set("_sip._tcp." + domain, "SRV", {"10 5 5060 sip.acme.example"}),
                    set(domain, "MX", {"10 mail.acme.example", "20 mail2.acme.example"}),
                    set("www." + domain, "TXT", {"v=spf1 -all"})};
  for (int twice = 0; twice < 2; ++twice)
    bench.succeed("change_records", {{"domain", domain}, {"replace", wanted}});
  auto shown = bench.succeed("records", {{"domain", domain}}).at("records");
  for (const auto& each : wanted)
    require(std::find(shown.begin(), shown.end(), each) != shown.end(),
            "a record set reads differently: " + shown.dump());
  bench.succeed("change_records",
                {{"domain", domain},
                 {"replace", {set("_xmpp._tcp." + domain, "SRV", {"1 1 5222 x.acme.example"})}},
                 {"remove", {set("www." + domain, "TXT", Json::array())}}});
  shown = bench.succeed("records", {{"domain", domain}}).at("records");
  require(std::find(shown.begin(), shown.end(), wanted[0]) != shown.end(),
          "one service took another's place");
  require(shown.dump().find("v=spf1") == std::string::npos, "a removed set is still there");
}

void registrationsArePaged(Bench& bench) {
  bench.needs("registrations");
  for (int i = 0; i < 5; ++i)
    bench.succeed("register", registerRequest(bench, freshDomain(bench, "page")));
  std::vector<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 10; ++page) {
    const auto answer = bench.succeed("registrations", {{"limit", 2}, {"cursor", cursor}});
    for (const auto& each : answer.at("registrations")) seen.push_back(each.at("domain"));
    if (answer.at("next_cursor").is_null()) break;
    cursor = answer.at("next_cursor");
  }
  std::ranges::sort(seen);
  require(seen.size() == 5 && std::ranges::unique(seen).empty(),
          "paging showed " + std::to_string(seen.size()) + " of 5 domains");
}

void connectionsAreTold(Bench& bench) {
  const auto report = bench.succeed("test_connection", Json::object());
  require(!report.at("detail").get<std::string>().empty(), "the connection test says nothing");
}

}  // namespace

std::vector<Check> registrarChecks() {
  std::vector<Check> checks{
      {"lifecycle.whole_life", "every state is reached twice without harm", wholeLife},
      {"lifecycle.search", "what a customer sees before buying", namesAreSearched},
      {"lifecycle.transfer", "a transfer takes days and happens once", domainsMoveIn},
      {"lifecycle.restore", "redemption is dear, and paid for once", domainsComeBack},
      {"lifecycle.auth_code", "a customer may leave", codesAreGivenAndKept},
      {"lifecycle.contacts", "names are foreign, and four contacts may be one", peopleAreKept},
      {"lifecycle.delegation", "a wrong DS record takes a domain off the net", zonesAreSigned},
      {"lifecycle.records", "a set is replaced, never added to", recordsAreSets},
      {"lifecycle.registrations", "the nightly sync must miss nothing", registrationsArePaged},
      {"lifecycle.connection", "an operator wants to know what works", connectionsAreTold},
  };
  for (auto more : {registrarSafetyChecks(), registrarFaultChecks()}) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  }
  return checks;
}

}  // namespace hostler::conformance
