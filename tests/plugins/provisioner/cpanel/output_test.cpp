#include "tests/plugins/support/conformance.h"
#include "whm_client.h"

using namespace hostler::cpanel;
using hostler::sdk::Json;
namespace sdk = hostler::sdk;

// What WHM prints beside its answer stays in the attempt's log.
class CpanelOutputTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CpanelOutputTest);
  CPPUNIT_TEST(theEndOfWhatItPrintedIsKept);
  CPPUNIT_TEST(warningsAreSaidAsWarnings);
  CPPUNIT_TEST(whatMayRepeatAPasswordIsNotKept);
  CPPUNIT_TEST(whatPrintsNothingSaysNothing);
  CPPUNIT_TEST(aLetterIsNeverCutInTwo);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theEndOfWhatItPrintedIsKept() {
    keepOutput(log_, "suspendacct", printed({{"raw", std::string(9'000, 'a') + "Done"}}), true);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines_.size());
    const auto raw = lines_[0].fields["raw"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(kKeptOutput, raw.size());
    CPPUNIT_ASSERT(raw.ends_with("aDone"));
    CPPUNIT_ASSERT_EQUAL(Json("suspendacct"), lines_[0].fields["function"]);
    CPPUNIT_ASSERT_EQUAL(int{HOSTLER_LOG_INFO}, lines_[0].level);
  }

  void warningsAreSaidAsWarnings() {
    keepOutput(log_, "createacct",
               printed({{"raw", "ok"}, {"warnings", {"no DNS zone", "quota is off"}}}), true);
    CPPUNIT_ASSERT_EQUAL(int{HOSTLER_LOG_WARNING}, lines_.at(0).level);
    CPPUNIT_ASSERT_EQUAL(Json("no DNS zone\nquota is off"), lines_[0].fields["warnings"]);
    keepOutput(log_, "createacct", printed({{"warnings", "one text"}}), true);
    CPPUNIT_ASSERT_EQUAL(Json("one text"), lines_.at(1).fields["warnings"]);
  }

  void whatMayRepeatAPasswordIsNotKept() {
    keepOutput(log_, "passwd", printed({{"raw", "Password: a&amp;b"}}), false);
    CPPUNIT_ASSERT(lines_.empty());
    keepOutput(log_, "passwd", printed({{"raw", "Password: a&amp;b"}, {"warnings", "slow"}}),
               false);
    CPPUNIT_ASSERT_EQUAL(Json(""), lines_.at(0).fields["raw"]);
  }

  void whatPrintsNothingSaysNothing() {
    for (const auto& body : {Json(), Json("text"), Json::array(), Json::object(),
                             Json{{"metadata", 1}}, Json{{"metadata", {{"output", "text"}}}},
                             printed({{"raw", 7}, {"warnings", Json::array({1, nullptr})}})})
      keepOutput(log_, "suspendacct", body, true);
    CPPUNIT_ASSERT(lines_.empty());
  }

  void aLetterIsNeverCutInTwo() {
    CPPUNIT_ASSERT_EQUAL(std::string{"abc"}, lastOf("abc", 3));
    CPPUNIT_ASSERT_EQUAL(std::string{"bc"}, lastOf("abc", 2));
    CPPUNIT_ASSERT_EQUAL(std::string{"x"}, lastOf("\xE2\x82\xACx", 3));
    CPPUNIT_ASSERT_EQUAL(std::string{"\xE2\x82\xACx"}, lastOf("a\xE2\x82\xACx", 4));
  }

 private:
  struct Line {
    int level;
    Json fields;
  };
  static Json printed(Json output) {
    return {{"metadata", {{"result", 1}, {"reason", "OK"}, {"output", std::move(output)}}}};
  }
  static void take(void* self, int level, hostler_text, hostler_text fields) {
    static_cast<CpanelOutputTest*>(self)->lines_.push_back(
        {level, Json::parse(std::string{fields.data, fields.size})});
  }

  std::vector<Line> lines_;
  const hostler_host host_{sizeof(hostler_host), this, &CpanelOutputTest::take};
  const sdk::Log log_{&host_, std::make_shared<sdk::Redactor>()};
};

HOSTLER_SUITE(CpanelOutputTest, "plugins/provisioner/cpanel/output");
