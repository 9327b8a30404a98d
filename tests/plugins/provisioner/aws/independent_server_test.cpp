#include "rented_cloud.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <optional>

using hostler::sdk::MachineState;
using hostler::testing::callWith;
using hostler::testing::RentedCloud;
namespace sdk = hostler::sdk;

namespace {

/// Another implementation of EC2 (a moto server), where the machine has one: HOSTLER_MOTO is its
/// address. It checks no signatures and knows no delays; it judges what is asked and how answers
/// are read.
std::optional<std::string> independentServer() {
  const char* address = std::getenv("HOSTLER_MOTO");
  if (address != nullptr) return address;
  hostler::testing::skip("HOSTLER_MOTO names no server that speaks EC2");
  return std::nullopt;
}

}  // namespace

class AwsIndependentServerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsIndependentServerTest);
  CPPUNIT_TEST(aMachineLivesThere);
  CPPUNIT_TEST(whatBelongsToItLivesThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aMachineLivesThere() {
    if (!reached()) return;
    const auto report = plugin().testConnection(callWith(), cloud_.on<sdk::TestConnection>());
    CPPUNIT_ASSERT_MESSAGE(report ? "" : report.error().message, bool{report});
    const auto machine = cloud_.machine(fresh("life"));
    CPPUNIT_ASSERT(machine.machine->state == MachineState::Running);
    CPPUNIT_ASSERT_EQUAL(std::string{RentedCloud::kOwner}, machine.machine->owner);

    const auto off = RentedCloud::settled([&] {
      return plugin().suspend(callWith(), cloud_.onMachine<sdk::SuspendAccount>(machine));
    });
    CPPUNIT_ASSERT(off.suspended);
    auto resize = cloud_.onMachine<sdk::ChangePackage>(machine);
    resize.productSettings["size"] = "t3.small";
    RentedCloud::settled([&] { return plugin().changePackage(callWith(), resize); });
    const auto on = RentedCloud::settled([&] {
      return plugin().unsuspend(callWith(), cloud_.onMachine<sdk::UnsuspendAccount>(machine));
    });
    CPPUNIT_ASSERT(!on.suspended);
    CPPUNIT_ASSERT_EQUAL(std::string{"t3.small"}, on.package);
    CPPUNIT_ASSERT(
        plugin().rebootMachine(callWith(), cloud_.onMachine<sdk::RebootMachine>(machine)));
    CPPUNIT_ASSERT(ended(machine).existed);
    auto ask = cloud_.on<sdk::LocateAccount>();
    ask.reference = machine.machine->reference;
    CPPUNIT_ASSERT(!plugin().locate(callWith(), ask)->account);
  }

  void whatBelongsToItLivesThere() {
    if (!reached()) return;
    const auto machine = cloud_.machine(fresh("owner"));
    const sdk::AccountRef ref{machine.id, machine.domain};
    auto newVolume = named<sdk::CreateVolume>("vol");
    newVolume.sizeBytes = std::int64_t{5} << 30;
    newVolume.region = machine.machine->region;
    const auto volume =
        RentedCloud::settled([&] { return plugin().createVolume(callWith(), newVolume); });
    auto onVolume = cloud_.owned<sdk::OnResourceAndMachine>();
    onVolume.id = volume.id;
    onVolume.machine = ref;
    CPPUNIT_ASSERT_EQUAL(machine.id, RentedCloud::settled([&] {
                                       return plugin().attachVolume(callWith(), onVolume);
                                     }).machine);
    CPPUNIT_ASSERT_EQUAL(std::string{}, RentedCloud::settled([&] {
                                          return plugin().detachVolume(callWith(), onVolume);
                                        }).machine);

    auto newSnapshot = named<sdk::CreateSnapshot>("snp");
    newSnapshot.machine = ref;
    RentedCloud::settled([&] { return plugin().createSnapshot(callWith(), newSnapshot); });
    auto newAddress = named<sdk::CreateAddress>("ip");
    newAddress.machine = ref;
    const auto address = plugin().createAddress(callWith(), newAddress);
    CPPUNIT_ASSERT_MESSAGE(address ? "" : address.error().message, bool{address});
    CPPUNIT_ASSERT_EQUAL(machine.id, address->machine);

    auto newWall = named<sdk::CreateFirewall>("fwl");
    newWall.rules = {{sdk::Direction::In, sdk::Protocol::Tcp, 22, 22, {"0.0.0.0/0", "::/0"}}};
    const auto wall = plugin().createFirewall(callWith(), newWall);
    CPPUNIT_ASSERT_MESSAGE(wall ? "" : wall.error().message, bool{wall});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, wall->rules.size());
    auto onWall = onVolume;
    onWall.id = wall->id;
    const auto behind = plugin().attachFirewall(callWith(), onWall);
    CPPUNIT_ASSERT(behind && behind->machines == std::vector{machine.id});

    // Asked for one key pair by its id, that server lists them all; so this one is only made.
    auto newKey = named<sdk::CreateSshKey>("key");
    const auto key = plugin().createSshKey(callWith(), newKey);
    CPPUNIT_ASSERT(key && !key->privateKey.empty());
    auto end = cloud_.owned<sdk::DeleteResource>();
    end.id = volume.id;
    CPPUNIT_ASSERT(isRemoved(plugin().deleteVolume(callWith(), end)));

    CPPUNIT_ASSERT(ended(machine).left.empty());
    auto look = cloud_.owned<sdk::GetResource>();
    look.id = address->id;
    const auto gone = plugin().getAddress(callWith(), look);
    CPPUNIT_ASSERT_MESSAGE(gone ? "" : gone.error().code + ": " + gone.error().message,
                           gone && !gone->item);
  }

 private:
  hostler::aws::AwsProvisioner& plugin() { return cloud_.plugin(); }

  bool reached() {
    const auto address = independentServer();
    if (!address) return false;
    cloud_.elsewhere = *address;
    auto any = cloud_.raw("DescribeImages",
                          {{"Filter.1.Name", "architecture"}, {"Filter.1.Value.1", "x86_64"}});
    for (const auto& image : any["imagesSet"].children) {
      if (!image.textOf("rootDeviceName").empty() && image.textOf("platform").empty())
        cloud_.product["image"] = image.textOf("imageId");
    }
    return true;
  }

  static bool isRemoved(const sdk::Reply<sdk::Removed>& reply) {
    CPPUNIT_ASSERT_MESSAGE(reply ? "" : reply.error().code + ": " + reply.error().message,
                           bool{reply});
    return reply->existed;
  }

  // The server keeps what earlier runs made.
  static std::string fresh(const std::string& stem) {
    return stem + std::to_string(std::time(nullptr));
  }
  template <class Request>
  Request named(const std::string& stem) const {
    auto request = cloud_.owned<Request>();
    request.reference = stem + "_" + fresh("n");
    return request;
  }
  sdk::Terminated ended(const sdk::Account& machine) {
    return RentedCloud::settled([&] {
      return plugin().terminate(callWith(), cloud_.onMachine<sdk::TerminateAccount>(machine));
    });
  }

  RentedCloud cloud_;
};

HOSTLER_SUITE(AwsIndependentServerTest, "plugins/provisioner/aws/independent_server");
