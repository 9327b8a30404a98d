#include "tests/modules/webhooks/in_webhooks.h"

namespace hostler::testing {

// A webhook carries out what its maker could read, and nothing else.
class WebhookRightsTest : public InWebhooks {
  CPPUNIT_TEST_SUITE(WebhookRightsTest);
  CPPUNIT_TEST(onlyWhatOneMayReadIsSentSomewhere);
  CPPUNIT_TEST(anothersWebhookIsNotLedAwayEither);
  CPPUNIT_TEST(bodiesAreShownToWhoMayReadThem);
  CPPUNIT_TEST(whereItLeadsTakesAFreshFactor);
  CPPUNIT_TEST(aKeyLeadsNothingAnywhere);
  CPPUNIT_TEST(itEndsWithWhoMadeIt);
  CPPUNIT_TEST(wordsForStaffStayHere);
  CPPUNIT_TEST(aZoneThatIsDeniedByItsNameIsNotSentAnywhere);
  CPPUNIT_TEST(aWebhookThatIsDeniedIsNotListed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyWhatOneMayReadIsSentSomewhere() {
    user("vikram", {"accounts:ManageWebhooks", "accounts:ReadWebhooks", "accounts:ReadAccount"});
    auto vikram = signedIn("vikram");
    for (const auto* events : {"*", "user.*", "api_key.created"}) {
      const auto answer = vikram.post(
          "/account/webhooks", {{"url", "https://hooks.example.in/in"}, {"events", {events}}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(events, 403, answer.status);
    }
    const auto made = must(vikram.post("/account/webhooks", {{"url", "https://hooks.example.in/in"},
                                                             {"events", {"account.*"}}}),
                           201);
    CPPUNIT_ASSERT_EQUAL(403, vikram.patch(path(made), {{"events", {"user.*"}}}).status);
    CPPUNIT_ASSERT_EQUAL(200, vikram.patch(path(made), {{"description", "Mine"}}).status);
  }

  void anothersWebhookIsNotLedAwayEither() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"*"}}});
    user("vikram", {"accounts:ManageWebhooks", "accounts:ReadWebhooks"});
    auto vikram = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(403, vikram.patch(path(made), {{"url", "https://evil.example/"}}).status);
    must(client_->patch(path(made), {{"active", false}}), 200);
    CPPUNIT_ASSERT_EQUAL(403, vikram.patch(path(made), {{"active", true}}).status);
  }

  void bodiesAreShownToWhoMayReadThem() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    happen();
    user("vikram", {"accounts:ReadWebhooks"});
    auto vikram = signedIn("vikram");
    const auto seen = must(vikram.get(path(made) + "/deliveries"), 200)["data"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"account.changed"}, seen["event"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{}, seen["body"].get<std::string>());
    CPPUNIT_ASSERT(!deliveries(made)[0]["body"].get<std::string>().empty());
  }

  void whereItLeadsTakesAFreshFactor() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    engine_->clock().advance(std::chrono::minutes{16});
    client_->withoutBearer();
    const auto renewed =
        must(client_->fromOwnPage().post("/auth/refresh-token", Json::object()), 200);
    client_->useBearer(renewed["access_token"]);
    const auto stale = [&](const ApiAnswer& answer) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, std::string{"step_up_required"}, answer.code());
    };
    stale(client_->post("/account/webhooks",
                        {{"url", "https://two.example.in/"}, {"events", {"account.*"}}}));
    stale(client_->patch(path(made), {{"url", "https://two.example.in/"}}));
    stale(client_->patch(path(made), {{"events", {"user.*"}}}));
    stale(client_->post(path(made) + "/renew-secret"));
    must(client_->patch(path(made), {{"description", "x"}, {"url", made["url"]}}), 200);
    must(client_->patch(path(made), {{"active", false}}), 200);
  }

  void aKeyLeadsNothingAnywhere() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    const auto key = must(client_->post("/account/api-keys", {{"name", "deploy"},
                                                              {"scopes", {"*", "fresh-factor"}},
                                                              {"ip_allow", {"203.0.113.7"}}}),
                          201);
    auto program = engine_->stranger();
    program.useBearer(key["secret"]).cameFrom("203.0.113.7");
    for (const auto& answer :
         {program.post("/account/webhooks",
                       {{"url", "https://two.example.in/"}, {"events", {"account.*"}}}),
          program.patch(path(made), {{"url", "https://two.example.in/"}})}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 403, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, answer.code());
    }
    must(program.patch(path(made), {{"description", "Ours"}}), 200);
  }

  void itEndsWithWhoMadeIt() {
    const auto own = add({{"url", "https://hooks.example.in/own"}, {"events", {"account.*"}}});
    const auto id = user("vikram", {"accounts:*"});
    auto vikram = signedIn("vikram");
    const auto made = must(vikram.post("/account/webhooks", {{"url", "https://hooks.example.in/in"},
                                                             {"events", {"account.*"}}}),
                           201);
    CPPUNIT_ASSERT_EQUAL(204, client_->remove("/account/users/" + id).status);
    CPPUNIT_ASSERT(!client_->get(path(made))["active"].get<bool>());
    CPPUNIT_ASSERT(client_->get(path(own))["active"].get<bool>());
    // Somebody else may stand for it.
    CPPUNIT_ASSERT(client_->patch(path(made), {{"active", true}})["active"].get<bool>());
  }

  void wordsForStaffStayHere() {
    engine_->events().declare<Parked>("A job was parked.", {"reason"});
    add({{"url", "https://hooks.example.in/in"}, {"events", {"account.parked"}}});
    const auto account = Id<Account>::parse(client_->get("/account")["id"].get<std::string>());
    engine_->database().transaction([&](db::Transaction& tx) {
      const auto scope = Scope::ofAccount(kPlatform, account.value());
      engine_->events().publish(tx, Actor::system(kPlatform, "test"), scope,
                                Parked{"create", "root@whm7.internal: token refused"});
    });
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
    CPPUNIT_ASSERT_EQUAL(Json({{"step", "create"}}), Json::parse(posted_[0].body)["data"]);
  }

  void aWebhookThatIsDeniedIsNotListed() {
    const auto one = add({{"url", "https://hooks.example.in/one"}, {"events", {"account.*"}}});
    const auto two = add({{"url", "https://hooks.example.in/two"}, {"events", {"account.*"}}});
    user("vikram", {"*"}, {one["id"].get<std::string>()});
    auto vikram = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(403, vikram.get(path(one)).status);
    const auto listed = must(vikram.get("/account/webhooks"), 200)["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, listed.size());
    CPPUNIT_ASSERT_EQUAL(two["id"], listed[0]["id"]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, client_->get("/account/webhooks")["data"].size());
  }

  void aZoneThatIsDeniedByItsNameIsNotSentAnywhere() {
    engine_->events().declare<Published>("A zone was published.");
    user("vikram", {"*"}, {"payroll.example"});
    auto vikram = signedIn("vikram");
    const auto made = must(vikram.post("/account/webhooks", {{"url", "https://hooks.example.in/in"},
                                                             {"events", {"dns.*"}}}),
                           201);
    const auto account = Id<Account>::parse(client_->get("/account")["id"].get<std::string>());
    engine_->database().transaction([&](db::Transaction& tx) {
      for (const auto* name : {"payroll.example", "shop.example"}) {
        engine_->events().publish(tx, Actor::system(kPlatform, "test"),
                                  Scope::ofAccount(kPlatform, account.value()),
                                  Published{"zon_1", name});
      }
    });
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"shop.example"},
                         Json::parse(posted_[0].body)["data"]["name"].get<std::string>());
  }

 private:
  struct Published {
    static constexpr std::string_view kName = "dns.published";
    std::string zone, name;
    static void describe(Shape<Published>& shape) {
      shape.field("zone", &Published::zone);
      shape.field("name", &Published::name);
    }
  };
  struct Parked {
    static constexpr std::string_view kName = "account.parked";
    std::string step, reason;
    static void describe(Shape<Parked>& shape) {
      shape.field("step", &Parked::step);
      shape.field("reason", &Parked::reason);
    }
  };

  // Another user of the first account, who may do just this, and nothing to these.
  std::string user(const std::string& name, const std::vector<std::string>& actions,
                   const std::vector<std::string>& denied = {}) {
    Json policies = Json::array();
    policies.push_back(
        must(client_->post("/account/policies", {{"name", "For " + name}, {"actions", actions}}),
             201)["id"]);
    if (!denied.empty()) {
      policies.push_back(must(client_->post("/account/policies", {{"name", "Not for " + name},
                                                                  {"effect", "deny"},
                                                                  {"actions", {"*"}},
                                                                  {"resources", denied}}),
                              201)["id"]);
    }
    return must(client_->post("/account/users", {{"username", name},
                                                 {"email", name + "@example.in"},
                                                 {"password", TestEngine::kPassword},
                                                 {"policies", policies}}),
                201)["id"];
  }
  ApiClient signedIn(const std::string& name) {
    auto client = engine_->stranger();
    const auto answer = client.post("/auth/login", {{"account", client_->get("/account")["number"]},
                                                    {"username", name},
                                                    {"password", TestEngine::kPassword}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    client.useBearer(answer["access_token"]);
    return client;
  }
};
HOSTLER_SUITE(WebhookRightsTest, "modules/webhooks/webhook_rights");

}  // namespace hostler::testing
