#include "mapping.h"

#include "image_mapping.h"
#include "metrics_mapping.h"
#include "network_range.h"
#include "tests/plugins/support/conformance.h"
#include "usage_mapping.h"
#include "virtual_machine.h"

#include <functional>

using namespace hostler::cloudstack;
using hostler::sdk::Json;
using hostler::sdk::MachineState;
using hostler::sdk::Outcome;
using hostler::sdk::ProviderFailure;

namespace {

Json fixture(const std::string& name) {
  return hostler::testing::jsonFile(hostler::testing::sourceTree() /
                                    "tests/plugins/provisioner/cloudstack/fixtures" /
                                    (name + ".json"));
}

Json machineJson() {
  return fixture("listvirtualmachines")["listvirtualmachinesresponse"]["virtualmachine"][0];
}

Outcome outcomeOf(const std::function<void()>& mapping) {
  try {
    mapping();
    return Outcome::Succeeded;
  } catch (const ProviderFailure& failure) {
    return failure.error.outcome;
  }
}

}  // namespace

class CloudstackMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudstackMappingTest);
  CPPUNIT_TEST(readsAMachine);
  CPPUNIT_TEST(aSuspendedMachineIsMarkedAndStopped);
  CPPUNIT_TEST(aMachineIsBeingMadeUntilItFirstRuns);
  CPPUNIT_TEST(timesCarryTheirZone);
  CPPUNIT_TEST(numbersAndFlagsMayComeAsText);
  CPPUNIT_TEST(wrongTypesAreNoAnswer);
  CPPUNIT_TEST(sizesAreWholeGibibytes);
  CPPUNIT_TEST(networksHaveTheirFirstAddressAsGateway);
  CPPUNIT_TEST(imagesAreKnownByTheirEnds);
  CPPUNIT_TEST(onlyFeaturedImagesAreForEverybody);
  CPPUNIT_TEST(readingsBecomeSeries);
  CPPUNIT_TEST(trafficOfOneMachineIsCounted);
  CPPUNIT_TEST(monthsHaveTheirLastDay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyFeaturedImagesAreForEverybody() {
    using hostler::sdk::ImageKind;
    Json json{{"id", "7e3b0001-0000-4000-8000-000000000001"},
              {"name", "golden"},
              {"displaytext", "The seller's own"},
              {"isready", true},
              {"ispublic", true},
              {"isfeatured", false}};
    CPPUNIT_ASSERT(toImage(json, ImageKind::Own, ImageKind::System).kind == ImageKind::Own);
    json["isfeatured"] = true;
    CPPUNIT_ASSERT(toImage(json, ImageKind::Own, ImageKind::System).kind == ImageKind::System);
  }

  void readsAMachine() {
    const auto vm = toVirtualMachine(machineJson());
    CPPUNIT_ASSERT_EQUAL(std::string{"0d1f6a52-6f2a-4c5e-9f0e-6c1b5a3e7d11"}, vm.id());
    CPPUNIT_ASSERT_EQUAL(std::string{"svc_0c7k2m9qz4f1h"}, vm.reference());
    CPPUNIT_ASSERT_EQUAL(std::string{"acc_0c7k2m9"}, vm.owner());
    CPPUNIT_ASSERT_EQUAL(std::string{"web1.acme.example"}, vm.account.domain);
    CPPUNIT_ASSERT_EQUAL(std::string{"203.0.113.9"}, *vm.account.ip);
    CPPUNIT_ASSERT(!vm.account.suspended && vm.isMarkedForRestart() && vm.passwordEnabled);
    const auto& machine = *vm.account.machine;
    CPPUNIT_ASSERT(machine.state == MachineState::Running);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2} << 30, *machine.memoryBytes);
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, machine.addresses.size());
    CPPUNIT_ASSERT(machine.addresses[0].isPublic && machine.addresses[1].family == 6);
    CPPUNIT_ASSERT_EQUAL(std::string{"nic-1"}, vm.defaultNic()->id);
  }

  void aSuspendedMachineIsMarkedAndStopped() {
    auto json = machineJson();
    json["tags"].push_back({{"key", "hostler-suspended"}, {"value", "overdue"}});
    CPPUNIT_ASSERT(!toVirtualMachine(json).account.suspended);
    json["state"] = "Stopped";
    const auto account = toVirtualMachine(json).account;
    CPPUNIT_ASSERT(account.suspended);
    CPPUNIT_ASSERT_EQUAL(std::string{"overdue"}, *account.suspendReason);
    json["tags"] = Json::array();
    CPPUNIT_ASSERT(!toVirtualMachine(json).account.suspended);
  }

  void aMachineIsBeingMadeUntilItFirstRuns() {
    auto json = machineJson();
    json["lastupdated"] = json["created"];
    json["state"] = "Starting";
    CPPUNIT_ASSERT(toVirtualMachine(json).isBeingMade());
    json["state"] = "Stopped";
    CPPUNIT_ASSERT(!toVirtualMachine(json).isBeingMade());
    json["jobid"] = "j-1";
    json["jobstatus"] = 0;
    CPPUNIT_ASSERT(toVirtualMachine(json).isBeingMade());
    json["lastupdated"] = "2026-03-02T08:34:05+0530";
    CPPUNIT_ASSERT(!toVirtualMachine(json).isBeingMade());
    json["state"] = "Error";
    CPPUNIT_ASSERT(toVirtualMachine(json).isFailed());
  }

  void timesCarryTheirZone() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'323'045}, *timeOf(machineJson(), "created"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'323'045},
                         *timeOf({{"at", "2026-01-01T22:04:05-0500"}}, "at"));
    CPPUNIT_ASSERT(!timeOf(Json::object(), "at"));
    CPPUNIT_ASSERT(outcomeOf([] { timeOf({{"at", "2026-01-01"}}, "at"); }) == Outcome::Retryable);
  }

  void numbersAndFlagsMayComeAsText() {
    const Json json{{"number", "17"}, {"flag", "true"}, {"off", false}};
    CPPUNIT_ASSERT_EQUAL(std::int64_t{17}, *someNumber(json, "number"));
    CPPUNIT_ASSERT(flagOf(json, "flag") && !flagOf(json, "off") && !flagOf(json, "missing"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, splitAtCommas("a, b,").size());
  }

  void wrongTypesAreNoAnswer() {
    for (const char* member : {"id", "name", "state", "nic", "tags", "memory", "created"}) {
      auto json = machineJson();
      json[member] = Json::object({{"is", 7}});
      CPPUNIT_ASSERT_MESSAGE(member,
                             outcomeOf([&] { toVirtualMachine(json); }) == Outcome::Retryable);
    }
  }

  void sizesAreWholeGibibytes() {
    CPPUNIT_ASSERT_EQUAL(std::string{"10"}, gibibytesOf(std::int64_t{10} << 30, "size"));
    for (const std::int64_t size : {std::int64_t{0}, std::int64_t{-1}, (std::int64_t{1} << 30) + 1})
      CPPUNIT_ASSERT(outcomeOf([&] { gibibytesOf(size, "size"); }) == Outcome::Permanent);
  }

  void networksHaveTheirFirstAddressAsGateway() {
    CPPUNIT_ASSERT_EQUAL(std::string{"10.42.0.1"}, rangeOf("10.42.0.0/20").gateway);
    CPPUNIT_ASSERT_EQUAL(std::string{"255.255.240.0"}, rangeOf("10.42.0.0/20").netmask);
    for (const char* text : {"10.42.0.1/20", "10.42.0.0", "10.42.0.0/33", "300.1.1.0/24", "::/0",
                             "10.42.0.0/20;", "10.42.0.0/30"})
      CPPUNIT_ASSERT_MESSAGE(text, outcomeOf([&] { rangeOf(text); }) == Outcome::Permanent);
  }

  void imagesAreKnownByTheirEnds() {
    CPPUNIT_ASSERT_EQUAL(std::string{"QCOW2"}, imageFormatOf("https://a.example/x.QCOW2?v=1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"VHD"}, imageFormatOf("https://a.example/x.vhd.bz2"));
    CPPUNIT_ASSERT(outcomeOf([] { imageFormatOf("https://a.example/x.txt"); }) ==
                   Outcome::Permanent);
    for (const char* url : {"ftp://a.example/x.raw", "file:///etc/passwd", "https://a b"})
      CPPUNIT_ASSERT_MESSAGE(url, outcomeOf([&] { fetchableUrl(url); }) == Outcome::Permanent);
  }

  void readingsBecomeSeries() {
    hostler::sdk::ReadMetrics request;
    request.from = 1'767'323'000;
    request.to = 1'767'324'000;
    const auto reading = [](const char* at, const char* cpu, int kilobytes) {
      return Json{{"timestamp", at},
                  {"cpuused", cpu},
                  {"memorykbs", 1000},
                  {"memoryintfreekbs", 250},
                  {"networkkbsread", kilobytes}};
    };
    const auto metrics = toMetrics({reading("2026-01-02T03:05:05+0000", "12,5%", 60),
                                    reading("2026-01-02T03:04:05+0000", "150%", 10)},
                                   request);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, metrics.series.size());
    const auto& cpu = metrics.series[0];
    CPPUNIT_ASSERT_EQUAL(std::string{"100"}, cpu.points[0].value);
    CPPUNIT_ASSERT_EQUAL(std::string{"12.5"}, cpu.points[1].value);
    CPPUNIT_ASSERT_EQUAL(std::string{"75.00"}, metrics.series[1].points[0].value);
    const auto& network = metrics.series[2];
    CPPUNIT_ASSERT_EQUAL(std::string{"network_in_bits_per_second"}, network.name);
    CPPUNIT_ASSERT_EQUAL(std::string{"8192.00"}, network.points[0].value);
  }

  void trafficOfOneMachineIsCounted() {
    const std::vector<Json> records{{{"usageid", "vm-1"}, {"rawusage", "1024.0"}},
                                    {{"virtualmachineid", "vm-1"}, {"rawusage", "1.5E3"}},
                                    {{"usageid", "vm-2"}, {"rawusage", "7"}}};
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2524}, bytesFor(records, "vm-1"));
    CPPUNIT_ASSERT(outcomeOf([] {
                     bytesFor({{{"usageid", "vm-1"}, {"rawusage", "much"}}}, "vm-1");
                   }) == Outcome::Retryable);
  }

  void monthsHaveTheirLastDay() {
    CPPUNIT_ASSERT_EQUAL(std::string{"2028-02-29"}, monthOf("2028-02", 0).lastDay);
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-01"}, monthOf("", 1'767'323'045).name);
    for (const char* text : {"2026", "2026-13", "2026-1", "26-01-01"})
      CPPUNIT_ASSERT_MESSAGE(text, outcomeOf([&] { monthOf(text, 0); }) == Outcome::Permanent);
  }
};

HOSTLER_SUITE(CloudstackMappingTest, "plugins/provisioner/cloudstack/mapping");
