#include "cloud.h"

using hostler::sdk::Json;
using hostler::sdk::Outcome;
using hostler::testing::callWith;
using hostler::testing::Cloud;
namespace sdk = hostler::sdk;

// What belongs to machines, where the conformance kit does not look.
class DigitalOceanResourcesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DigitalOceanResourcesTest);
  CPPUNIT_TEST(aKeyThatAnotherBroughtIsTaken);
  CPPUNIT_TEST(aVolumeGoesToItsOwnersMachineAlone);
  CPPUNIT_TEST(aVolumeIsFilledFromItsOwnersSnapshotAlone);
  CPPUNIT_TEST(aVolumeIsAWholeNumberOfGibibytesAndNeverShrinks);
  CPPUNIT_TEST(anAddressIsMadeForAMachine);
  CPPUNIT_TEST(anAddressThatLeadsNowhereKeepsItsOwner);
  CPPUNIT_TEST(aSnapshotIsRestoredOntoItsOwnMachineAlone);
  CPPUNIT_TEST(ownImagesComeBeforeEverybodys);
  CPPUNIT_TEST(aClusterTakesTheNewestVersionAndGivesAccess);
  CPPUNIT_TEST(aDatabasesPasswordIsInNoList);
  CPPUNIT_TEST(listsGoOnWhereTheyEnded);
  CPPUNIT_TEST(idsThatAreNoneAreNotSent);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aKeyThatAnotherBroughtIsTaken() {
    auto first = cloud_.newThing<sdk::CreateSshKey>("key_1");
    first.publicKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGNvbmZvcm1hbmNlLWtpdC1rZXktMDAwMDAwMDAwMDAw asha";
    CPPUNIT_ASSERT(plugin().createSshKey(callWith(), first));
    auto second = cloud_.newThing<sdk::CreateSshKey>("key_2", "acc_ravi");
    second.publicKey = first.publicKey;
    refused("key_taken", plugin().createSshKey(callWith(), second));
    second.publicKey = "";
    refused("bad_request", plugin().createSshKey(callWith(), second));
    second.publicKey = "not a key";
    const auto invalid = plugin().createSshKey(callWith(), second);
    CPPUNIT_ASSERT(!invalid && invalid.error().outcome == Outcome::Permanent);
  }

  void aVolumeGoesToItsOwnersMachineAlone() {
    const auto mine = cloud_.machine("mine"), other = cloud_.machine("other"),
               theirs = cloud_.machine("theirs", "acc_ravi");
    const auto volume = addVolume("vol_1");
    auto attach = cloud_.onThing<sdk::OnResourceAndMachine>(volume.id);
    attach.machine = {theirs.id, theirs.domain, ""};
    attention("wrong_owner", plugin().attachVolume(callWith(), attach));
    attach.machine = {mine.id, mine.domain, ""};
    const auto attached = cloud_.done([&] { return plugin().attachVolume(callWith(), attach); });
    CPPUNIT_ASSERT_EQUAL(mine.id, attached.machine);

    attach.machine = {other.id, other.domain, ""};
    CPPUNIT_ASSERT_THROW((void)plugin().attachVolume(callWith(), attach), sdk::ProviderFailure);
    refused("already_in_use",
            plugin().deleteVolume(callWith(), cloud_.onThing<sdk::DeleteResource>(volume.id)));
  }

  void aVolumeIsFilledFromItsOwnersSnapshotAlone() {
    const auto volume = addVolume("vol_1");
    auto shoot = cloud_.newThing<sdk::CreateSnapshot>("snp_1");
    shoot.volume = volume.id;
    const auto snapshot = cloud_.done([&] { return plugin().createSnapshot(callWith(), shoot); });
    CPPUNIT_ASSERT(snapshot.of == sdk::SnapshotOf::Volume && snapshot.source == volume.id);
    auto copy = cloud_.newThing<sdk::CreateVolume>("vol_2", "acc_ravi");
    copy.sizeBytes = std::int64_t{10} << 30;
    copy.snapshot = snapshot.id;
    attention("wrong_owner", plugin().createVolume(callWith(), copy));
    copy.owner = Cloud::kOwner;
    CPPUNIT_ASSERT(plugin().createVolume(callWith(), copy));
  }

  void aVolumeIsAWholeNumberOfGibibytesAndNeverShrinks() {
    auto request = cloud_.newThing<sdk::CreateVolume>("vol_1");
    for (const std::int64_t size :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{10'000'000'000}}) {
      request.sizeBytes = size;
      refused("bad_request", plugin().createVolume(callWith(), request));
    }
    const auto volume = addVolume("vol_1");
    auto resize = cloud_.onThing<sdk::ResizeVolume>(volume.id);
    resize.sizeBytes = std::int64_t{5} << 30;
    CPPUNIT_ASSERT_THROW((void)plugin().resizeVolume(callWith(), resize), sdk::ProviderFailure);
  }

  void anAddressIsMadeForAMachine() {
    auto request = cloud_.newThing<sdk::CreateAddress>("ip_1");
    refused("machine_required", plugin().createAddress(callWith(), request));
    const auto theirs = cloud_.machine("theirs", "acc_ravi");
    request.machine = sdk::AccountRef{theirs.id, theirs.domain, ""};
    attention("wrong_owner", plugin().createAddress(callWith(), request));
    CPPUNIT_ASSERT(cloud_.book()["reserved_ips"].empty());
  }

  void anAddressThatLeadsNowhereKeepsItsOwner() {
    const auto machine = cloud_.machine("web1");
    auto request = cloud_.newThing<sdk::CreateAddress>("ip_1");
    request.machine = sdk::AccountRef{machine.id, machine.domain, ""};
    const auto address = cloud_.done([&] { return plugin().createAddress(callWith(), request); });
    cloud_.done([&] {
      return plugin().unassignAddress(callWith(), cloud_.onThing<sdk::OnResource>(address.id));
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, addressesOf(Cloud::kOwner));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, addressesOf("acc_ravi"));
    attention("wrong_owner", plugin().deleteAddress(callWith(), cloud_.onThing<sdk::DeleteResource>(
                                                                    address.id, "acc_ravi")));
    CPPUNIT_ASSERT(plugin()
                       .deleteAddress(callWith(), cloud_.onThing<sdk::DeleteResource>(address.id))
                       ->existed);
    // The label goes with it: the provider may give the address to somebody else one day.
    for (const auto& tag : cloud_.api("GET", "/v2/tags?per_page=200")["tags"])
      CPPUNIT_ASSERT(tag["name"].get<std::string>().find("hostler-ip:") == std::string::npos);
  }

  void aSnapshotIsRestoredOntoItsOwnMachineAlone() {
    const auto machine = cloud_.machine("web1"), other = cloud_.machine("web2");
    auto shoot = cloud_.newThing<sdk::CreateSnapshot>("snp_1");
    refused("bad_request", plugin().createSnapshot(callWith(), shoot));
    shoot.machine = sdk::AccountRef{machine.id, machine.domain, ""};
    const auto snapshot = cloud_.done([&] { return plugin().createSnapshot(callWith(), shoot); });
    auto restore = cloud_.onThing<sdk::RestoreSnapshot>(snapshot.id);
    restore.machine = {other.id, other.domain, ""};
    refused("not_restorable", plugin().restoreSnapshot(callWith(), restore));
  }

  void ownImagesComeBeforeEverybodys() {
    auto import = cloud_.newThing<sdk::ImportImage>("img_1");
    import.url = "https://images.example.com/golden.qcow2";
    import.name = "golden";
    cloud_.done([&] { return plugin().importImage(callWith(), import); });
    auto list = cloud_.on<sdk::ListCatalogue>();
    const auto everybodys = plugin().listImages(callWith(), list);
    list.owner = Cloud::kOwner;
    const auto mine = plugin().listImages(callWith(), list);
    CPPUNIT_ASSERT(mine && everybodys && mine->items.size() == everybodys->items.size() + 1);
    CPPUNIT_ASSERT_EQUAL(std::string{"golden"}, mine->items[0].name);
    CPPUNIT_ASSERT(mine->items[0].kind == sdk::ImageKind::Own);
    list.owner = "acc_ravi";
    CPPUNIT_ASSERT_EQUAL(everybodys->items.size(),
                         plugin().listImages(callWith(), list)->items.size());
    list.region = "moon1";
    CPPUNIT_ASSERT(plugin().listImages(callWith(), list)->items.empty());
  }

  void aClusterTakesTheNewestVersionAndGivesAccess() {
    auto request = cloud_.newThing<sdk::CreateCluster>("cls_1");
    refused("bad_request", plugin().createCluster(callWith(), request));
    request.pools = {{"workers", "s-2vcpu-4gb", 2}};
    const auto cluster = cloud_.done([&] { return plugin().createCluster(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::string{"1.33.1-do.0"}, cluster.version);
    const auto access =
        plugin().clusterAccess(callWith(), cloud_.onThing<sdk::ReadClusterAccess>(cluster.id));
    CPPUNIT_ASSERT(access && access->kubeconfig.reveal().starts_with("apiVersion"));
    attention("wrong_owner",
              plugin().clusterAccess(
                  callWith(), cloud_.onThing<sdk::ReadClusterAccess>(cluster.id, "acc_ravi")));
  }

  void aDatabasesPasswordIsInNoList() {
    auto request = cloud_.newThing<sdk::CreateManagedDatabase>("dbs_1");
    request.engine = "postgresql";
    request.size = "db-s-1vcpu-1gb";
    const auto made =
        cloud_.done([&] { return plugin().createManagedDatabase(callWith(), request); });
    CPPUNIT_ASSERT_EQUAL(std::string{"postgresql"}, made.engine);
    CPPUNIT_ASSERT(!made.password.empty() && !made.host.empty());
    auto list = cloud_.on<sdk::ListResources>();
    list.owner = Cloud::kOwner;
    const auto listed = plugin().listManagedDatabases(callWith(), list);
    CPPUNIT_ASSERT(listed && listed->items.size() == 1 && listed->items[0].password.empty());
    request.reference = "dbs_2";
    request.engine = "oracle";
    CPPUNIT_ASSERT_THROW((void)plugin().createManagedDatabase(callWith(), request),
                         sdk::ProviderFailure);
  }

  void listsGoOnWhereTheyEnded() {
    for (int i = 0; i < 5; ++i) addVolume("vol_" + std::to_string(i));
    auto list = cloud_.on<sdk::ListResources>();
    list.owner = Cloud::kOwner;
    list.limit = 2;
    std::size_t seen = 0;
    for (int page = 0; page < 5; ++page) {
      const auto answer = plugin().listVolumes(callWith(), list);
      CPPUNIT_ASSERT(answer);
      seen += answer->items.size();
      if (!answer->nextCursor) break;
      list.cursor = *answer->nextCursor;
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, seen);
    list.cursor = "last";
    CPPUNIT_ASSERT_THROW((void)plugin().listVolumes(callWith(), list), sdk::ProviderFailure);
  }

  void idsThatAreNoneAreNotSent() {
    const auto before = cloud_.control().calls("digitalocean").size();
    for (const char* bad : {"", "../keys", "a/b", "-x", "a b", "a\nb", "?x=1"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(
          bad, (void)plugin().deleteVolume(callWith(), cloud_.onThing<sdk::DeleteResource>(bad)),
          sdk::ProviderFailure);
      CPPUNIT_ASSERT_THROW_MESSAGE(
          bad, (void)plugin().deleteAddress(callWith(), cloud_.onThing<sdk::DeleteResource>(bad)),
          sdk::ProviderFailure);
    }
    CPPUNIT_ASSERT_EQUAL(before, cloud_.control().calls("digitalocean").size());
  }

 private:
  hostler::digitalocean::DigitalOceanProvisioner& plugin() { return cloud_.plugin(); }

  template <class T>
  static void refused(const std::string& code, const sdk::Reply<T>& reply) {
    CPPUNIT_ASSERT(!reply && reply.error().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(code, reply.error().code);
  }
  template <class T>
  static void attention(const std::string& code, const sdk::Reply<T>& reply) {
    CPPUNIT_ASSERT(!reply && reply.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(code, reply.error().code);
  }
  sdk::Volume addVolume(const std::string& reference) {
    auto request = cloud_.newThing<sdk::CreateVolume>(reference);
    request.sizeBytes = std::int64_t{10} << 30;
    return cloud_.done([&] { return plugin().createVolume(callWith(), request); });
  }
  std::size_t addressesOf(const std::string& owner) {
    auto list = cloud_.on<sdk::ListResources>();
    list.owner = owner;
    const auto page = plugin().listAddresses(callWith(), list);
    CPPUNIT_ASSERT(page);
    return page->items.size();
  }

  Cloud cloud_;
};

HOSTLER_SUITE(DigitalOceanResourcesTest, "plugins/provisioner/digitalocean/resources");
