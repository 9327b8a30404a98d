#include "godaddy_shop.h"
#include "refusals.h"

using namespace hostler::godaddy;
using hostler::sdk::Effect;
using hostler::sdk::HttpResponse;
using hostler::sdk::Json;
using hostler::sdk::Outcome;
using hostler::testing::callWith;
using hostler::testing::GodaddyShop;
using namespace std::chrono_literals;

class GodaddyErrorsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyErrorsTest);
  CPPUNIT_TEST(everyStatusHasItsClass);
  CPPUNIT_TEST(onlyGodaddysOwnDocumentIsARefusal);
  CPPUNIT_TEST(theReasonNamesTheFields);
  CPPUNIT_TEST(theBodySaysWhenToComeBack);
  CPPUNIT_TEST(aWrongKeyIsExplainedByTheSystemItIsFor);
  CPPUNIT_TEST(anAccountThatMaySellNothingIsToldSo);
  CPPUNIT_TEST(aRefusedKeyIsNoWarning);
  CPPUNIT_TEST(withoutAShopperIdTheConnectionSaysWhatIsMissing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyStatusHasItsClass() {
    const Json body{{"code", "SOME_CODE"}, {"message", "No."}};
    struct Case {
      int status;
      Outcome read, write;
      const char* code;
    };
    for (const auto& [status, read, write, code] : std::vector<Case>{
             {400, Outcome::Permanent, Outcome::Permanent, "SOME_CODE"},
             {401, Outcome::NeedsAttention, Outcome::NeedsAttention, "credentials_refused"},
             {402, Outcome::NeedsAttention, Outcome::NeedsAttention, "insufficient_funds"},
             {403, Outcome::NeedsAttention, Outcome::NeedsAttention, "access_denied"},
             {404, Outcome::Permanent, Outcome::Permanent, "not_found"},
             {409, Outcome::Permanent, Outcome::Permanent, "SOME_CODE"},
             {422, Outcome::Permanent, Outcome::Permanent, "SOME_CODE"},
             {429, Outcome::Retryable, Outcome::Retryable, "rate_limited"},
             {500, Outcome::Retryable, Outcome::Unknown, "SOME_CODE"},
             {504, Outcome::Retryable, Outcome::Unknown, "SOME_CODE"}}) {
      const auto name = std::to_string(status);
      CPPUNIT_ASSERT_MESSAGE(name, errorOf(status, body.dump(), Effect::Read).outcome == read);
      const auto error = errorOf(status, body.dump(), Effect::Write);
      CPPUNIT_ASSERT_MESSAGE(name, error.outcome == write);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{code}, error.code);
    }
  }

  void onlyGodaddysOwnDocumentIsARefusal() {
    for (const char* text : {"", "<html>Not Found</html>", "[]", "{}", "{\"code\":7}",
                             "{\"code\":\"lower case\"}", "{\"error\":\"NOT_FOUND\"}"}) {
      for (const int status : {400, 402, 404, 409, 422}) {
        const auto read = errorOf(status, text, Effect::Read);
        CPPUNIT_ASSERT_MESSAGE(text, read.outcome == Outcome::Retryable && !isMissing(read));
        const auto write = errorOf(status, text, Effect::Write);
        CPPUNIT_ASSERT_MESSAGE(text, write.outcome == Outcome::Unknown && !isRefusal(write));
      }
    }
  }

  void theReasonNamesTheFields() {
    const Json body{{"code", "INVALID_BODY"},
                    {"message", "See fields"},
                    {"fields",
                     {{{"path", "contactAdmin.phone"}, {"code", "X"}, {"message", "must be one"}},
                      {{"path", "period"}, {"code", "Y"}, {"message", "is too long"}}}}};
    CPPUNIT_ASSERT_EQUAL(
        std::string{"See fields (contactAdmin.phone: must be one; period: is too long)"},
        errorOf(422, body.dump(), Effect::Write).message);
  }

  void theBodySaysWhenToComeBack() {
    const auto waitOf = [](const char* body, const char* header) {
      HttpResponse response{429, {}, body};
      if (*header != '\0') response.headers.emplace_back("retry-after", header);
      return refusalOf(response, Effect::Write, false).retryAfter;
    };
    CPPUNIT_ASSERT(waitOf("{\"code\":\"T\",\"retryAfterSec\":27}", "") == std::optional{27s});
    CPPUNIT_ASSERT(waitOf("{\"code\":\"T\",\"retryAfterSec\":27}", "5") == std::optional{27s});
    CPPUNIT_ASSERT(waitOf("{\"code\":\"T\"}", "5") == std::optional{5s});
    CPPUNIT_ASSERT(!waitOf("{\"code\":\"T\"}", ""));
    for (const char* hostile : {"-1", "1e9", "99999999999", "\"27\"", "[27]"}) {
      const auto body = std::string{"{\"code\":\"T\",\"retryAfterSec\":"} + hostile + "}";
      CPPUNIT_ASSERT_MESSAGE(hostile, !waitOf(body.c_str(), ""));
    }
  }

  void aWrongKeyIsExplainedByTheSystemItIsFor() {
    const HttpResponse response{401, {}, "{\"code\":\"UNABLE_TO_AUTHENTICATE\"}"};
    const auto production = refusalOf(response, Effect::Read, false).message;
    const auto test = refusalOf(response, Effect::Read, true).message;
    CPPUNIT_ASSERT(production.find("production") != std::string::npos);
    CPPUNIT_ASSERT(test.find("test system") != std::string::npos && test != production);
  }

  void anAccountThatMaySellNothingIsToldSo() {
    shop_.account({{"restricted", true}});
    const auto report = shop_.registrar()->testConnection(callWith(), {});
    CPPUNIT_ASSERT(report);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report->warnings.size());
    CPPUNIT_ASSERT(report->warnings[0].find("50 domains") != std::string::npos);
    const auto asked = shop_.registrar()->check(callWith(), {{"free.com"}});
    CPPUNIT_ASSERT(asked.outcome() == Outcome::NeedsAttention);
  }

  void aRefusedKeyIsNoWarning() {
    const auto report =
        shop_.registrar({{"secret", "not_the_secret"}})->testConnection(callWith(), {});
    CPPUNIT_ASSERT(report.outcome() == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"credentials_refused"}, report.error().code);
  }

  void withoutAShopperIdTheConnectionSaysWhatIsMissing() {
    const auto whole = shop_.registrar()->testConnection(callWith(), {});
    CPPUNIT_ASSERT(whole && whole->warnings.empty());
    const auto bare = shop_.registrar({{"shopper_id", ""}})->testConnection(callWith(), {});
    CPPUNIT_ASSERT(bare && bare->warnings.size() == 1);
  }

 private:
  static hostler::sdk::ProviderError errorOf(int status, const std::string& body, Effect effect) {
    return refusalOf(HttpResponse{status, {}, body}, effect, false);
  }

  GodaddyShop shop_;
};

HOSTLER_SUITE(GodaddyErrorsTest, "plugins/registrar/godaddy/errors");
