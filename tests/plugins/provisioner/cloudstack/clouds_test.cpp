#include "cloudstack_provisioner.h"
#include "machine_steps.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/conformance.h"

#include <algorithm>
#include <optional>

using namespace hostler::cloudstack;
using hostler::sdk::Json;
using hostler::sdk::Outcome;
using hostler::testing::callWith;
namespace sdk = hostler::sdk;

namespace {

constexpr const char* kSmall = "0ffe0001-0000-4000-8000-000000000001";
constexpr const char* kMedium = "0ffe0001-0000-4000-8000-000000000002";
constexpr const char* kCustom = "0ffe0001-0000-4000-8000-000000000004";
constexpr const char* kNoRoom = "0ffe0001-0000-4000-8000-000000000005";
constexpr const char* kAppliance = "7e3b0001-0000-4000-8000-000000000003";

/// How a verb ended, however it left.
template <class T>
struct Ended {
  std::optional<sdk::Reply<T>> reply;
  sdk::ProviderError error;

  Outcome outcome() const { return reply ? reply->outcome() : error.outcome; }
  bool isRefused() const { return !reply || !*reply; }
  std::string code() const { return reply && !*reply ? reply->error().code : error.code; }
  const T& operator*() const { return **reply; }
  const T* operator->() const { return &**reply; }
};

template <class Verb>
auto ended(Verb&& verb) {
  using T = std::remove_cvref_t<decltype(*verb())>;
  Ended<T> result;
  try {
    result.reply = verb();
  } catch (const sdk::ProviderFailure& failure) {
    result.error = failure.error;
  }
  return result;
}

// As the engine does: sent again until it is done.
template <class Verb>
auto settled(Verb&& verb) {
  auto result = ended(verb);
  for (int i = 0; i < 30 && result.outcome() == Outcome::Pending; ++i) result = ended(verb);
  CPPUNIT_ASSERT_MESSAGE(result.isRefused() ? result.code() : "it never ends",
                         result.outcome() == Outcome::Succeeded);
  return result;
}

}  // namespace

