#include "tests/modules/webhooks/in_webhooks.h"

namespace hostler::testing {

/// Events that leave.
class WebhooksTest : public InWebhooks {
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
  CPPUNIT_TEST(deliveriesCarryStandardWebhooksHeaders);
  CPPUNIT_TEST(aRenewedSecretsPredecessorSignsForADay);
  CPPUNIT_TEST(attemptsGoOnForThreeDays);
  CPPUNIT_TEST(aReceiverThatIsGoneSwitchesItOff);
  CPPUNIT_TEST(replaysAreCountedByTheHour);
  CPPUNIT_TEST(anAccountsQueueHasAnEnd);
  CPPUNIT_TEST(whatWasDeliveredIsForgottenAfterAMonth);
  CPPUNIT_TEST(manyOldDeliveriesAreForgottenALittleAtATime);
  CPPUNIT_TEST_SUITE_END();

 public:
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

  void whatWasDeliveredIsForgottenAfterAMonth() {
    add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    happen();
    const auto copy = [this](int id, const std::string& state) {
      engine_->database().transaction([&](db::Transaction& tx) {
        tx.execute(
            "INSERT INTO webhook_deliveries (id, tenant_id, webhook_id, event_id, event_name, "
            "body, state, attempts, status, answer, took_ms, created_at) SELECT ?, tenant_id, "
            "webhook_id, event_id, event_name, body, ?, 0, 0, '', 0, ? FROM webhook_deliveries "
            "WHERE id > 100",
            id, state, engine_->clock().now());
      });
    };
    copy(7, "queued");  // that still waits is not forgotten, however old
    engine_->clock().advance(std::chrono::hours{29 * 24});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, webhooks_->prune());
    copy(8, "failed");
    engine_->clock().advance(std::chrono::hours{2 * 24});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, webhooks_->prune());
    const auto kept =
        engine_->database()
            .query("SELECT id FROM webhook_deliveries ORDER BY id")
            .map([](const db::Row& row) { return static_cast<int>(row.integer("id")); });
    CPPUNIT_ASSERT((std::vector<int>{7, 8}) == kept);
    engine_->clock().advance(std::chrono::hours{30 * 24});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, webhooks_->prune());
  }

  void manyOldDeliveriesAreForgottenALittleAtATime() {
    const auto old = static_cast<std::int64_t>(WebhooksModule::kMostPruned) + 100;
    engine_->database().transaction([&](db::Transaction& tx) {
      db::BulkInsert rows{tx,
                          "INSERT INTO webhook_deliveries (id, tenant_id, webhook_id, event_id, "
                          "event_name, body, state, attempts, status, answer, took_ms, created_at)",
                          12};
      for (std::int64_t i = 1; i <= old; ++i) {
        rows.add(i, 1, 1, i, "account.changed", "{}", i == 1 ? "queued" : "delivered", 1, 200, "",
                 5, engine_->clock().now());
      }
      rows.flush();
    });
    const auto left = [this] {
      return engine_->database()
          .query("SELECT COUNT(*) AS n FROM webhook_deliveries")
          .only()
          .integer("n");
    };
    engine_->clock().advance(std::chrono::hours{31 * 24});
    CPPUNIT_ASSERT_EQUAL(WebhooksModule::kMostPruned, webhooks_->prune());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, left());
    CPPUNIT_ASSERT_EQUAL(std::size_t{99}, webhooks_->prune());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, webhooks_->prune());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, left());
  }

  void deliveriesCarryStandardWebhooksHeaders() {
    // The example of the specification.
    CPPUNIT_ASSERT_EQUAL(
        std::string{"v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="},
        standardSignature({Secret{"whsec_plJ3nmyCDGBKInavdOK15jsl"}}, "msg_loFOjxBNrRLzqYUf",
                          Instant::ofUnixSeconds(1'731'705'121),
                          R"({"event_type":"ping","data":{"success":true}})"));
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    answer_ = 500;
    happen();
    answer_ = 200;
    engine_->clock().advance(std::chrono::minutes{5});
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, posted_.size());
    const Secret secret{made["secret"].get<std::string>()};
    for (const auto& sent : posted_) {
      const auto id = headerOf(sent, "webhook-id");
      const auto at = Instant::ofUnixSeconds(std::stoll(headerOf(sent, "webhook-timestamp")));
      CPPUNIT_ASSERT_EQUAL(Json::parse(sent.body)["id"].get<std::string>(), id);
      CPPUNIT_ASSERT_EQUAL(standardSignature({secret}, id, at, sent.body),
                           headerOf(sent, "webhook-signature"));
    }
    CPPUNIT_ASSERT(headerOf(posted_[0], "webhook-timestamp") !=
                   headerOf(posted_[1], "webhook-timestamp"));
  }

  void aRenewedSecretsPredecessorSignsForADay() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    const auto renewed = must(client_->post(path(made) + "/renew-secret"), 200);
    const Secret first{made["secret"].get<std::string>()};
    const Secret next{renewed["secret"].get<std::string>()};
    const auto signedWith = [&](const WebhookSecrets& secrets) {
      const auto& sent = posted_.back();
      const auto at = Instant::ofUnixSeconds(std::stoll(headerOf(sent, "webhook-timestamp")));
      return standardSignature(secrets, headerOf(sent, "webhook-id"), at, sent.body) ==
             headerOf(sent, "webhook-signature");
    };
    happen();
    CPPUNIT_ASSERT(signedWith({next, first}));
    engine_->clock().advance(std::chrono::hours{25});
    client_ = std::make_unique<ApiClient>(engine_->signedIn("asha@example.in"));
    change(1);
    settle();
    CPPUNIT_ASSERT(signedWith({next}));
  }

  void attemptsGoOnForThreeDays() {
    add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    answer_ = 503;
    happen();
    std::size_t before = 0;
    for (int hour = 0; hour < 66; ++hour) {
      engine_->clock().advance(std::chrono::hours{1});
      settle();
      if (hour == 47) before = posted_.size();
    }
    CPPUNIT_ASSERT_MESSAGE("still after two days", posted_.size() > before);
    CPPUNIT_ASSERT(posted_.size() <= 16);
  }

  void aReceiverThatIsGoneSwitchesItOff() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    answer_ = 410;
    happen();
    CPPUNIT_ASSERT(!client_->get(path(made))["active"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"failed"}, deliveries(made)[0]["state"].get<std::string>());
    engine_->clock().advance(std::chrono::minutes{10});
    change(1);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
  }

  void replaysAreCountedByTheHour() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    happen();
    const auto again =
        path(made) + "/deliveries/" + deliveries(made)[0]["id"].get<std::string>() + "/replay";
    for (std::size_t i = 0; i < WebhookDesk::kReplaysAnHour; ++i) must(client_->post(again), 201);
    const auto refused = client_->post(again);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 429, refused.status);
    CPPUNIT_ASSERT(!refused.header("retry-after").empty());
    // Another webhook has hours of its own.
    const auto two = add({{"url", "https://hooks.example.in/two"}, {"events", {"account.*"}}});
    change(1);
    settle();
    must(client_->post(path(two) + "/deliveries/" + deliveries(two)[0]["id"].get<std::string>() +
                       "/replay"),
         201);
    engine_->clock().advance(std::chrono::minutes{61});
    client_ = std::make_unique<ApiClient>(engine_->signedIn("asha@example.in"));
    must(client_->post(again), 201);
  }

  void anAccountsQueueHasAnEnd() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    answer_ = 500;
    happen();
    const auto first = deliveries(made)[0]["id"].get<std::string>();
    engine_->database().transaction([&](db::Transaction& tx) {
      for (std::int64_t i = 0; i < WebhookDesk::kMostQueued; ++i) {
        tx.execute(
            "INSERT INTO webhook_deliveries (id, tenant_id, webhook_id, event_id, event_name, "
            "body, state, attempts, status, answer, took_ms, created_at) SELECT ?, tenant_id, "
            "webhook_id, event_id, event_name, body, 'queued', 0, 0, '', 0, created_at FROM "
            "webhook_deliveries WHERE id = ?",
            1'000 + i, Id<WebhookDelivery>::parse(first).value());
      }
    });
    const auto full = client_->post(path(made) + "/deliveries/" + first + "/replay");
    CPPUNIT_ASSERT_EQUAL(std::string{"too_many_queued"}, full.code());
    const auto sent = posted_.size();
    change(1);
    settle();
    CPPUNIT_ASSERT_EQUAL(sent, posted_.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"failed"}, deliveries(made)[0]["state"].get<std::string>());
  }
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
