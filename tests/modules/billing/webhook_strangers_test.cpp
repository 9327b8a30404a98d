#include "modules/billing/webhook_route.h"
#include "tests/modules/billing/till.h"
#include "tests/support/test_engine.h"

#include <future>
#include <memory>

namespace hostler {

using namespace testing;

// To check a signature costs a call of the plugin. Whoever keeps sending forged deliveries is not
// checked any more, and nobody else notices.
class WebhookStrangersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WebhookStrangersTest);
  CPPUNIT_TEST(forgedDeliveriesStopCostingCalls);
  CPPUNIT_TEST(othersAreStillChecked);
  CPPUNIT_TEST(genuineDeliveriesAreNotCounted);
  CPPUNIT_TEST(aDeliveryThatComesAgainAsItWasIsNotCheckedAgain);
  CPPUNIT_TEST(aCopyThatComesWhileTheFirstIsCheckedIsRefusedWithIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    route_.mount(engine_.router());
    till_.gateway.on("gateway/1.webhook", [this](const ProviderRequest&) {
      if (!genuine_)
        return ProviderAnswer::failed(Outcome::Permanent, "signature_invalid", "not ours");
      return ProviderAnswer{Outcome::Succeeded,
                            {{"event_id", "evt_" + std::to_string(++events_)},
                             {"provider_type", "ping"},
                             {"events", Json::array()}}};
    });
  }

  void forgedDeliveriesStopCostingCalls() {
    auto stranger = engine_.stranger();
    for (int i = 0; i < 3; ++i) CPPUNIT_ASSERT_EQUAL(400, deliver(stranger));
    for (int i = 0; i < 5; ++i) CPPUNIT_ASSERT_EQUAL(429, deliver(stranger));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, till_.gateway.asked("gateway/1.webhook").size());
    engine_.clock().advance(std::chrono::minutes{16});
    CPPUNIT_ASSERT_EQUAL(400, deliver(stranger));
  }

  void othersAreStillChecked() {
    auto stranger = engine_.stranger(), gateway = engine_.stranger();
    for (int i = 0; i < 5; ++i) deliver(stranger);
    genuine_ = true;
    CPPUNIT_ASSERT_EQUAL(200, deliver(gateway));
  }

  void genuineDeliveriesAreNotCounted() {
    genuine_ = true;
    auto gateway = engine_.stranger();
    for (int i = 0; i < 20; ++i) CPPUNIT_ASSERT_EQUAL(200, deliver(gateway));
  }

  void aDeliveryThatComesAgainAsItWasIsNotCheckedAgain() {
    auto gateway = engine_.stranger();
    CPPUNIT_ASSERT_EQUAL(400, deliver(gateway));
    genuine_ = true;
    for (int i = 0; i < 3; ++i) CPPUNIT_ASSERT_EQUAL(200, deliver(gateway));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, till_.gateway.asked("gateway/1.webhook").size());
  }

  // The copy holds no thread while it waits, so it can be sent from within the first's check.
  void aCopyThatComesWhileTheFirstIsCheckedIsRefusedWithIt() {
    std::future<front::Response> copy;
    till_.gateway.on("gateway/1.webhook", [&](const ProviderRequest&) {
      copy = begin();
      return ProviderAnswer::failed(Outcome::Permanent, "signature_invalid", "not ours");
    });
    CPPUNIT_ASSERT_EQUAL(400, begin().get().status);
    CPPUNIT_ASSERT_EQUAL(400, copy.get().status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, till_.gateway.asked("gateway/1.webhook").size());
  }

 private:
  struct Answered final : front::Responder::Target {
    void answer(front::Response response) override { response_.set_value(std::move(response)); }
    std::shared_ptr<front::Stream> stream(front::Response) override { return nullptr; }
    std::promise<front::Response> response_;
  };
  std::future<front::Response> begin() {
    front::Request request;
    request.method = front::Method::Post;
    request.methodText = "POST";
    request.target = "/api/payments/webhook/bank";
    request.peer = "198.51.100.7";
    request.headers = {{"host", "shop.example"}};
    request.body = "{}";
    const auto answered = std::make_shared<Answered>();
    auto response = answered->response_.get_future();
    engine_.api().handle(std::move(request), front::Responder{answered});
    return response;
  }
  static int deliver(ApiClient& client) {
    return client.post("/payments/webhook/bank", {{"event", "ping"}}).status;
  }
  static http::LimitSettings threeForStrangers() {
    http::LimitSettings settings;
    settings.anonymous = {3, std::chrono::minutes{15}};
    return settings;
  }

  db::OnSqlite sqlite_;
  TestEngine engine_;
  Till till_{sqlite_.url()};
  http::RateLimits limits_{engine_.database(), engine_.clock(), threeForStrangers()};
  WebhookRoute route_{till_.gateway, till_.desk, limits_,
                      [this](const std::string& topic) { engine_.signals().signal(topic); }, false};
  bool genuine_ = false;
  int events_ = 0;
};
HOSTLER_SUITE(WebhookStrangersTest, "modules/billing/webhook_strangers");

}  // namespace hostler
