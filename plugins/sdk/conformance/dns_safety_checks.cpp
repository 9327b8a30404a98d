#include "dns_safety_checks.h"

#include "dns_bench.h"

#include <atomic>
#include <thread>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

void anothersZoneIsNotTouched(Bench& bench) {
  makeZone(bench, "victim");
  const auto create = bench.invoke("create_zone", zoneRequest("victim", "acc_2"));
  require(create.outcome == Outcome::Permanent,
          "create answered " + nameOf(create.outcome) + " " + create.body.dump());
  const Json theirs{{"name", "victim.example"}, {"reference", "acc_2"}};
  require(bench.succeed("locate", theirs).at("zone").is_null(), "locate hands over another's zone");
  auto change = changeRequest(
      "victim", Json::array({recordSet("victim.example", "A", Json::array({"192.0.2.66"}))}));
  change.update(theirs);
  Json signing = theirs;
  signing["on"] = true;
  const std::vector<std::pair<std::string, Json>> attacks{
      {"remove_zone", theirs}, {"change_records", change}, {"set_dnssec", signing}};
  for (const auto& [verb, request] : attacks) {
    if (!bench.offers(verb)) continue;
    const auto result = bench.invoke(verb, request);
    require(result.outcome == Outcome::NeedsAttention,
            std::string{verb} + " answered " + nameOf(result.outcome));
  }
  require(
      bookedZones(bench, "victim").size() == 1 && bookedSets(bench, "victim.example", "A").empty(),
      "another's zone was touched");
}

void refusedUnsent(Bench& bench, const std::string& verb, const Json& request) {
  const auto result = bench.invoke(verb, request);
  require(result.outcome == Outcome::Permanent,
          verb + " answered " + nameOf(result.outcome) + " to " + request.dump());
}

