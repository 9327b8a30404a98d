#include "rented_cloud.h"

#include <ctime>
#include <set>

using hostler::sdk::Json;
using hostler::sdk::MachineState;
using hostler::sdk::Outcome;
using hostler::testing::callWith;
using hostler::testing::RentedCloud;
namespace sdk = hostler::sdk;

// What the kit does not ask of every plugin of machines: EC2's own ways.
class AwsMachineLifeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsMachineLifeTest);
  CPPUNIT_TEST(aFreshMachineIsPendingAndThenRuns);
  CPPUNIT_TEST(whatIsNotToBeSeenYetIsNotMadeTwice);
  CPPUNIT_TEST(anotherOperationMakesAnotherMachineAfterTheFirstHasEnded);
  CPPUNIT_TEST(aFullZoneIsTriedAgainAndAQuotaNeedsAPerson);
  CPPUNIT_TEST(aMissingPermissionIsToldByName);
  CPPUNIT_TEST(theConnectionTestTriesWhatTheKeyMay);
  CPPUNIT_TEST(aResizeGoesOffAndOnAgain);
  CPPUNIT_TEST(aResizeThatIsRefusedLeavesTheMachineRunning);
  CPPUNIT_TEST(aSuspendedMachineIsResizedAndStaysOff);
  CPPUNIT_TEST(aLargerProductMakesTheDiskLarger);
  CPPUNIT_TEST(aRebootIsDoneOnceForOneWish);
  CPPUNIT_TEST(aStoppedMachineIsRebuiltOnceItRuns);
  CPPUNIT_TEST(aProtectedMachineIsNotEnded);
  CPPUNIT_TEST(aKnownMachineThatIsAnothersIsNotGone);
  CPPUNIT_TEST(theConsoleIsReadAsText);
  CPPUNIT_TEST(listsAreCutAsAsked);
  CPPUNIT_TEST(settingsThatCannotBeUsedAreNamed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aFreshMachineIsPendingAndThenRuns() {
    const auto begun = cloud_.plugin().create(callWith(), cloud_.order());
    CPPUNIT_ASSERT(begun.isPending());
    CPPUNIT_ASSERT(begun->machine->state == MachineState::Creating);
    const auto done = cloud_.machine();
    CPPUNIT_ASSERT_EQUAL(begun->id, done.id);
    CPPUNIT_ASSERT(done.machine->state == MachineState::Running && done.ip);
    CPPUNIT_ASSERT_EQUAL(1, cloud_.calls("RunInstances"));
  }

  // The answer is lost, and for a while no question finds what was made.
  void whatIsNotToBeSeenYetIsNotMadeTwice() {
    cloud_.control().addAccount(with(cloud_.account(), {{"provider", "ec2"}, {"lag", 20}}));
    cloud_.control().fault("ec2", "RunInstances", "drop_after_effect", {{"times", 1}});
    const auto lost = cloud_.plugin().create(callWith(), cloud_.order());
    CPPUNIT_ASSERT(!lost && lost.error().outcome == Outcome::Unknown);
    for (int time = 0; time < 3; ++time) {
      const auto again = cloud_.plugin().create(callWith(), cloud_.order());
      CPPUNIT_ASSERT(again || again.error().outcome == Outcome::Unknown);
    }
    cloud_.machine();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.booked("instances").size());
  }

  void anotherOperationMakesAnotherMachineAfterTheFirstHasEnded() {
    const auto first = cloud_.machine();
    RentedCloud::settled([&] {
      return cloud_.plugin().terminate(callWith(), cloud_.onMachine<sdk::TerminateAccount>(first));
    });
    const auto second = RentedCloud::settled([&] {
      return cloud_.plugin().create(callWith(std::chrono::seconds{10}, "another-operation"),
                                    cloud_.order());
    });
    CPPUNIT_ASSERT(first.id != second.id);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.booked("instances").size());
  }

  void aFullZoneIsTriedAgainAndAQuotaNeedsAPerson() {
    cloud_.product["size"] = "p5.48xlarge";
    const auto full = cloud_.plugin().create(callWith(), cloud_.order());
    CPPUNIT_ASSERT(!full && full.error().outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"InsufficientInstanceCapacity"}, full.error().code);
    cloud_.product["size"] = "u7i-12tb.224xlarge";
    const auto quota = cloud_.plugin().create(callWith(), cloud_.order());
    CPPUNIT_ASSERT(!quota && quota.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"quota_reached"}, quota.error().code);
    CPPUNIT_ASSERT(cloud_.booked("instances").empty());
  }

  void aMissingPermissionIsToldByName() {
    deny({"ec2:RunInstances"});
    const auto denied = cloud_.plugin().create(callWith(), cloud_.order());
    CPPUNIT_ASSERT(!denied && denied.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT(denied.error().message.find("ec2:RunInstances") != std::string::npos);
  }

  void theConnectionTestTriesWhatTheKeyMay() {
    const auto request = cloud_.on<sdk::TestConnection>();
    const auto good = cloud_.plugin().testConnection(callWith(), request);
    CPPUNIT_ASSERT(good && good->warnings.empty());
    CPPUNIT_ASSERT(good->detail.find("123456789012") != std::string::npos);
    deny({"ec2:CreateKeyPair", "ec2:DescribeInstances"});
    const auto poor = cloud_.plugin().testConnection(callWith(), request);
    CPPUNIT_ASSERT(poor);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, poor->warnings.size());
    CPPUNIT_ASSERT(cloud_.booked("key_pairs").empty());  // a trial makes nothing
  }

  void aResizeGoesOffAndOnAgain() {
    const auto machine = cloud_.machine();
    auto request = cloud_.onMachine<sdk::ChangePackage>(machine);
    request.productSettings["size"] = "t3.medium";
    const auto begun = cloud_.plugin().changePackage(callWith(), request);
    CPPUNIT_ASSERT(begun.isPending());
    CPPUNIT_ASSERT(begun->machine->state == MachineState::Changing);
    // A start whose answer is lost is found to have happened.
    cloud_.control().fault("ec2", "StartInstances", "drop_after_effect", {{"times", 1}});
    const auto lost = cloud_.plugin().changePackage(callWith(), request);
    CPPUNIT_ASSERT(!lost && lost.error().outcome == Outcome::Unknown);
    const auto done =
        RentedCloud::settled([&] { return cloud_.plugin().changePackage(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::string{"t3.medium"}, done.package);
    CPPUNIT_ASSERT(done.machine->state == MachineState::Running);
    const auto entry = cloud_.booked("instances").at(0);
    CPPUNIT_ASSERT_EQUAL(std::string{"t3.medium"}, entry.at("size").get<std::string>());
    CPPUNIT_ASSERT(!entry.at("tags").contains("hostler:resizing"));
    CPPUNIT_ASSERT_EQUAL(1, cloud_.calls("StopInstances"));
  }

  void aResizeThatIsRefusedLeavesTheMachineRunning() {
    const auto machine = cloud_.machine();
    auto request = cloud_.onMachine<sdk::ChangePackage>(machine);
    request.productSettings["size"] = "t9.huge";
    const auto unknownSize = cloud_.plugin().changePackage(callWith(), request);
    CPPUNIT_ASSERT(!unknownSize && unknownSize.error().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(0, cloud_.calls("StopInstances"));

    request.productSettings["size"] = "t3.medium";
    CPPUNIT_ASSERT(cloud_.plugin().changePackage(callWith(), request).isPending());
    // Nothing is done, and it is said so, until the plugin gives in.
    cloud_.control().fault("ec2", "ModifyInstanceAttribute", "lie_success", {{"times", 1}});
    const auto lied = cloud_.plugin().changePackage(callWith(), request);
    CPPUNIT_ASSERT(!lied && lied.error().outcome == Outcome::Unknown);
    RentedCloud::settled([&] { return cloud_.plugin().changePackage(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::string{"running"},
                         cloud_.booked("instances").at(0).at("state").get<std::string>());
  }

  void aSuspendedMachineIsResizedAndStaysOff() {
    const auto machine = cloud_.machine();
    RentedCloud::settled([&] {
      return cloud_.plugin().suspend(callWith(), cloud_.onMachine<sdk::SuspendAccount>(machine));
    });
    auto request = cloud_.onMachine<sdk::ChangePackage>(machine);
    request.productSettings["size"] = "t3.medium";
    const auto done =
        RentedCloud::settled([&] { return cloud_.plugin().changePackage(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::string{"t3.medium"}, done.package);
    CPPUNIT_ASSERT(done.suspended);
    CPPUNIT_ASSERT_EQUAL(0, cloud_.calls("StartInstances"));
  }

  void aLargerProductMakesTheDiskLarger() {
    cloud_.product["disk_gb"] = 10;
    const auto machine = cloud_.machine();
    CPPUNIT_ASSERT_EQUAL(10, cloud_.booked("volumes").at(0).at("size").get<int>());
    auto request = cloud_.onMachine<sdk::ChangePackage>(machine);
    request.productSettings["disk_gb"] = 40;
    RentedCloud::settled([&] { return cloud_.plugin().changePackage(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(40, cloud_.booked("volumes").at(0).at("size").get<int>());
    request.productSettings["disk_gb"] =
        20;  // a disk never shrinks, and a smaller plan is no error
    RentedCloud::settled([&] { return cloud_.plugin().changePackage(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(1, cloud_.calls("ModifyVolume"));
  }

  void aRebootIsDoneOnceForOneWish() {
    const auto machine = cloud_.machine();
    auto request = cloud_.onMachine<sdk::RebootMachine>(machine);
    request.requestedAt = std::time(nullptr);
    for (int twice = 0; twice < 2; ++twice)
      CPPUNIT_ASSERT(cloud_.plugin().rebootMachine(callWith(), request));
    CPPUNIT_ASSERT_EQUAL(1, reboots());
    ++*request.requestedAt;
    CPPUNIT_ASSERT(cloud_.plugin().rebootMachine(callWith(), request));
    CPPUNIT_ASSERT_EQUAL(2, reboots());
    // One that may have been done is done for certain when it is asked for again.
    ++*request.requestedAt;
    cloud_.control().fault("ec2", "RebootInstances", "server_error", {{"times", 1}});
    const auto lost = cloud_.plugin().rebootMachine(callWith(), request);
    CPPUNIT_ASSERT(!lost && lost.error().outcome == Outcome::Unknown);
    CPPUNIT_ASSERT(cloud_.plugin().rebootMachine(callWith(), request));
    CPPUNIT_ASSERT_EQUAL(3, reboots());
  }

  void aStoppedMachineIsRebuiltOnceItRuns() {
    const auto machine = cloud_.machine();
    RentedCloud::settled([&] {
      return cloud_.plugin().stopMachine(callWith(), cloud_.onMachine<sdk::StopMachine>(machine));
    });
    auto request = cloud_.onMachine<sdk::RebuildMachine>(machine);
    request.requestedAt = std::time(nullptr);
    RentedCloud::settled([&] { return cloud_.plugin().rebuildMachine(callWith(), request); });
    const auto entry = cloud_.booked("instances").at(0);
    CPPUNIT_ASSERT_EQUAL(1, entry.at("done").at("rebuild").get<int>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.booked("volumes").size());  // the old one is gone
  }

  void aProtectedMachineIsNotEnded() {
    const auto machine = cloud_.machine();
    cloud_.raw("ModifyInstanceAttribute",
               {{"InstanceId", machine.id}, {"DisableApiTermination.Value", "true"}});
    const auto refused =
        cloud_.plugin().terminate(callWith(), cloud_.onMachine<sdk::TerminateAccount>(machine));
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"OperationNotPermitted"}, refused.error().code);
  }

  void aKnownMachineThatIsAnothersIsNotGone() {
    const auto machine = cloud_.machine();
    auto look = cloud_.on<sdk::LocateAccount>();
    look.reference = "svc_web1";
    look.domain = "another.example";
    look.accountId = machine.id;
    const auto wrong = [&](const auto& reply) {
      return !reply && reply.error().outcome == Outcome::NeedsAttention &&
             reply.error().code == "wrong_account";
    };
    CPPUNIT_ASSERT(wrong(cloud_.plugin().locate(callWith(), look)));
    look.domain = machine.domain;
    CPPUNIT_ASSERT(cloud_.plugin().locate(callWith(), look)->account);
    look.reference = "svc_other";
    CPPUNIT_ASSERT(wrong(cloud_.plugin().locate(callWith(), look)));
    cloud_.raw("DeleteTags",
               {{"ResourceId.1", machine.id}, {"Tag.1.Key", hostler::aws::kReferenceTag}});
    CPPUNIT_ASSERT(
        wrong(cloud_.plugin().suspend(callWith(), cloud_.onMachine<sdk::SuspendAccount>(machine))));
  }

  void theConsoleIsReadAsText() {
    const auto machine = cloud_.machine();
    const auto output = cloud_.plugin().consoleOutput(
        callWith(), cloud_.onMachine<sdk::ReadConsoleOutput>(machine));
    CPPUNIT_ASSERT(output && output->at);
    CPPUNIT_ASSERT(output->text.find("Linux version") != std::string::npos);
    // A byte that is no UTF-8 has become the character for that.
    CPPUNIT_ASSERT(output->text.find("\uFFFD" + machine.id + " login") != std::string::npos);
  }

  void listsAreCutAsAsked() {
    for (int i = 0; i < 7; ++i) cloud_.machine("page" + std::to_string(i));
    auto request = cloud_.on<sdk::ListAccounts>();
    request.limit = 3;
    std::set<std::string> seen;
    int pages = 0;
    do {
      const auto page = cloud_.plugin().accounts(callWith(), request);
      CPPUNIT_ASSERT(page && page->accounts.size() <= 3);
      for (const auto& account : page->accounts) CPPUNIT_ASSERT(seen.insert(account.id).second);
      request.cursor = page->nextCursor.value_or("");
      ++pages;
    } while (!request.cursor.empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{7}, seen.size());
    CPPUNIT_ASSERT(pages >= 3);
    request.cursor = "not ours";
    const auto refused = cloud_.plugin().accounts(callWith(), request);
    CPPUNIT_ASSERT(!refused && refused.error().code == "bad_request");
  }

  void settingsThatCannotBeUsedAreNamed() {
    for (const auto& [member, value] :
         std::vector<std::pair<const char*, Json>>{{"region", "mars"},
                                                   {"region", "ap-south-1.evil.example/?x=1"},
                                                   {"access_key_id", "x y z 123"},
                                                   {"secret_access_key", "short"},
                                                   {"base_url", "http://cloud.example"},
                                                   {"session_token", "a\nb"},
                                                   {"zone", "eu-west-1a"}}) {
      auto request = cloud_.on<sdk::TestConnection>();
      request.serverSettings[member] = value;
      try {
        const auto refused = cloud_.plugin().testConnection(callWith(), request);
        CPPUNIT_FAIL(std::string{member} + " was taken");
      } catch (const sdk::ProviderFailure& failure) {
        CPPUNIT_ASSERT_EQUAL(std::string{"bad_settings"}, failure.error.code);
        CPPUNIT_ASSERT(failure.error.message.find(member) != std::string::npos);
      }
    }
  }

 private:
  static Json with(Json json, const Json& more) {
    json.update(more);
    return json;
  }
  void deny(std::vector<std::string> permissions) {
    cloud_.control().addAccount(
        with(cloud_.account(), {{"provider", "ec2"}, {"denied", std::move(permissions)}}));
  }
  int reboots() { return cloud_.booked("instances").at(0).at("done").value("reboot", 0); }

  RentedCloud cloud_;
};

HOSTLER_SUITE(AwsMachineLifeTest, "plugins/provisioner/aws/machine_life");
