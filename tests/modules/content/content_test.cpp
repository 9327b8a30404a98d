#include "modules/content/content_module.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

EngineOptions withContent(std::optional<db::DatabaseUrl> database) {
  EngineOptions options;
  const auto some = contentMigrations();
  options.migrations.assign(some.begin(), some.end());
  options.database = std::move(database);
  return options;
}

std::string text(const Json& json, const char* name) {
  return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : "";
}

}  // namespace

class ContentTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ContentTest);
  CPPUNIT_TEST(readersFindPublishedArticles);
  CPPUNIT_TEST(aSearchNeedsAllItsWords);
  CPPUNIT_TEST(readersSayWhetherAnArticleHelped);
  CPPUNIT_TEST(anArticleHasOneAddress);
  CPPUNIT_TEST(newsWaitsForItsDay);
  CPPUNIT_TEST(theStatusPageShowsTheWorst);
  CPPUNIT_TEST(anIncidentIsToldStepByStep);
  CPPUNIT_TEST(legalTextsKeepTheirVersions);
  CPPUNIT_TEST(onlyStaffWrite);
  CPPUNIT_TEST(listsArePaged);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>(withContent(database()));
    auto& e = *engine_;
    content_ = std::make_unique<ContentModule>(
        ContentModule::Parts{e.database(), e.clock(), e.ids(), e.audit(), e.limits()});
    content_->mount(e.router());
    owner_ = std::make_unique<ApiClient>(e.owner());
  }
  void tearDown() override {
    owner_.reset();
    content_.reset();
    engine_.reset();
  }

  void readersFindPublishedArticles() {
    const auto made = article("Set up mail", "Use **port 993**.");
    CPPUNIT_ASSERT_EQUAL(std::string{"set-up-mail"}, text(made, "slug"));
    must(owner_->post("/admin/knowledgebase", {{"title", "Draft"}, {"body", "x"}}), 201);
    auto reader = engine_->stranger();
    const auto list = reader.get("/knowledgebase")["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, list.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"Use port 993."}, text(list[0], "excerpt"));
    CPPUNIT_ASSERT(!list[0].contains("html"));
    const auto page = must(reader.get("/knowledgebase/set-up-mail"), 200);
    CPPUNIT_ASSERT_EQUAL(std::string{"<p>Use <strong>port 993</strong>.</p>\n"},
                         text(page, "html"));
    CPPUNIT_ASSERT(!page.contains("body"));
    CPPUNIT_ASSERT_EQUAL(404, reader.get("/knowledgebase/draft").status);
    CPPUNIT_ASSERT_EQUAL(404, reader.get("/knowledgebase/nothing").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, owner_->get("/admin/knowledgebase")["data"].size());
  }

  void aSearchNeedsAllItsWords() {
    article("Set up mail", "Use port 993 on your Phone.");
    article("Reset a password", "On your phone, too.");
    auto reader = engine_->stranger();
    const auto found = [&](const std::string& query) {
      return reader.get("/knowledgebase?q=" + query)["data"].size();
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, found("PHONE"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("phone+993"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("phone+fax"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("%25"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("por_"));
    CPPUNIT_ASSERT_EQUAL(422, reader.get("/knowledgebase?sort=title").status);
  }

  void readersSayWhetherAnArticleHelped() {
    const auto id = text(article("Set up mail", "x"), "id");
    auto reader = engine_->stranger();
    const std::string path = "/knowledgebase/set-up-mail/feedback";
    for (int i = 0; i < 3; ++i)
      CPPUNIT_ASSERT_EQUAL(204, reader.post(path, {{"helpful", true}}).status);
    CPPUNIT_ASSERT_EQUAL(204, engine_->stranger().post(path, {{"helpful", false}}).status);
    const auto judged = owner_->get("/admin/knowledgebase/" + id);
    CPPUNIT_ASSERT_EQUAL(1, judged["helpful"].get<int>());
    CPPUNIT_ASSERT_EQUAL(1, judged["unhelpful"].get<int>());
    CPPUNIT_ASSERT_EQUAL(
        404, reader.post("/knowledgebase/nothing/feedback", {{"helpful", true}}).status);
  }

  void anArticleHasOneAddress() {
    const auto first = text(article("Mail", "x"), "id");
    CPPUNIT_ASSERT_EQUAL(
        std::string{"slug_taken"},
        owner_->post("/admin/knowledgebase", {{"title", "Mail"}, {"body", "y"}}).code());
    const auto second = text(article("Post", "x"), "id");
    CPPUNIT_ASSERT_EQUAL(
        std::string{"slug_taken"},
        owner_->patch("/admin/knowledgebase/" + second, {{"slug", "mail"}}).code());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"required"},
        owner_->post("/admin/knowledgebase", {{"title", "डाक"}, {"body", "y"}}).fieldCode("slug"));
    must(owner_->patch("/admin/knowledgebase/" + first, {{"published", false}}), 200);
    CPPUNIT_ASSERT_EQUAL(404, engine_->stranger().get("/knowledgebase/mail").status);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove("/admin/knowledgebase/" + first).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/knowledgebase/" + first).status);
  }

  void newsWaitsForItsDay() {
    const auto add = [&](const char* title, const Json& day) {
      return text(must(owner_->post("/admin/announcements",
                                    {{"title", title}, {"body", "*x*"}, {"published_at", day}}),
                       201),
                  "id");
    };
    const auto draft = add("Draft", nullptr);
    const auto old = add("Old", "2026-01-01T00:00:00Z"),
               later = add("Later", "2026-01-11T00:00:00Z");
    auto reader = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, reader.get("/announcements")["data"].size());
    CPPUNIT_ASSERT_EQUAL(404, reader.get("/announcements/" + later).status);
    CPPUNIT_ASSERT_EQUAL(404, reader.get("/announcements/" + draft).status);
    engine_->clock().advance(std::chrono::hours{48});
    const auto news = reader.get("/announcements")["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, news.size());
    CPPUNIT_ASSERT_EQUAL(later, text(news[0], "id"));
    CPPUNIT_ASSERT_EQUAL(old, text(news[1], "id"));
    CPPUNIT_ASSERT_EQUAL(std::string{"<p><em>x</em></p>\n"},
                         text(reader.get("/announcements/" + later).body, "html"));
    owner_ = std::make_unique<ApiClient>(engine_->owner());
    CPPUNIT_ASSERT_EQUAL(draft, text(owner_->get("/admin/announcements")["data"][0], "id"));
    must(owner_->patch("/admin/announcements/" + old, {{"published_at", nullptr}}), 200);
    CPPUNIT_ASSERT_EQUAL(404, reader.get("/announcements/" + old).status);
  }

  void theStatusPageShowsTheWorst() {
    auto reader = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(std::string{"operational"}, state());
    incident({{"title", "Backup power"},
              {"message", "x"},
              {"kind", "maintenance"},
              {"starts_at", "2026-02-01T00:00:00Z"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"operational"}, state());
    const auto slow = incident({{"title", "Slow"}, {"message", "x"}, {"impact", "minor"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"degraded"}, state());
    const auto down = incident({{"title", "Down"},
                                {"message", "x"},
                                {"impact", "critical"},
                                {"components", {"cpanel-1"}}});
    CPPUNIT_ASSERT_EQUAL(std::string{"major_outage"}, state());
    must(owner_->patch("/admin/incidents/" + down, {{"state", "resolved"}, {"message", "Up."}}),
         200);
    CPPUNIT_ASSERT_EQUAL(std::string{"degraded"}, state());
    const auto page = reader.get("/status");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, page["open"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, page["planned"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, page["past"].size());
    CPPUNIT_ASSERT(page["past"][0]["ends_at"].is_string());
    engine_->clock().advance(std::chrono::hours{24 * 100});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, reader.get("/status")["past"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, reader.get("/status")["open"].size());
  }

  void anIncidentIsToldStepByStep() {
    const auto id = incident({{"title", "Slow"}, {"message", "We look."}});
    must(owner_->patch("/admin/incidents/" + id, {{"state", "identified"}, {"message", "A disk."}}),
         200);
    const auto updates = owner_->get("/admin/incidents/" + id)["updates"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, updates.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"<p>A disk.</p>\n"}, text(updates[0], "html"));
    CPPUNIT_ASSERT_EQUAL(std::string{"investigating"}, text(updates[1], "state"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"wrong_kind"},
        owner_->patch("/admin/incidents/" + id, {{"state", "completed"}}).fieldCode("state"));
    CPPUNIT_ASSERT_EQUAL(
        422, owner_->patch("/admin/incidents/" + id, {{"ends_at", "2020-01-01T00:00:00Z"}}).status);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove("/admin/incidents/" + id).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove("/admin/incidents/" + id).status);
  }

  void legalTextsKeepTheirVersions() {
    const auto put = [&](const char* body) {
      return owner_->put("/admin/legal/terms", {{"title", "Terms"}, {"body", body}});
    };
    CPPUNIT_ASSERT_EQUAL(404, engine_->stranger().get("/legal/terms").status);
    CPPUNIT_ASSERT_EQUAL(1, must(put("# One"), 200)["version"].get<int>());
    CPPUNIT_ASSERT_EQUAL(1, must(put("# One"), 200)["version"].get<int>());
    CPPUNIT_ASSERT_EQUAL(2, must(put("# Two"), 200)["version"].get<int>());
    auto reader = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(std::string{"<h1>Two</h1>\n"},
                         text(reader.get("/legal/terms").body, "html"));
    CPPUNIT_ASSERT_EQUAL(std::string{"<h1>One</h1>\n"},
                         text(reader.get("/legal/terms?version=1").body, "html"));
    CPPUNIT_ASSERT_EQUAL(404, reader.get("/legal/terms?version=3").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, reader.get("/legal")["data"].size());
    CPPUNIT_ASSERT_EQUAL(
        422, owner_->put("/admin/legal/Not_A_Slug", {{"title", "x"}, {"body", "y"}}).status);
  }

  void onlyStaffWrite() {
    auto client = engine_->signedUpClient("asha@example.in");
    for (const auto* path : {"/admin/knowledgebase", "/admin/announcements", "/admin/incidents"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401,
                                   engine_->stranger().post(path, {{"title", "x"}}).status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, client.post(path, {{"title", "x"}}).status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, client.get(path).status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 422, owner_->post(path, {{"title", "x"}}).status);
    }
    CPPUNIT_ASSERT_EQUAL(403,
                         client.put("/admin/legal/terms", {{"title", "x"}, {"body", "y"}}).status);
  }

  void listsArePaged() {
    for (int i = 0; i < 5; ++i) article("Article " + std::to_string(i), "x");
    auto reader = engine_->stranger();
    std::vector<std::string> seen;
    std::string cursor;
    for (int page = 0; page < 3; ++page) {
      const auto answer = reader.get("/knowledgebase?limit=2" + cursor);
      for (const auto& one : answer["data"]) seen.push_back(one["slug"]);
      if (answer["next_cursor"].is_string())
        cursor = "&cursor=" + answer["next_cursor"].get<std::string>();
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, seen.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, std::set<std::string>(seen.begin(), seen.end()).size());
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }
  Json must(const ApiAnswer& answer, int status) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
    return answer.body;
  }
  Json article(const std::string& title, const std::string& body) {
    return must(owner_->post("/admin/knowledgebase",
                             {{"title", title}, {"body", body}, {"published", true}}),
                201);
  }
  std::string incident(const Json& body) {
    return must(owner_->post("/admin/incidents", body), 201)["id"];
  }
  std::string state() { return engine_->stranger().get("/status")["state"].get<std::string>(); }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ContentModule> content_;
  std::unique_ptr<ApiClient> owner_;
};
HOSTLER_SUITE(ContentTest, "modules/content/content");

class ContentOnMariaDbTest : public ContentTest {
  CPPUNIT_TEST_SUB_SUITE(ContentOnMariaDbTest, ContentTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(ContentOnMariaDbTest, "modules/content/content");

}  // namespace hostler::testing
