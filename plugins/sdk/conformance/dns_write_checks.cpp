#include "dns_write_checks.h"

#include "dns_bench.h"
#include "faults.h"

#include <algorithm>

namespace hostler::conformance {
namespace {

using sdk::Json;

WriteCase creating(Bench& bench) {
  const auto name = bench.freshName("create");
  return {"create_zone", zoneRequest(name),
          [&bench, name] { return !bookedZones(bench, name).empty(); },
          [&bench, name] { return !locateZone(bench, name).is_null(); },
          [&bench, name] { return static_cast<int>(bookedZones(bench, name).size()); }};
}

WriteCase removing(Bench& bench) {
  const auto name = bench.freshName("end");
  makeZone(bench, name);
  return {"remove_zone",
          {{"name", name + ".example"}, {"reference", "acc_1"}},
          [&bench, name] { return bookedZones(bench, name).empty(); },
          [&bench, name] { return locateZone(bench, name).is_null(); },
          nullptr};
}

WriteCase writingRecords(Bench& bench) {
  const auto name = bench.freshName("write");
  makeZone(bench, name);
  const auto record = "www." + name + ".example";
  const auto sets = Json::array({recordSet(record, "A", {"192.0.2.7", "192.0.2.8"})});
  return {"change_records", changeRequest(name, sets),
          [&bench, record] { return !bookedSets(bench, record, "A").empty(); },
          [&bench, name, record] {
            return !setIn(locateZone(bench, name).at("records"), record, "A").is_null();
          },
          [&bench, record] { return static_cast<int>(bookedSets(bench, record, "A").size()); }};
}

WriteCase removingRecords(Bench& bench) {
  const auto name = bench.freshName("erase");
  makeZone(bench, name);
  const auto record = "www." + name + ".example";
  const auto sets = Json::array({recordSet(record, "TXT", Json::array({"gone soon"}))});
  bench.succeed("change_records", changeRequest(name, sets));
  return {"change_records", changeRequest(name, Json::array(), sets),
          [&bench, record] { return bookedSets(bench, record, "TXT").empty(); },
          [&bench, name, record] {
            return setIn(locateZone(bench, name).at("records"), record, "TXT").is_null();
          },
          nullptr};
}

WriteCase signing(Bench& bench, bool on) {
  const auto name = bench.freshName("sign");
  makeZone(bench, name);
  const auto zone = name + ".example";
  if (!on) bench.succeed("set_dnssec", {{"name", zone}, {"on", true}});
  WriteCase write{"set_dnssec",
                  {{"name", zone}, {"on", on}},
                  [&bench, name, on] { return bookedZones(bench, name).at(0).at("dnssec") == on; },
                  [&bench, name, on] { return locateZone(bench, name).at("dnssec") == on; },
                  nullptr};
  if (on) {
    write.effects = [&bench, name] { return bookedZones(bench, name).at(0).value("keys", 1); };
  }
  return write;
}

Json readyZone(Bench& bench) {
  const auto name = bench.freshName("read");
  makeZone(bench, name);
  return {{"name", name + ".example"}};
}

// A verb that a plugin does not offer is not looked at.
std::vector<Check> whereOffered(const std::string& verb, std::vector<Check> checks) {
  for (auto& check : checks) {
    check.run = [verb, run = std::move(check.run)](Bench& bench) {
      bench.needs(verb);
      run(bench);
    };
  }
  return checks;
}

}  // namespace

std::vector<Check> dnsWriteChecks() {
  std::vector<Check> checks;
  const auto add = [&](std::vector<Check> more) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  };
  add(faultChecks("create_zone", creating));
  add(faultChecks("remove_zone", removing));
  add(faultChecks("write_records", writingRecords));
  add(faultChecks("remove_records", removingRecords));
  add(whereOffered("set_dnssec",
                   faultChecks("set_dnssec", [](Bench& bench) { return signing(bench, true); })));
  add(whereOffered("set_dnssec", faultChecks("unset_dnssec",
                                             [](Bench& bench) { return signing(bench, false); })));
  add(readFaultChecks("test_connection", [](Bench&) { return Json::object(); }));
  add(readFaultChecks("locate", [](Bench&) { return Json{{"name", "none.example"}}; }));
  for (const std::string verb : {"dnssec", "records", "rectify", "notify"})
    add(whereOffered(verb, readFaultChecks(verb, readyZone)));
  add(whereOffered("zones", readFaultChecks("zones", [](Bench& bench) {
                     readyZone(bench);
                     return Json::object();
                   })));
  return checks;
}

}  // namespace hostler::conformance
