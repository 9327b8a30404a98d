// Zones as an editor in a browser meets them.
#include "tests/modules/dns/dns_shop.h"
#include "tests/support/test_engine.h"

namespace hostler {

std::span<const db::Migration> operationsMigrations();

using testing::ApiClient;
using testing::TestEngine;

class ZoneRoutesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ZoneRoutesTest);
  CPPUNIT_TEST(aZoneIsEditedWithAPreview);
  CPPUNIT_TEST(wrongRecordsAreNamedAtTheirFields);
  CPPUNIT_TEST(anEtagAndASerialGuardTheZone);
  CPPUNIT_TEST(oneSetIsWrittenAndRemoved);
  CPPUNIT_TEST(aDomainsRecordsAreChangedByItsId);
  CPPUNIT_TEST(aZoneFileComesInAndGoesOut);
  CPPUNIT_TEST(templatesAreKeptByStaffAndUsedByClients);
  CPPUNIT_TEST(historyIsReadAndRestored);
  CPPUNIT_TEST(anothersZoneIsNotThere);
  CPPUNIT_TEST(dnssecEndsOnlyOnceTheParentForgets);
  CPPUNIT_TEST(staffSeeEveryZone);
  CPPUNIT_TEST(aDenialHoldsHoweverTheZoneIsWritten);
  CPPUNIT_TEST(whatIsAllowedByNameIsAllowedByItsId);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    EngineOptions options;
    for (const auto steps : {operationsMigrations(), dnsMigrations()})
      options.migrations.insert(options.migrations.end(), steps.begin(), steps.end());
    engine_ = std::make_unique<TestEngine>(options);
    operations_ = std::make_unique<Operations>(engine_->database(), engine_->clock(),
                                               engine_->ids(), engine_->vault(), server_);
    dns_ = std::make_unique<DnsModule>(DnsModule::Parts{engine_->database(),
                                                        engine_->clock(),
                                                        engine_->ids(),
                                                        engine_->tenants(),
                                                        server_,
                                                        *operations_,
                                                        engine_->audit(),
                                                        engine_->events(),
                                                        engine_->jobs(),
                                                        {},
                                                        {},
                                                        domainNamed});
    handlers_ = std::make_unique<jobs::Handlers>(engine_->jobs());
    dns_->mount(engine_->router());
    dns_->addHandlers(*handlers_);
    asha_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
  }
  void tearDown() override {
    asha_.reset();
    handlers_.reset();
    dns_.reset();
    operations_.reset();
    engine_.reset();
  }

  void aZoneIsEditedWithAPreview() {
    auto zone = asha_->post("/dns/zones", {{"name", "Bücher.Example"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(zone.text, 201, zone.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"creating"}, zone["state"].get<std::string>());
    work();
    zone = asha_->get("/dns/zones/b%C3%BCcher.example");
    CPPUNIT_ASSERT_EQUAL(std::string{"active"}, zone["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"bücher.example"}, zone["unicode"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"xn--bcher-kva.example"}, zone["name"].get<std::string>());
    CPPUNIT_ASSERT(!zone.body.contains("provider"));

    const auto path = "/dns/zones/" + zone["id"].get<std::string>() + "/records";
    Json body{{"serial", zone["serial"]},
              {"records", {record("www", "A", "192.0.2.1"), record("@", "TXT", "hello")}},
              {"preview", true}};
    const auto shown = asha_->put(path, body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(shown.text, 200, shown.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shown["added"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"@"}, shown["added"][0]["name"].get<std::string>());
    CPPUNIT_ASSERT(server_.zones.at("xn--bcher-kva.example").records.empty());

    body.erase("preview");
    body["plan"] = shown["plan"];
    const auto published = asha_->put(path, body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(published.text, 200, published.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"publishing"}, published["state"].get<std::string>());
    CPPUNIT_ASSERT(published["job"].is_string());
    work();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, server_.zones.at("xn--bcher-kva.example").records.size());
    CPPUNIT_ASSERT_EQUAL(412, asha_->put(path, body).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_changed"}, asha_->put(path, body).code());
  }

  void wrongRecordsAreNamedAtTheirFields() {
    const auto path = made("acme.example") + "/records";
    auto answer = asha_->put(
        path, {{"serial", 0},
               {"records",
                {record("www", "CNAME", "acme.example"), record("www", "A", "not an address"),
                 record("@", "MX", "10 192.0.2.1")}}});
    CPPUNIT_ASSERT_EQUAL(422, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_an_address"}, answer.fieldCode("records[1].values[0]"));
    CPPUNIT_ASSERT_EQUAL(std::string{"points_to_address"},
                         answer.fieldCode("records[2].values[0]"));
    answer = asha_->put(
        path,
        {{"serial", 0},
         {"records", {record("www", "CNAME", "acme.example"), record("www", "A", "192.0.2.1")}}});
    CPPUNIT_ASSERT_EQUAL(std::string{"cname_beside_others"}, answer.fieldCode("records[0].type"));
    answer = asha_->put(path, {{"records", Json::array()}});
    CPPUNIT_ASSERT_EQUAL(std::string{"required"}, answer.fieldCode("serial"));
    answer = asha_->put(path, {{"serial", 0}, {"records", Json::array()}, {"recrods", 1}});
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_field"}, answer.fieldCode("recrods"));
  }

  void anEtagAndASerialGuardTheZone() {
    const auto path = made("acme.example");
    const auto tag = asha_->get(path).header("etag");
    CPPUNIT_ASSERT(!tag.empty());
    publish(path, {record("www", "A", "192.0.2.1")});
    const Json body{{"scope", "sets"}, {"records", {record("www", "A", "192.0.2.2")}}};
    CPPUNIT_ASSERT_EQUAL(412, asha_->with("if-match", tag).put(path + "/records", body).status);
    const auto fresh = asha_->get(path).header("etag");
    CPPUNIT_ASSERT_EQUAL(200, asha_->with("if-match", fresh).put(path + "/records", body).status);
  }

  void oneSetIsWrittenAndRemoved() {
    const auto path = made("acme.example");
    publish(path, {record("www", "A", "192.0.2.1"), record("www", "AAAA", "2001:db8::1"),
                   record("ftp", "A", "192.0.2.2")});
    auto answer = asha_->remove(path + "/records?name=www&type=a&preview=true");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, answer["removed"].size());
    asha_->remove(path + "/records?name=www");
    work();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asha_->get(path)["records"].size());
    answer = asha_->remove(path + "/records?name=www");
    CPPUNIT_ASSERT_EQUAL(std::string{"no_such_record"}, answer.fieldCode("name"));
  }

  void aDomainsRecordsAreChangedByItsId() {
    auto answer =
        asha_->patch("/domains/dom_mine/dns", {{"records", {record("www", "A", "192.0.2.1")}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"no_zone"}, answer["code"].get<std::string>());
    const auto path = made("acme.example");
    publish(path, {record("@", "A", "192.0.2.9"), record("ftp", "A", "192.0.2.2")});
    const Json change{{"records", {record("www", "A", "192.0.2.1")}},
                      {"remove", {{{"name", "ftp"}, {"type", "a"}}}}};
    answer = asha_->patch("/domains/dom_mine/dns", change);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    work();
    auto records = asha_->get(path)["records"];
    CPPUNIT_ASSERT_EQUAL_MESSAGE(records.dump(), std::size_t{2}, records.size());
    answer = asha_->patch("/domains/dom_mine/dns", change);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    work();
    CPPUNIT_ASSERT_EQUAL(records, asha_->get(path)["records"]);
    answer = asha_->patch("/domains/dom_mine/dns", Json::object());
    CPPUNIT_ASSERT_EQUAL(std::string{"required"}, answer.fieldCode("records"));
    answer = asha_->patch("/domains/dom_mine/dns", {{"records", {record("www", "A", "192.0.2.1")}},
                                                    {"remove", {{{"name", "www"}}}}});
    CPPUNIT_ASSERT_EQUAL(std::string{"written_too"}, answer.fieldCode("remove[0]"));
    CPPUNIT_ASSERT_EQUAL(404, asha_->patch("/domains/dom_other/dns", change).status);
    auto denied = userWith({{"dns:*"}, {"*"}}, {{"dns:*"}, {"acme.example"}});
    CPPUNIT_ASSERT_EQUAL(403, denied.patch("/domains/dom_mine/dns", change).status);
  }

  void aZoneFileComesInAndGoesOut() {
    const auto path = made("acme.example");
    const std::string text = "@ 300 IN A 192.0.2.1\n@ SOA a b 1 2 3 4 5\nwww CNAME @\n";
    auto answer = asha_->post(path + "/import", {{"text", text}, {"preview", true}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, answer["added"].size());
    CPPUNIT_ASSERT_EQUAL(2, answer["skipped"][0]["line"].get<int>());
    answer = asha_->post(path + "/import", {{"text", text}, {"plan", answer["plan"]}});
    CPPUNIT_ASSERT_EQUAL(200, answer.status);
    work();
    const auto file = asha_->get(path + "/export");
    CPPUNIT_ASSERT_EQUAL(200, file.status);
    CPPUNIT_ASSERT(file.header("content-type").starts_with("text/dns"));
    CPPUNIT_ASSERT(file.text.find("www\t3600\tIN\tCNAME\tacme.example.\n") != std::string::npos);
    const auto kept = asha_->get(path + "/export?format=json");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(kept.text, 200, kept.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"acme.example"}, kept["zone"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(asha_->get(path)["records"], kept["records"]);
    CPPUNIT_ASSERT_EQUAL(file.text, asha_->get(path + "/export?format=bind").text);
    CPPUNIT_ASSERT_EQUAL(422, asha_->get(path + "/export?format=xml").status);
    CPPUNIT_ASSERT_EQUAL(422, asha_->get(path + "/export?fromat=json").status);
    answer = asha_->post(path + "/import", {{"text", file.text}, {"scope", "zone"}, {"serial", 1}});
    CPPUNIT_ASSERT(answer["added"].empty() && answer["removed"].empty() &&
                   answer["changed"].empty());
    answer = asha_->post(path + "/import", {{"text", "www A nonsense\n"}});
    CPPUNIT_ASSERT_EQUAL(422, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_an_address"}, answer.fieldCode("text"));
    answer = asha_->post(path + "/import", {{"text", "@ CNAME other.example.\n"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"cname_at_top"}, answer.fieldCode("text"));
  }

  void templatesAreKeptByStaffAndUsedByClients() {
    auto owner = engine_->owner();
    const Json pattern{
        {"title", "Our mail"},
        {"records", {record("@", "MX", "10 mx.{domain}"), record("mx", "A", "{ip}")}}};
    CPPUNIT_ASSERT_EQUAL(200, owner.put("/admin/dns/templates/our-mail", pattern).status);
    CPPUNIT_ASSERT_EQUAL(422,
                         owner
                             .put("/admin/dns/templates/bad",
                                  {{"title", "Bad"}, {"records", {record("@", "A", "nothing")}}})
                             .status);
    CPPUNIT_ASSERT_EQUAL(403, asha_->put("/admin/dns/templates/our-mail", pattern).status);

    const auto path = made("acme.example");
    auto answer = asha_->post(path + "/template", {{"template", "our-mail"}, {"preview", true}});
    CPPUNIT_ASSERT_EQUAL(std::string{"required"}, answer.fieldCode("values.ip"));
    const Json body{{"template", "our-mail"}, {"values", {{"ip", "192.0.2.4"}}}};
    CPPUNIT_ASSERT_EQUAL(200, asha_->post(path + "/template", body).status);
    work();
    CPPUNIT_ASSERT_EQUAL(std::string{"10 mx.acme.example"},
                         server_.valuesOf("acme.example", "acme.example", "MX"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, asha_->get("/dns/templates")["data"].size());
    CPPUNIT_ASSERT_EQUAL(204, owner.remove("/admin/dns/templates/our-mail").status);
    CPPUNIT_ASSERT_EQUAL(404, owner.remove("/admin/dns/templates/our-mail").status);
  }

  void historyIsReadAndRestored() {
    const auto path = made("acme.example");
    publish(path, {record("www", "A", "192.0.2.1")});
    publish(path, {record("www", "A", "192.0.2.2")});
    const auto list = asha_->get(path + "/versions?limit=1");
    CPPUNIT_ASSERT_EQUAL(2, list["data"][0]["serial"].get<int>());
    const auto next =
        asha_->get(path + "/versions?limit=1&cursor=" + list["next_cursor"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(1, next["data"][0]["serial"].get<int>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"192.0.2.1"},
        asha_->get(path + "/versions/1")["records"][0]["values"][0].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(404, asha_->get(path + "/versions/9").status);
    const auto shown = asha_->post(path + "/versions/1/restore", {{"preview", true}});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown["changed"].size());
    CPPUNIT_ASSERT_EQUAL(200, asha_->post(path + "/versions/1/restore", {{"serial", 2}}).status);
    work();
    CPPUNIT_ASSERT_EQUAL(3, asha_->get(path)["serial"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"},
                         server_.valuesOf("acme.example", "www.acme.example", "A"));
  }

  void anothersZoneIsNotThere() {
    const auto path = made("acme.example");
    auto ravi = engine_->signedUpClient("ravi@example.in");
    CPPUNIT_ASSERT_EQUAL(404, ravi.get(path).status);
    CPPUNIT_ASSERT_EQUAL(404, ravi.get(path + "/export").status);
    CPPUNIT_ASSERT_EQUAL(404, ravi.get(path + "/versions").status);
    CPPUNIT_ASSERT_EQUAL(404, ravi.remove(path).status);
    CPPUNIT_ASSERT_EQUAL(
        404, ravi.put(path + "/records", {{"serial", 0}, {"records", Json::array()}}).status);
    CPPUNIT_ASSERT_EQUAL(404, ravi.post(path + "/dnssec").status);
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_taken"},
                         ravi.post("/dns/zones", {{"name", "login.acme.example"}}).code());
    CPPUNIT_ASSERT(ravi.get("/dns/zones")["data"].empty());
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get("/dns/zones").status);
  }

  void dnssecEndsOnlyOnceTheParentForgets() {
    const auto path = made("acme.example");
    CPPUNIT_ASSERT_EQUAL(200, asha_->post(path + "/dnssec").status);
    work();
    const auto zone = asha_->get(path);
    CPPUNIT_ASSERT_EQUAL(std::string{"on"}, zone["dnssec"]["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(33085, zone["dnssec"]["signers"][0]["key_tag"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"required"},
                         asha_->remove(path + "/dnssec").fieldCode("ds_removed"));
    const auto ending = asha_->remove(path + "/dnssec?ds_removed=true");
    CPPUNIT_ASSERT_EQUAL(std::string{"ending"}, ending["dnssec"]["state"].get<std::string>());
    CPPUNIT_ASSERT(ending["dnssec"]["ends_at"].is_string());
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_signed"}, asha_->remove(path).code());
  }

  void staffSeeEveryZone() {
    made("acme.example");
    auto owner = engine_->owner();
    const auto list = owner.get("/admin/dns/zones");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(list.text, std::string{"ns"},
                                 list["data"][0]["provider"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(200, owner.get("/admin/dns/zones/acme.example").status);
    CPPUNIT_ASSERT_EQUAL(202, owner.remove("/admin/dns/zones/acme.example").status);
    work();
    CPPUNIT_ASSERT(server_.zones.empty());
    CPPUNIT_ASSERT_EQUAL(404, owner.get("/admin/dns/zones/acme.example").status);
  }

  void aDenialHoldsHoweverTheZoneIsWritten() {
    const auto path = made("acme.example");
    const auto id = asha_->get(path)["id"].get<std::string>();
    made("other.example");
    publish(path, {record("www", "A", "192.0.2.1")});
    for (const auto& denied : {std::string{"acme.example"}, id}) {
      auto vikram = userWith({{"dns:*"}, {"*"}}, {{"dns:*"}, {denied}});
      for (const auto& name : {std::string{"acme.example"}, std::string{"ACME.Example"}, id}) {
        const auto at = "/dns/zones/" + name;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 403, vikram.get(at).status);
        CPPUNIT_ASSERT_EQUAL(403, vikram.get(at + "/export").status);
        CPPUNIT_ASSERT_EQUAL(403, vikram.get(at + "/versions/1").status);
        CPPUNIT_ASSERT_EQUAL(403, vikram.post(at + "/versions/1/restore", Json::object()).status);
        CPPUNIT_ASSERT_EQUAL(403, vikram.remove(at).status);
      }
      const auto list = vikram.get("/dns/zones");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(list.text, std::size_t{1}, list["data"].size());
      CPPUNIT_ASSERT_EQUAL(200, vikram.get("/dns/zones/other.example").status);
    }
  }

  void whatIsAllowedByNameIsAllowedByItsId() {
    const auto id = asha_->get(made("acme.example"))["id"].get<std::string>();
    made("other.example");
    auto vikram = userWith({{"dns:ReadZones"}, {"acme.example"}}, {});
    for (const auto& name : {std::string{"Acme.Example"}, id})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 200, vikram.get("/dns/zones/" + name).status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/dns/zones/other.example").status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.remove("/dns/zones/" + id).status);
  }

 private:
  static std::optional<std::string> domainNamed(db::Reader&, const Scope&, const std::string& id) {
    return id == "dom_mine" ? std::optional<std::string>{"acme.example"} : std::nullopt;
  }
  struct Statement {
    std::vector<std::string> actions, resources;
  };
  // Another user of the account, who may the one and not the other.
  ApiClient userWith(const Statement& may, const Statement& mayNot) {
    const auto name = "user" + std::to_string(++users_);
    Json policies = Json::array();
    const auto add = [&](const char* effect, const Statement& statement) {
      if (statement.actions.empty()) return;
      const auto made = asha_->post("/account/policies", {{"name", name + effect},
                                                          {"effect", effect},
                                                          {"actions", statement.actions},
                                                          {"resources", statement.resources}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
      policies.push_back(made["id"]);
    };
    add("allow", may);
    add("deny", mayNot);
    const auto user = asha_->post("/account/users", {{"username", name},
                                                     {"email", name + "@example.in"},
                                                     {"password", TestEngine::kPassword},
                                                     {"policies", policies}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(user.text, 201, user.status);
    auto client = engine_->stranger();
    const auto answer = client.post("/auth/login", {{"account", asha_->get("/account")["number"]},
                                                    {"username", name},
                                                    {"password", TestEngine::kPassword}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    client.useBearer(answer["access_token"]);
    return client;
  }
  using EngineOptions = testing::EngineOptions;

  static Json record(const std::string& name, const std::string& type, const std::string& value) {
    return {{"name", name}, {"type", type}, {"ttl", 300}, {"values", Json::array({value})}};
  }
  std::string made(const std::string& name) {
    const auto answer = asha_->post("/dns/zones", {{"name", name}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    work();
    return "/dns/zones/" + name;
  }
  void publish(const std::string& path, const std::vector<Json>& records) {
    const auto serial = asha_->get(path)["serial"];
    const auto answer = asha_->put(path + "/records", {{"serial", serial}, {"records", records}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    work();
  }
  void work() {
    jobs::Claims claims{engine_->database(), engine_->clock(), 7, *handlers_, nullptr};
    while (true) {
      const auto due = claims.due();
      if (due.lanes.empty()) return;
      for (const auto& lane : due.lanes) {
        for (const auto& job : claims.claim(lane, 1)) {
          const auto& handler = *handlers_->find(job.kind);
          jobs::Context context{engine_->database(), engine_->clock(), job, 7};
          const auto result = handler.run(context);
          if (result.kind() != jobs::Result::Kind::Recorded) claims.record(job, handler, result);
        }
      }
    }
  }

  testing::BookedNameServer server_;
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<Operations> operations_;
  std::unique_ptr<DnsModule> dns_;
  std::unique_ptr<jobs::Handlers> handlers_;
  std::unique_ptr<ApiClient> asha_;
  int users_ = 0;
};
HOSTLER_SUITE(ZoneRoutesTest, "modules/dns/zone_routes");

}  // namespace hostler
