#include "tests/modules/services/panel.h"

namespace hostler {

using testing::Panel;

// How servers are, and what follows from it.
class ServerHealthTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(ServerHealthTest);
  CPPUNIT_TEST(aRefusalFailsAtOnceAndSilenceTheSecondTime);
  CPPUNIT_TEST(loadLatencyAndLimitsAreJudged);
  CPPUNIT_TEST(aServerThatFailsIsAnnouncedOnceAndRecoversByItself);
  CPPUNIT_TEST(anUnhealthyServerTakesNoNewAccounts);
  CPPUNIT_TEST(eachServerIsCheckedOnceInAWhile);
  CPPUNIT_TEST(whoAsksSeesTheHistory);
  CPPUNIT_TEST_SUITE_END();

 public:
  void opened() override {
    panel_ = std::make_unique<Panel>(*shop_);
    server_ = panel_->server(10);
    answers(Outcome::Succeeded, "");
  }

  void aRefusalFailsAtOnceAndSilenceTheSecondTime() {
    CPPUNIT_ASSERT(judged(Outcome::NeedsAttention, 0) == ServerState::Failing);
    CPPUNIT_ASSERT(judged(Outcome::Permanent, 0) == ServerState::Failing);
    CPPUNIT_ASSERT(judged(Outcome::Retryable, 0) == ServerState::Degraded);
    CPPUNIT_ASSERT(judged(Outcome::Retryable, 1) == ServerState::Failing);
    CPPUNIT_ASSERT(judged(Outcome::Unknown, 5) == ServerState::Failing);
    CPPUNIT_ASSERT(judged(Outcome::Succeeded, 5) == ServerState::Healthy);
  }

  void loadLatencyAndLimitsAreJudged() {
    ServerLook look{{Outcome::Succeeded, Json::object()}, std::chrono::milliseconds{100}, nullptr};
    look.capacity = {{"load_5", "0.42"}, {"accounts", 9}, {"account_limit", 10}};
    CPPUNIT_ASSERT(judge(look, 0).state == ServerState::Healthy);
    look.capacity["load_5"] = "25.1";
    CPPUNIT_ASSERT(judge(look, 0).state == ServerState::Degraded);
    look.capacity["load_5"] = "nonsense";
    look.capacity["accounts"] = 10;
    const auto full = judge(look, 0);
    CPPUNIT_ASSERT(full.state == ServerState::Failing);
    CPPUNIT_ASSERT_EQUAL(std::string{"account_limit"}, full.reasons.at(0).code);
    look.capacity = nullptr;
    look.latency = std::chrono::seconds{9};
    CPPUNIT_ASSERT_EQUAL(std::string{"slow"}, judge(look, 0).reasons.at(0).code);
  }

  void aServerThatFailsIsAnnouncedOnceAndRecoversByItself() {
    check();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, events("server.failing"));
    answers(Outcome::NeedsAttention, "access_denied");
    check(), check();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, events("server.failing"));
    CPPUNIT_ASSERT(health().state == ServerState::Failing);
    CPPUNIT_ASSERT_EQUAL(2, health().failures);
    CPPUNIT_ASSERT_EQUAL(std::string{"access_denied"}, health().reasons.at(0).code);
    answers(Outcome::Succeeded, "");
    check();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, events("server.recovered"));
    CPPUNIT_ASSERT(health().state == ServerState::Healthy);
    CPPUNIT_ASSERT_EQUAL(0, health().failures);
  }

  void anUnhealthyServerTakesNoNewAccounts() {
    answers(Outcome::NeedsAttention, "bad_certificate");
    check();
    const auto service = paid();
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT(panel_->accounts.empty());

    answers(Outcome::Succeeded, "");
    check();
    shop_->services.actions().provision(shop_->staff(), service, {});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service).status == ServiceStatus::Active);
  }

  void eachServerIsCheckedOnceInAWhile() {
    shop_->services.watch().enqueueDue();
    shop_->services.watch().enqueueDue();
    CPPUNIT_ASSERT_EQUAL(1, shop_->doJobs());
    shop_->services.watch().enqueueDue();
    CPPUNIT_ASSERT_EQUAL(0, shop_->doJobs());
    shop_->clock.advance(ServerWatch::kEvery + std::chrono::seconds{1});
    shop_->services.watch().enqueueDue();
    CPPUNIT_ASSERT_EQUAL(1, shop_->doJobs());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT COUNT(*) AS n FROM server_checks"));
    shop_->clock.advance(std::chrono::hours{24 * 31});
    shop_->services.watch().enqueueDue();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM server_checks"));
  }

  void whoAsksSeesTheHistory() {
    check();
    answers(Outcome::NeedsAttention, "access_denied");
    const auto told = shop_->services.watch().look(shop_->staff(), server_);
    CPPUNIT_ASSERT_EQUAL(false, told["answers"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"failing"}, told["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, told["history"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"failing"}, told["history"][0]["state"].get<std::string>());
    CPPUNIT_ASSERT_THROW(shop_->services.watch().look(shop_->staff(), shop_->ids.next<Server>()),
                         NotFound);
  }

 private:
  static ServerState judged(Outcome outcome, int failuresBefore) {
    ServerLook look;
    look.connection.outcome = outcome;
    look.connection.code = "told";
    return judge(look, failuresBefore).state;
  }
  void answers(Outcome outcome, const std::string& code) {
    shop_->providers.on("provisioner/1.test_connection", [=](const ProviderRequest&) {
      return outcome == Outcome::Succeeded ? ProviderAnswer{outcome, {{"version", "1"}}}
                                           : ProviderAnswer::failed(outcome, code, "no");
    });
  }
  void check() {
    shop_->clock.advance(ServerWatch::kEvery + std::chrono::seconds{1});
    shop_->services.watch().enqueueDue();
    shop_->doJobs();
  }
  ServerHealth health() {
    return shop_->database
        ->read([&](db::Reader& reader) { return server_health::find(reader, server_); })
        .value();
  }
  std::int64_t events(const std::string& name) {
    return shop_->count("SELECT COUNT(*) AS n FROM events WHERE name = '" + name + "'");
  }
  Id<Service> paid() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    const auto done = shop_->buy(client);
    shop_->pay(done.invoice, "pay_" + done.order.id.text());
    return done.order.items.at(0).service;
  }

  std::unique_ptr<Panel> panel_;
  Id<Server> server_;
};
HOSTLER_SUITE(ServerHealthTest, "modules/services/server_health");

}  // namespace hostler
