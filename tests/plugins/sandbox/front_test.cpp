#include "core/front/front.h"

#include "plugins/sdk/conformance/checks.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/conformance.h"

using hostler::front::Front;
using hostler::front::FrontOptions;

// The sandbox as the program runs it: behind the engine's own front.
class SandboxFrontTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxFrontTest);
  CPPUNIT_TEST(aDroppedAnswerIsALostOne);
  CPPUNIT_TEST(aProviderThatTellsTheTimeIsAnswered);
  CPPUNIT_TEST(cpanelConformsThroughTheFront);
  CPPUNIT_TEST(razorpayConformsThroughTheFront);
  CPPUNIT_TEST(stripeConformsThroughTheFront);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    application_ = hostler::sandbox::makeSandbox();
    front_ = std::make_unique<Front>(*application_, FrontOptions{});
    front_->start();
  }
  void tearDown() override {
    control().clearFaults();
    front_->stop();
  }

  void aDroppedAnswerIsALostOne() {
    control().fault("whm", "version", "drop_after_effect");
    hostler::sdk::HttpRequest request;
    request.method = "POST";
    request.url = url() + "/whm/json-api/version";
    request.effect = hostler::sdk::Effect::Write;
    const auto result = hostler::sdk::HttpClient{}.send(hostler::testing::callWith(), request);
    const auto* failure = std::get_if<hostler::sdk::HttpFailure>(&result);
    CPPUNIT_ASSERT(failure != nullptr);
    CPPUNIT_ASSERT(failure->kind == hostler::sdk::HttpFailure::Kind::Cut && failure->sent);
  }

  void aProviderThatTellsTheTimeIsAnswered() {
    hostler::sdk::HttpRequest request;
    request.url = url() + "/cloudstack/client/api?command=listZones&response=json";
    const auto result = hostler::sdk::HttpClient{}.send(hostler::testing::callWith(), request);
    const auto* response = std::get_if<hostler::sdk::HttpResponse>(&result);
    CPPUNIT_ASSERT(response != nullptr);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(response->body, 401, static_cast<int>(response->status));
    CPPUNIT_ASSERT(!response->header("date").empty());
  }

  void cpanelConformsThroughTheFront() {
    conform("provisioner/cpanel", HOSTLER_CPANEL_FILE,
            {"lifecycle.whole", "create.", "safety.two"});
  }
  void razorpayConformsThroughTheFront() {
    conform("gateway/razorpay", HOSTLER_RAZORPAY_FILE,
            {"lifecycle.payment", "checkout.", "webhook."});
  }
  void stripeConformsThroughTheFront() {
    conform("gateway/stripe", HOSTLER_STRIPE_FILE, {"lifecycle.payment", "checkout.", "webhook."});
  }

 private:
  std::string url() const { return "http://127.0.0.1:" + std::to_string(front_->port()); }
  hostler::conformance::SandboxControl control() const {
    return hostler::conformance::SandboxControl{url()};
  }

  void conform(const std::string& plugin, const std::string& library,
               const std::vector<std::string>& prefixes) {
    auto sandbox = control();
    hostler::conformance::LoadedPlugin loaded{library};
    auto checks = hostler::conformance::checksFor(loaded.manifest().at("kind"));
    std::erase_if(checks, [&](const auto& check) {
      return std::ranges::none_of(prefixes,
                                  [&](const auto& prefix) { return check.id.starts_with(prefix); });
    });
    CPPUNIT_ASSERT(checks.size() > 3);
    const auto subject = hostler::testing::jsonFile(hostler::testing::sourceTree() / "plugins" /
                                                    plugin / "conformance.json");
    const auto report = hostler::conformance::run(loaded, sandbox, subject, checks);
    CPPUNIT_ASSERT_MESSAGE("\n" + report.text(), report.held());
  }

  std::unique_ptr<hostler::front::Application> application_;
  std::unique_ptr<Front> front_;
};

HOSTLER_SUITE(SandboxFrontTest, "plugins/sandbox/front");