// Clouds that are slow, full, strict or set otherwise than most, and what one cloud's sandbox shows
// of a machine's life there.
class CloudstackCloudsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudstackCloudsTest);
  CPPUNIT_TEST(workThatTakesTimeIsPendingAndGoesOnWhereItWas);
  CPPUNIT_TEST(whatARoleMayNotDoIsToldAndRefused);
  CPPUNIT_TEST(aCloudWithoutRoomLeavesNoWreck);
  CPPUNIT_TEST(aQuotaIsRefusedForGood);
  CPPUNIT_TEST(aRefusedResizeRunsOnAsItWas);
  CPPUNIT_TEST(whatMayNotBeExpungedIsToldOf);
  CPPUNIT_TEST(anOfferingOfCustomSizeIsFilledIn);
  CPPUNIT_TEST(anAddressThatWasAcquiredWithoutAnswerIsTaken);
  CPPUNIT_TEST(anAddressInUseIsNotTaken);
  CPPUNIT_TEST(aPasswordIsToldOnceAndNeverLogged);
  CPPUNIT_TEST(anImageWithoutPasswordsIsRefused);
  CPPUNIT_TEST(addressesHaveFirewallsOfTheirOwn);
  CPPUNIT_TEST(anothersThingsAreNotOrdered);
  CPPUNIT_TEST(aPairOfKeysIsMade);
  CPPUNIT_TEST(aKeyThatAnotherBroughtIsTaken);
  CPPUNIT_TEST(clustersAndBucketsTellTheirSecretsOnly);
  CPPUNIT_TEST(aConsoleIsAPageForOneVisit);
  CPPUNIT_TEST(settingsThatCannotBeUsedAreNamed);
  CPPUNIT_TEST(nobodyAtTheAddressIsRetryable);
  CPPUNIT_TEST(aCloudWhoseClockIsAheadIsAnsweredByItsClock);
  CPPUNIT_TEST(clocksThatDifferRebootOnce);
  CPPUNIT_TEST(aDiskThatSomebodyAttachedOutlivesTheMachine);
  CPPUNIT_TEST(aBackupEndsAfterItsMachine);
  CPPUNIT_TEST_SUITE_END();

 public:
  void workThatTakesTimeIsPendingAndGoesOnWhereItWas() {
    useAccount({{"job_looks", 9}});
    auto made = ended([&] { return plugin_.create(callWith(), order()); });
    CPPUNIT_ASSERT(made.outcome() == Outcome::Pending);
    CPPUNIT_ASSERT(made->machine->state == sdk::MachineState::Creating);
    sdk::LocateAccount locate;
    locate.serverSettings = server_;
    locate.reference = "svc_1";
    CPPUNIT_ASSERT(plugin_.locate(callWith(), locate).outcome() == Outcome::Pending);
    made = settled([&] { return plugin_.create(callWith(), order()); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, machines().size());

    const auto suspend = on<sdk::SuspendAccount>(*made);
    CPPUNIT_ASSERT(ended([&] { return plugin_.suspend(callWith(), suspend); }).outcome() ==
                   Outcome::Pending);
    CPPUNIT_ASSERT(settled([&] { return plugin_.suspend(callWith(), suspend); })->suspended);
  }

  void whatARoleMayNotDoIsToldAndRefused() {
    useAccount({{"denied", {"createBucket", "createSnapshot", "listEvents"}}});
    const auto test = make<sdk::TestConnection>();
    const auto report = plugin_.testConnection(callWith(), test);
    CPPUNIT_ASSERT(report);
    const auto told = [&](const std::string& words) {
      return std::ranges::any_of(report->warnings, [&](const std::string& warning) {
        return warning.find(words) != std::string::npos;
      });
    };
    CPPUNIT_ASSERT(told("buckets") && told("createSnapshot") && told("reboots"));
    CPPUNIT_ASSERT(!told("Kubernetes"));

    const auto account = created();
    const auto backup =
        ended([&] { return plugin_.backup(callWith(), on<sdk::BackupAccount>(account)); });
    CPPUNIT_ASSERT(backup.outcome() == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_permitted"}, backup.code());
    const auto reboot =
        ended([&] { return plugin_.rebootMachine(callWith(), on<sdk::RebootMachine>(account)); });
    CPPUNIT_ASSERT(reboot.outcome() == Outcome::Permanent);
  }

  void aCloudWithoutRoomLeavesNoWreck() {
    auto request = order();
    request.productSettings["size"] = kNoRoom;
    auto made = ended([&] { return plugin_.create(callWith(), request); });
    for (int i = 0; i < 5 && made.outcome() == Outcome::Pending; ++i)
      made = ended([&] { return plugin_.create(callWith(), request); });
    CPPUNIT_ASSERT(made.outcome() == Outcome::Retryable);
    for (int i = 0; i < 5; ++i) (void)plugin_.capacity(callWith(), make<sdk::ReadCapacity>());
    CPPUNIT_ASSERT(machines().empty());
  }

  void aQuotaIsRefusedForGood() {
    useAccount({{"machine_limit", 0}});
    const auto made = ended([&] { return plugin_.create(callWith(), order()); });
    CPPUNIT_ASSERT(made.outcome() == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"quota_reached"}, made.code());
  }

  void aRefusedResizeRunsOnAsItWas() {
    auto change = on<sdk::ChangePackage>(created());
    change.productSettings = {{"size", kCustom}};  // and nothing of what it leaves open
    auto changed = ended([&] { return plugin_.changePackage(callWith(), change); });
    for (int i = 0; i < 5 && changed.outcome() == Outcome::Pending; ++i)
      changed = ended([&] { return plugin_.changePackage(callWith(), change); });
    CPPUNIT_ASSERT(changed.outcome() == Outcome::Permanent);
    for (int i = 0; i < 5; ++i) (void)plugin_.capacity(callWith(), make<sdk::ReadCapacity>());
    CPPUNIT_ASSERT_EQUAL(std::string{kSmall},
                         machines()[0]["serviceofferingid"].get<std::string>());
    const auto state = machines()[0]["state"].get<std::string>();
    CPPUNIT_ASSERT_MESSAGE(state, state == "Running" || state == "Starting");
  }

  void whatMayNotBeExpungedIsToldOf() {
    useAccount({{"may_expunge", false}});
    auto end = on<sdk::TerminateAccount>(created());
    const auto gone = ended([&] { return plugin_.terminate(callWith(), end); });
    CPPUNIT_ASSERT(!gone.isRefused() && gone->existed);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, gone->left.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"Destroyed"}, machines()[0]["state"].get<std::string>());
    const auto again = settled([&] { return plugin_.terminate(callWith(), end); });
    CPPUNIT_ASSERT(!again->existed);
  }

  void anOfferingOfCustomSizeIsFilledIn() {
    auto request = order();
    request.productSettings = {{"size", kCustom},
                               {"image", kDebian},
                               {"cpu_number", 3},
                               {"cpu_speed_mhz", 1000},
                               {"memory_mb", 3072}};
    const auto made = settled([&] { return plugin_.create(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, *made->machine->vcpus);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3} << 30, *made->machine->memoryBytes);
  }

  void anAddressThatWasAcquiredWithoutAnswerIsTaken() {
    const auto account = created();
    control_.fault("cloudstack", "createTags", "server_error", {{"times", 1}});
    auto request = address(account);
    CPPUNIT_ASSERT(ended([&] { return plugin_.createAddress(callWith(), request); }).outcome() ==
                   Outcome::Unknown);
    const auto made = settled([&] { return plugin_.createAddress(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::string{"ip_1"}, made->reference);
    CPPUNIT_ASSERT_EQUAL(account.id, made->machine);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book("addresses").size());
  }

  void anAddressInUseIsNotTaken() {
    const auto account = created();
    sdk::CreateLoadBalancer front = owned<sdk::CreateLoadBalancer>();
    front.reference = "lbl_1";
    front.rules = {{"tcp", 80, "tcp", 8080, ""}};
    CPPUNIT_ASSERT(
        !settled([&] { return plugin_.createLoadBalancer(callWith(), front); }).isRefused());
    const auto ip = settled([&] { return plugin_.createAddress(callWith(), address(account)); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, book("addresses").size());
    const auto listed = plugin_.listAddresses(callWith(), list());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, listed->items.size());
    CPPUNIT_ASSERT_EQUAL(ip->id, listed->items[0].id);
  }

  void aPasswordIsToldOnceAndNeverLogged() {
    const auto reset = on<sdk::ResetMachinePassword>(created());
    const auto call = callWith();
    auto told = ended([&] { return plugin_.resetMachinePassword(call, reset); });
    for (int i = 0; i < 5 && told.outcome() == Outcome::Pending; ++i)
      told = ended([&] { return plugin_.resetMachinePassword(call, reset); });
    CPPUNIT_ASSERT(told.outcome() == Outcome::Succeeded);
    const auto& password = told->password.reveal();
    CPPUNIT_ASSERT(password.size() >= 6);
    CPPUNIT_ASSERT_EQUAL(std::string{"it is ***"}, call.log.redactor().clean("it is " + password));
  }

  void anImageWithoutPasswordsIsRefused() {
    auto request = order();
    request.productSettings["image"] = kAppliance;
    const auto account = settled([&] { return plugin_.create(callWith(), request); });
    const auto reset = ended([&] {
      return plugin_.resetMachinePassword(callWith(), on<sdk::ResetMachinePassword>(*account));
    });
    CPPUNIT_ASSERT(reset.outcome() == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"Running"}, machines()[0]["state"].get<std::string>());
  }

  void addressesHaveFirewallsOfTheirOwn() {
    const auto account = created();
    const auto ip = settled([&] { return plugin_.createAddress(callWith(), address(account)); });
    auto set = owned<sdk::SetFirewallRules>();
    set.id = ip->id;
    set.rules = {{sdk::Direction::In, sdk::Protocol::Tcp, 22, 22, {"203.0.113.0/24"}},
                 {sdk::Direction::In, sdk::Protocol::Tcp, 80, 443, {"0.0.0.0/0"}}};
    for (int twice = 0; twice < 2; ++twice) {
      const auto guarded = settled([&] { return plugin_.setFirewallRules(callWith(), set); });
      CPPUNIT_ASSERT_EQUAL(std::size_t{2}, guarded->rules.size());
      CPPUNIT_ASSERT_EQUAL(std::size_t{2}, book("firewall_rules").size());
    }
    set.rules.resize(1);
    CPPUNIT_ASSERT(!settled([&] { return plugin_.setFirewallRules(callWith(), set); }).isRefused());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book("firewall_rules").size());
    auto remove = owned<sdk::DeleteResource>();
    remove.id = ip->id;
    CPPUNIT_ASSERT(ended([&] { return plugin_.deleteFirewall(callWith(), remove); }).outcome() ==
                   Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book("addresses").size());
  }

  void anothersThingsAreNotOrdered() {
    auto group = owned<sdk::CreateFirewall>();
    group.owner = "acc_other";
    group.reference = "fwl_1";
    const auto theirs = settled([&] { return plugin_.createFirewall(callWith(), group); });
    sdk::MachineOrder order;
    order.firewalls = {theirs->id};
    refusesOrder(order);
    order.firewalls.clear();
    order.sshKeys = {labelOf("acc_other", "key_1")};
    refusesOrder(order);
    order.sshKeys.clear();
    order.network = "3e7a0001-0000-4000-8000-000000000001";  // the shop's own
    refusesOrder(order);
    CPPUNIT_ASSERT(machines().empty());
  }

  void aPairOfKeysIsMade() {
    auto request = owned<sdk::CreateSshKey>();
    request.reference = "key_1";
    const auto call = callWith();
    const auto pair = plugin_.createSshKey(call, request);
    CPPUNIT_ASSERT(pair && pair->privateKey.reveal().starts_with("-----BEGIN"));
    CPPUNIT_ASSERT_EQUAL(std::string{"***"}, call.log.redactor().clean(pair->privateKey.reveal()));
    const auto again = plugin_.createSshKey(callWith(), request);
    CPPUNIT_ASSERT(again && again->privateKey.empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book("ssh_keys").size());
  }

  void aKeyThatAnotherBroughtIsTaken() {
    auto request = owned<sdk::CreateSshKey>();
    request.reference = "key_1";
    request.publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHN5bnRoZXRpYw asha";
    CPPUNIT_ASSERT(plugin_.createSshKey(callWith(), request));
    request.owner = "acc_other";
    request.reference = "key_2";
    const auto taken = ended([&] { return plugin_.createSshKey(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::string{"key_taken"}, taken.code());
  }

  void clustersAndBucketsTellTheirSecretsOnly() {
    auto cluster = owned<sdk::CreateCluster>();
    cluster.reference = "cls_1";
    cluster.pools = {{"workers", kMedium, 2}};
    const auto made = settled([&] { return plugin_.createCluster(callWith(), cluster); });
    CPPUNIT_ASSERT_EQUAL(std::string{"v1.33.1"}, made->version);
    auto access = owned<sdk::ReadClusterAccess>();
    access.id = made->id;
    CPPUNIT_ASSERT(
        plugin_.clusterAccess(callWith(), access)->kubeconfig.reveal().starts_with("apiVersion"));

    auto bucket = owned<sdk::CreateBucket>();
    bucket.reference = "bkt_1";
    bucket.quotaBytes = std::int64_t{5} << 30;
    const auto stored = settled([&] { return plugin_.createBucket(callWith(), bucket); });
    CPPUNIT_ASSERT_EQUAL(std::string{"https://objects.cloud.example"}, stored->endpoint);
    CPPUNIT_ASSERT(!stored->secretKey.empty());
    CPPUNIT_ASSERT(plugin_.listBuckets(callWith(), list())->items[0].secretKey.empty());
  }

  void aConsoleIsAPageForOneVisit() {
    const auto account = created();
    const auto console = plugin_.openConsole(callWith(), on<sdk::OpenConsole>(account));
    CPPUNIT_ASSERT(console);
    CPPUNIT_ASSERT_EQUAL(std::string{"web"}, console->protocol);
    CPPUNIT_ASSERT(console->url.reveal().find("/console?token=") != std::string::npos);
    settled([&] { return plugin_.stopMachine(callWith(), on<sdk::StopMachine>(account)); });
    CPPUNIT_ASSERT(ended([&] {
                     return plugin_.openConsole(callWith(), on<sdk::OpenConsole>(account));
                   }).outcome() == Outcome::Permanent);
  }

  void settingsThatCannotBeUsedAreNamed() {
    for (const auto& [member, value] :
         std::vector<std::pair<std::string, Json>>{{"base_url", "http://cloud.example/client/api"},
                                                   {"base_url", "ftp://cloud.example"},
                                                   {"api_key", "two words"},
                                                   {"api_key", ""},
                                                   {"secret_key", "a&b=c"},
                                                   {"zone", "../zone"},
                                                   {"network", 7}}) {
      auto request = make<sdk::TestConnection>();
      request.serverSettings[member] = value;
      const auto refused = ended([&] { return plugin_.testConnection(callWith(), request); });
      CPPUNIT_ASSERT_MESSAGE(member, refused.outcome() == Outcome::Permanent);
      CPPUNIT_ASSERT_MESSAGE(refused.error.message,
                             refused.error.message.starts_with("server_settings." + member));
    }
  }

  void nobodyAtTheAddressIsRetryable() {
    auto request = order();
    request.serverSettings["base_url"] =
        "http://127.0.0.1:" + std::to_string(hostler::testing::closedPort()) + "/client/api";
    const auto refused = ended([&] { return plugin_.create(callWith(), request); });
    CPPUNIT_ASSERT(refused.outcome() == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"unreachable"}, refused.code());
  }

  void aCloudWhoseClockIsAheadIsAnsweredByItsClock() {
    const hostler::ManualClock ahead{hostler::SystemClock{}.now().plus(std::chrono::hours{2})};
    hostler::sandbox::SandboxOptions options;
    options.clock = &ahead;
    const hostler::testing::SandboxServer other{options};
    auto request = make<sdk::TestConnection>();
    request.serverSettings["base_url"] = other.url() + "/cloudstack/client/api";
    CPPUNIT_ASSERT(plugin_.testConnection(callWith(), request));
    request.serverSettings["secret_key"] = "WRONG-cloudstack-secret-key-000000000000001";
    CPPUNIT_ASSERT(ended([&] { return plugin_.testConnection(callWith(), request); }).outcome() ==
                   Outcome::NeedsAttention);
  }

  void clocksThatDifferRebootOnce() {
    const auto account = created();
    auto reboot = on<sdk::RebootMachine>(account);
    reboot.requestedAt = std::time(nullptr) + 3'600;
    reboot.now = *reboot.requestedAt + 2;
    for (int twice = 0; twice < 2; ++twice)
      settled([&] { return plugin_.rebootMachine(callWith(), reboot); });
    CPPUNIT_ASSERT_EQUAL(1, machines()[0]["done"]["reboot"].get<int>());
  }

  void aDiskThatSomebodyAttachedOutlivesTheMachine() {
    const auto account = created();
    const auto cloud = cloudOf(callWith(), make<sdk::OnServer>());
    const CloudstackClient client;
    const auto made = client.write(callWith(), cloud, "createVolume",
                                   {{"name", "put-there-by-hand"},
                                    {"zoneid", server_["zone"].get<std::string>()},
                                    {"diskofferingid", server_["disk_offering"].get<std::string>()},
                                    {"size", "5"}});
    CPPUNIT_ASSERT_MESSAGE(made ? "" : made.error().message, static_cast<bool>(made));
    await(cloud, *made);
    const auto led =
        client.write(callWith(), cloud, "attachVolume",
                     {{"id", made->at("id").get<std::string>()}, {"virtualmachineid", account.id}});
    CPPUNIT_ASSERT_MESSAGE(led ? "" : led.error().message, static_cast<bool>(led));
    await(cloud, *led);

    settled([&] { return plugin_.terminate(callWith(), on<sdk::TerminateAccount>(account)); });
    CPPUNIT_ASSERT(machines().empty());
    const auto disks = book("volumes");
    CPPUNIT_ASSERT(std::ranges::any_of(disks, [&](const Json& disk) {
      return disk.dump().find("put-there-by-hand") != std::string::npos;
    }));
  }

  void aBackupEndsAfterItsMachine() {
    const auto account = created();
    auto wanted = on<sdk::BackupAccount>(account);
    wanted.outlivesAccount = true;
    const auto backup = settled([&] { return plugin_.backup(callWith(), wanted); });
    settled([&] { return plugin_.terminate(callWith(), on<sdk::TerminateAccount>(account)); });
    auto end = on<sdk::DeleteBackup>(account);
    end.backupId = backup->id;
    end.account.reference = "svc_another";
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_account"},
                         ended([&] { return plugin_.deleteBackup(callWith(), end); }).code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book("snapshots").size());
    end.account.reference = "svc_1";
    CPPUNIT_ASSERT(settled([&] { return plugin_.deleteBackup(callWith(), end); })->existed);
    CPPUNIT_ASSERT(book("snapshots").empty());
    CPPUNIT_ASSERT(!settled([&] { return plugin_.deleteBackup(callWith(), end); })->existed);
  }

 private:
  void await(const Cloud& cloud, const Json& begun) {
    for (int i = 0; i < 10 && begun.contains("jobid"); ++i) {
      const auto job = CloudstackClient{}.read(callWith(), cloud, "queryAsyncJobResult",
                                               {{"jobid", begun.at("jobid").get<std::string>()}});
      if (job.at("jobstatus") != 0) return;
    }
  }
  static constexpr const char* kDebian = "7e3b0001-0000-4000-8000-000000000001";

  // An account that is set otherwise than the usual one; everything starts anew.
  void useAccount(Json settings) {
    settings["provider"] = "cloudstack";
    settings["api_key"] = server_["api_key"];
    settings["secret_key"] = server_["secret_key"];
    control_.addAccount(settings);
  }

  template <class Request>
  Request make() const {
    Request request;
    request.serverSettings = server_;
    return request;
  }
  template <class Request>
  Request on(const sdk::Account& account) const {
    auto request = make<Request>();
    request.account = {account.id, account.domain};
    return request;
  }
  template <class Request>
  Request owned() const {
    auto request = make<Request>();
    request.owner = "acc_1";
    return request;
  }
  sdk::ListResources list() const { return owned<sdk::ListResources>(); }
  sdk::CreateAddress address(const sdk::Account& account) const {
    auto request = owned<sdk::CreateAddress>();
    request.reference = "ip_1";
    request.machine = sdk::AccountRef{account.id, account.domain};
    return request;
  }
  sdk::CreateAccount order() const {
    auto request = make<sdk::CreateAccount>();
    request.productSettings = {{"size", kSmall}, {"image", kDebian}};
    request.reference = "svc_1";
    request.owner = "acc_1";
    request.domain = "web1.acme.example";
    request.password = sdk::Secret{"Long-Pass-4711"};
    request.email = "asha@acme.example";
    return request;
  }

  sdk::Account created() {
    return *settled([&] { return plugin_.create(callWith(), order()); });
  }
  void refusesOrder(const sdk::MachineOrder& machine) {
    auto request = order();
    request.machine = machine;
    const auto refused = ended([&] { return plugin_.create(callWith(), request); });
    CPPUNIT_ASSERT(refused.outcome() == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_owner"}, refused.code());
  }
  Json book(const char* list) { return control_.book()["cloudstack"][list]; }
  Json machines() { return book("machines"); }

  hostler::testing::SandboxServer sandbox_;
  hostler::conformance::SandboxControl control_{sandbox_.url()};
  Json server_{{"base_url", sandbox_.url() + "/cloudstack/client/api"},
               {"api_key", "SANDBOX-cloudstack-api-key-00000000000001"},
               {"secret_key", "SANDBOX-cloudstack-secret-key-0000000000001"},
               {"zone", "5a7e0001-0000-4000-8000-000000000001"},
               {"network", "3e7a0001-0000-4000-8000-000000000001"},
               {"network_offering", "0ff30001-0000-4000-8000-000000000001"},
               {"disk_offering", "d15c0001-0000-4000-8000-000000000001"},
               {"object_store", "0b5e0001-0000-4000-8000-000000000001"}};
  CloudstackProvisioner plugin_{sdk::Context{Json::object(), callWith().log}};
};

HOSTLER_SUITE(CloudstackCloudsTest, "plugins/provisioner/cloudstack/clouds");
