#include "refusals.h"

#include "tests/support/suite.h"

using namespace hostler::aws;
using hostler::sdk::Effect;
using hostler::sdk::HttpResponse;
using hostler::sdk::Outcome;

namespace {

HttpResponse response(int status) {
  HttpResponse answer;
  answer.status = status;
  return answer;
}

hostler::sdk::ProviderError refused(const std::string& code, int status = 400,
                                    Effect effect = Effect::Write) {
  return refusalOf(response(status), {code, "because"}, "ec2:RunInstances", effect);
}

}  // namespace

class AwsRefusalsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsRefusalsTest);
  CPPUNIT_TEST(bothEnvelopesAreRead);
  CPPUNIT_TEST(throttlingIsTriedAgainAndWaitsAsLongAsItSays);
  CPPUNIT_TEST(aLackOfRoomIsTriedAgainLater);
  CPPUNIT_TEST(quotasNeedAPerson);
  CPPUNIT_TEST(wrongCredentialsNeedAPerson);
  CPPUNIT_TEST(aMissingPermissionIsNamed);
  CPPUNIT_TEST(accountsThatAreHeldNeedAPerson);
  CPPUNIT_TEST(whatIsBusyIsTriedAgain);
  CPPUNIT_TEST(faultsOfTheProviderAreUnknownForWrites);
  CPPUNIT_TEST(everythingElseIsRefusedForGood);
  CPPUNIT_TEST(aTokenUsedForSomethingElseIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void bothEnvelopesAreRead() {
    const auto ec2 = errorIn(parseXml(
        "<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>The instance ID "
        "'i-0a' does not exist</Message></Error></Errors><RequestID>r</RequestID></Response>"));
    CPPUNIT_ASSERT_EQUAL(std::string{"InvalidInstanceID.NotFound"}, ec2.code);
    const auto query = errorIn(parseXml(
        "<ErrorResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><Error>"
        "<Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error>"
        "<RequestId>r</RequestId></ErrorResponse>"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Throttling"}, query.code);
    CPPUNIT_ASSERT_EQUAL(std::string{"Rate exceeded"}, query.message);
    CPPUNIT_ASSERT_EQUAL(std::string{}, errorIn(parseXml("<html/>")).code);
  }

  void throttlingIsTriedAgainAndWaitsAsLongAsItSays() {
    for (const char* code : {"RequestLimitExceeded", "Throttling", "EC2ThrottledException"}) {
      auto answer = response(503);
      answer.headers = {{"retry-after", "7"}};
      const auto error = refusalOf(answer, {code, "slow down"}, "ec2:RunInstances", Effect::Write);
      CPPUNIT_ASSERT_MESSAGE(code, error.outcome == Outcome::Retryable);
      CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, error.code);
      CPPUNIT_ASSERT(error.retryAfter == std::chrono::seconds{7});
    }
    CPPUNIT_ASSERT(!refused("Throttling").retryAfter);
    CPPUNIT_ASSERT(refused("Unavailable", 503).outcome == Outcome::Retryable);
  }

  void aLackOfRoomIsTriedAgainLater() {
    const auto error = refused("InsufficientInstanceCapacity", 500);
    CPPUNIT_ASSERT(error.outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"InsufficientInstanceCapacity"}, error.code);
    CPPUNIT_ASSERT(error.retryAfter.has_value());
    CPPUNIT_ASSERT(error.message.find("availability zone") != std::string::npos);
  }

  void quotasNeedAPerson() {
    for (const char* code : {"InstanceLimitExceeded", "VcpuLimitExceeded", "AddressLimitExceeded",
                             "VolumeLimitExceeded"}) {
      CPPUNIT_ASSERT_MESSAGE(code, refused(code).outcome == Outcome::NeedsAttention);
      CPPUNIT_ASSERT_EQUAL(std::string{"quota_reached"}, refused(code).code);
    }
  }

  void wrongCredentialsNeedAPerson() {
    for (const char* code : {"AuthFailure", "SignatureDoesNotMatch", "InvalidClientTokenId",
                             "RequestExpired", "ExpiredToken"}) {
      CPPUNIT_ASSERT_MESSAGE(code, refused(code, 403).outcome == Outcome::NeedsAttention);
      CPPUNIT_ASSERT_EQUAL(std::string{"credentials_refused"}, refused(code, 401).code);
    }
  }

  void aMissingPermissionIsNamed() {
    const auto error = refusalOf(
        response(403),
        {"UnauthorizedOperation",
         "You are not authorized to perform this operation. Encoded authorization failure message: "
         "c2VjcmV0LXdvcmQ"},
        "ec2:RunInstances", Effect::Write);
    CPPUNIT_ASSERT(error.outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"access_denied"}, error.code);
    CPPUNIT_ASSERT(error.message.find("ec2:RunInstances") != std::string::npos);
    CPPUNIT_ASSERT(error.message.find("c2VjcmV0") == std::string::npos);
  }

  void accountsThatAreHeldNeedAPerson() {
    for (const char* code : {"OptInRequired", "Blocked", "PendingVerification"}) {
      CPPUNIT_ASSERT_MESSAGE(code, refused(code).outcome == Outcome::NeedsAttention);
      CPPUNIT_ASSERT_EQUAL(std::string{code}, refused(code).code);
    }
    CPPUNIT_ASSERT(refused("OperationNotPermitted").outcome == Outcome::NeedsAttention);
  }

  void whatIsBusyIsTriedAgain() {
    for (const char* code :
         {"IncorrectInstanceState", "IncorrectState", "DependencyViolation", "VolumeInUse"}) {
      CPPUNIT_ASSERT_MESSAGE(code, refused(code).outcome == Outcome::Retryable);
      CPPUNIT_ASSERT_EQUAL(std::string{"busy"}, refused(code).code);
      CPPUNIT_ASSERT(isRefusal(refused(code)));
    }
    CPPUNIT_ASSERT(refused("VolumeModificationRateExceeded").retryAfter == std::chrono::hours{6});
  }

  void faultsOfTheProviderAreUnknownForWrites() {
    CPPUNIT_ASSERT(refused("InternalError", 500).outcome == Outcome::Unknown);
    CPPUNIT_ASSERT(refused("", 502).outcome == Outcome::Unknown);
    CPPUNIT_ASSERT(refused("InternalError", 500, Effect::Read).outcome == Outcome::Retryable);
    CPPUNIT_ASSERT(!isRefusal(refused("InternalError", 500)));
  }

  void everythingElseIsRefusedForGood() {
    for (const char* code : {"InvalidParameterValue", "MissingParameter", "UnknownParameter",
                             "InvalidAMIID.Malformed", "Unsupported"}) {
      CPPUNIT_ASSERT_MESSAGE(code, refused(code).outcome == Outcome::Permanent);
      CPPUNIT_ASSERT_EQUAL(std::string{code}, refused(code).code);
      CPPUNIT_ASSERT(isRefusal(refused(code)));
    }
    CPPUNIT_ASSERT(isNotFound(refused("InvalidInstanceID.NotFound")));
    CPPUNIT_ASSERT(!isNotFound(refused("InvalidInstanceID.Malformed")));
  }

  void aTokenUsedForSomethingElseIsRefused() {
    CPPUNIT_ASSERT(refused("IdempotentParameterMismatch").outcome == Outcome::Permanent);
    CPPUNIT_ASSERT(refused("DryRunOperation", 412).outcome == Outcome::Permanent);
  }
};

HOSTLER_SUITE(AwsRefusalsTest, "plugins/provisioner/aws/refusals");