void badRecordsAreNotSent(Bench& bench) {
  makeZone(bench, "strict");
  const auto before = bench.sandbox().calls(bench.provider()).size();
  const std::string zone = "strict.example";
  for (const auto& set : Json::array(
           {recordSet("www.other.example", "A", Json::array({"192.0.2.1"})),
            recordSet("notstrict.example", "A", Json::array({"192.0.2.1"})),
            recordSet("WWW.strict.example", "A", Json::array({"192.0.2.1"})),
            recordSet("www..strict.example", "A", Json::array({"192.0.2.1"})),
            recordSet("www.strict.example.", "A", Json::array({"192.0.2.1"})),
            recordSet(zone, "A", Json::array({"192.0.2.300"})), recordSet(zone, "A", Json::array()),
            recordSet(zone, "A", {"192.0.2.1", "192.0.2.1"}),
            recordSet(zone, "AAAA", Json::array({"192.0.2.1"})),
            recordSet(zone, "CNAME", Json::array({"other.example"})),
            recordSet("www." + zone, "CNAME", {"a.example", "b.example"}),
            recordSet(zone, "MX", Json::array({"mail.example"})),
            recordSet(zone, "SRV", Json::array({"0 5 70000 sip.example"})),
            recordSet(zone, "TXT", Json::array({std::string(5'000, 'x')})),
            recordSet(zone, "SOA", Json::array({"a. b. 1 2 3 4 5"})),
            recordSet(zone, "BOGUS", Json::array({"x"})),
            recordSet(zone, "A", Json::array({"192.0.2.1"}), 0),
            recordSet(zone, "A", Json::array({"192.0.2.1"}), -1)})) {
    refusedUnsent(bench, "change_records", changeRequest("strict", Json::array({set})));
  }
  const auto twice = recordSet(zone, "A", Json::array({"192.0.2.1"}));
  refusedUnsent(bench, "change_records", changeRequest("strict", Json::array({twice, twice})));
  refusedUnsent(bench, "change_records", changeRequest("strict", Json::array()));
  refusedUnsent(bench, "change_records",
                changeRequest("strict", Json::array(), Json::array({recordSet(zone, "NS", {})})));
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "a bad record reached the provider");
}

void dangerousNamesAreNotSent(Bench& bench) {
  const auto before = bench.sandbox().calls(bench.provider()).size();
  for (const std::string name :
       {"a;id.example", "a.example/../b", "a.example?x=1", "a b.example", "A.example", "a.example.",
        "a", "", "..", "-a.example", "a.example\r\nX: y", "*.example", "a..example"}) {
    auto request = zoneRequest("x");
    request["name"] = name;
    refusedUnsent(bench, "create_zone", request);
    refusedUnsent(bench, "locate", {{"name", name}});
    refusedUnsent(bench, "remove_zone", {{"name", name}});
  }
  auto request = zoneRequest("servers");
  request["nameservers"] = Json::array({"ns1.host.example", "ns2;id"});
  refusedUnsent(bench, "create_zone", request);
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "a dangerous name reached the provider");
}

// What only the server can know: the change is refused, and none of it is done.
void aChangeIsAllOrNothing(Bench& bench) {
  makeZone(bench, "atom");
  const std::string busy = "busy.atom.example";
  bench.succeed(
      "change_records",
      changeRequest("atom", Json::array({recordSet(busy, "A", Json::array({"192.0.2.1"}))})));
  const auto result = bench.invoke(
      "change_records",
      changeRequest("atom",
                    Json::array({recordSet("good.atom.example", "A", Json::array({"192.0.2.2"})),
                                 recordSet(busy, "CNAME", Json::array({"other.example"}))})));
  require(result.outcome == Outcome::Permanent,
          "it answered " + nameOf(result.outcome) + " " + result.body.dump());
  require(bookedSets(bench, "good.atom.example", "A").empty(), "half of it was done");
}

void wrongKeysNeedAPerson(Bench& bench) {
  makeZone(bench, "keys");
  const auto expect = [&](const Json& change, const char* code) {
    auto settings = bench.subject().at("settings");
    settings.update(change);
    const auto instance = bench.plugin().create(settings);
    require(instance != nullptr, "the plugin is not created, so nobody is told");
    const std::vector<std::pair<std::string, Json>> calls{
        {"test_connection", Json::object()},
        {"create_zone", zoneRequest("keys2")},
        {"locate", {{"name", "keys.example"}}},
        {"change_records",
         changeRequest("keys",
                       Json::array({recordSet("keys.example", "A", Json::array({"192.0.2.1"}))}))},
        {"remove_zone", {{"name", "keys.example"}}}};
    for (const auto& [verb, request] : calls) {
      const auto result = instance->invoke(bench.kind() + "." + verb, request.dump(), "key",
                                           std::chrono::seconds{10});
      require(result.outcome == Outcome::NeedsAttention && result.body.at("code") == code,
              verb + " answered " + nameOf(result.outcome) + " " + result.body.dump());
      bench.searchForSecrets(verb + "'s error", result.body.dump());
    }
  };
  expect(bench.subject().at("wrong_credentials"), "credentials_refused");
  Json none = Json::object();
  for (const auto& [name, value] : bench.subject().at("wrong_credentials").items()) none[name] = "";
  expect(none, "not_configured");
  require(bookedZones(bench, "keys").size() == 1, "something was done all the same");
}

void twoServersAreNeverMixedUp(Bench& bench) {
  const auto second = bench.sandbox().addAccount(bench.subject().at("second_account"));
  const auto other = bench.plugin().create(bench.subject().at("second_settings"));
  require(other != nullptr, "a second instance cannot be created");
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        const bool isSecond = (t + i) % 2 == 1;
        const Json request{
            {"name", (isSecond ? "second" : "first") + std::to_string(i) + ".example"}};
        const auto& instance = isSecond ? *other : bench.instance();
        const auto result = instance.invoke(bench.kind() + ".locate", request.dump(), "key",
                                            std::chrono::seconds{20});
        if (result.outcome != Outcome::Succeeded) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  require(wrong == 0, std::to_string(wrong.load()) + " of 100 calls failed");
  for (const auto& call : bench.sandbox().calls(bench.provider())) {
    const auto path = call.at("path").get<std::string>();
    if (path.find(".example") == std::string::npos) continue;
    require((call.at("account") == second.at("id")) == (path.find("second") != std::string::npos),
            "a call went out under the other server's key");
  }
}

}  // namespace

std::vector<Check> dnsSafetyChecks() {
  return {
      {"safety.anothers_zone", "an order must not hand over somebody else's zone",
       anothersZoneIsNotTouched},
      {"safety.bad_records", "half a zone is worse than none", badRecordsAreNotSent},
      {"safety.dangerous_names", "names become paths", dangerousNamesAreNotSent},
      {"safety.all_or_nothing", "a zone must not be left between two states",
       aChangeIsAllOrNothing},
      {"safety.wrong_keys", "retrying cannot mend a wrong key", wrongKeysNeedAPerson},
      {"safety.two_servers", "two servers are two instances", twoServersAreNeverMixedUp},
  };
}

}  // namespace hostler::conformance
