#include "query_client.h"
#include "tests/plugins/support/sandbox_client.h"
#include "xml.h"

#include <ctime>
#include <map>

using hostler::Json;
using hostler::aws::Cloud;
using hostler::aws::Form;
using hostler::aws::parseXml;
using hostler::aws::Service;
using hostler::aws::XmlElement;
using hostler::front::Method;
using hostler::sdk::Secret;
using hostler::testing::SandboxClient;

namespace {

const Cloud kCloud{
    "ap-south-1",
    {},
    "http://127.0.0.1:9090/ec2",
    {"AKIASANDBOX000000001", Secret{"Sandbox/secret+key/00000000000000000001"}, Secret{}}};
const Json kAccount{{"provider", "ec2"},
                    {"access_key_id", "AKIASANDBOX000000001"},
                    {"secret_access_key", "Sandbox/secret+key/00000000000000000001"},
                    {"region", "ap-south-1"}};

struct Answered {
  int status = 0;
  XmlElement body;

  std::string code() const { return body["Errors"]["Error"].textOf("Code"); }
};

}  // namespace

class SandboxEc2Test : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxEc2Test);
  CPPUNIT_TEST(onlyTheRightSignatureOpens);
  CPPUNIT_TEST(aSignatureHoldsForMinutes);
  CPPUNIT_TEST(everyServiceHasItsOwnEnvelope);
  CPPUNIT_TEST(unknownAndMissingParametersAreRefused);
  CPPUNIT_TEST(aTokenMakesOneMachine);
  CPPUNIT_TEST(whatIsNewIsHiddenForAWhile);
  CPPUNIT_TEST(statesMoveWhileTheyAreWatched);
  CPPUNIT_TEST(statesAllowWhatTheyAllow);
  CPPUNIT_TEST(tagsAreSetReplacedAndTakenAway);
  CPPUNIT_TEST(filtersChooseByTagAndPlace);
  CPPUNIT_TEST(listsComeInPages);
  CPPUNIT_TEST(aTrialChangesNothing);
  CPPUNIT_TEST(permissionsMayLack);
  CPPUNIT_TEST(anEndTakesTheRootVolumeAndLetsTheOthersGo);
  CPPUNIT_TEST(addressesLeadWhereTheyAreSent);
  CPPUNIT_TEST(rulesAreShownTogether);
  CPPUNIT_TEST(aRootVolumeIsReplacedOnceForOneToken);
  CPPUNIT_TEST(figuresAreTheSameForTheSameTime);
  CPPUNIT_TEST(pretendingChangesNothing);
  CPPUNIT_TEST(eachKeyIsACloudOfItsOwn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheRightSignatureOpens() {
    CPPUNIT_ASSERT_EQUAL(200, ask("DescribeInstances").status);
    auto cloud = kCloud;
    cloud.credentials.keyId = "AKIANOBODY0000000001";
    CPPUNIT_ASSERT_EQUAL(std::string{"AuthFailure"}, ask("DescribeInstances", {}, cloud).code());
    cloud = kCloud;
    cloud.credentials.secret = Secret{"Wrong/secret+key/0000000000000000000001"};
    const auto wrong = ask("DescribeInstances", {}, cloud);
    CPPUNIT_ASSERT_EQUAL(403, wrong.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"SignatureDoesNotMatch"}, wrong.code());
    cloud = kCloud;
    cloud.region = "eu-west-1";
    CPPUNIT_ASSERT_EQUAL(std::string{"SignatureDoesNotMatch"},
                         ask("DescribeInstances", {}, cloud).code());
    auto request =
        hostler::aws::signedRequest(kCloud, Service::Ec2, "DescribeInstances", {}, now());
    request.body += "&DryRun=true";  // signed was something else
    CPPUNIT_ASSERT_EQUAL(std::string{"SignatureDoesNotMatch"}, send(request).code());
    request.headers.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{"MissingAuthenticationToken"}, send(request).code());
  }

  void aSignatureHoldsForMinutes() {
    for (const auto& [age, code] : std::map<std::int64_t, std::string>{
             {0, ""}, {200, ""}, {-200, ""}, {400, "RequestExpired"}, {-400, "RequestExpired"}}) {
      const auto request =
          hostler::aws::signedRequest(kCloud, Service::Ec2, "DescribeInstances", {}, now() - age);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(std::to_string(age), code, send(request).code());
    }
  }

  void everyServiceHasItsOwnEnvelope() {
    const auto ec2 = ask("DescribeInstances");
    CPPUNIT_ASSERT_EQUAL(std::string{"DescribeInstancesResponse"}, ec2.body.name);
    CPPUNIT_ASSERT(ec2.body.has("requestId") && ec2.body.has("reservationSet"));
    const auto sts = askAt(Service::Sts, "GetCallerIdentity", {});
    CPPUNIT_ASSERT_EQUAL(std::string{"123456789012"},
                         sts.body["GetCallerIdentityResult"].textOf("Account"));
    const auto wrong = askAt(Service::CloudWatch, "GetMetricData", {});
    CPPUNIT_ASSERT_EQUAL(std::string{"ErrorResponse"}, wrong.body.name);
    CPPUNIT_ASSERT_EQUAL(std::string{"MissingParameter"}, wrong.body["Error"].textOf("Code"));
  }

  void unknownAndMissingParametersAreRefused() {
    CPPUNIT_ASSERT_EQUAL(std::string{"UnknownParameter"},
                         ask("DescribeInstances", Form{}.set("Colour", "red")).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"MissingParameter"}, ask("StartInstances").code());
    CPPUNIT_ASSERT_EQUAL(std::string{"InvalidAction"}, ask("FlyToTheMoon").code());
    CPPUNIT_ASSERT_EQUAL(std::string{"InvalidParameterValue"},
                         ask("DescribeInstances", Form{}.filter("colour", {"red"})).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"InvalidAMIID.NotFound"},
                         ask("RunInstances", launch("t", "ami-00000000")).code());
  }

  void aTokenMakesOneMachine() {
    const auto first = run("t1"), again = run("t1");
    CPPUNIT_ASSERT_EQUAL(first, again);
    CPPUNIT_ASSERT(first != run("t2"));
    CPPUNIT_ASSERT_EQUAL(std::string{"IdempotentParameterMismatch"},
                         ask("RunInstances", launch("t1", "ami-0aaaaaaaaaaaaaaa2")).code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, client_.book()["ec2"]["instances"].size());
  }

  void whatIsNewIsHiddenForAWhile() {
    auto account = kAccount;
    account["lag"] = 2;
    client_.control(Method::Post, "/_accounts", account);
    const auto id = run("t1");
    const auto byId = Form{}.list("InstanceId", {id});
    for (int time = 0; time < 2; ++time)
      CPPUNIT_ASSERT_EQUAL(std::string{"InvalidInstanceID.NotFound"},
                           ask("DescribeInstances", byId).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"pending"}, stateOf(id));
  }

  void statesMoveWhileTheyAreWatched() {
    const auto id = running();
    ask("StopInstances", Form{}.list("InstanceId", {id}));
    CPPUNIT_ASSERT_EQUAL(std::string{"stopping"}, stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, stateOf(id));
    ask("StartInstances", Form{}.list("InstanceId", {id}));
    CPPUNIT_ASSERT_EQUAL(std::string{"pending"}, stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, stateOf(id));
  }

  void statesAllowWhatTheyAllow() {
    const auto id = running();
    const auto one = Form{}.list("InstanceId", {id});
    const auto resize = Form{}.set("InstanceId", id).set("InstanceType.Value", "t3.small");
    CPPUNIT_ASSERT_EQUAL(std::string{"IncorrectInstanceState"},
                         ask("ModifyInstanceAttribute", resize).code());
    ask("StopInstances", one);
    CPPUNIT_ASSERT_EQUAL(std::string{"IncorrectInstanceState"}, ask("StartInstances", one).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"IncorrectInstanceState"}, ask("RebootInstances", one).code());
    stateOf(id);
    CPPUNIT_ASSERT_EQUAL(200, ask("ModifyInstanceAttribute", resize).status);
    ask("TerminateInstances", one);
    CPPUNIT_ASSERT_EQUAL(std::string{"IncorrectInstanceState"}, ask("StartInstances", one).code());
    CPPUNIT_ASSERT(client_.book()["ec2"]["instances"].empty());
  }

  void tagsAreSetReplacedAndTakenAway() {
    const auto id = running();
    const auto tag = [&](const char* value) {
      return Form{}.list("ResourceId", {id}).set("Tag.1.Key", "colour").set("Tag.1.Value", value);
    };
    const auto tags = [&] { return client_.book()["ec2"]["instances"][0]["tags"]; };
    ask("CreateTags", tag("red"));
    ask("CreateTags", tag("blue"));
    CPPUNIT_ASSERT_EQUAL(std::string{"blue"}, tags().at("colour").get<std::string>());
    ask("DeleteTags", tag("red"));  // of another value: it stays
    CPPUNIT_ASSERT(tags().contains("colour"));
    ask("DeleteTags", Form{}.list("ResourceId", {id}).set("Tag.1.Key", "colour"));
    CPPUNIT_ASSERT(!tags().contains("colour"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"InvalidInstanceID.NotFound"},
        ask("CreateTags", Form{}.list("ResourceId", {"i-00000000000000000"}).set("Tag.1.Key", "a"))
            .code());
  }

  void filtersChooseByTagAndPlace() {
    const auto id = running("t1");
    running("t2");
    ask("CreateTags",
        Form{}.list("ResourceId", {id}).set("Tag.1.Key", "colour").set("Tag.1.Value", "red"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(Form{}.filter("tag:colour", {"red", "blue"})));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(Form{}.filter("tag-key", {"col*"})));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found(Form{}.filter("tag:colour", {"green"})));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, found(Form{}.filter("instance-state-name", {"running"})));
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{0},
        found(Form{}.filter("tag:colour", {"red"}).filter("instance-state-name", {"stopped"})));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(Form{}.filter("client-token", {"t2"})));
  }

  void listsComeInPages() {
    for (int i = 0; i < 7; ++i) running("t" + std::to_string(i));
    const auto first = ask("DescribeInstances", Form{}.set("MaxResults", "5"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, first.body["reservationSet"].children.size());
    const auto token = first.body.textOf("nextToken");
    const auto rest =
        ask("DescribeInstances", Form{}.set("MaxResults", "5").set("NextToken", token));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rest.body["reservationSet"].children.size());
    CPPUNIT_ASSERT(!rest.body.has("nextToken"));
    for (const char* size : {"4", "1001", "many"}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"InvalidParameterValue"},
                           ask("DescribeInstances", Form{}.set("MaxResults", size)).code());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"InvalidNextToken"},
                         ask("DescribeInstances", Form{}.set("NextToken", "x")).code());
  }

  void aTrialChangesNothing() {
    auto form = launch("t1");
    form.set("DryRun", "true");
    const auto trial = ask("RunInstances", form);
    CPPUNIT_ASSERT_EQUAL(412, trial.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"DryRunOperation"}, trial.code());
    CPPUNIT_ASSERT(client_.book()["ec2"]["instances"].empty());
  }

  void permissionsMayLack() {
    auto account = kAccount;
    account["denied"] = {"ec2:RunInstances"};
    client_.control(Method::Post, "/_accounts", account);
    const auto denied = ask("RunInstances", launch("t1"));
    CPPUNIT_ASSERT_EQUAL(403, denied.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"UnauthorizedOperation"}, denied.code());
    CPPUNIT_ASSERT_EQUAL(200, ask("DescribeInstances").status);
  }

  void anEndTakesTheRootVolumeAndLetsTheOthersGo() {
    const auto id = running();
    const auto volume =
        ask("CreateVolume", Form{}.set("AvailabilityZone", "ap-south-1a").set("Size", "5"))
            .body.textOf("volumeId");
    for (int poll = 0; poll < 3; ++poll) ask("DescribeVolumes");
    const auto attach =
        Form{}.set("VolumeId", volume).set("InstanceId", id).set("Device", "/dev/sdf");
    CPPUNIT_ASSERT_EQUAL(200, ask("AttachVolume", attach).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"VolumeInUse"}, ask("AttachVolume", attach).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"VolumeInUse"},
                         ask("DeleteVolume", Form{}.set("VolumeId", volume)).code());
    ask("TerminateInstances", Form{}.list("InstanceId", {id}));
    const auto left = client_.book()["ec2"]["volumes"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, left.size());
    CPPUNIT_ASSERT_EQUAL(volume, left[0].at("id").get<std::string>());
    CPPUNIT_ASSERT(left[0].at("machine").is_null());
  }

  void addressesLeadWhereTheyAreSent() {
    const auto id = running();
    const auto address = ask("AllocateAddress", Form{}.set("Domain", "vpc")).body;
    ask("DescribeAddresses");  // it is to be seen from now on
    const auto allocation = Form{}.set("AllocationId", address.textOf("allocationId"));
    auto associate = allocation;
    associate.set("InstanceId", id);
    const auto association = ask("AssociateAddress", associate).body.textOf("associationId");
    CPPUNIT_ASSERT(!association.empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"Resource.AlreadyAssociated"},
                         ask("AssociateAddress", associate).code());
    CPPUNIT_ASSERT_EQUAL(address.textOf("publicIp"),
                         client_.book()["ec2"]["instances"][0]["ip"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"InvalidIPAddress.InUse"},
                         ask("ReleaseAddress", allocation).code());
    ask("DisassociateAddress", Form{}.set("AssociationId", association));
    CPPUNIT_ASSERT_EQUAL(200, ask("ReleaseAddress", allocation).status);
    CPPUNIT_ASSERT(client_.book()["ec2"]["addresses"].empty());
  }

  void rulesAreShownTogether() {
    const auto group =
        ask("CreateSecurityGroup", Form{}.set("GroupName", "web").set("GroupDescription", "x"))
            .body.textOf("groupId");
    ask("DescribeSecurityGroups");
    auto rules = Form{}.set("GroupId", group);
    int number = 0;
    for (const char* network : {"10.0.0.0/8", "192.0.2.0/24"}) {
      const auto place = "IpPermissions." + std::to_string(++number) + ".";
      rules.set(place + "IpProtocol", "tcp").set(place + "FromPort", "22");
      rules.set(place + "ToPort", "22").set(place + "IpRanges.1.CidrIp", network);
    }
    CPPUNIT_ASSERT_EQUAL(200, ask("AuthorizeSecurityGroupIngress", rules).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"InvalidPermission.Duplicate"},
                         ask("AuthorizeSecurityGroupIngress", rules).code());
    const auto shown = ask("DescribeSecurityGroups", Form{}.list("GroupId", {group}))
                           .body["securityGroupInfo"]["item"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown["ipPermissions"].children.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2},
                         shown["ipPermissions"]["item"]["ipRanges"].children.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown["ipPermissionsEgress"].children.size());
    CPPUNIT_ASSERT_EQUAL(200, ask("RevokeSecurityGroupIngress", rules).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"InvalidPermission.NotFound"},
                         ask("RevokeSecurityGroupIngress", rules).code());
  }

  void aRootVolumeIsReplacedOnceForOneToken() {
    const auto id = running();
    const auto before = client_.book()["ec2"]["volumes"][0]["id"];
    auto form = Form{}.set("InstanceId", id).set("ClientToken", "r1");
    form.set("ImageId", "ami-0aaaaaaaaaaaaaaa2").set("DeleteReplacedRootVolume", "true");
    for (int twice = 0; twice < 2; ++twice)
      CPPUNIT_ASSERT_EQUAL(200, ask("CreateReplaceRootVolumeTask", form).status);
    const auto book = client_.book()["ec2"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book["volumes"].size());
    CPPUNIT_ASSERT(book["volumes"][0]["id"] != before);
    CPPUNIT_ASSERT_EQUAL(1, book["instances"][0]["done"]["rebuild"].get<int>());
  }

  void figuresAreTheSameForTheSameTime() {
    const auto id = running();
    Form form;
    form.set("Namespace", "AWS/EC2").set("MetricName", "CPUUtilization").set("Period", "300");
    form.set("Dimensions.member.1.Name", "InstanceId").set("Dimensions.member.1.Value", id);
    form.set("StartTime", "2026-01-05T10:00:00Z").set("EndTime", "2026-01-05T11:00:00Z");
    form.set("Statistics.member.1", "Average");
    const auto first = askAt(Service::CloudWatch, "GetMetricStatistics", form).body;
    const auto& points = first["GetMetricStatisticsResult"]["Datapoints"].children;
    CPPUNIT_ASSERT_EQUAL(std::size_t{12}, points.size());
    const auto again = askAt(Service::CloudWatch, "GetMetricStatistics", form).body;
    CPPUNIT_ASSERT_EQUAL(
        points[3].textOf("Average"),
        again["GetMetricStatisticsResult"]["Datapoints"].children[3].textOf("Average"));
  }

  void pretendingChangesNothing() {
    client_.fault({{"provider", "ec2"},
                   {"operation", "RunInstances"},
                   {"fault", "lie_success"},
                   {"times", 1}});
    const auto lied = ask("RunInstances", launch("t1"));
    CPPUNIT_ASSERT_EQUAL(200, lied.status);
    CPPUNIT_ASSERT(client_.book()["ec2"]["instances"].empty());
  }

  void eachKeyIsACloudOfItsOwn() {
    client_.control(Method::Post, "/_accounts",
                    {{"provider", "ec2"},
                     {"access_key_id", "AKIASANDBOX000000002"},
                     {"secret_access_key", "Another/secret+key/00000000000000000002"},
                     {"region", "eu-west-1"}});
    running();
    auto cloud = kCloud;
    cloud.region = "eu-west-1";
    cloud.credentials.keyId = "AKIASANDBOX000000002";
    cloud.credentials.secret = Secret{"Another/secret+key/00000000000000000002"};
    const auto others = ask("DescribeInstances", {}, cloud);
    CPPUNIT_ASSERT_EQUAL(200, others.status);
    CPPUNIT_ASSERT(others.body["reservationSet"].children.empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_.book()["ec2"]["instances"].size());
  }

 private:
  static std::int64_t now() { return static_cast<std::int64_t>(std::time(nullptr)); }

  Answered send(const hostler::sdk::HttpRequest& request) {
    hostler::front::Headers headers;
    for (auto [name, value] : request.headers) {
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      headers.emplace_back(name, value);
    }
    const auto response =
        client_.server().ask(Method::Post, "/ec2/", request.body, std::move(headers));
    return {response.status, parseXml(hostler::sandbox::textOf(response))};
  }
  Answered ask(const std::string& action, const Form& form = {}, const Cloud& cloud = kCloud) {
    return send(hostler::aws::signedRequest(cloud, Service::Ec2, action, form, now()));
  }
  Answered askAt(Service service, const std::string& action, const Form& form) {
    return send(hostler::aws::signedRequest(kCloud, service, action, form, now()));
  }

  static Form launch(const std::string& token, const std::string& image = "ami-0aaaaaaaaaaaaaaa1") {
    Form form;
    form.set("ImageId", image).set("InstanceType", "t3.micro").set("ClientToken", token);
    return form.set("MinCount", "1").set("MaxCount", "1");
  }
  std::string run(const std::string& token) {
    return ask("RunInstances", launch(token)).body["instancesSet"]["item"].textOf("instanceId");
  }
  std::string running(const std::string& token = "t1") {
    const auto id = run(token);
    for (int poll = 0; poll < 3; ++poll)
      ask("DescribeInstances", Form{}.filter("client-token", {token}));
    return id;
  }
  std::string stateOf(const std::string& id) {
    return ask("DescribeInstances", Form{}.list("InstanceId", {id}))
        .body["reservationSet"]["item"]["instancesSet"]["item"]["instanceState"]
        .textOf("name");
  }
  std::size_t found(const Form& form) {
    return ask("DescribeInstances", form).body["reservationSet"].children.size();
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxEc2Test, "plugins/sandbox/ec2");
