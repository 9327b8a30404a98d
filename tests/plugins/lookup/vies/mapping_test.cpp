#include "mapping.h"

#include "tests/support/suite.h"

using namespace hostler;
using namespace hostler::vies;
using sdk::Json;
using sdk::NumberState;
using sdk::Outcome;

class ViesMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ViesMappingTest);
  CPPUNIT_TEST(aQuestionNamesWhoAsksWhereSomebodyDoes);
  CPPUNIT_TEST(greeceIsCalledElThere);
  CPPUNIT_TEST(aValidNumberComesWithItsNameAndTheProof);
  CPPUNIT_TEST(whatAMemberStateDoesNotTellIsNull);
  CPPUNIT_TEST(anInvalidNumberNamesNobody);
  CPPUNIT_TEST(aRegisterThatCannotTellMakesNothingInvalid);
  CPPUNIT_TEST(anErrorBesideAVerdictGoesBeforeIt);
  CPPUNIT_TEST(whatIsWrongWithWhoAsksNeedsAPerson);
  CPPUNIT_TEST(anAnswerAboutAnotherNumberIsNone);
  CPPUNIT_TEST(anAnswerOfOtherTypesIsNone);
  CPPUNIT_TEST(timesAreReadInEveryFormThatOccurs);
  CPPUNIT_TEST(theConnectionTestNamesRegistersThatAreSilent);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aQuestionNamesWhoAsksWhereSomebodyDoes() {
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"countryCode":"FR","vatNumber":"40303265045"})"},
                         toQuestion(asked(), std::nullopt).dump());
    const auto question = toQuestion(asked(), requesterOf("DE136695976"));
    CPPUNIT_ASSERT_EQUAL(Json("DE"), question["requesterMemberStateCode"]);
    CPPUNIT_ASSERT_EQUAL(Json("136695976"), question["requesterNumber"]);
    CPPUNIT_ASSERT(!requesterOf(""));
  }

  void greeceIsCalledElThere() {
    sdk::BusinessNumber greek{"eu_vat", "GR", "094259216", std::nullopt};
    CPPUNIT_ASSERT_EQUAL(Json("EL"), toQuestion(greek, std::nullopt)["countryCode"]);
    auto answer = valid();
    answer["countryCode"] = "EL";
    answer["vatNumber"] = "094259216";
    CPPUNIT_ASSERT(toFinding(answer, greek)->state == NumberState::Valid);
  }

  void aValidNumberComesWithItsNameAndTheProof() {
    const auto finding = toFinding(valid(), asked());
    CPPUNIT_ASSERT(finding && finding->state == NumberState::Valid);
    CPPUNIT_ASSERT_EQUAL(std::string{"ATELIER EXEMPLE SARL"}, finding->name.value());
    CPPUNIT_ASSERT_EQUAL(std::string{"1 RUE DE LA PAIX, 75002 PARIS"}, finding->address.value());
    CPPUNIT_ASSERT_EQUAL(std::string{"WAPIAAAAX7kQ2mB1"}, finding->consultationReference.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1767323045}, finding->checkedAt.value());
  }

  void whatAMemberStateDoesNotTellIsNull() {
    auto answer = valid();
    answer.update({{"name", "---"}, {"address", ""}, {"requestIdentifier", ""}});
    const auto finding = toFinding(answer, asked());
    CPPUNIT_ASSERT(finding->state == NumberState::Valid);
    CPPUNIT_ASSERT(!finding->name && !finding->address && !finding->consultationReference);
    answer["name"] = std::string(499, 'x') + "\u00e9";
    CPPUNIT_ASSERT_EQUAL(std::string(499, 'x'), toFinding(answer, asked())->name.value());
  }

  void anInvalidNumberNamesNobody() {
    auto answer = valid();
    answer["valid"] = false;
    const auto finding = toFinding(answer, asked());
    CPPUNIT_ASSERT(finding->state == NumberState::Invalid);
    CPPUNIT_ASSERT(!finding->name && !finding->address);
    CPPUNIT_ASSERT_EQUAL(std::string{"WAPIAAAAX7kQ2mB1"}, finding->consultationReference.value());
    CPPUNIT_ASSERT(toFinding(refused("INVALID_INPUT"), asked())->state == NumberState::Invalid);
  }

  void aRegisterThatCannotTellMakesNothingInvalid() {
    for (const std::string code :
         {"MS_UNAVAILABLE", "SERVICE_UNAVAILABLE", "TIMEOUT", "SERVER_BUSY",
          "GLOBAL_MAX_CONCURRENT_REQ", "GLOBAL_MAX_CONCURRENT_REQ_TIME", "MS_MAX_CONCURRENT_REQ",
          "MS_MAX_CONCURRENT_REQ_TIME", "WHAT_VIES_SAYS_ONE_DAY"}) {
      const auto finding = toFinding(refused(code), asked());
      CPPUNIT_ASSERT_MESSAGE(code, finding && finding->state == NumberState::Unavailable);
      CPPUNIT_ASSERT_EQUAL(code, finding->reason);
    }
  }

  void anErrorBesideAVerdictGoesBeforeIt() {
    auto answer = valid();
    answer["valid"] = false;
    answer["userError"] = "MS_MAX_CONCURRENT_REQ";
    CPPUNIT_ASSERT(toFinding(answer, asked())->state == NumberState::Unavailable);
    answer["userError"] = "INVALID";
    CPPUNIT_ASSERT(toFinding(answer, asked())->state == NumberState::Invalid);
    answer.erase("valid");
    answer["isValid"] = true;
    answer["userError"] = "VALID";
    CPPUNIT_ASSERT(toFinding(answer, asked())->state == NumberState::Valid);
  }

  void whatIsWrongWithWhoAsksNeedsAPerson() {
    const auto requester = toFinding(refused("INVALID_REQUESTER_INFO"), asked());
    CPPUNIT_ASSERT(!requester && requester.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"requester_refused"}, requester.error().code);
    for (const char* code : {"IP_BLOCKED", "VAT_BLOCKED"}) {
      const auto blocked = toFinding(refused(code), asked());
      CPPUNIT_ASSERT(!blocked && blocked.error().outcome == Outcome::NeedsAttention);
      CPPUNIT_ASSERT_EQUAL(std::string{"access_denied"}, blocked.error().code);
    }
  }

  void anAnswerAboutAnotherNumberIsNone() {
    for (const auto& [member, value] :
         {std::pair{"vatNumber", "83404833048"}, std::pair{"countryCode", "BE"}}) {
      auto answer = valid();
      answer[member] = value;
      const auto finding = toFinding(answer, asked());
      CPPUNIT_ASSERT_MESSAGE(member, !finding && finding.error().outcome == Outcome::Retryable);
    }
  }

  void anAnswerOfOtherTypesIsNone() {
    for (const Json& verdict : {Json(), Json("true"), Json(1), Json::object()}) {
      auto answer = valid();
      answer["valid"] = verdict;
      const auto finding = toFinding(answer, asked());
      CPPUNIT_ASSERT_MESSAGE(verdict.dump(),
                             !finding && finding.error().outcome == Outcome::Retryable);
    }
    // A refusal in words that are not VIES's own is no verdict, whatever stands beside it.
    auto strange = refused("<script>");
    strange["valid"] = false;
    const auto finding = toFinding(strange, asked());
    CPPUNIT_ASSERT(!finding && finding.error().outcome == Outcome::Retryable);
    // Nothing that is not VIES's own word is told to anybody.
    CPPUNIT_ASSERT(!refusalIn(refused("<script>")));
    CPPUNIT_ASSERT(!refusalIn({{"errorWrappers", "no"}}));
  }

  void timesAreReadInEveryFormThatOccurs() {
    const auto at = [](const char* text) { return secondsOf(text).value_or(-1); };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1767323045}, at("2026-01-02T03:04:05Z"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1767323045}, at("2026-01-02T03:04:05.678Z"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1767323045}, at("2026-01-02T04:04:05+01:00"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1767308400}, at("2026-01-02+01:00"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1767312000}, at("2026-01-02"));
    for (const char* text : {"", "today", "2026-02-30", "2026-01-02T25:00:00Z", "2026-01-02T03:04",
                             "2026-01-02x", "2026-01-02T03:04:05+1:00", "2026/01/02"})
      CPPUNIT_ASSERT_MESSAGE(text, !secondsOf(text));
  }

  void theConnectionTestNamesRegistersThatAreSilent() {
    Json status{{"vow", {{"available", true}}},
                {"countries",
                 {{{"countryCode", "DE"}, {"availability", "Unavailable"}},
                  {{"countryCode", "FR"}, {"availability", "Available"}}}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"VIES answers; these registers do not just now: DE."},
                         toReport(status)->detail);
    status["countries"][0]["availability"] = "Available";
    CPPUNIT_ASSERT_EQUAL(std::string{"VIES answers, and so do all 2 registers."},
                         toReport(status)->detail);
    status["vow"]["available"] = false;
    CPPUNIT_ASSERT(toReport(status).error().outcome == Outcome::Retryable);
    CPPUNIT_ASSERT(!toReport({{"vow", 1}}));
    CPPUNIT_ASSERT(!toReport(Json::object()));
  }

 private:
  static sdk::BusinessNumber asked() { return {"eu_vat", "FR", "40303265045", std::nullopt}; }
  static Json valid() {
    return {{"countryCode", "FR"},
            {"vatNumber", "40303265045"},
            {"requestDate", "2026-01-02T03:04:05.678Z"},
            {"valid", true},
            {"requestIdentifier", "WAPIAAAAX7kQ2mB1"},
            {"name", "ATELIER EXEMPLE SARL"},
            {"address", "1 RUE DE LA PAIX\n75002 PARIS"},
            {"traderNameMatch", "NOT_PROCESSED"}};
  }
  static Json refused(const std::string& code) {
    const Json error{{"error", code}};
    return {{"actionSucceed", false}, {"errorWrappers", Json::array({error})}};
  }
};

HOSTLER_SUITE(ViesMappingTest, "plugins/lookup/vies/mapping");
