#include "cloud.h"
#include "tests/plugins/support/loopback_server.h"

using hostler::sdk::Json;
using hostler::sdk::Outcome;
using hostler::testing::callWith;
using hostler::testing::Cloud;
namespace sdk = hostler::sdk;

// The life of a droplet, where the conformance kit does not look.
class DigitalOceanMachinesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DigitalOceanMachinesTest);
  CPPUNIT_TEST(aNewDropletCarriesOurReferencesFromTheStart);
  CPPUNIT_TEST(nobodyIsToldOfAMachineWithoutAnAddress);
  CPPUNIT_TEST(aDropletThatWeDidNotMakeIsLeftAlone);
  CPPUNIT_TEST(anotherReferenceIsAnotherMachine);
  CPPUNIT_TEST(whatTheBuyerNamesMustBeTheBuyers);
  CPPUNIT_TEST(aKeyAndAFirewallComeWithTheFirstSecond);
  CPPUNIT_TEST(aResizedMachineRunsAgainOnlyIfItRan);
  CPPUNIT_TEST(aSizeThatCannotBeIsRefusedBeforeItIsStopped);
  CPPUNIT_TEST(aBusyDropletIsAskedAgain);
  CPPUNIT_TEST(aFullAccountNeedsAPerson);
  CPPUNIT_TEST(theHoursLimitSaysWhenToComeBack);
  CPPUNIT_TEST(aSecondRebootIsAnotherWish);
  CPPUNIT_TEST(clocksThatDifferRebootOnce);
  CPPUNIT_TEST(whatCouldNotBeRemovedWithTheDropletNeedsAPerson);
  CPPUNIT_TEST(aSnapshotThatEndsWhileItIsLookedForIsOne);
  CPPUNIT_TEST(aBackupEndsAfterItsDroplet);
  CPPUNIT_TEST(aBackupOfOneKeyIsMadeOnce);
  CPPUNIT_TEST(usageCountsWhatWentOut);
  CPPUNIT_TEST(settingsThatCannotBeUsedAreNamed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aNewDropletCarriesOurReferencesFromTheStart() {
    const auto begun = plugin().create(callWith(), cloud_.order("web1"));
    CPPUNIT_ASSERT(begun && begun.isPending());
    const auto tags = cloud_.book()["droplets"][0]["tags"];
    CPPUNIT_ASSERT_EQUAL(Json({"hostler", "hostler-svc_web1", "hostler-owner:acc_asha"}), tags);
    CPPUNIT_ASSERT_EQUAL(std::string{"svc_web1"}, begun->machine->reference);
  }

  void nobodyIsToldOfAMachineWithoutAnAddress() {
    (void)plugin().create(callWith(), cloud_.order("web1"));
    auto look = cloud_.on<sdk::LocateAccount>();
    look.reference = "svc_web1";
    look.domain = "web1.example";
    const auto early = plugin().locate(callWith(), look);
    CPPUNIT_ASSERT(early && early.isPending() && !early->account->ip);
    const auto made = cloud_.done([&] { return plugin().locate(callWith(), look); });
    CPPUNIT_ASSERT(made.account->ip.has_value());
  }

  void aDropletThatWeDidNotMakeIsLeftAlone() {
    const auto theirs = cloud_.api("POST", "/v2/droplets",
                                   {{"name", "theirs.example"},
                                    {"region", "blr1"},
                                    {"size", "s-1vcpu-1gb"},
                                    {"image", "debian-12-x64"}});
    sdk::Account account;
    account.id = theirs["droplet"]["id"].dump();
    account.domain = "theirs.example";
    expect("wrong_account",
           plugin().terminate(callWith(), cloud_.onMachine<sdk::TerminateAccount>(account)));
    expect("wrong_account",
           plugin().suspend(callWith(), cloud_.onMachine<sdk::SuspendAccount>(account)));
    auto order = cloud_.order("theirs");
    const auto refused = plugin().create(callWith(), order);
    CPPUNIT_ASSERT(!refused && refused.error().code == "domain_exists");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.book()["droplets"].size());
  }

  void anotherReferenceIsAnotherMachine() {
    const auto made = cloud_.machine("web1");
    auto request = cloud_.onMachine<sdk::SuspendAccount>(made);
    request.account.reference = "svc_other";
    expect("wrong_account", plugin().suspend(callWith(), request));
    auto look = cloud_.on<sdk::LocateAccount>();
    look.reference = "svc_other";
    look.domain = made.domain;
    CPPUNIT_ASSERT(!plugin().locate(callWith(), look)->account);
    look.accountId = made.id;
    expect("wrong_account", plugin().locate(callWith(), look));
    request.account.reference = "svc_web1";
    CPPUNIT_ASSERT(plugin().suspend(callWith(), request));
  }

  void whatTheBuyerNamesMustBeTheBuyers() {
    const auto key = addKey("key_1", "acc_ravi");
    auto order = cloud_.order("web1");
    order.machine = sdk::MachineOrder{};
    order.machine->sshKeys = {key.id};
    expect("wrong_owner", plugin().create(callWith(), order));
    CPPUNIT_ASSERT(cloud_.book()["droplets"].empty());
  }

  void aKeyAndAFirewallComeWithTheFirstSecond() {
    auto wall = cloud_.newThing<sdk::CreateFirewall>("fwl_1");
    wall.rules = {{sdk::Direction::In, sdk::Protocol::Tcp, 22, 22, {"0.0.0.0/0"}}};
    const auto firewall = cloud_.done([&] { return plugin().createFirewall(callWith(), wall); });
    auto order = cloud_.order("web1");
    order.machine = sdk::MachineOrder{};
    order.machine->sshKeys = {addKey("key_1").id};
    order.machine->firewalls = {firewall.id};
    order.machine->size = "c-2";
    const auto begun = plugin().create(callWith(), order);
    CPPUNIT_ASSERT_MESSAGE(begun ? "" : begun.error().message, begun && begun.isPending());
    CPPUNIT_ASSERT_EQUAL(std::string{"c-2"}, begun->package);
    const auto shown = plugin().getFirewall(callWith(), [&] {
      auto look = cloud_.on<sdk::GetResource>();
      look.owner = Cloud::kOwner;
      look.id = firewall.id;
      return look;
    }());
    CPPUNIT_ASSERT(shown && shown->item->machines == std::vector<std::string>{begun->id});
  }

  void aResizedMachineRunsAgainOnlyIfItRan() {
    const auto running = cloud_.machine("runs"), stopped = cloud_.machine("stands"),
               suspended = cloud_.machine("owes");
    cloud_.done([&] {
      return plugin().stopMachine(callWith(), cloud_.onMachine<sdk::StopMachine>(stopped));
    });
    cloud_.done([&] {
      return plugin().suspend(callWith(), cloud_.onMachine<sdk::SuspendAccount>(suspended));
    });
    for (const auto& [machine, state] : {std::pair{running, sdk::MachineState::Running},
                                         std::pair{stopped, sdk::MachineState::Stopped},
                                         std::pair{suspended, sdk::MachineState::Stopped}}) {
      const auto after = resize(machine, "s-2vcpu-2gb");
      CPPUNIT_ASSERT_EQUAL(std::string{"s-2vcpu-2gb"}, after.package);
      CPPUNIT_ASSERT_MESSAGE(machine.domain, after.machine->state == state);
    }
    for (const auto& droplet : cloud_.book()["droplets"]) {
      for (const auto& tag : droplet["tags"]) CPPUNIT_ASSERT(tag != "hostler-resizing");
    }
  }

  void aSizeThatCannotBeIsRefusedBeforeItIsStopped() {
    const auto machine = cloud_.machine("web1");
    auto request = cloud_.onMachine<sdk::ChangePackage>(machine);
    request.productSettings = {{"size", "s-2vcpu-2gb"}, {"grow_disk", true}};
    cloud_.done([&] { return plugin().changePackage(callWith(), request); });
    request.productSettings = {{"size", "s-1vcpu-1gb"}};
    const auto refused = plugin().changePackage(callWith(), request);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Permanent);
    request.productSettings = {{"size", "s-900vcpu"}};
    const auto unknown = plugin().changePackage(callWith(), request);
    CPPUNIT_ASSERT(!unknown && unknown.error().outcome == Outcome::Permanent);
    // It was not even stopped for it.
    CPPUNIT_ASSERT_EQUAL(std::string{"active"},
                         cloud_.book()["droplets"][0]["status"].get<std::string>());
  }

  void aBusyDropletIsAskedAgain() {
    const auto machine = cloud_.machine("web1");
    cloud_.api("POST", "/v2/droplets/" + machine.id + "/actions",
               {{"type", "snapshot"}, {"name", "by hand"}});
    auto request = cloud_.onMachine<sdk::RebootMachine>(machine);
    const auto busy = plugin().rebootMachine(callWith(), request);
    CPPUNIT_ASSERT(!busy && busy.error().outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"busy"}, busy.error().code);
    const auto restarted = plugin().rebootMachine(callWith(), request);
    CPPUNIT_ASSERT_MESSAGE(restarted ? "" : restarted.error().message,
                           static_cast<bool>(restarted));
  }

  void aFullAccountNeedsAPerson() {
    cloud_.control().addAccount(
        {{"provider", "digitalocean"}, {"token", "full"}, {"droplet_limit", 0}});
    auto order = cloud_.order("web1");
    order.serverSettings["token"] = "full";
    expect("quota_reached", plugin().create(callWith(), order));
  }

  void theHoursLimitSaysWhenToComeBack() {
    cloud_.control().addAccount(
        {{"provider", "digitalocean"}, {"token", "few"}, {"rate_limit", 1}});
    auto test = cloud_.on<sdk::TestConnection>("few");
    (void)plugin().testConnection(callWith(), test);
    const auto refused = plugin().testConnection(callWith(), test);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Retryable);
    CPPUNIT_ASSERT(refused.error().retryAfter && refused.error().retryAfter->count() > 3'000);
  }

  void aSecondRebootIsAnotherWish() {
    const auto machine = cloud_.machine("web1");
    auto request = cloud_.onMachine<sdk::RebootMachine>(machine);
    request.requestedAt = std::time(nullptr);
    for (int twice = 0; twice < 2; ++twice)
      cloud_.done([&] { return plugin().rebootMachine(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(1, cloud_.book()["droplets"][0]["done"]["reboot"].get<int>());
    request.requestedAt = std::time(nullptr) + 60;
    // Only the clock of the provider moves on; the first one is not this wish's.
    (void)plugin().rebootMachine(callWith(), request);
    cloud_.api("GET", "/v2/droplets/" + machine.id);
    cloud_.api("GET", "/v2/droplets/" + machine.id);
    CPPUNIT_ASSERT_EQUAL(2, cloud_.book()["droplets"][0]["done"]["reboot"].get<int>());
  }

  void clocksThatDifferRebootOnce() {
    const auto machine = cloud_.machine("web1");
    auto request = cloud_.onMachine<sdk::RebootMachine>(machine);
    request.requestedAt = std::time(nullptr) + 3'600;
    request.now = *request.requestedAt + 2;
    for (int twice = 0; twice < 2; ++twice)
      cloud_.done([&] { return plugin().rebootMachine(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(1, cloud_.book()["droplets"][0]["done"]["reboot"].get<int>());
  }

  // The droplet is gone, and a snapshot of it that was to go with it is not.
  void whatCouldNotBeRemovedWithTheDropletNeedsAPerson() {
    const hostler::testing::LoopbackServer provider{[](hostler::testing::Connection& peer) {
      for (auto request = peer.readRequest(); !request.empty(); request = peer.readRequest()) {
        const bool isStatus = request.find("/status ") != std::string::npos;
        const std::string body =
            isStatus ? R"({"droplet":{"id":"77","destroyed_at":"2026-01-02T03:04:05Z"},
                           "resources":{"reserved_ips":[],"floating_ips":[],"volumes":[],
                           "volume_snapshots":[],"snapshots":[{"id":"6372321","name":"s",
                           "destroyed_at":null,"error_message":"in use"}]},
                           "completed_at":"2026-01-02T03:04:05Z","failures":1})"
                     : R"({"id":"not_found","message":"The resource could not be found."})";
        peer.write("HTTP/1.1 " + std::string{isStatus ? "200 OK" : "404 Not Found"} +
                   "\r\nContent-Type: application/json\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
      }
    }};
    sdk::TerminateAccount request;
    request.serverSettings = {{"base_url", "http://127.0.0.1:" + std::to_string(provider.port())},
                              {"token", Cloud::kToken}};
    request.account = {"77", "web1.example", "svc_web1"};
    const auto ended = plugin().terminate(callWith(), request);
    CPPUNIT_ASSERT(!ended && ended.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_all_removed"}, ended.error().code);
    CPPUNIT_ASSERT(ended.error().message.find("6372321") != std::string::npos);
  }

  void aSnapshotThatEndsWhileItIsLookedForIsOne() {
    const auto machine = cloud_.machine("web1");
    // However much later it is asked after.
    for (int looks = 0; looks < 4; ++looks) {
      auto request = cloud_.newThing<sdk::CreateSnapshot>("res_" + std::to_string(looks));
      request.machine = sdk::AccountRef{machine.id, machine.domain};
      cloud_.done([&] {
        for (int i = 0; i < looks; ++i) cloud_.api("GET", "/v2/droplets/" + machine.id);
        return plugin().createSnapshot(callWith(), request);
      });
      CPPUNIT_ASSERT_EQUAL(static_cast<std::size_t>(looks + 1), cloud_.book()["snapshots"].size());
    }
  }

  void aBackupEndsAfterItsDroplet() {
    const auto machine = cloud_.machine("web1");
    auto wanted = cloud_.onMachine<sdk::BackupAccount>(machine);
    wanted.outlivesAccount = true;
    const auto backup = cloud_.done([&] { return plugin().backup(callWith(), wanted); });
    cloud_.done([&] {
      return plugin().terminate(callWith(), cloud_.onMachine<sdk::TerminateAccount>(machine));
    });
    auto end = cloud_.onMachine<sdk::DeleteBackup>(machine);
    end.backupId = backup.id;
    end.account.reference = "svc_another";
    const auto refused = plugin().deleteBackup(callWith(), end);
    CPPUNIT_ASSERT(!refused && refused.error().code == "wrong_account");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.book()["snapshots"].size());
    end.account.reference = "svc_web1";
    CPPUNIT_ASSERT(cloud_.done([&] { return plugin().deleteBackup(callWith(), end); }).existed);
    CPPUNIT_ASSERT(cloud_.book()["snapshots"].empty());
    CPPUNIT_ASSERT(!cloud_.done([&] { return plugin().deleteBackup(callWith(), end); }).existed);
  }

  void aBackupOfOneKeyIsMadeOnce() {
    const auto machine = cloud_.machine("web1");
    auto request = cloud_.onMachine<sdk::BackupAccount>(machine);
    request.outlivesAccount = true;
    const auto made = cloud_.done(
        [&] { return plugin().backup(callWith(std::chrono::seconds{10}, "backup:1"), request); });
    CPPUNIT_ASSERT(made.state == sdk::JobState::Done && made.outlivesAccount && made.restorable);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_.book()["snapshots"].size());
    cloud_.done(
        [&] { return plugin().backup(callWith(std::chrono::seconds{10}, "backup:2"), request); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, cloud_.book()["snapshots"].size());

    auto ask = cloud_.onMachine<sdk::ReadProgress>(machine);
    for (const char* bad : {"", "x", "snapshot|1", "snapshot|../1|hostler-kept--a", "restore"}) {
      ask.handle = bad;
      const auto refused = plugin().progress(callWith(), ask);
      CPPUNIT_ASSERT_MESSAGE(bad, !refused && refused.error().outcome == Outcome::Permanent);
    }
  }

  void usageCountsWhatWentOut() {
    const auto machine = cloud_.machine("web1");
    auto request = cloud_.onMachine<sdk::ReadUsage>(machine);
    request.month = "2026-01";
    const auto usage = plugin().usage(callWith(), request);
    CPPUNIT_ASSERT_MESSAGE(usage ? "" : usage.error().message, static_cast<bool>(usage));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-01"}, usage->bandwidthMonth);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'500 * 60 * 2'000}, usage->bandwidthBytes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{26'843'545'600 - 20'132'659'200}, usage->diskBytes);
    for (const char* bad : {"2026", "2026-13", "01-2026", "2026-1", "2026-01x"}) {
      request.month = bad;
      CPPUNIT_ASSERT_THROW_MESSAGE(bad, (void)plugin().usage(callWith(), request),
                                   sdk::ProviderFailure);
    }
  }

  void settingsThatCannotBeUsedAreNamed() {
    const std::vector<std::pair<const char*, Json>> bad{
        {"server_settings.token", {{"token", "a b\r\nc"}}},
        {"server_settings.token", {{"token", nullptr}}},
        {"server_settings.region", {{"region", "blr1/../x"}}},
        {"server_settings.base_url", {{"base_url", "http://api.example.com"}}}};
    for (const auto& [name, change] : bad) {
      auto test = cloud_.on<sdk::TestConnection>();
      test.serverSettings.update(change);
      try {
        (void)plugin().testConnection(callWith(), test);
        CPPUNIT_FAIL(std::string{name} + " was taken");
      } catch (const sdk::ProviderFailure& failure) {
        CPPUNIT_ASSERT(failure.error.outcome == Outcome::Permanent);
        CPPUNIT_ASSERT_MESSAGE(failure.error.message, failure.error.message.starts_with(name));
      }
    }
  }

 private:
  hostler::digitalocean::DigitalOceanProvisioner& plugin() { return cloud_.plugin(); }

  template <class T>
  static void expect(const std::string& code, const sdk::Reply<T>& reply) {
    CPPUNIT_ASSERT(!reply && reply.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(code, reply.error().code);
  }
  sdk::SshKey addKey(const std::string& reference, const std::string& owner = Cloud::kOwner) {
    auto request = cloud_.newThing<sdk::CreateSshKey>(reference, owner);
    request.publicKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGNvbmZvcm1hbmNlLWtpdC1rZXktMDAwMDAwMDAwMDAw client";
    return cloud_.done([&] { return plugin().createSshKey(callWith(), request); });
  }
  sdk::Account resize(const sdk::Account& machine, const std::string& size) {
    auto request = cloud_.onMachine<sdk::ChangePackage>(machine);
    request.productSettings = {{"size", size}};
    return cloud_.done([&] { return plugin().changePackage(callWith(), request); });
  }

  Cloud cloud_;
};

HOSTLER_SUITE(DigitalOceanMachinesTest, "plugins/provisioner/digitalocean/machines");
