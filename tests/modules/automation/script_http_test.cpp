// What hooks ask of other servers.
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

template <class Engine>
class ScriptHttpTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ScriptHttpTest);
  CPPUNIT_TEST(aServerIsAskedAndAnswers);
  CPPUNIT_TEST(aTableIsSentAsJsonWithAKeyOfItsOwn);
  CPPUNIT_TEST(aHostThatIsNotDeclaredIsNotAsked);
  CPPUNIT_TEST(anotherPortIsAnotherHost);
  CPPUNIT_TEST(aNameThatLeadsInsideIsNotAsked);
  CPPUNIT_TEST(aHugeAnswerIsGivenUp);
  CPPUNIT_TEST(aLoopOfRequestsEnds);
  CPPUNIT_TEST(headersAreTheEnginesToFrame);
  CPPUNIT_TEST(whatWasSentIsNotSentAgain);
  CPPUNIT_TEST(whatNobodyKnowsIsNotSentAgainUnasked);
  CPPUNIT_TEST(aServerThatKnowsTheKeyIsAskedAgain);
  CPPUNIT_TEST(whatWasNotSentIsTriedAgain);
  CPPUNIT_TEST(aServerThatIsBusyIsTriedAgain);
  CPPUNIT_TEST(aPutIsRepeated);
  CPPUNIT_TEST(aHookThatIsAskedBeforeAsksNobody);
  CPPUNIT_TEST(aTestRunSendsNothingButReads);
  CPPUNIT_TEST(aNeedIsAPublicHost);
  CPPUNIT_TEST_SUITE_END();

  static HttpsAnswer answerOf(int status, std::string body = "") {
    HttpsAnswer answer;
    answer.status = status;
    answer.body = std::move(body);
    answer.headers = {{"content-type", "application/json"}};
    answer.wasSent = true;
    return answer;
  }
  static HttpsAnswer failed(std::string why, bool wasSent) {
    HttpsAnswer answer;
    answer.error = std::move(why);
    answer.wasSent = wasSent;
    return answer;
  }
  // Each in its turn, the last one for ever.
  void answers(std::vector<HttpsAnswer> all) {
    shop_.web = [this, all = std::move(all)](const HttpsRequest& request) {
      asked_.push_back(request);
      return all[std::min(asked_.size(), all.size()) - 1];
    };
  }
  void save(const std::string& body, const std::string& needs = "http api.example.com") {
    shop_.hooks.save(
        shop_.staff(), "call",
        "-- needs: " + needs + "\non('invoice.paid', function(event)\n" + body + "\nend)",
        std::nullopt);
  }
  void happen() {
    const auto service = shop_.service(shop_.client(), shop_.today().plusDays(3));
    shop_.run("issue_renewals");
    shop_.pay(shop_.invoiceOf(service).id);
    shop_.settleHooks();
  }
  void later() {
    shop_.clock.advance(std::chrono::hours{1});
    shop_.settleHooks();
  }
  std::string failure() { return shop_.hooks.get(kPlatform, "call").lastFailure.value_or(""); }
  Json kept(const std::string& key) {
    return shop_.values.get(Scope::ofTenant(kPlatform), key).value_or(nullptr);
  }
  static std::string header(const HttpsRequest& request, const std::string& name) {
    for (const auto& [one, value] : request.headers) {
      if (one == name) return value;
    }
    return "";
  }
  // Sends something, keeps what came of it, and fails the first time.
  static std::string onceMore(const std::string& call) {
    return "local n = (hostler.kv.get('n') or 0) + 1 hostler.kv.set('n', n)\nlocal answer = " +
           call + "\nhostler.kv.set('status', answer.status)\nif n < 2 then error('not yet') end";
  }

 public:
  void aServerIsAskedAndAnswers() {
    answers({answerOf(404, "{\"why\":\"gone\"}")});
    save(
        "local answer = hostler.http.get('https://API.example.com/v1/x?y=1', { headers = { "
        "Authorization = 'Bearer abc' } })\n"
        "hostler.kv.set('answer', answer)");
    happen();
    CPPUNIT_ASSERT_EQUAL(std::string{}, failure());
    CPPUNIT_ASSERT_EQUAL(Json({{"status", 404},
                               {"ok", false},
                               {"headers", {{"content-type", "application/json"}}},
                               {"body", "{\"why\":\"gone\"}"}}),
                         kept("answer"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked_.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"GET"}, asked_[0].method);
    CPPUNIT_ASSERT_EQUAL(std::string{"https://api.example.com:443/v1/x?y=1"}, asked_[0].url);
    CPPUNIT_ASSERT_EQUAL(std::string{"Bearer abc"}, header(asked_[0], "Authorization"));
    CPPUNIT_ASSERT(asked_[0].timeout <= std::chrono::seconds{5});
    CPPUNIT_ASSERT(asked_[0].timeout > std::chrono::milliseconds{0});
  }

  void aTableIsSentAsJsonWithAKeyOfItsOwn() {
    answers({answerOf(201)});
    save(
        "hostler.http.post('https://api.example.com/a', { paid = true })\n"
        "hostler.http.post('https://api.example.com/a', 'words')\n"
        "hostler.http.patch('https://api.example.com/a', { 1, 2 })");
    happen();
    CPPUNIT_ASSERT_EQUAL(std::string{}, failure());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, asked_.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"{\"paid\":true}"}, asked_[0].body);
    CPPUNIT_ASSERT_EQUAL(std::string{"application/json"}, header(asked_[0], "Content-Type"));
    CPPUNIT_ASSERT_EQUAL(std::string{"words"}, asked_[1].body);
    CPPUNIT_ASSERT_EQUAL(std::string{"[1,2]"}, asked_[2].body);
    std::set<std::string> keys;
    for (const auto& request : asked_) keys.insert(header(request, "Idempotency-Key"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, keys.size());
    CPPUNIT_ASSERT(keys.begin()->starts_with("hostler-"));
  }

  void aHostThatIsNotDeclaredIsNotAsked() {
    answers({answerOf(200)});
    for (const auto* url :
         {"https://evil.example.com/", "https://example.com/", "https://api.example.com.evil.in/",
          "https://xapi.example.com/", "http://api.example.com/",
          "https://api.example.com@evil.in/", "https://169.254.169.254/"}) {
      save("hostler.http.post('" + std::string{url} + "', 'x')");
      happen();
      CPPUNIT_ASSERT_MESSAGE(url, failure().find("hostler.http.post: ") != std::string::npos);
    }
    CPPUNIT_ASSERT(asked_.empty());
  }

  void anotherPortIsAnotherHost() {
    answers({answerOf(200)});
    save("hostler.http.get('https://api.example.com:8443/')");
    happen();
    CPPUNIT_ASSERT(failure().find("`-- needs: http api.example.com:8443`") != std::string::npos);
    save("hostler.http.get('https://api.example.com:8443/')",
         "http api.example.com api.example.com:8443");
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked_.size());
  }

  void aNameThatLeadsInsideIsNotAsked() {
    shop_.web = [](const HttpsRequest& request) {
      return exchangeWithPublic(
          request, [](const std::string&) { return std::vector<std::string>{"10.0.0.5"}; });
    };
    save("hostler.http.post('https://api.example.com/', 'x')");
    happen();
    CPPUNIT_ASSERT(failure().find("the name has no public address") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM script_acts"));
  }

  void aHugeAnswerIsGivenUp() {
    shop_.web = [this](const HttpsRequest& request) {
      asked_.push_back(request);
      auto answer = failed("the answer is longer than 262144 bytes", true);
      answer.isTooLong = true;
      answer.body.assign(request.longestAnswer, 'x');
      return answer;
    };
    save("hostler.http.get('https://api.example.com/')");
    happen();
    CPPUNIT_ASSERT_EQUAL(ScriptHttp::kLongestAnswer, asked_.at(0).longestAnswer);
    CPPUNIT_ASSERT(failure().find("the answer is longer than") != std::string::npos);

    asked_.clear();
    save("hostler.http.post('https://api.example.com/', ('x'):rep(300000))");
    happen();
    CPPUNIT_ASSERT(failure().find("a body has up to 256 KB") != std::string::npos);
    CPPUNIT_ASSERT(asked_.empty());
  }

  void aLoopOfRequestsEnds() {
    answers({answerOf(200)});
    save("while true do pcall(hostler.http.get, 'https://api.example.com/') end");
    happen();
    CPPUNIT_ASSERT(!failure().empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{ScriptHttp::kOfOneRun}, asked_.size());
  }

  void headersAreTheEnginesToFrame() {
    answers({answerOf(200)});
    for (const auto* headers :
         {"Host = 'inside'", "['Content-Length'] = '5'", "['Idempotency-Key'] = 'mine'",
          "['Transfer-Encoding'] = 'chunked'", "X = 'a\\r\\nHost: inside'", "['a b'] = 'c'"}) {
      save("hostler.http.get('https://api.example.com/', { headers = { " + std::string{headers} +
           " } })");
      happen();
      CPPUNIT_ASSERT_MESSAGE(headers, failure().find("header") != std::string::npos);
    }
    CPPUNIT_ASSERT(asked_.empty());
  }

  void whatWasSentIsNotSentAgain() {
    answers({answerOf(201), answerOf(500)});
    save(onceMore("hostler.http.post('https://api.example.com/orders', 'x')"));
    happen();
    later();
    CPPUNIT_ASSERT_EQUAL(Json(2), kept("n"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked_.size());
    CPPUNIT_ASSERT_EQUAL(Json(201), kept("status"));
    happen();  // another event sends its own
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, asked_.size());
    CPPUNIT_ASSERT(header(asked_[0], "Idempotency-Key") != header(asked_[1], "Idempotency-Key"));
  }

  void whatNobodyKnowsIsNotSentAgainUnasked() {
    answers({failed("Timeout was reached", true), answerOf(201)});
    save(onceMore("hostler.http.post('https://api.example.com/orders', 'x')"));
    happen();
    CPPUNIT_ASSERT(failure().find("Timeout was reached") != std::string::npos);
    later();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked_.size());
    CPPUNIT_ASSERT(failure().find("http_outcome_unknown") != std::string::npos);
  }

  void aServerThatKnowsTheKeyIsAskedAgain() {
    answers({answerOf(500), answerOf(201)});
    save(onceMore("hostler.http.post('https://api.example.com/orders', 'x', { again = true })"));
    happen();
    later();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, asked_.size());
    CPPUNIT_ASSERT_EQUAL(header(asked_[0], "Idempotency-Key"),
                         header(asked_[1], "Idempotency-Key"));
    CPPUNIT_ASSERT_EQUAL(Json(201), kept("status"));
  }

  void whatWasNotSentIsTriedAgain() {
    answers({failed("Could not connect to server", false), answerOf(201)});
    save("hostler.kv.set('status', hostler.http.post('https://api.example.com/', 'x').status)");
    happen();
    CPPUNIT_ASSERT(failure().find("Could not connect to server") != std::string::npos);
    later();
    CPPUNIT_ASSERT_EQUAL(Json(201), kept("status"));
  }

  void aServerThatIsBusyIsTriedAgain() {
    answers({answerOf(429), answerOf(201)});
    save(onceMore("hostler.http.post('https://api.example.com/', 'x')"));
    happen();
    CPPUNIT_ASSERT_EQUAL(Json(429), kept("status"));
    later();
    CPPUNIT_ASSERT_EQUAL(Json(201), kept("status"));
  }

  void aPutIsRepeated() {
    answers({failed("Timeout was reached", true), answerOf(200)});
    save("hostler.kv.set('status', hostler.http.put('https://api.example.com/a', 'x').status)");
    happen();
    later();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, asked_.size());
    CPPUNIT_ASSERT_EQUAL(Json(200), kept("status"));
  }

  void aHookThatIsAskedBeforeAsksNobody() {
    answers({answerOf(200)});
    shop_.hooks.save(shop_.staff(), "early",
                     "-- needs: http api.example.com\non('before.checkout', function(event)\n"
                     "hostler.http.get('https://api.example.com/') end)",
                     std::nullopt);
    CPPUNIT_ASSERT_THROW(shop_.before.ask("before.checkout", kPlatform, Json::object()),
                         DomainError);
    CPPUNIT_ASSERT(asked_.empty());
  }

  void aTestRunSendsNothingButReads() {
    answers({answerOf(200, "read")});
    save(
        "local read = hostler.http.get('https://api.example.com/')\n"
        "local sent = hostler.http.post('https://api.example.com/', read.body)\n"
        "hostler.log.info(read.body .. ' ' .. sent.status)");
    const auto run =
        shop_.hooks.test(kPlatform, "call", std::nullopt, "invoice.paid", Json::object());
    const auto& one = run.verdicts.at(0);
    CPPUNIT_ASSERT_MESSAGE(one.failure ? one.failure->message : "", !one.failure);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked_.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"GET"}, asked_[0].method);
    CPPUNIT_ASSERT_EQUAL(std::string{"read 200"}, one.run.lines.at(0).text);
    CPPUNIT_ASSERT_EQUAL(std::string{"http.post"}, one.run.effects.at(0).function);
    CPPUNIT_ASSERT_EQUAL(Json("read"), one.run.effects.at(0).arguments.at("body"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM script_acts"));
  }

  void aNeedIsAPublicHost() {
    for (const auto* needs :
         {"http", "http *", "http *.example.com", "http https://api.example.com", "http localhost",
          "http 10.0.0.5", "http api.example.com/v1", "http metadata.google.internal"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(needs, save("", needs), ValidationError);
    }
    save("", "http api.example.com hooks.example.in:8443, email");
  }

 private:
  Engine engine_;
  Shop shop_{engine_.url()};
  std::vector<HttpsRequest> asked_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ScriptHttpTest, "modules/automation/script_http");

}  // namespace hostler
