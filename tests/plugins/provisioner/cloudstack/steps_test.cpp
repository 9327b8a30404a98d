#include "machine_steps.h"
#include "mapping.h"
#include "tests/support/suite.h"

using namespace hostler::cloudstack;
using hostler::sdk::Json;
using hostler::sdk::ProviderError;

// What is due about a machine, by how it is.
class CloudstackStepsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudstackStepsTest);
  CPPUNIT_TEST(suspendingMarksBeforeItStops);
  CPPUNIT_TEST(unsuspendingStartsAndThenTakesTheMarkAway);
  CPPUNIT_TEST(whatTheCloudIsAtWorkOnIsWaitedForOrBusy);
  CPPUNIT_TEST(aChangeStopsChangesAndGoesOn);
  CPPUNIT_TEST(aMachineThatWasOffStaysOff);
  CPPUNIT_TEST(aSuspendedMachineIsNotStartedByAChange);
  CPPUNIT_TEST(longReasonsAreCutBetweenLetters);
  CPPUNIT_TEST_SUITE_END();

 public:
  void suspendingMarksBeforeItStops() {
    CPPUNIT_ASSERT_EQUAL(std::string{"createTags"},
                         commandOf(dueToSuspend(machine("Running"), "overdue")));
    CPPUNIT_ASSERT_EQUAL(std::string{"stopVirtualMachine"},
                         commandOf(dueToSuspend(machine("Running", {kSuspendedTag}), "overdue")));
    CPPUNIT_ASSERT(isNothing(dueToSuspend(machine("Stopped", {kSuspendedTag}), "overdue")));
    CPPUNIT_ASSERT_EQUAL(std::string{"createTags"},
                         commandOf(dueToSuspend(machine("Stopped"), "overdue")));
  }

  void unsuspendingStartsAndThenTakesTheMarkAway() {
    CPPUNIT_ASSERT_EQUAL(std::string{"startVirtualMachine"},
                         commandOf(dueToUnsuspend(machine("Stopped", {kSuspendedTag}))));
    CPPUNIT_ASSERT_EQUAL(std::string{"deleteTags"},
                         commandOf(dueToUnsuspend(machine("Running", {kSuspendedTag}))));
    CPPUNIT_ASSERT_EQUAL(std::string{"startVirtualMachine"},
                         commandOf(dueToUnsuspend(machine("Stopped"))));
    CPPUNIT_ASSERT(isNothing(dueToUnsuspend(machine("Running"))));
  }

  void whatTheCloudIsAtWorkOnIsWaitedForOrBusy() {
    CPPUNIT_ASSERT(std::holds_alternative<Waiting>(dueToRun(machine("Starting"))));
    CPPUNIT_ASSERT(std::holds_alternative<Waiting>(dueToStop(machine("Stopping"), false)));
    for (const auto& due : {dueToRun(machine("Stopping")), dueToStop(machine("Starting"), true),
                            dueToRun(machine("Migrating"))}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"busy"}, std::get<ProviderError>(due).code);
    }
  }

  void aChangeStopsChangesAndGoesOn() {
    const Step change{"change", {}};
    const auto due = [&](const char* state, bool changed,
                         std::initializer_list<std::string_view> tags = {}) {
      return commandOf(dueToChange(machine(state, tags), changed, change));
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"createTags"}, due("Running", false));
    CPPUNIT_ASSERT_EQUAL(std::string{"stopVirtualMachine"}, due("Running", false, {kRestartTag}));
    CPPUNIT_ASSERT_EQUAL(std::string{"change"}, due("Stopped", false, {kRestartTag}));
    CPPUNIT_ASSERT_EQUAL(std::string{"startVirtualMachine"}, due("Stopped", true, {kRestartTag}));
    CPPUNIT_ASSERT_EQUAL(std::string{"deleteTags"}, due("Running", true, {kRestartTag}));
    CPPUNIT_ASSERT_EQUAL(std::string{}, due("Running", true));
  }

  void aMachineThatWasOffStaysOff() {
    const Step change{"change", {}};
    CPPUNIT_ASSERT_EQUAL(std::string{"change"},
                         commandOf(dueToChange(machine("Stopped"), false, change)));
    CPPUNIT_ASSERT(isNothing(dueToChange(machine("Stopped"), true, change)));
  }

  void aSuspendedMachineIsNotStartedByAChange() {
    CPPUNIT_ASSERT_EQUAL(std::string{"deleteTags"},
                         commandOf(dueToGoOn(machine("Stopped", {kSuspendedTag, kRestartTag}))));
  }

  void longReasonsAreCutBetweenLetters() {
    CPPUNIT_ASSERT_EQUAL(std::string{"a b"}, tagText("a\nb"));
    CPPUNIT_ASSERT_EQUAL(std::string{"suspended"}, tagText(""));
    const auto cut = tagText(std::string(199, 'x') + "\u20b9");
    CPPUNIT_ASSERT_EQUAL(std::string(199, 'x'), cut);
  }

 private:
  static VirtualMachine machine(const std::string& state,
                                std::initializer_list<std::string_view> tags = {}) {
    Json json{{"id", "vm-1"},     {"name", "hostler-svc-1"},
              {"state", state},   {"serviceofferingid", "small"},
              {"zoneid", "zone"}, {"tags", Json::array()}};
    for (const auto& tag : tags) json["tags"].push_back({{"key", tag}, {"value", "x"}});
    return toVirtualMachine(json);
  }
  static std::string commandOf(const Due& due) {
    const auto* step = std::get_if<Step>(&due);
    return step == nullptr ? std::string{} : step->command;
  }
  static bool isNothing(const Due& due) { return std::holds_alternative<Nothing>(due); }
};

HOSTLER_SUITE(CloudstackStepsTest, "plugins/provisioner/cloudstack/steps");
