#include "refusals.h"

#include "cloudstack_client.h"
#include "tests/support/suite.h"

using namespace hostler::cloudstack;
using hostler::sdk::Effect;
using hostler::sdk::HttpResponse;
using hostler::sdk::Outcome;

class CloudstackRefusalsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudstackRefusalsTest);
  CPPUNIT_TEST(everyCodeHasItsOutcome);
  CPPUNIT_TEST(anUnforeseenFaultIsUnknownOnlyForWrites);
  CPPUNIT_TEST(onlyADefiniteNoIsARefusal);
  CPPUNIT_TEST(theEnvelopeIsTakenWhateverItsName);
  CPPUNIT_TEST(whatIsNoEnvelopeIsNoAnswer);
  CPPUNIT_TEST(datesOfAnswersAreRead);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyCodeHasItsOutcome() {
    struct Case {
      int code;
      Outcome outcome;
      const char* name;
    };
    for (const auto& each :
         {Case{401, Outcome::NeedsAttention, "credentials_refused"},
          Case{405, Outcome::Permanent, "not_permitted"},
          Case{429, Outcome::Retryable, "rate_limited"}, Case{430, Outcome::Permanent, "refused"},
          Case{431, Outcome::Permanent, "refused"}, Case{432, Outcome::Permanent, "not_permitted"},
          Case{531, Outcome::Permanent, "not_permitted"},
          Case{532, Outcome::Permanent, "quota_reached"},
          Case{533, Outcome::Retryable, "insufficient_capacity"},
          Case{534, Outcome::Retryable, "unavailable"},
          Case{535, Outcome::Permanent, "quota_reached"}, Case{536, Outcome::Retryable, "busy"},
          Case{537, Outcome::Permanent, "rule_conflict"}}) {
      const auto error = refusalOf(each.code, "why", Effect::Write);
      CPPUNIT_ASSERT_MESSAGE(std::to_string(each.code), error.outcome == each.outcome);
      CPPUNIT_ASSERT_EQUAL(std::string{each.name}, error.code);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"not_found"},
                         refusalOf(431, "entity does not exist", Effect::Read).code);
  }

  void anUnforeseenFaultIsUnknownOnlyForWrites() {
    for (const int code : {530, 500, 999}) {
      CPPUNIT_ASSERT(refusalOf(code, "", Effect::Write).outcome == Outcome::Unknown);
      CPPUNIT_ASSERT(refusalOf(code, "", Effect::Read).outcome == Outcome::Retryable);
    }
  }

  void onlyADefiniteNoIsARefusal() {
    for (const int code : {431, 432, 532, 533, 534, 536, 537})
      CPPUNIT_ASSERT_MESSAGE(std::to_string(code), isRefusal(refusalOf(code, "", Effect::Write)));
    for (const int code : {401, 429, 530})
      CPPUNIT_ASSERT_MESSAGE(std::to_string(code), !isRefusal(refusalOf(code, "", Effect::Write)));
  }

  void theEnvelopeIsTakenWhateverItsName() {
    const auto content =
        judge(answered(200, R"({"createtagsresponse":{"jobid":"j-1"}})"), Effect::Write);
    CPPUNIT_ASSERT(content && content->at("jobid") == "j-1");
    const auto error =
        judge(answered(431, R"({"errorresponse":{"uuidList":[],"errorcode":431,"cserrorcode":4350,)"
                            R"("errortext":"no such thing"}})"),
              Effect::Write);
    CPPUNIT_ASSERT(!error && error.error().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"no such thing"}, error.error().message);
  }

  void whatIsNoEnvelopeIsNoAnswer() {
    for (const char* body : {"", "<html/>", "[]", "{}", R"({"a":{},"b":{}})", R"({"a":1})",
                             R"({"a":{"errorcode":"many"}})"}) {
      const auto write = judge(answered(200, body), Effect::Write);
      CPPUNIT_ASSERT_MESSAGE(body, !write && write.error().outcome == Outcome::Unknown);
      const auto read = judge(answered(200, body), Effect::Read);
      CPPUNIT_ASSERT_MESSAGE(body, !read && read.error().outcome == Outcome::Retryable);
    }
    CPPUNIT_ASSERT(judge(answered(502, "<html/>"), Effect::Write).error().outcome ==
                   Outcome::Unknown);
  }

  void datesOfAnswersAreRead() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'323'045}, *dateOf("Fri, 02 Jan 2026 03:04:05 GMT"));
    for (const char* text : {"", "yesterday", "Fri, 02 Jan 2026 03:04:05 GMT and more"})
      CPPUNIT_ASSERT_MESSAGE(text, !dateOf(text));
  }

 private:
  static HttpResponse answered(int status, std::string body) {
    HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    return response;
  }
};

HOSTLER_SUITE(CloudstackRefusalsTest, "plugins/provisioner/cloudstack/refusals");
