#include "core/http/openapi.h"
#include "tests/core/http/notes.h"

namespace hostler::http {

using front::Method;

// What is wrong with a request, and how it is told (RFC 9457).
class ValidationTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ValidationTest);
  CPPUNIT_TEST(everyWrongFieldIsNamed);
  CPPUNIT_TEST(whatCannotBeReadIs400);
  CPPUNIT_TEST(anotherTypeIs415);
  CPPUNIT_TEST(queriesAreReadByTheirTypes);
  CPPUNIT_TEST(aCardsNumberIsRefusedEverywhereAndNotRepeated);
  CPPUNIT_TEST(listsPageByCursorWithoutLossOrRepeat);
  CPPUNIT_TEST(entityTagsSpareTheBodyAndGuardTheChange);
  CPPUNIT_TEST(theDocumentNamesEveryRoute);
  CPPUNIT_TEST(dirtyHeadersHarmNobody);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { notes_.mount(site_.router); }

  void everyWrongFieldIsNamed() {
    const auto answer = post(R"({"words":"","copies":9,"colour":"red"})");

    CPPUNIT_ASSERT_EQUAL(422, answer.status());
    CPPUNIT_ASSERT_EQUAL(std::string{"application/problem+json"}, answer.header("Content-Type"));
    const auto body = answer.body();
    CPPUNIT_ASSERT_EQUAL(std::string{"validation_failed"}, answer.code());
    CPPUNIT_ASSERT_EQUAL(422, body["status"].get<int>());
    for (const auto& member : {"type", "title", "detail", "request_id"})
      CPPUNIT_ASSERT(body[member].is_string());
    std::map<std::string, std::string> errors;
    for (const auto& error : body["errors"]) errors[error["field"]] = error["code"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, errors.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_field"}, errors["colour"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"out_of_range"}, errors["copies"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"required"},
                         post("{}").body()["errors"][0]["code"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(422, post(R"([{"words":"x"}])").status());
    CPPUNIT_ASSERT_EQUAL(422, post(R"({"words":["x"]})").status());
    CPPUNIT_ASSERT_EQUAL(
        422, site_.ask(callAs("alice", Method::Delete, "/api/notes/note_0000000000001?force=1"))
                 .status());
  }

  void whatCannotBeReadIs400() {
    const std::string deep = "{\"words\":" + std::string(70, '[') + std::string(70, ']') + "}";
    for (const auto& body : {std::string{"{"}, std::string{R"({"words":"a","words":"b"})"},
                             std::string{"{\"words\":\"\xC3\x28\"}"},
                             std::string{R"({"words":"\u0000"})"}, std::string{"{} {}"}, deep}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(body, 400, post(body).status());
    }
    CPPUNIT_ASSERT_EQUAL(400, get("/api/notes?limit=1&limit=2").status());
    CPPUNIT_ASSERT_EQUAL(400, get("/api/notes?sort=%zz").status());
    CPPUNIT_ASSERT_EQUAL(400, get("/api/notes?sort=%FF").status());
    CPPUNIT_ASSERT_EQUAL(400, get("/api/notes?sort=%00").status());
  }

  void anotherTypeIs415() {
    for (const auto& type : {"text/plain", "application/x-www-form-urlencoded",
                             "multipart/form-data; boundary=x", ""}) {
      auto request = callAs("alice", Method::Post, "/api/notes");
      request.body = R"({"words":"x"})";
      if (*type != '\0') request.headers.emplace_back("content-type", type);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(type, 415, site_.ask(request).status());
    }
    auto request = callAs("alice", Method::Post, "/api/notes");
    request.body = R"({"words":"x"})";
    request.headers.emplace_back("content-type", "Application/JSON; charset=utf-8");
    CPPUNIT_ASSERT_EQUAL(201, site_.ask(request).status());
  }

  void queriesAreReadByTheirTypes() {
    CPPUNIT_ASSERT_EQUAL(200, get("/api/notes?limit=5&longer_than=3&sort=created_at").status());
    for (const auto& query :
         {"limit=0", "limit=201", "limit=five", "limit=1.5", "limit=", "longer_than=x",
          "sort=words", "cursor=nonsense", "account_id=acc_1"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(query, 422, get(std::string{"/api/notes?"} + query).status());
    }
  }

  void aCardsNumberIsRefusedEverywhereAndNotRepeated() {
    for (const auto& words :
         {"4111111111111111", "my card: 4111 1111 1111 1111, thanks", "4111-1111-1111-1111"}) {
      const auto answer = post(dump({{"words", words}}));
      CPPUNIT_ASSERT_EQUAL(422, answer.status());
      CPPUNIT_ASSERT_EQUAL(std::string{"card_number"},
                           answer.body()["errors"][0]["code"].get<std::string>());
      CPPUNIT_ASSERT(answer.text().find("4111") == std::string::npos);
    }
    CPPUNIT_ASSERT_EQUAL(422, post(R"({"words":"x","copies":4111111111111111})").status());
    CPPUNIT_ASSERT_EQUAL(422, get("/api/notes?sort=4111+1111+1111+1111").status());
    CPPUNIT_ASSERT_EQUAL(201, post(R"({"words":"4111111111111112 or +91 98765 43210"})").status());
  }

  void listsPageByCursorWithoutLossOrRepeat() {
    for (int i = 0; i < 23; ++i) post(dump({{"words", "note " + std::to_string(i)}}));
    for (const std::string sort : {"created_at", "-created_at"}) {
      std::vector<std::string> seen;
      std::string cursor;
      for (int page = 0; page < 10; ++page) {
        const auto body =
            get("/api/notes?limit=5&sort=" + sort + (cursor.empty() ? "" : "&cursor=" + cursor))
                .body();
        for (const auto& note : body["data"]) seen.push_back(note["words"]);
        if (body["next_cursor"].is_null()) break;
        cursor = body["next_cursor"];
        if (page == 1) post(R"({"words":"meanwhile"})");
      }
      std::erase(seen, "meanwhile");
      CPPUNIT_ASSERT_EQUAL(std::size_t{23}, seen.size());
      CPPUNIT_ASSERT_EQUAL(std::size_t{23}, std::set<std::string>(seen.begin(), seen.end()).size());
      CPPUNIT_ASSERT_EQUAL(std::string{sort == "created_at" ? "note 0" : "note 22"}, seen.front());
    }
  }

  void entityTagsSpareTheBodyAndGuardTheChange() {
    const auto path = "/api/notes/" + post(R"({"words":"one"})").body()["id"].get<std::string>();
    const auto tag = get(path).header("ETag");
    CPPUNIT_ASSERT(!tag.empty());
    const auto unchanged =
        site_.ask(callAs("alice", Method::Get, path, "", {{"if-none-match", tag}}));
    CPPUNIT_ASSERT_EQUAL(304, unchanged.status());
    CPPUNIT_ASSERT(unchanged.text().empty());

    const auto patch = [&](const std::string& words, const std::string& match) {
      return site_
          .ask(
              callAs("alice", Method::Patch, path, dump({{"words", words}}), {{"if-match", match}}))
          .status();
    };
    CPPUNIT_ASSERT_EQUAL(200, patch("two", tag));
    CPPUNIT_ASSERT_EQUAL(412, patch("three", tag));
    CPPUNIT_ASSERT_EQUAL(200, patch("four", "*"));
    CPPUNIT_ASSERT_EQUAL(
        404,
        site_.ask(callAs("bob", Method::Patch, path, R"({"words":"his"})", {{"if-match", tag}}))
            .status());
    CPPUNIT_ASSERT_EQUAL(std::string{"four"}, get(path).body()["words"].get<std::string>());
  }

  void theDocumentNamesEveryRoute() {
    site_.router
        .raw(Method::Get, "/files/{key*}", Access::client({"billing:Files"}),
             [](Context&) { return Answer{}; })
        .named("file", "A file")
        .tagged("files")
        .produces("application/pdf");
    site_.router.raw(Method::Get, "//healthz", Access::everyone(),
                     [](Context&) { return Answer{}; });
    const auto document =
        parseStrict(dump(openApiDocument(site_.router, "1.0", {{"files", "What is kept."}})));

    CPPUNIT_ASSERT_EQUAL(std::string{"3.1.0"}, document["openapi"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(Json::parse(R"([{"url":"/api"}])"), document["servers"]);
    std::size_t operations = 0;
    std::set<std::string> names;
    for (const auto& [path, methods] : document["paths"].items()) {
      for (const auto& [method, operation] : methods.items()) {
        ++operations;
        CPPUNIT_ASSERT(operation["tags"].is_array() && operation["tags"].size() == 1);
        CPPUNIT_ASSERT(names.insert(operation["operationId"]).second);
        CPPUNIT_ASSERT(!operation["responses"].empty());
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, operations);
    bool isDescribed = false;
    for (const auto& tag : document["tags"])
      isDescribed = isDescribed ||
                    (tag["name"] == "files" && tag.value("description", "") == "What is kept.");
    CPPUNIT_ASSERT(isDescribed);
    CPPUNIT_ASSERT(document["paths"].contains("/files/{key}"));
    const auto& write = document["paths"]["/notes"]["post"];
    CPPUNIT_ASSERT(write["responses"].contains("201"));
    CPPUNIT_ASSERT_EQUAL(std::string{"billing:Notes"}, write["x-permission"].get<std::string>());
    for (const auto& reference : referencesIn(document))
      CPPUNIT_ASSERT_MESSAGE(reference, document.contains(Json::json_pointer(reference.substr(1))));
  }

  void dirtyHeadersHarmNobody() {
    const auto answer = site_.ask(callAs("alice", Method::Post, "/api/notes", R"({"words":"x"})",
                                         {{"user-agent", "\xFF\xFE agent"},
                                          {"cookie", ";;=; a"},
                                          {"x-forwarded-for", "nonsense, 203.0.113.7"}}));
    CPPUNIT_ASSERT_EQUAL(201, answer.status());
  }

 private:
  Received post(const std::string& body) {
    return site_.ask(callAs("alice", Method::Post, "/api/notes", body));
  }
  Received get(const std::string& target) {
    return site_.ask(callAs("alice", Method::Get, target));
  }
  static std::vector<std::string> referencesIn(const Json& value) {
    std::vector<std::string> all;
    if (value.is_object() && value.contains("$ref")) all.push_back(value["$ref"]);
    if (value.is_structured()) {
      for (const auto& member : value) {
        for (auto& reference : referencesIn(member)) all.push_back(std::move(reference));
      }
    }
    return all;
  }

  db::OnSqlite engine_;
  ApiSite site_{engine_.url()};
  Notes notes_{*site_.database, site_.ids};
};
HOSTLER_SUITE(ValidationTest, "core/http/validation");

}  // namespace hostler::http
