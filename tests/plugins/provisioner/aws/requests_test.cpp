#include "launch.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/request_view.h"
#include "refusals.h"
#include "rented_cloud.h"
#include "service_model.h"
#include "tests/plugins/support/shapes.h"

#include <chrono>
#include <map>

using namespace hostler::aws;
using hostler::Json;
using hostler::testing::callWith;
using hostler::testing::jsonFile;
using hostler::testing::RentedCloud;
using hostler::testing::ServiceModel;
namespace sdk = hostler::sdk;

namespace {

using Fields = std::map<std::string, std::string>;

Cloud cloudAt(const std::string& url) {
  return {"ap-south-1",
          {},
          url,
          {"AKIASANDBOX000000001", sdk::Secret{"Sandbox/secret+key/00000000000000000001"},
           sdk::Secret{}}};
}

std::int64_t now() {
  return static_cast<std::int64_t>(
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
}

Fields sentBy(const std::string& action, const Form& form) {
  const auto request = signedRequest(cloudAt({}), Service::Ec2, action, form, 0);
  const auto parsed = hostler::sandbox::parseForm(request.body);
  return {parsed.begin(), parsed.end()};
}

// What the published SDK sends for one of the calls in its vectors.
std::vector<Fields> vectorsOf(const Json& file, const std::string& action) {
  std::vector<Fields> found;
  for (const auto& each : file.at("vectors")) {
    if (each.at("action") == action) found.push_back(each.at("form").get<Fields>());
  }
  return found;
}

Launch sampleLaunch() {
  Launch launch;
  launch.token = "tok-1";
  launch.image = "ami-1";
  launch.size = "t3.micro";
  launch.keyName = "k1";
  launch.userData = sdk::Secret{"user"};
  launch.rootDevice = "/dev/sda1";
  launch.diskGb = 20;
  launch.diskType = "gp3";
  launch.subnet = "subnet-1";
  launch.groups = {"sg-1", "sg-2"};
  launch.cpuCredits = "standard";
  launch.monitoring = true;
  launch.instanceTags = {{"hostler:service", "1042"}, {"Name", "a b&c"}};
  return launch;
}

}  // namespace

class AwsRequestsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsRequestsTest);
  CPPUNIT_TEST(aRegionHasItsOwnEndpoints);
  CPPUNIT_TEST(anotherAddressStandsInForAllOfThem);
  CPPUNIT_TEST(aSessionsTokenIsSentAndSigned);
  CPPUNIT_TEST(formsAreThoseOfThePublishedSdk);
  CPPUNIT_TEST(aLaunchIsThatOfThePublishedSdk);
  CPPUNIT_TEST(whatIsSentAndAnsweredIsInAmazonsModel);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aRegionHasItsOwnEndpoints() {
    auto cloud = cloudAt({});
    CPPUNIT_ASSERT_EQUAL(std::string{"https://ec2.ap-south-1.amazonaws.com/"},
                         endpointOf(cloud, Service::Ec2).url);
    CPPUNIT_ASSERT_EQUAL(std::string{"monitoring.ap-south-1.amazonaws.com"},
                         endpointOf(cloud, Service::CloudWatch).host);
    cloud.region = "cn-north-1";
    CPPUNIT_ASSERT_EQUAL(std::string{"https://sts.cn-north-1.amazonaws.com.cn/"},
                         endpointOf(cloud, Service::Sts).url);
  }

  void anotherAddressStandsInForAllOfThem() {
    for (const auto service : {Service::Ec2, Service::CloudWatch, Service::Sts}) {
      const auto endpoint = endpointOf(cloudAt("http://127.0.0.1:9090/ec2"), service);
      CPPUNIT_ASSERT_EQUAL(std::string{"127.0.0.1:9090"}, endpoint.host);
      CPPUNIT_ASSERT_EQUAL(std::string{"/ec2/"}, endpoint.path);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"cloud.example"},
                         endpointOf(cloudAt("https://cloud.example:443"), Service::Ec2).host);
  }

  void aSessionsTokenIsSentAndSigned() {
    auto cloud = cloudAt({});
    cloud.credentials.sessionToken = sdk::Secret{"session-token-sample"};
    const auto request = signedRequest(cloud, Service::Ec2, "DescribeInstances", {}, 0);
    std::string token, authorization;
    for (const auto& [name, value] : request.headers) {
      if (name == "X-Amz-Security-Token") token = value;
      if (name == "Authorization") authorization = value;
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"session-token-sample"}, token);
    CPPUNIT_ASSERT(authorization.find(";x-amz-security-token,") != std::string::npos);
  }

  void formsAreThoseOfThePublishedSdk() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto file = jsonFile(*specs / "aws/ec2-query-vectors.json");
    const auto check = [&](const char* action, std::size_t which, const Form& form) {
      CPPUNIT_ASSERT_MESSAGE(action, vectorsOf(file, action).at(which) == sentBy(action, form));
    };
    check("DescribeInstances", 0, Form{}.filter("tag:hostler:service", {"1042", "1043"}));
    check("DescribeInstances", 1, Form{}.list("InstanceId", {"i-1", "i-2"}));
    check("StopInstances", 0, Form{}.list("InstanceId", {"i-1"}).set("Force", "true"));
    check("AllocateAddress", 0, Form{}.set("Domain", "vpc").tagged("elastic-ip", {{"s", "1"}}));
    check("ModifyInstanceAttribute", 0,
          Form{}.set("InstanceId", "i-1").set("InstanceType.Value", "t3.small"));
    check("DescribeImages", 0, Form{}.set("Owner.1", "self").filter("state", {"available"}));
  }

  void aLaunchIsThatOfThePublishedSdk() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto wanted =
        vectorsOf(jsonFile(*specs / "aws/ec2-query-vectors.json"), "RunInstances").at(0);
    const auto sent = sentBy("RunInstances", toForm(sampleLaunch()));
    for (const auto& [name, value] : wanted) {
      // Tags come in the order of their keys.
      if (name.starts_with("TagSpecification.1.Tag.")) continue;
      CPPUNIT_ASSERT_MESSAGE(name + " is missing", sent.contains(name));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, value, sent.at(name));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"a b&c"}, sent.at("TagSpecification.1.Tag.1.Value"));
  }

  // Everything that the verbs send in one busy life, and what the sandbox answers to it.
  void whatIsSentAndAnsweredIsInAmazonsModel() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const ServiceModel model{jsonFile(*specs / "aws/ec2-2016-11-15.trimmed.json")};
    const auto vectors = jsonFile(*specs / "aws/ec2-query-vectors.json");
    for (const auto& vector : vectors.at("vectors")) {  // the model is read as it is meant
      for (const auto& [name, value] : vector.at("form").items())
        CPPUNIT_ASSERT_MESSAGE(name, isKnown(model, vector.at("action"), name));
    }
    CPPUNIT_ASSERT(!isKnown(model, "RunInstances", "TagSpecifications.1.Tag.1.Key"));

    RentedCloud cloud;
    busyLife(cloud);
    std::map<std::string, int> seen;
    for (const auto& call : cloud.control().calls("ec2")) {
      const auto fields = hostler::sandbox::parseForm(call.at("body").get<std::string>());
      const auto action = fields.at("Action");
      if (!model.has(action)) continue;
      ++seen[action];
      for (const auto& [name, value] : fields)
        CPPUNIT_ASSERT_MESSAGE(action + " takes no " + name, isKnown(model, action, name));
    }
    CPPUNIT_ASSERT_MESSAGE(std::to_string(seen.size()) + " actions", seen.size() >= 28);
    for (const char* action :
         {"DescribeInstances", "DescribeVolumes", "DescribeSnapshots", "DescribeAddresses",
          "DescribeSecurityGroups", "DescribeKeyPairs", "DescribeImages", "DescribeInstanceTypes",
          "DescribeAvailabilityZones", "DescribeSubnets", "DescribeVolumesModifications"}) {
      const auto answer = ask(cloud, action);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(action, std::string{}, model.stranger(action, answer));
    }
  }

 private:
  static bool isKnown(const ServiceModel& model, const std::string& action,
                      const std::string& name) {
    return name == "Action" || name == "Version" || model.takes(action, name);
  }

  static XmlElement ask(RentedCloud& cloud, const std::string& action) {
    const QueryClient client{now};
    const auto answer = client.read(callWith(), cloudAt(cloud.server().url() + "/ec2"), action);
    CPPUNIT_ASSERT_MESSAGE(action, bool{answer});
    CPPUNIT_ASSERT_MESSAGE(action + " shows nothing", answer->children.size() > 1);
    return *answer;
  }

  static void busyLife(RentedCloud& cloud) {
    auto& plugin = cloud.plugin();
    const auto settled = [](const auto& verb) { return RentedCloud::settled(verb); };
    plugin.testConnection(callWith(), cloud.on<sdk::TestConnection>()).value();
    plugin.listSizes(callWith(), cloud.on<sdk::ListCatalogue>()).value();
    plugin.listRegions(callWith(), cloud.on<sdk::ListCatalogue>()).value();
    plugin.listImages(callWith(), cloud.on<sdk::ListCatalogue>()).value();

    auto newKey = cloud.owned<sdk::CreateSshKey>();
    newKey.reference = "key_1";
    newKey.publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGNvbmZvcm1hbmNl asha";
    const auto key = plugin.createSshKey(callWith(), newKey).value();
    auto newWall = cloud.owned<sdk::CreateFirewall>();
    newWall.reference = "fwl_1";
    newWall.rules = {{sdk::Direction::In, sdk::Protocol::Tcp, 22, 22, {"0.0.0.0/0", "::/0"}}};
    const auto wall = plugin.createFirewall(callWith(), newWall).value();

    cloud.product["subnet"] = "subnet-00000000000000001";
    cloud.product["disk_gb"] = 10;
    cloud.product["monitoring"] = true;
    cloud.product["cpu_credits"] = "standard";
    auto order = cloud.order();
    order.machine = sdk::MachineOrder{};
    order.machine->sshKeys = {key.id};
    order.machine->firewalls = {wall.id};
    order.machine->userData = sdk::Secret{"#cloud-config\n"};
    const auto machine = settled([&] { return plugin.create(callWith(), order); });

    auto newVolume = cloud.owned<sdk::CreateVolume>();
    newVolume.reference = "vol_1";
    newVolume.sizeBytes = 5 * kGibibyte;
    const auto volume = settled([&] { return plugin.createVolume(callWith(), newVolume); });
    auto onVolume = cloud.owned<sdk::OnResourceAndMachine>();
    onVolume.id = volume.id;
    onVolume.machine = {machine.id, machine.domain};
    settled([&] { return plugin.attachVolume(callWith(), onVolume); });
    auto larger = cloud.owned<sdk::ResizeVolume>();
    larger.id = volume.id;
    larger.sizeBytes = 6 * kGibibyte;
    settled([&] { return plugin.resizeVolume(callWith(), larger); });
    settled([&] { return plugin.detachVolume(callWith(), onVolume); });

    auto newSnapshot = cloud.owned<sdk::CreateSnapshot>();
    newSnapshot.reference = "snp_1";
    newSnapshot.machine = onVolume.machine;
    settled([&] { return plugin.createSnapshot(callWith(), newSnapshot); });
    auto newAddress = cloud.owned<sdk::CreateAddress>();
    newAddress.reference = "ip_1";
    newAddress.machine = onVolume.machine;
    plugin.createAddress(callWith(), newAddress).value();

    auto change = cloud.onMachine<sdk::ChangePackage>(machine);
    change.productSettings["size"] = "t3.small";
    settled([&] { return plugin.changePackage(callWith(), change); });
    auto rebuild = cloud.onMachine<sdk::RebuildMachine>(machine);
    rebuild.requestedAt = now();
    settled([&] { return plugin.rebuildMachine(callWith(), rebuild); });
    plugin.rebootMachine(callWith(), cloud.onMachine<sdk::RebootMachine>(machine)).value();
    plugin.consoleOutput(callWith(), cloud.onMachine<sdk::ReadConsoleOutput>(machine)).value();
    settled(
        [&] { return plugin.suspend(callWith(), cloud.onMachine<sdk::SuspendAccount>(machine)); });
    settled([&] {
      return plugin.unsuspend(callWith(), cloud.onMachine<sdk::UnsuspendAccount>(machine));
    });
    settled([&] {
      return plugin.terminate(callWith(), cloud.onMachine<sdk::TerminateAccount>(machine));
    });
    auto end = cloud.owned<sdk::DeleteResource>();
    end.id = key.id;
    plugin.deleteSshKey(callWith(), end).value();
    end.id = volume.id;
    plugin.deleteVolume(callWith(), end).value();
    // What the describing actions are to show afterwards.
    cloud.product.erase("subnet");
    cloud.machine("last");
    newKey.reference = "key_2";
    plugin.createSshKey(callWith(), newKey).value();
    newSnapshot.reference = "snp_2";
    newAddress.reference = "ip_2";
    newAddress.machine.reset();
    plugin.createAddress(callWith(), newAddress).value();
  }
};

HOSTLER_SUITE(AwsRequestsTest, "plugins/provisioner/aws/requests");
