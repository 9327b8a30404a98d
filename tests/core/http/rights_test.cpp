#include "tests/core/http/notes.h"

namespace hostler::http {

using front::Method;

// Who is let in, in which order it is judged, and what a stranger can learn.
class RightsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RightsTest);
  CPPUNIT_TEST(aStrangerIsTold401BeforeAnythingIsJudged);
  CPPUNIT_TEST(anothersResourceLooksLikeNone);
  CPPUNIT_TEST(eachAudienceLetsInItsOwn);
  CPPUNIT_TEST(aFreshFactorSuspensionAndImpersonationCount);
  CPPUNIT_TEST(whatIsNotThereIsTold404And405);
  CPPUNIT_TEST(aRouteBehindAFlagOrOfTheSandboxIsNotThere);
  CPPUNIT_TEST(aForeignPageMayNotWrite);
  CPPUNIT_TEST(aCookieAloneNeedsItsToken);
  CPPUNIT_TEST(productionWantsHttps);
  CPPUNIT_TEST(everyAnswerCarriesTheSecurityHeaders);
  CPPUNIT_TEST(brokenHandlersTellNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    notes_.mount(site_.router);
    const auto plain = [](const auto&) { return NoteView{Id<Note>::of(1), "x"}; };
    site_.router.get<Nothing, NoteView>("/open", Access::everyone(), plain);
    site_.router.get<Nothing, NoteView>("/me", Access::signedIn(), plain);
    site_.router.get<Nothing, NoteView>("/staff", Access::staff({"staff:Look"}), plain);
    site_.router.get<Nothing, NoteView>("/staff/other", Access::staff({"other:Look"}), plain);
    site_.router.get<Nothing, NoteView>("/platform", Access::platform({"staff:Look"}), plain);
    site_.router.get<Nothing, NoteView>(
        "/secret",
        Access::client({"billing:Look"}).withFreshFactor().notImpersonated().notSuspended(), plain);
    site_.router.get<Nothing, NoteView>("/flagged", Access::everyone(), plain).enabledWhen([this] {
      return flag_;
    });
    site_.router.get<Nothing, NoteView>("/sandbox", Access::everyone(), plain).sandboxOnly();
    site_.router.get<Nothing, NoteView>("/breaks", Access::everyone(), [](const auto&) -> NoteView {
      throw std::runtime_error{"SELECT secret FROM /etc"};
    });
    site_.router.post<Nothing, NoteView>("/logout", Access::everyone(), plain).byCookie();
  }

  void aStrangerIsTold401BeforeAnythingIsJudged() {
    for (const auto& body : {"{}", "{", R"({"words":5,"nonsense":1})", R"({"words":"right"})"}) {
      const auto answer = site_.ask(call(Method::Post, "/api/notes", body));
      CPPUNIT_ASSERT_EQUAL(401, answer.status());
      CPPUNIT_ASSERT_EQUAL(std::string{"unauthenticated"}, answer.code());
      CPPUNIT_ASSERT_EQUAL(std::string{"Bearer"}, answer.header("WWW-Authenticate"));
    }
    CPPUNIT_ASSERT_EQUAL(401,
                         site_.ask(call(Method::Get, "/api/notes/note_0000000000001")).status());
    CPPUNIT_ASSERT_EQUAL(401, site_.ask(callAs("mallory", Method::Get, "/api/open")).status());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, site_.count("SELECT COUNT(*) AS n FROM notes"));
  }

  void anothersResourceLooksLikeNone() {
    const auto mine = site_.ask(callAs("alice", Method::Post, "/api/notes", R"({"words":"mine"})"))
                          .body()["id"]
                          .get<std::string>();
    for (const auto method : {Method::Get, Method::Patch, Method::Delete}) {
      const auto body = method == Method::Patch ? R"({"words":"his"})" : "";
      auto his = site_.ask(callAs("bob", method, "/api/notes/" + mine, body));
      auto none = site_.ask(callAs("bob", method, "/api/notes/" + Id<Note>::of(99).text(), body));
      auto malformed = site_.ask(callAs("bob", method, "/api/notes/..%00", body));

      CPPUNIT_ASSERT_EQUAL(404, his.status());
      CPPUNIT_ASSERT_EQUAL(without(none), without(his));
      CPPUNIT_ASSERT_EQUAL(without(none), without(malformed));
    }
    CPPUNIT_ASSERT_EQUAL(200,
                         site_.ask(callAs("alice", Method::Get, "/api/notes/" + mine)).status());
    CPPUNIT_ASSERT_EQUAL(404,
                         site_.ask(callAs("alice", Method::Get, "/api/notes/%FF%FE")).status());
  }

  void eachAudienceLetsInItsOwn() {
    struct Case {
      const char* path;
      int stranger, client, staff, reseller;
    };
    const Case cases[] = {
        {"/api/open", 200, 200, 200, 200},        {"/api/me", 401, 200, 200, 200},
        {"/api/notes", 401, 200, 403, 403},       {"/api/staff", 401, 403, 200, 200},
        {"/api/staff/other", 401, 403, 403, 403}, {"/api/platform", 401, 403, 200, 404}};
    for (const auto& [path, stranger, client, staff, reseller] : cases) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, stranger, site_.ask(call(Method::Get, path)).status());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, client,
                                   site_.ask(callAs("alice", Method::Get, path)).status());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, staff,
                                   site_.ask(callAs("staff", Method::Get, path)).status());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, reseller,
                                   site_.ask(callAs("reseller", Method::Get, path)).status());
    }
  }

  void aFreshFactorSuspensionAndImpersonationCount() {
    CPPUNIT_ASSERT_EQUAL(200,
                         site_.ask(callAs("alice-fresh", Method::Get, "/api/secret")).status());
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"},
                         site_.ask(callAs("alice", Method::Get, "/api/secret")).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"account_suspended"},
                         site_.ask(callAs("alice-suspended", Method::Get, "/api/secret")).code());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"forbidden"},
        site_.ask(callAs("alice-impersonated", Method::Get, "/api/secret")).code());
    CPPUNIT_ASSERT_EQUAL(200,
                         site_.ask(callAs("alice-suspended", Method::Get, "/api/notes")).status());
  }

  void whatIsNotThereIsTold404And405() {
    CPPUNIT_ASSERT_EQUAL(404, site_.ask(call(Method::Get, "/api/nothing")).status());
    CPPUNIT_ASSERT_EQUAL(404, site_.ask(call(Method::Get, "/api/open/")).status());
    CPPUNIT_ASSERT_EQUAL(404, site_.ask(call(Method::Get, "/elsewhere")).status());
    const auto answer = site_.ask(call(Method::Put, "/api/notes", "{}"));
    CPPUNIT_ASSERT_EQUAL(405, answer.status());
    CPPUNIT_ASSERT_EQUAL(std::string{"GET, HEAD, POST"}, answer.header("Allow"));
    CPPUNIT_ASSERT_EQUAL(405, site_.ask(call(Method::Trace, "/api/notes")).status());
    CPPUNIT_ASSERT_EQUAL(405, site_.ask(call(Method::Other, "/api/notes")).status());
  }

  void aRouteBehindAFlagOrOfTheSandboxIsNotThere() {
    CPPUNIT_ASSERT_EQUAL(404, site_.ask(call(Method::Get, "/api/flagged")).status());
    flag_ = true;
    CPPUNIT_ASSERT_EQUAL(200, site_.ask(call(Method::Get, "/api/flagged")).status());

    CPPUNIT_ASSERT_EQUAL(200, site_.ask(call(Method::Get, "/api/sandbox")).status());
    CPPUNIT_ASSERT_EQUAL(
        404, askProduction(call(Method::Get, "/api/sandbox", "", {{"x-forwarded-proto", "https"}}))
                 .status());
  }

  void aForeignPageMayNotWrite() {
    const auto from = [&](const std::string& origin) {
      return site_
          .ask(
              callAs("alice", Method::Post, "/api/notes", R"({"words":"x"})", {{"origin", origin}}))
          .status();
    };
    CPPUNIT_ASSERT_EQUAL(201, from("https://panel.example"));
    CPPUNIT_ASSERT_EQUAL(201, from("https://PANEL.example"));
    for (const auto& origin :
         {"https://evil.example", "null", "https://panel.example.evil.example",
          "https://panel.example:8443", "panel.example", "ftp://panel.example"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(origin, 403, from(origin));
    }
    CPPUNIT_ASSERT_EQUAL(200, site_
                                  .ask(callAs("alice", Method::Get, "/api/notes", "",
                                              {{"origin", "https://evil.example"}}))
                                  .status());
    const auto plain =
        askProduction(callAs("alice", Method::Post, "/api/notes", R"({"words":"x"})",
                             {{"origin", "http://panel.example"}, {"x-forwarded-proto", "https"}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"foreign_origin"}, plain.code());
  }

  void aCookieAloneNeedsItsToken() {
    const std::string cookies = "__Host-refresh=abc; __Host-csrf=right";
    const auto with = [&](front::Headers headers) {
      headers.emplace_back("cookie", cookies);
      return site_.ask(call(Method::Post, "/api/logout", "{}", headers)).status();
    };
    const front::Headers::value_type origin{"origin", "https://panel.example"};
    CPPUNIT_ASSERT_EQUAL(200, with({origin, {"x-csrf-token", "right"}}));
    CPPUNIT_ASSERT_EQUAL(403, with({origin}));
    CPPUNIT_ASSERT_EQUAL(403, with({origin, {"x-csrf-token", "wrong"}}));
    CPPUNIT_ASSERT_EQUAL(403, with({origin, {"x-csrf-token", ""}}));
    CPPUNIT_ASSERT_EQUAL(403, with({{"x-csrf-token", "right"}}));
    CPPUNIT_ASSERT_EQUAL(403,
                         with({{"origin", "https://evil.example"}, {"x-csrf-token", "right"}}));
    CPPUNIT_ASSERT_EQUAL(
        403, site_
                 .ask(call(Method::Post, "/api/logout", "{}",
                           {{"cookie", "__Host-refresh=abc"}, origin, {"x-csrf-token", ""}}))
                 .status());
    auto form = call(Method::Post, "/api/logout", "",
                     {{"cookie", cookies},
                      origin,
                      {"x-csrf-token", "right"},
                      {"content-type", "application/x-www-form-urlencoded"}});
    form.body = "a=b";
    CPPUNIT_ASSERT_EQUAL(415, site_.ask(form).status());
  }

  void productionWantsHttps() {
    CPPUNIT_ASSERT_EQUAL(std::string{"https_required"},
                         askProduction(call(Method::Get, "/api/open")).code());
    CPPUNIT_ASSERT_EQUAL(
        200, askProduction(call(Method::Get, "/api/open", "", {{"x-forwarded-proto", "https"}}))
                 .status());
    auto liar = call(Method::Get, "/api/open", "", {{"x-forwarded-proto", "https"}});
    liar.peer = "203.0.113.9";
    liar.peerIsLoopback = false;
    CPPUNIT_ASSERT_EQUAL(403, askProduction(liar).status());
  }

  void everyAnswerCarriesTheSecurityHeaders() {
    const front::Headers https{{"x-forwarded-proto", "https"}};
    for (const auto& path : {"/api/open", "/api/nothing", "/api/notes", "/api/breaks"}) {
      const auto answer = askProduction(call(Method::Get, path, "", https));
      CPPUNIT_ASSERT_EQUAL(std::string{"default-src 'none'; frame-ancestors 'none'"},
                           answer.header("Content-Security-Policy"));
      CPPUNIT_ASSERT_EQUAL(std::string{"nosniff"}, answer.header("X-Content-Type-Options"));
      CPPUNIT_ASSERT_EQUAL(std::string{"no-referrer"}, answer.header("Referrer-Policy"));
      CPPUNIT_ASSERT_EQUAL(std::string{"max-age=31536000; includeSubDomains"},
                           answer.header("Strict-Transport-Security"));
      CPPUNIT_ASSERT_EQUAL(std::string{"no-store"}, answer.header("Cache-Control"));
      CPPUNIT_ASSERT(answer.header("X-Request-Id").starts_with("req_"));
      CPPUNIT_ASSERT(answer.header("Server").empty());
    }
    const auto refused = site_.api->refusal(431);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"malformed_request"},
        Json::parse(std::get<std::string>(refused.body))["code"].get<std::string>());
  }

  void brokenHandlersTellNothing() {
    const auto answer = site_.ask(call(Method::Get, "/api/breaks"));
    CPPUNIT_ASSERT_EQUAL(500, answer.status());
    CPPUNIT_ASSERT(answer.text().find("SELECT") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(answer.header("X-Request-Id"),
                         answer.body()["request_id"].get<std::string>());
  }

 private:
  // An answer but for the id of its request.
  static std::string without(const Received& answer) {
    auto body = answer.body();
    body.erase("request_id");
    std::string all = std::to_string(answer.status()) + dump(body);
    for (const auto& [name, value] : answer.headers()) {
      if (name != "X-Request-Id" && !name.starts_with("RateLimit")) all += name + ":" + value + ";";
    }
    return all;
  }
  Received askProduction(front::Request request) {
    Api production{ApiParts{site_.router, site_.sites, site_.door, *site_.limits,
                            *site_.idempotency, *site_.signals, site_.clock, site_.random},
                   {}};
    auto caller = std::make_shared<Caller>();
    production.handle(std::move(request), front::Responder{caller});
    return caller->received();
  }

  db::OnSqlite engine_;
  ApiSite site_{engine_.url()};
  Notes notes_{*site_.database, site_.ids};
  bool flag_ = false;
};
HOSTLER_SUITE(RightsTest, "core/http/rights");

}  // namespace hostler::http
