#include "core/jobs/workers.h"
#include "core/nodes/node_registry.h"
#include "core/secrets/digest.h"
#include "modules/accounts/accounts_events.h"
#include "modules/webhooks/webhooks_module.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

EngineOptions withWebhooks(std::optional<db::DatabaseUrl> database) {
  EngineOptions options;
  const auto some = webhooksMigrations();
  options.migrations.assign(some.begin(), some.end());
  options.database = std::move(database);
  return options;
}

std::string headerOf(const PostRequest& request, const std::string& name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return "";
}

}  // namespace

/// Events that leave. What is posted is kept here instead of sent.
class WebhooksTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WebhooksTest);
  CPPUNIT_TEST(anEventIsDeliveredAndSigned);
  CPPUNIT_TEST(onlyWhatIsWantedIsSent);
  CPPUNIT_TEST(aServerThatFailsIsAskedAgain);
  CPPUNIT_TEST(whatTakesNothingForLongIsSwitchedOff);
  CPPUNIT_TEST(aDeliveryIsReplayed);
  CPPUNIT_TEST(theSecretIsShownOnce);
  CPPUNIT_TEST(addressesThatAreNotPublicAreRefused);
  CPPUNIT_TEST(anotherAccountsWebhookIsNotThere);
  CPPUNIT_TEST(theShopHearsOfAllItsClients);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>(withWebhooks(database()));
    auto& e = *engine_;
    nodes_ = std::make_unique<NodeRegistry>(e.database(), e.clock());
    webhooks_ = std::make_unique<WebhooksModule>(
        WebhookDesk::Parts{e.database(), e.clock(), e.ids(), e.random(), e.vault(), e.audit(),
                           e.events(), e.jobs()},
        [this](const PostRequest& request) {
          const std::lock_guard lock{mutex_};
          posted_.push_back(request);
          PostOutcome outcome;
          outcome.status = answer_;
          outcome.response = "seen";
          return outcome;
        });
    webhooks_->mount(e.router());
    handlers_ = std::make_unique<jobs::Handlers>(e.jobs());
    webhooks_->addHandlers(*handlers_);
    client_ = std::make_unique<ApiClient>(e.signedUpClient("asha@example.in"));
    other_ =
        std::make_unique<ApiClient>(e.signedUpClient("ravi@example.in", {{"pan", "AAAPL1234C"}}));
    e.events().dispatch(e.database());
    workers_ =
        std::make_unique<jobs::Workers>(e.database(), e.clock(), *nodes_, e.jobs(), *handlers_);
    workers_->start();
  }
  void tearDown() override {
    workers_.reset();
    client_.reset();
    other_.reset();
    handlers_.reset();
    webhooks_.reset();
    nodes_.reset();
    engine_.reset();
  }

  void anEventIsDeliveredAndSigned() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
    const auto& sent = posted_[0];
    CPPUNIT_ASSERT_EQUAL(std::string{"https://hooks.example.in/in"}, sent.url);
    const auto body = Json::parse(sent.body);
    CPPUNIT_ASSERT_EQUAL(std::string{"account.changed"}, body["type"].get<std::string>());
    const auto signature = headerOf(sent, "Hostler-Signature");
    const auto time = signature.substr(2, signature.find(',') - 2);
    CPPUNIT_ASSERT_EQUAL(
        "t=" + time +
            ",v1=" + hex(hmacSha256(made["secret"].get<std::string>(), time + "." + sent.body)),
        signature);
    const auto delivery = deliveries(made)[0];
    CPPUNIT_ASSERT_EQUAL(std::string{"delivered"}, delivery["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(200, delivery["status"].get<int>());
    CPPUNIT_ASSERT_EQUAL(headerOf(sent, "Hostler-Delivery"), delivery["id"].get<std::string>());
  }

  void onlyWhatIsWantedIsSent() {
    add({{"url", "https://hooks.example.in/in"}, {"events", {"user.signed_in"}}});
    const auto off = add({{"url", "https://hooks.example.in/off"}, {"events", {"*"}}});
    must(client_->patch(path(off), {{"active", false}}), 200);
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, posted_.size());
    CPPUNIT_ASSERT_EQUAL(200, other_->patch("/account", {{"company", "Theirs"}}).status);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, posted_.size());
  }

  void aServerThatFailsIsAskedAgain() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    answer_ = 500;
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"queued"}, deliveries(made)[0]["state"].get<std::string>());
    answer_ = 204;
    engine_->clock().advance(std::chrono::hours{1});
    settle();
    client_ = std::make_unique<ApiClient>(engine_->signedIn("asha@example.in"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, posted_.size());
    CPPUNIT_ASSERT_EQUAL(posted_[0].body, posted_[1].body);
    CPPUNIT_ASSERT_EQUAL(2, deliveries(made)[0]["attempts"].get<int>());
  }

  void whatTakesNothingForLongIsSwitchedOff() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    answer_ = 500;
    for (int i = 0; i < WebhookDelivering::kMostFailures; ++i) change(i);
    settle();
    for (int i = 0; i < 2 * WebhookDelivering::kMaxAttempts; ++i) {
      engine_->clock().advance(std::chrono::hours{7});
      settle();
    }
    client_ = std::make_unique<ApiClient>(engine_->signedIn("asha@example.in"));
    const auto webhook = client_->get(path(made));
    CPPUNIT_ASSERT(!webhook["active"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"failed"}, deliveries(made)[0]["state"].get<std::string>());
    must(client_->patch(path(made), {{"active", true}}), 200);
    CPPUNIT_ASSERT_EQUAL(0, client_->get(path(made))["failures"].get<int>());
  }

  void aDeliveryIsReplayed() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    happen();
    const auto first = deliveries(made)[0]["id"].get<std::string>();
    const auto again = client_->post(path(made) + "/deliveries/" + first + "/replay");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(again.text, 201, again.status);
    CPPUNIT_ASSERT_EQUAL(first, again["replay_of"].get<std::string>());
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, posted_.size());
    CPPUNIT_ASSERT_EQUAL(posted_[0].body, posted_[1].body);
    const auto two = add({{"url", "https://hooks.example.in/two"}, {"events", {"account.*"}}});
    CPPUNIT_ASSERT_EQUAL(404, client_->post(path(two) + "/deliveries/" + first + "/replay").status);
    CPPUNIT_ASSERT_EQUAL(404, other_->post(path(made) + "/deliveries/" + first + "/replay").status);
  }

  void theSecretIsShownOnce() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    CPPUNIT_ASSERT(made["secret"].get<std::string>().starts_with("whsec_"));
    CPPUNIT_ASSERT(!client_->get(path(made)).body.contains("secret"));
    CPPUNIT_ASSERT(client_->get("/account/webhooks").text.find("whsec_") == std::string::npos);
    const auto next = must(client_->post(path(made) + "/renew-secret"), 200)["secret"];
    CPPUNIT_ASSERT(next != made["secret"]);
    happen();
    const auto signature = headerOf(posted_[0], "Hostler-Signature");
    const auto time = signature.substr(2, signature.find(',') - 2);
    CPPUNIT_ASSERT(signature.ends_with(
        hex(hmacSha256(next.get<std::string>(), time + "." + posted_[0].body))));
  }

  void addressesThatAreNotPublicAreRefused() {
    for (const auto* url : {"http://hooks.example.in/", "https://127.0.0.1/", "https://localhost/",
                            "https://10.0.0.8/", "https://169.254.169.254/latest", "https://[::1]/",
                            "https://intranet/", "https://u:p@example.in/"}) {
      const auto answer = client_->post("/account/webhooks", {{"url", url}, {"events", {"*"}}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(url, 422, answer.status);
    }
    CPPUNIT_ASSERT_EQUAL(422, client_
                                  ->post("/account/webhooks",
                                         {{"url", "https://a.example.in"}, {"events", {"no.such"}}})
                                  .status);
    CPPUNIT_ASSERT_EQUAL(
        422, client_->post("/account/webhooks", {{"url", "https://a.example.in"}}).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, client_->get("/account/webhooks")["data"].size());
  }

  void anotherAccountsWebhookIsNotThere() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"*"}}});
    CPPUNIT_ASSERT_EQUAL(404, other_->get(path(made)).status);
    CPPUNIT_ASSERT_EQUAL(404, other_->patch(path(made), {{"active", false}}).status);
    CPPUNIT_ASSERT_EQUAL(404, other_->remove(path(made)).status);
    CPPUNIT_ASSERT_EQUAL(404, other_->get(path(made) + "/deliveries").status);
    CPPUNIT_ASSERT_EQUAL(404, other_->post(path(made) + "/renew-secret").status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get(path(made)).status);
    CPPUNIT_ASSERT_EQUAL(204, client_->remove(path(made)).status);
  }

  void theShopHearsOfAllItsClients() {
    auto owner = engine_->owner();
    must(owner.post("/admin/webhooks",
                    {{"url", "https://shop.example.in/in"}, {"events", {"account.changed"}}}),
         201);
    settle();
    posted_.clear();
    happen();
    CPPUNIT_ASSERT_EQUAL(200, other_->patch("/account", {{"company", "Theirs"}}).status);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, posted_.size());
    const auto out = owner.get("/admin/webhooks/out")["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, out.size());
    must(owner.post("/admin/webhooks/out/" + out[0]["id"].get<std::string>() + "/replay"), 201);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, posted_.size());
    CPPUNIT_ASSERT_EQUAL(403, client_->get("/admin/webhooks/out").status);
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }
  Json must(const ApiAnswer& answer, int status) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
    return answer.body;
  }
  Json add(const Json& body) { return must(client_->post("/account/webhooks", body), 201); }
  static std::string path(const Json& webhook) {
    return "/account/webhooks/" + webhook["id"].get<std::string>();
  }
  Json deliveries(const Json& webhook) {
    return must(client_->get(path(webhook) + "/deliveries"), 200)["data"];
  }
  void change(int number) {
    CPPUNIT_ASSERT_EQUAL(
        200, client_->patch("/account", {{"company", "Number " + std::to_string(number)}}).status);
  }
  void happen() {
    change(0);
    settle();
  }
  void settle() {
    engine_->events().dispatch(engine_->database());
    workers_->wake();
    CPPUNIT_ASSERT(workers_->settle(std::chrono::steady_clock::now() + std::chrono::seconds{20}));
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<NodeRegistry> nodes_;
  std::unique_ptr<WebhooksModule> webhooks_;
  std::unique_ptr<jobs::Handlers> handlers_;
  std::unique_ptr<jobs::Workers> workers_;
  std::unique_ptr<ApiClient> client_, other_;
  std::mutex mutex_;
  std::vector<PostRequest> posted_;
  std::atomic<int> answer_{200};
};
HOSTLER_SUITE(WebhooksTest, "modules/webhooks/webhooks");

class WebhooksOnMariaDbTest : public WebhooksTest {
  CPPUNIT_TEST_SUB_SUITE(WebhooksOnMariaDbTest, WebhooksTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(WebhooksOnMariaDbTest, "modules/webhooks/webhooks");

}  // namespace hostler::testing
