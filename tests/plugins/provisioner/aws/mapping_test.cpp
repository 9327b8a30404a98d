#include "firewall_rules.h"
#include "instance.h"
#include "labels.h"
#include "metric_values.h"
#include "resource_mapping.h"
#include "settings.h"
#include "tests/plugins/support/conformance.h"
#include "times.h"

#include <functional>

using namespace hostler::aws;
using hostler::sdk::Direction;
using hostler::sdk::FirewallRule;
using hostler::sdk::MachineState;
using hostler::sdk::Protocol;
using hostler::sdk::ResourceState;

namespace {

std::string fixture(const std::string& name) {
  const auto path =
      hostler::testing::sourceTree() / "tests/plugins/provisioner/aws/fixtures" / name;
  std::ifstream file{path};
  CPPUNIT_ASSERT_MESSAGE(path.string(), file.is_open());
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  CPPUNIT_ASSERT_MESSAGE(what, at != std::string::npos);
  return text.replace(at, what.size(), by);
}

Instance instanceIn(const std::string& text) {
  return toInstances(parseXml(text)["reservationSet"].children).at(0);
}

bool misfits(const std::function<void()>& mapping) {
  try {
    mapping();
    return false;
  } catch (const MappingError&) {
    return true;
  }
}

bool isBadRequest(const std::function<void()>& check) {
  try {
    check();
    return false;
  } catch (const hostler::sdk::ProviderFailure& failure) {
    return failure.error.code == "bad_request";
  }
}

}  // namespace

class AwsMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsMappingTest);
  CPPUNIT_TEST(readsAnInstance);
  CPPUNIT_TEST(anInstanceIsShownAsAnAccount);
  CPPUNIT_TEST(suspendedIsMarkedAndOff);
  CPPUNIT_TEST(anInstanceThatDoesNotFitIsRefused);
  CPPUNIT_TEST(readsVolumesAndWhereTheyAre);
  CPPUNIT_TEST(readsSnapshotsOfMachinesAndVolumes);
  CPPUNIT_TEST(readsAddressesAndKeys);
  CPPUNIT_TEST(readsSizesAndImages);
  CPPUNIT_TEST(timesAreReadAndWritten);
  CPPUNIT_TEST(rulesBecomePermissionsAndComeBack);
  CPPUNIT_TEST(rulesThatAreNoneAreRefused);
  CPPUNIT_TEST(figuresBecomeRates);
  CPPUNIT_TEST(tagsTakeWhatPeopleWrite);
  CPPUNIT_TEST(tokensAreShortAndTheSameForTheSame);
  CPPUNIT_TEST(idsAreCheckedBeforeTheyAreSent);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsAnInstance() {
    const auto instance = instanceIn(fixture("describe_instances.xml"));
    CPPUNIT_ASSERT_EQUAL(std::string{"i-0a1b2c3d4e5f60718"}, instance.id);
    CPPUNIT_ASSERT(instance.isRunning() && !instance.isSuspended());
    CPPUNIT_ASSERT_EQUAL(std::string{"svc_web1"}, instance.reference());
    CPPUNIT_ASSERT_EQUAL(std::string{"vol-0a1b2c3d4e5f60718"}, instance.rootVolume());
    CPPUNIT_ASSERT(instance.volumes[0].endsWithMachine && !instance.volumes[1].endsWithMachine);
    CPPUNIT_ASSERT_EQUAL(std::string{"sg-0a1b2c3d4e5f60718"}, instance.groups.at(0));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, instance.vcpus.value());
  }

  void anInstanceIsShownAsAnAccount() {
    const auto account = toAccount(instanceIn(fixture("describe_instances.xml")), "ap-south-1");
    CPPUNIT_ASSERT_EQUAL(std::string{"web1.acme.example"}, account.domain);
    CPPUNIT_ASSERT_EQUAL(std::string{"t3.micro"}, account.package);
    CPPUNIT_ASSERT_EQUAL(std::string{"198.51.100.10"}, account.ip.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'608'430}, account.createdAt.value());
    const auto& machine = account.machine.value();
    CPPUNIT_ASSERT(machine.state == MachineState::Running);
    CPPUNIT_ASSERT_EQUAL(std::string{"ap-south-1b"}, machine.region);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, machine.addresses.size());
    CPPUNIT_ASSERT(machine.addresses[0].isPublic && machine.addresses[1].family == 6);
    CPPUNIT_ASSERT(!machine.addresses[2].isPublic);
  }

  void suspendedIsMarkedAndOff() {
    const auto mark = "<tagSet><item><key>hostler:suspended</key><value>yes</value></item>";
    const auto marked = replaced(fixture("describe_instances.xml"), "<tagSet>", mark);
    CPPUNIT_ASSERT(!instanceIn(marked).isSuspended());
    const auto off = replaced(marked, "<name>running</name>", "<name>stopped</name>");
    CPPUNIT_ASSERT(instanceIn(off).isSuspended());
    CPPUNIT_ASSERT(toAccount(instanceIn(off), "r").suspended);
    const auto only =
        replaced(fixture("describe_instances.xml"), "<name>running</name>", "<name>stopped</name>");
    CPPUNIT_ASSERT(!instanceIn(only).isSuspended());
  }

  void anInstanceThatDoesNotFitIsRefused() {
    const auto text = fixture("describe_instances.xml");
    for (const auto& [what, by] : std::vector<std::pair<std::string, std::string>>{
             {"<instanceId>i-0a1b2c3d4e5f60718</instanceId>", ""},
             {"i-0a1b2c3d4e5f60718", "../../etc/passwd"},
             {"<name>running</name>", "<name>dancing</name>"},
             {"<groupId>sg-0a1b2c3d4e5f60718</groupId>", "<groupId>web</groupId>"},
             {"vol-0a1b2c3d4e5f60718", "vol-<b/>"}}) {
      CPPUNIT_ASSERT_MESSAGE(what, misfits([&] { instanceIn(replaced(text, what, by)); }));
    }
  }

  void readsVolumesAndWhereTheyAre() {
    const std::string text =
        "<item><volumeId>vol-0a1b2c3d4e5f60718</volumeId><size>20</size><status>in-use</status>"
        "<availabilityZone>ap-south-1a</availabilityZone><createTime>2026-01-05T10:20:30.123Z"
        "</createTime><attachmentSet><item><instanceId>i-0a1b2c3d4e5f60718</instanceId>"
        "<status>attached</status></item></attachmentSet><tagSet><item><key>hostler:reference</key>"
        "<value>vol_1</value></item><item><key>Name</key><value>data</value></item></tagSet></"
        "item>";
    const auto volume = toVolume(parseXml(text));
    CPPUNIT_ASSERT(volume.state == ResourceState::Ready);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{20} << 30, volume.sizeBytes);
    CPPUNIT_ASSERT_EQUAL(std::string{"i-0a1b2c3d4e5f60718"}, volume.machine);
    CPPUNIT_ASSERT_EQUAL(std::string{"vol_1"}, volume.reference);
    CPPUNIT_ASSERT_EQUAL(std::string{"data"}, volume.name);
    const auto leaving = replaced(text, "attached", "detaching");
    CPPUNIT_ASSERT(toVolume(parseXml(leaving)).state == ResourceState::Changing);
    for (const auto& [what, by] : std::vector<std::pair<std::string, std::string>>{
             {"<size>20</size>", "<size>large</size>"}, {">in-use<", ">lost<"}}) {
      CPPUNIT_ASSERT_MESSAGE(what, misfits([&] { toVolume(parseXml(replaced(text, what, by))); }));
    }
  }

  void readsSnapshotsOfMachinesAndVolumes() {
    const std::string text =
        "<item><snapshotId>snap-0a1b2c3d4e5f60718</snapshotId><volumeId>vol-0a1b2c3d4e5f60718"
        "</volumeId><status>completed</status><startTime>2026-01-05T10:20:30Z</startTime>"
        "<progress>100%</progress><fullSnapshotSizeInBytes>2362232012</fullSnapshotSizeInBytes>"
        "<tagSet/></item>";
    const auto ofVolume = toSnapshot(parseXml(text), "ap-south-1");
    CPPUNIT_ASSERT(ofVolume.of == hostler::sdk::SnapshotOf::Volume);
    CPPUNIT_ASSERT_EQUAL(std::string{"vol-0a1b2c3d4e5f60718"}, ofVolume.source);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2'362'232'012}, ofVolume.sizeBytes.value());
    const auto ofMachine = replaced(text, "<tagSet/>",
                                    "<tagSet><item><key>hostler:source</key><value>i-0a1b2c3d4e5f6"
                                    "0718</value></item></tagSet>");
    CPPUNIT_ASSERT_EQUAL(std::string{"i-0a1b2c3d4e5f60718"},
                         toSnapshot(parseXml(ofMachine), "r").source);
    const auto running = toBackup(parseXml(replaced(text, "completed", "pending")));
    CPPUNIT_ASSERT_EQUAL(std::string{"snapshot|snap-0a1b2c3d4e5f60718"}, running.handle);
    CPPUNIT_ASSERT(!running.restorable);
    CPPUNIT_ASSERT(
        misfits([&] { toSnapshot(parseXml(replaced(text, "completed", "gone")), "r"); }));
  }

  void readsAddressesAndKeys() {
    const auto address = toAddress(
        parseXml(
            "<item><allocationId>eipalloc-0a1b2c3d4e5f60718</allocationId><publicIp>203.0.113.9"
            "</publicIp><instanceId>i-0a1b2c3d4e5f60718</instanceId></item>"),
        "ap-south-1");
    CPPUNIT_ASSERT_EQUAL(std::string{"203.0.113.9"}, address.ip);
    CPPUNIT_ASSERT_EQUAL(std::string{"i-0a1b2c3d4e5f60718"}, address.machine);
    CPPUNIT_ASSERT(
        misfits([] { toAddress(parseXml("<item><publicIp>1</publicIp></item>"), "r"); }));
    const auto key = toSshKey(
        parseXml(
            "<item><keyPairId>key-0a1b2c3d4e5f60718</keyPairId><keyFingerprint>3b:16</keyFinger"
            "print><publicKey>ssh-ed25519 AAAA asha</publicKey></item>"),
        "ap-south-1");
    CPPUNIT_ASSERT_EQUAL(std::string{"ssh-ed25519 AAAA asha"}, key.publicKey);
    CPPUNIT_ASSERT(key.privateKey.empty());
  }

  void readsSizesAndImages() {
    const auto size = toSize(
        parseXml(
            "<item><instanceType>r7i.large</instanceType><vCpuInfo><defaultVCpus>2</defaultVCpus>"
            "</vCpuInfo><memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo></item>"),
        "ap-south-1");
    CPPUNIT_ASSERT(size.sizeClass == hostler::sdk::SizeClass::Memory);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{16} << 30, size.memoryBytes.value());
    const auto image = toImage(
        parseXml(
            "<item><imageId>ami-0aaaaaaaaaaaaaaa2</imageId><name>debian-12-amd64-20260105-1</name>"
            "<description>Debian 12</description><imageState>available</imageState>"
            "<rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping><item><deviceName>"
            "/dev/xvda</deviceName><ebs><volumeSize>8</volumeSize></ebs></item>"
            "</blockDeviceMapping></item>"),
        "ap-south-1");
    CPPUNIT_ASSERT_EQUAL(std::string{"Debian"}, image.distribution);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{8} << 30, image.minDiskBytes.value());
  }

  void timesAreReadAndWritten() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'608'430}, parseTime("2026-01-05T10:20:30Z").value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'608'430},
                         parseTime("2026-01-05T10:20:30.999Z").value());
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-01-05T10:20:30Z"}, isoTime(1'767'608'430));
    CPPUNIT_ASSERT_EQUAL(std::string{"20260105T102030Z"}, basicTime(1'767'608'430));
    CPPUNIT_ASSERT_EQUAL(std::string{"20240229T235959Z"},
                         basicTime(parseTime("2024-02-29T23:59:59Z").value()));
    for (const char* text : {"", "2026-01-05", "2026-02-30T00:00:00Z", "2026-01-05T25:00:00Z",
                             "2026-01-05T10:20:30", "2026-01-05T10:20:30+05:30"}) {
      CPPUNIT_ASSERT_MESSAGE(text, !parseTime(text));
    }
  }

  void rulesBecomePermissionsAndComeBack() {
    const std::vector<FirewallRule> rules{
        {Direction::In, Protocol::Tcp, 22, 22, {"0.0.0.0/0", "::/0"}},
        {Direction::In, Protocol::Udp, {}, {}, {"10.0.0.0/8"}},
        {Direction::In, Protocol::Icmp, {}, {}, {"0.0.0.0/0", "::/0"}},
        {Direction::Out, Protocol::Any, {}, {}, {"0.0.0.0/0"}}};
    const auto permissions = permissionsOf(rules);
    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, permissions.size());
    const auto back = rulesOf(permissions);
    CPPUNIT_ASSERT_EQUAL(rules.size(), back.size());
    CPPUNIT_ASSERT(permissionsOf(back) == permissions);

    const auto form = toForm("sg-0a1b2c3d4e5f60718", permissions, Direction::Out).fields();
    const std::vector<std::pair<std::string, std::string>> wanted{
        {"GroupId", "sg-0a1b2c3d4e5f60718"},
        {"IpPermissions.1.IpProtocol", "-1"},
        {"IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"}};
    CPPUNIT_ASSERT(wanted == form);
  }

  void rulesThatAreNoneAreRefused() {
    for (const FirewallRule& rule :
         {FirewallRule{Direction::In, Protocol::Tcp, 22, {}, {"0.0.0.0/0"}},
          FirewallRule{Direction::In, Protocol::Tcp, 443, 80, {"0.0.0.0/0"}},
          FirewallRule{Direction::In, Protocol::Tcp, 0, 70'000, {"0.0.0.0/0"}},
          FirewallRule{Direction::In, Protocol::Icmp, 8, 8, {"0.0.0.0/0"}},
          FirewallRule{Direction::In, Protocol::Tcp, 22, 22, {}},
          FirewallRule{Direction::In, Protocol::Tcp, 22, 22, {"everywhere"}},
          FirewallRule{Direction::In, Protocol::Tcp, 22, 22, {"10.0.0.1"}}}) {
      CPPUNIT_ASSERT(isBadRequest([&] { permissionsOf({rule}); }));
    }
  }

  void figuresBecomeRates() {
    const auto measures = measuresNamed({"network_in_bits_per_second"});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, measures.size());
    const auto result = parseXml(
        "<member><Id>m1</Id><Timestamps><member>2026-01-05T10:25:00Z</member><member>"
        "2026-01-05T10:20:00Z</member></Timestamps><Values><member>3.0E5</member><member>750</"
        "member>"
        "</Values></member>");
    const auto series = toSeries(result, measures[0], 300).value();
    CPPUNIT_ASSERT_EQUAL(std::string{"20"}, series.points.at(0).value);  // 750 bytes in 300 s
    CPPUNIT_ASSERT_EQUAL(std::string{"8000"}, series.points.at(1).value);
    CPPUNIT_ASSERT(series.points[0].at < series.points[1].at);
    CPPUNIT_ASSERT(!toSeries(parseXml("<member><Timestamps><member>2026-01-05T10:25:00Z</member>"
                                      "</Timestamps><Values/></member>"),
                             measures[0], 300));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1'500},
        sumOf(parseXml("<D><member><Sum>1000.0</Sum></member><member><Sum>5.0E2</Sum>"
                       "</member></D>"))
            .value());
    CPPUNIT_ASSERT(!sumOf(parseXml("<D><member><Sum>many</Sum></member></D>")));
    CPPUNIT_ASSERT(measuresNamed({"memory_percent"}).empty());
  }

  void tagsTakeWhatPeopleWrite() {
    CPPUNIT_ASSERT_EQUAL(std::string{"my box \u20b9"}, tagValue("my box \u20b9"));
    CPPUNIT_ASSERT_EQUAL(std::string{"a b"}, tagValue("a\nb"));
    std::string rupees;
    for (int i = 0; i < 100; ++i) rupees += "\u20b9";
    const auto cut = tagValue(rupees);
    CPPUNIT_ASSERT(cut.size() <= 200 && cut.size() % 3 == 0);
    CPPUNIT_ASSERT(isBadRequest([] { labelsFor("acc 1", "vol_1", ""); }));
    CPPUNIT_ASSERT_EQUAL(std::string{"hostler-acc_1--vol_1"},
                         tagIn(labelsFor("acc_1", "vol_1", ""), kNameTag));
  }

  void tokensAreShortAndTheSameForTheSame() {
    const auto token = requestToken({"machine", "svc_1", "key-1"});
    CPPUNIT_ASSERT(token.size() <= 64);
    CPPUNIT_ASSERT_EQUAL(token, requestToken({"machine", "svc_1", "key-1"}));
    CPPUNIT_ASSERT(token != requestToken({"machine", "svc_1", "key-2"}));
    CPPUNIT_ASSERT(requestToken({"ab", "c"}) != requestToken({"a", "bc"}));
  }

  void idsAreCheckedBeforeTheyAreSent() {
    CPPUNIT_ASSERT(isId("i-0a1b2c3d4e5f60718", "i-") && isId("i-0a1b2c3d", "i-"));
    for (const char* text : {"", "i-", "i-0a", "i-0A1B2C3D", "vol-0a1b2c3d", "i-0a1b2c3d&Action=x",
                             "root;id", "../etc"}) {
      CPPUNIT_ASSERT_MESSAGE(text, !isId(text, "i-"));
    }
    CPPUNIT_ASSERT(isInstanceType("t3.micro") && isInstanceType("u-6tb1.metal"));
    CPPUNIT_ASSERT(!isInstanceType("t3") && !isInstanceType("t3.") && !isInstanceType("T3.micro"));
  }
};

HOSTLER_SUITE(AwsMappingTest, "plugins/provisioner/aws/mapping");
