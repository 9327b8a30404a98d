#include "rented_cloud.h"

#include <algorithm>
#include <ctime>

using hostler::sdk::Json;
using hostler::sdk::Outcome;
using hostler::testing::callWith;
using hostler::testing::RentedCloud;
namespace sdk = hostler::sdk;

// What belongs to machines and clients, and what is left at the end.
class AwsBelongingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsBelongingsTest);
  CPPUNIT_TEST(aStaticAddressComesAndGoesWithTheMachine);
  CPPUNIT_TEST(anEndThatWasCutShortIsFinished);
  CPPUNIT_TEST(anAddressThatWasLedThereGoesAlsoWhenTheEndWasCutShort);
  CPPUNIT_TEST(whatSomebodyElseAttachedIsLeftAndToldOf);
  CPPUNIT_TEST(aKeyPairsPrivateHalfIsAnsweredOnce);
  CPPUNIT_TEST(aMachineStartsWithItsClientsKeyAndFirewall);
  CPPUNIT_TEST(anothersKeyOrFirewallStartsNoMachine);
  CPPUNIT_TEST(rulesAreAllThatAFirewallHas);
  CPPUNIT_TEST(theLastFirewallGivesWayToTheNetworksOwn);
  CPPUNIT_TEST(aFirewallInUseIsNotDeleted);
  CPPUNIT_TEST(anAddressIsLedFromOneMachineToAnother);
  CPPUNIT_TEST(aVolumeGrowsAndNeverShrinks);
  CPPUNIT_TEST(aVolumeIsMadeFromASnapshot);
  CPPUNIT_TEST(aBackupIsRestoredOntoItsMachine);
  CPPUNIT_TEST(aSnapshotOfAnotherMachineIsNotRestored);
  CPPUNIT_TEST(figuresAndTrafficAreRead);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aStaticAddressComesAndGoesWithTheMachine() {
    cloud_.product["static_address"] = true;
    const auto machine = cloud_.machine();
    const auto addresses = cloud_.booked("addresses");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, addresses.size());
    CPPUNIT_ASSERT_EQUAL(addresses[0].at("ip").get<std::string>(), machine.ip.value());
    cloud_.machine();  // once more changes nothing
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.booked("addresses").size());
    const auto end = ended(machine);
    CPPUNIT_ASSERT(end.existed && end.left.empty());
    for (const char* kind : {"instances", "addresses", "volumes"})
      CPPUNIT_ASSERT_MESSAGE(kind, cloud_.booked(kind).empty());
  }

  void anEndThatWasCutShortIsFinished() {
    cloud_.product["static_address"] = true;
    const auto machine = cloud_.machine();
    cloud_.control().fault("ec2", "ReleaseAddress", "drop_after_effect", {{"times", 1}});
    cloud_.control().fault("ec2", "DisassociateAddress", "server_error", {{"times", 1}});
    const auto first =
        cloud_.plugin().terminate(callWith(), cloud_.onMachine<sdk::TerminateAccount>(machine));
    const auto second =
        cloud_.plugin().terminate(callWith(), cloud_.onMachine<sdk::TerminateAccount>(machine));
    CPPUNIT_ASSERT(!first || !second);
    ended(machine);
    CPPUNIT_ASSERT(cloud_.booked("addresses").empty() && cloud_.booked("instances").empty());
  }

  void anAddressThatWasLedThereGoesAlsoWhenTheEndWasCutShort() {
    const auto machine = cloud_.machine();
    addressOf(machine);
    cloud_.control().fault("ec2", "TerminateInstances", "drop_after_effect", {{"times", 1}});
    const auto lost =
        cloud_.plugin().terminate(callWith(), cloud_.onMachine<sdk::TerminateAccount>(machine));
    CPPUNIT_ASSERT(!lost && lost.error().outcome == Outcome::Unknown);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.booked("addresses").size());
    ended(machine);
    CPPUNIT_ASSERT(cloud_.booked("addresses").empty());
  }

  void whatSomebodyElseAttachedIsLeftAndToldOf() {
    const auto machine = cloud_.machine();
    const auto volume =
        cloud_.raw("CreateVolume", {{"AvailabilityZone", "ap-south-1a"}, {"Size", "5"}})
            .textOf("volumeId");
    for (int poll = 0; poll < 3; ++poll) cloud_.raw("DescribeVolumes", {});
    cloud_.raw("AttachVolume",
               {{"VolumeId", volume}, {"InstanceId", machine.id}, {"Device", "/dev/sdp"}});
    const auto end = ended(machine);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, end.left.size());
    CPPUNIT_ASSERT_EQUAL(volume, end.left[0].id);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.booked("volumes").size());
  }

  void aKeyPairsPrivateHalfIsAnsweredOnce() {
    auto request = cloud_.owned<sdk::CreateSshKey>();
    request.reference = "key_1";
    const auto made = cloud_.plugin().createSshKey(callWith(), request);
    CPPUNIT_ASSERT(made && made->privateKey.reveal().find("PRIVATE KEY") != std::string::npos);
    const auto again = cloud_.plugin().createSshKey(callWith(), request);
    CPPUNIT_ASSERT(again && again->privateKey.empty() && again->id == made->id);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.booked("key_pairs").size());
  }

  void aMachineStartsWithItsClientsKeyAndFirewall() {
    const auto key = keyOf(RentedCloud::kOwner, "key_1");
    const auto wall = firewallOf("fwl_1");
    auto order = cloud_.order();
    order.machine = sdk::MachineOrder{};
    order.machine->sshKeys = {key.id};
    order.machine->firewalls = {wall.id};
    const auto machine =
        RentedCloud::settled([&] { return cloud_.plugin().create(callWith(), order); });
    const auto shown = cloud_.raw("DescribeInstances", {{"InstanceId.1", machine.id}});
    const auto& item = shown["reservationSet"]["item"]["instancesSet"]["item"];
    CPPUNIT_ASSERT_EQUAL(std::string{"hostler-acc_asha--key_1"}, item.textOf("keyName"));
    CPPUNIT_ASSERT_EQUAL(wall.id, item["groupSet"]["item"].textOf("groupId"));
    CPPUNIT_ASSERT(guards(wall.id, machine.id));
  }

  void anothersKeyOrFirewallStartsNoMachine() {
    const auto key = keyOf("acc_other", "key_1");
    auto order = cloud_.order();
    order.machine = sdk::MachineOrder{};
    order.machine->sshKeys = {key.id};
    const auto refused = cloud_.plugin().create(callWith(), order);
    CPPUNIT_ASSERT(!refused && refused.error().code == "wrong_owner");
    order.machine->sshKeys = {};
    order.machine->firewalls = {"sg-00000000000000000"};
    const auto alsoRefused = cloud_.plugin().create(callWith(), order);
    CPPUNIT_ASSERT(!alsoRefused && alsoRefused.error().code == "wrong_owner");
    CPPUNIT_ASSERT_EQUAL(0, cloud_.calls("RunInstances"));
  }

  void rulesAreAllThatAFirewallHas() {
    const auto wall = firewallOf("fwl_1");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, wall.rules.size());  // EC2's own way out is closed
    auto request = cloud_.owned<sdk::SetFirewallRules>();
    request.id = wall.id;
    request.rules = {{sdk::Direction::In, sdk::Protocol::Tcp, 443, 443, {"0.0.0.0/0"}},
                     {sdk::Direction::Out, sdk::Protocol::Any, {}, {}, {"0.0.0.0/0"}}};
    const auto changed = cloud_.plugin().setFirewallRules(callWith(), request);
    CPPUNIT_ASSERT(changed);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, changed->rules.size());
    const auto entry = groupEntry(wall.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"443-443"}, entry.at("ports").get<std::string>());
    CPPUNIT_ASSERT_EQUAL(1, entry.at("open_outward").get<int>());
  }

  void theLastFirewallGivesWayToTheNetworksOwn() {
    const auto wall = firewallOf("fwl_1");
    auto order = cloud_.order();
    order.machine = sdk::MachineOrder{};
    order.machine->firewalls = {wall.id};
    const auto machine =
        RentedCloud::settled([&] { return cloud_.plugin().create(callWith(), order); });
    auto request = cloud_.owned<sdk::OnResourceAndMachine>();
    request.id = wall.id;
    request.machine = {machine.id, machine.domain};
    for (int twice = 0; twice < 2; ++twice)
      CPPUNIT_ASSERT(cloud_.plugin().detachFirewall(callWith(), request));
    CPPUNIT_ASSERT(!guards(wall.id, machine.id));
    CPPUNIT_ASSERT(guards("sg-00000000000000000", machine.id));
  }

  void aFirewallInUseIsNotDeleted() {
    const auto wall = firewallOf("fwl_1");
    auto order = cloud_.order();
    order.machine = sdk::MachineOrder{};
    order.machine->firewalls = {wall.id};
    RentedCloud::settled([&] { return cloud_.plugin().create(callWith(), order); });
    auto request = cloud_.owned<sdk::DeleteResource>();
    request.id = wall.id;
    const auto refused = cloud_.plugin().deleteFirewall(callWith(), request);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"busy"}, refused.error().code);
  }

  void anAddressIsLedFromOneMachineToAnother() {
    const auto first = cloud_.machine("web1"), second = cloud_.machine("web2");
    const auto address = addressOf(first);
    auto request = cloud_.owned<sdk::OnResourceAndMachine>();
    request.id = address.id;
    request.machine = {second.id, second.domain};
    const auto moved = cloud_.plugin().assignAddress(callWith(), request);
    CPPUNIT_ASSERT(moved && moved->machine == second.id);
    CPPUNIT_ASSERT_EQUAL(second.id, cloud_.booked("addresses")[0].at("machine").get<std::string>());
  }

  void aVolumeGrowsAndNeverShrinks() {
    const auto volume = volumeOf("vol_1", 5);
    auto request = cloud_.owned<sdk::ResizeVolume>();
    request.id = volume.id;
    request.sizeBytes = std::int64_t{8} << 30;
    CPPUNIT_ASSERT(cloud_.plugin().resizeVolume(callWith(), request).isPending());
    const auto done =
        RentedCloud::settled([&] { return cloud_.plugin().resizeVolume(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(request.sizeBytes, done.sizeBytes);
    for (const auto bytes : {std::int64_t{4} << 30, (std::int64_t{9} << 30) + 1}) {
      request.sizeBytes = bytes;
      const auto refused = cloud_.plugin().resizeVolume(callWith(), request);
      CPPUNIT_ASSERT(!refused && refused.error().code == "bad_request");
    }
    CPPUNIT_ASSERT_EQUAL(1, cloud_.calls("ModifyVolume"));
  }

  void aVolumeIsMadeFromASnapshot() {
    const auto volume = volumeOf("vol_1", 5);
    auto keep = cloud_.owned<sdk::CreateSnapshot>();
    keep.reference = "snp_1";
    keep.volume = volume.id;
    const auto snapshot =
        RentedCloud::settled([&] { return cloud_.plugin().createSnapshot(callWith(), keep); });
    CPPUNIT_ASSERT(snapshot.of == sdk::SnapshotOf::Volume && snapshot.source == volume.id);
    auto request = cloud_.owned<sdk::CreateVolume>();
    request.reference = "vol_2";
    request.sizeBytes = std::int64_t{5} << 30;
    request.snapshot = snapshot.id;
    RentedCloud::settled([&] { return cloud_.plugin().createVolume(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, cloud_.booked("volumes").size());
    request.reference = "vol_3";
    request.snapshot = "snap-0000000000000000a";
    const auto missing = cloud_.plugin().createVolume(callWith(), request);
    CPPUNIT_ASSERT(!missing && missing.error().code == "not_found");
  }

  void aBackupIsRestoredOntoItsMachine() {
    const auto machine = cloud_.machine();
    const auto backup = RentedCloud::settled([&] {
      return cloud_.plugin().backup(callWith(), cloud_.onMachine<sdk::BackupAccount>(machine));
    });
    auto request = cloud_.onMachine<sdk::RestoreBackup>(machine);
    request.backupId = backup.id;
    const auto begun = cloud_.plugin().restore(callWith(), request);
    CPPUNIT_ASSERT(begun.isPending());
    auto ask = cloud_.onMachine<sdk::ReadProgress>(machine);
    ask.handle = begun->handle;
    sdk::JobState state = sdk::JobState::Running;
    for (int poll = 0; poll < 5 && state == sdk::JobState::Running; ++poll)
      state = cloud_.plugin().progress(callWith(), ask).value().state;
    CPPUNIT_ASSERT(state == sdk::JobState::Done);
    CPPUNIT_ASSERT_EQUAL(1, cloud_.booked("instances")[0].at("done").at("restore").get<int>());

    // A restore that was not begun before the suspension is not begun by looking after it.
    RentedCloud::settled([&] {
      return cloud_.plugin().suspend(callWith(), cloud_.onMachine<sdk::SuspendAccount>(machine));
    });
    ask.handle = "restore|" + backup.id + "|hostler-notbegun";
    CPPUNIT_ASSERT(cloud_.plugin().progress(callWith(), ask).value().state ==
                   sdk::JobState::Failed);
    CPPUNIT_ASSERT_EQUAL(0, cloud_.calls("StartInstances"));
    ask.handle = "restore|snap-0|x";
    const auto refused = cloud_.plugin().progress(callWith(), ask);
    CPPUNIT_ASSERT(!refused && refused.error().code == "bad_request");
  }

  void aSnapshotOfAnotherMachineIsNotRestored() {
    const auto first = cloud_.machine("web1"), second = cloud_.machine("web2");
    auto keep = cloud_.owned<sdk::CreateSnapshot>();
    keep.reference = "snp_1";
    keep.machine = sdk::AccountRef{first.id, first.domain};
    const auto snapshot =
        RentedCloud::settled([&] { return cloud_.plugin().createSnapshot(callWith(), keep); });
    auto request = cloud_.owned<sdk::RestoreSnapshot>();
    request.id = snapshot.id;
    request.machine = {second.id, second.domain};
    const auto refused = cloud_.plugin().restoreSnapshot(callWith(), request);
    CPPUNIT_ASSERT(!refused && refused.error().code == "bad_request");
    auto restore = cloud_.onMachine<sdk::RestoreBackup>(second);
    restore.backupId = snapshot.id;
    const auto alsoRefused = cloud_.plugin().restore(callWith(), restore);
    CPPUNIT_ASSERT(!alsoRefused && alsoRefused.error().code == "not_restorable");
    CPPUNIT_ASSERT_EQUAL(0, cloud_.calls("CreateReplaceRootVolumeTask"));
  }

  void figuresAndTrafficAreRead() {
    const auto machine = cloud_.machine();
    auto graph = cloud_.onMachine<sdk::ReadMetrics>(machine);
    graph.to = std::time(nullptr);
    graph.from = graph.to - 90 * 86'400;  // more points than one answer may have
    const auto metrics = cloud_.plugin().metrics(callWith(), graph);
    CPPUNIT_ASSERT(metrics);
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, metrics->series.size());
    CPPUNIT_ASSERT(metrics->series[0].points.size() <= 1'001);
    graph.names = {"memory_percent"};
    CPPUNIT_ASSERT(cloud_.plugin().metrics(callWith(), graph)->series.empty());

    auto month = cloud_.onMachine<sdk::ReadUsage>(machine);
    month.month = "2026-02";
    const auto usage = cloud_.plugin().usage(callWith(), month);
    CPPUNIT_ASSERT(usage && usage->bandwidthBytes > 0);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{8} << 30, usage->diskBytes);
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-02"}, usage->bandwidthMonth);
    month.month = "2026-13";
    CPPUNIT_ASSERT(!cloud_.plugin().usage(callWith(), month));
  }

 private:
  sdk::Terminated ended(const sdk::Account& machine) {
    return RentedCloud::settled([&] {
      return cloud_.plugin().terminate(callWith(),
                                       cloud_.onMachine<sdk::TerminateAccount>(machine));
    });
  }
  sdk::SshKey keyOf(const std::string& owner, const std::string& reference) {
    auto request = cloud_.owned<sdk::CreateSshKey>();
    request.owner = owner;
    request.reference = reference;
    request.publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGNvbmZvcm1hbmNl asha";
    return cloud_.plugin().createSshKey(callWith(), request).value();
  }
  sdk::Firewall firewallOf(const std::string& reference) {
    auto request = cloud_.owned<sdk::CreateFirewall>();
    request.reference = reference;
    request.rules = {{sdk::Direction::In, sdk::Protocol::Tcp, 22, 22, {"0.0.0.0/0"}}};
    return cloud_.plugin().createFirewall(callWith(), request).value();
  }
  sdk::Volume volumeOf(const std::string& reference, std::int64_t gib) {
    auto request = cloud_.owned<sdk::CreateVolume>();
    request.reference = reference;
    request.sizeBytes = gib << 30;
    return RentedCloud::settled([&] { return cloud_.plugin().createVolume(callWith(), request); });
  }
  sdk::Address addressOf(const sdk::Account& machine) {
    auto request = cloud_.owned<sdk::CreateAddress>();
    request.reference = "ip_1";
    request.machine = sdk::AccountRef{machine.id, machine.domain};
    return cloud_.plugin().createAddress(callWith(), request).value();
  }
  Json groupEntry(const std::string& id) {
    for (const auto& entry : cloud_.booked("security_groups")) {
      if (entry.at("id") == id) return entry;
    }
    return nullptr;
  }
  bool guards(const std::string& group, const std::string& machine) {
    const auto machines = groupEntry(group).at("machines");
    return std::ranges::find(machines, Json(machine)) != machines.end();
  }

  RentedCloud cloud_;
};

HOSTLER_SUITE(AwsBelongingsTest, "plugins/provisioner/aws/belongings");
