// What every DNS plugin must do: a zone's whole life.
#include "checks.h"
#include "dns_bench.h"
#include "dns_safety_checks.h"
#include "dns_write_checks.h"

#include <algorithm>

namespace hostler::conformance {
namespace {

using sdk::Json;

const std::string kLongText = "v=DKIM1; k=rsa; p=" + std::string(400, 'A') + "; t=\"s\\y\"";

// Each form of value that a zone file has.
Json everyForm(const std::string& zone) {
  return Json::array(
      {recordSet(zone, "A", {"192.0.2.10", "192.0.2.11"}),
       recordSet(zone, "AAAA", Json::array({"2001:db8::10"})),
       recordSet("www." + zone, "CNAME", Json::array({zone})),
       recordSet(zone, "MX", {"10 mail." + zone, "20 mx.backup.example"}),
       recordSet("_sip._tcp." + zone, "SRV", Json::array({"0 5 5060 sip." + zone})),
       recordSet(zone, "CAA", Json::array({"0 issue letsencrypt.org"})),
       recordSet("_443._tcp." + zone, "TLSA", Json::array({"3 1 1 " + std::string(64, 'a')})),
       recordSet(zone, "TXT", {"v=spf1 -all", kLongText}),
       recordSet("*.wild." + zone, "A", Json::array({"192.0.2.12"}), 3600)});
}

void sameSet(const Json& wanted, const Json& there, const std::string& where) {
  require(!there.is_null(), where + " does not have " + wanted.dump());
  auto a = wanted.at("values"), b = there.at("values");
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  require(a == b && wanted.at("ttl") == there.at("ttl"),
          where + " has " + there.dump() + " for " + wanted.dump());
}

void wholeLife(Bench& bench) {
  require(locateZone(bench, "life").is_null(), "locate finds a zone before it is made");
  const auto zone = makeZone(bench, "life");
  require(zone.at("name") == "life.example" && zone.at("nameservers").size() == 2,
          "a fresh zone looks wrong: " + zone.dump());
  require(locateZone(bench, "life").at("name") == "life.example", "locate does not find the zone");
  for (int twice = 0; twice < 2; ++twice) {
    const auto gone = bench.succeed("remove_zone", {{"name", "life.example"}});
    require(gone.at("existed") == (twice == 0), "remove does not tell whether there was anything");
  }
  require(bookedZones(bench, "life").empty() && locateZone(bench, "life").is_null(),
          "it is still there");
}

void recordsAreWhatWasWritten(Bench& bench) {
  makeZone(bench, "forms");
  const auto sets = everyForm("forms.example");
  const auto zone = bench.succeed("change_records", changeRequest("forms", sets));
  const auto located = locateZone(bench, "forms");
  for (const auto& set : sets) {
    sameSet(set, setIn(zone.at("records"), set.at("name"), set.at("type")), "the reply");
    sameSet(set, setIn(located.at("records"), set.at("name"), set.at("type")), "locate");
  }
  require(bookedSets(bench, "forms.example", "TXT").at(0).at("records").size() == 2,
          "the book does not hold both texts");
  if (!bench.offers("records")) return;
  const auto one = bench.succeed(
      "records", {{"name", "forms.example"}, {"record", "forms.example"}, {"type", "MX"}});
  require(one.at("records").size() == 1, "asked for one set, it answers " + one.dump());
  sameSet(sets[3], one.at("records").at(0), "records");
}

void setsAreReplacedWhole(Bench& bench) {
  makeZone(bench, "whole");
  const auto name = "www.whole.example";
  bench.succeed(
      "change_records",
      changeRequest("whole", Json::array({recordSet(name, "A", {"192.0.2.1", "192.0.2.2"}),
                                          recordSet(name, "TXT", Json::array({"old"}))})));
  const auto zone = bench.succeed(
      "change_records",
      changeRequest("whole", Json::array({recordSet(name, "A", Json::array({"192.0.2.3"}), 600)}),
                    Json::array({recordSet(name, "TXT", Json::array())})));
  sameSet(recordSet(name, "A", Json::array({"192.0.2.3"}), 600),
          setIn(zone.at("records"), name, "A"), "the reply");
  require(bookedSets(bench, name, "TXT").empty(), "a removed set is still there");
  require(bookedSets(bench, name, "A").at(0).at("records").size() == 1, "old values stayed");
}

void signingTellsTheParentsPart(Bench& bench) {
  bench.needs("set_dnssec");
  makeZone(bench, "signed");
  const Json request{{"name", "signed.example"}, {"on", true}};
  const auto first = bench.succeed("set_dnssec", request);
  require(first.at("on") == true && !first.at("signers").empty(), "no DS record is told");
  require(first.dump().find("rivate") == std::string::npos, "a private key crosses");
  require(bench.succeed("set_dnssec", request) == first, "asked twice, the keys are others");
  if (bench.offers("dnssec")) {
    require(bench.succeed("dnssec", {{"name", "signed.example"}}) == first,
            "read by itself it is told differently");
  }
  const auto off = bench.succeed("set_dnssec", {{"name", "signed.example"}, {"on", false}});
  require(off.at("on") == false && off.at("signers").empty(), "it is still signed");
  require(bookedZones(bench, "signed").at(0).at("dnssec") == false, "the book says it is signed");
}

void theServerAnswers(Bench& bench) {
  const auto report = bench.succeed("test_connection", Json::object());
  require(!report.at("version").get<std::string>().empty(), "the connection test names no version");
  makeZone(bench, "deeds");
  for (const std::string verb : {"rectify", "notify"}) {
    if (bench.offers(verb)) bench.succeed(verb, {{"name", "deeds.example"}});
  }
}

void everyZoneIsListed(Bench& bench) {
  bench.needs("zones");
  for (int i = 0; i < 5; ++i) makeZone(bench, bench.freshName("page"));
  std::vector<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 10; ++page) {
    const auto answer = bench.succeed("zones", {{"limit", 2}, {"cursor", cursor}});
    for (const auto& name : answer.at("names")) seen.push_back(name);
    if (answer.at("next_cursor").is_null()) break;
    cursor = answer.at("next_cursor");
  }
  std::ranges::sort(seen);
  require(seen.size() == 5 && std::ranges::adjacent_find(seen) == seen.end(),
          "paging showed " + std::to_string(seen.size()) + " of 5 zones");
}

}  // namespace

std::vector<Check> dnsChecks() {
  std::vector<Check> checks{
      {"lifecycle.zone", "every state is reached twice without harm", wholeLife},
      {"lifecycle.record_forms", "what was written is what is read", recordsAreWhatWasWritten},
      {"lifecycle.whole_sets", "a set is written as one, so twice is once", setsAreReplacedWhole},
      {"lifecycle.dnssec", "the parent must publish what signs the zone",
       signingTellsTheParentsPart},
      {"server.answers", "what can be asked of a server", theServerAnswers},
      {"server.zones", "finding drift", everyZoneIsListed},
  };
  for (auto more : {dnsSafetyChecks(), dnsWriteChecks()}) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  }
  return checks;
}

}  // namespace hostler::conformance
