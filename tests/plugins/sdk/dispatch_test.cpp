#include "tests/support/suite.h"

#include <hostler/notifier.hpp>
#include <hostler/plugin.hpp>
#include <hostler/registrar.hpp>

#include <mutex>
#include <stdexcept>

#define HOSTLER_PLUGIN_KIND "notifier/1"
#define HOSTLER_PLUGIN_NAME "sample"
#define HOSTLER_PLUGIN_VERSION "1.2.3"

using namespace hostler::sdk;

namespace {

struct SampleSettings {
  Secret key;
  std::string mode;

  static constexpr auto members() {
    return std::tuple{field("key", &SampleSettings::key),
                      optionalField("mode", &SampleSettings::mode)};
  }
};

// A kind of which nothing is offered.
struct BareRegistrar : Registrar {};

// Does what its settings' mode says.
class SampleNotifier final : public Notifier {
 public:
  explicit SampleNotifier(const Context& context) : settings_{context.settings<SampleSettings>()} {}

  Reply<NotifierReport> testConnection(const Call& call, const NotifierTest&) override {
    call.log.info("sample.tested", {{"key", settings_.key.reveal()},
                                    {"list", Json::array({settings_.key.reveal()})}});
    return NotifierReport{"fine"};
  }
  Reply<Sent> send(const Call& call, const Message& message) override {
    const auto text = message.text.reveal();
    call.log.info("sample.sent", {{"to", message.to}, {"said", "we say " + text}});
    if (settings_.mode == "throw") throw std::runtime_error{"broken near " + text};
    if (settings_.mode == "throw_int") throw 42;
    if (settings_.mode == "fail")
      throw ProviderFailure{retryable("busy", "come\r\nback", std::chrono::seconds{9})};
    if (settings_.mode == "refuse")
      return permanent("refused", "key " + settings_.key.reveal() + " and text " + text);
    if (settings_.mode == "pending") return Pending{Sent{"queued"}};
    CPPUNIT_ASSERT(call.remaining() > std::chrono::milliseconds{0});
    return Sent{call.key};
  }

 private:
  SampleSettings settings_;
};

}  // namespace

HOSTLER_PLUGIN(SampleNotifier);

class DispatchTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DispatchTest);
  CPPUNIT_TEST(theDescriptorSaysWhatTheBuildSaid);
  CPPUNIT_TEST(aVerbGetsItsRequestAndItsKey);
  CPPUNIT_TEST(anInheritedVerbIsUnsupported);
  CPPUNIT_TEST(aThrowIsUnknown);
  CPPUNIT_TEST(aProviderFailureCrossesAsItself);
  CPPUNIT_TEST(pendingIsNoError);
  CPPUNIT_TEST(secretsOfSettingsAndRequestNeverShow);
  CPPUNIT_TEST(unusableSettingsMakeNoInstance);
  CPPUNIT_TEST(everyKindDeclaresItsVerbs);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override { destroy(); }

  void theDescriptorSaysWhatTheBuildSaid() {
    const auto& plugin = *hostler_plugin_v1();
    CPPUNIT_ASSERT_EQUAL(std::uint32_t{sizeof(hostler_plugin)}, plugin.size);
    CPPUNIT_ASSERT_EQUAL(std::string{"notifier/1"}, text(plugin.kind));
    CPPUNIT_ASSERT_EQUAL(std::string{"sample"}, text(plugin.name));
    CPPUNIT_ASSERT_EQUAL(std::string{"1.2.3"}, text(plugin.version));
  }

  void aVerbGetsItsRequestAndItsKey() {
    create("work");
    CPPUNIT_ASSERT_EQUAL(HOSTLER_SUCCEEDED, send());
    CPPUNIT_ASSERT_EQUAL(std::string{"key-7"}, answer_["id"].get<std::string>());
  }

  void anInheritedVerbIsUnsupported() {
    create("work");
    CPPUNIT_ASSERT_EQUAL(HOSTLER_PERMANENT, invoke("notifier/1.webhook", "not even JSON"));
    CPPUNIT_ASSERT_EQUAL(std::string{"unsupported"}, answer_["code"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(HOSTLER_PERMANENT, invoke("registrar/1.check", "{}"));
  }

  void aThrowIsUnknown() {
    for (const char* mode : {"throw", "throw_int"}) {
      create(mode);
      CPPUNIT_ASSERT_EQUAL(HOSTLER_UNKNOWN, send());
      CPPUNIT_ASSERT_EQUAL(std::string{"plugin_fault"}, answer_["code"].get<std::string>());
      destroy();
    }
  }

  void aProviderFailureCrossesAsItself() {
    create("fail");
    CPPUNIT_ASSERT_EQUAL(HOSTLER_RETRYABLE, send());
    CPPUNIT_ASSERT_EQUAL(9, answer_["retry_after_seconds"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"come  back"}, answer_["message"].get<std::string>());
  }

  void pendingIsNoError() {
    create("pending");
    CPPUNIT_ASSERT_EQUAL(HOSTLER_PENDING, send());
    CPPUNIT_ASSERT_EQUAL(std::string{"queued"}, answer_["id"].get<std::string>());
  }

  void secretsOfSettingsAndRequestNeverShow() {
    for (const char* mode : {"work", "throw", "refuse"}) {
      create(mode);
      send();
      CPPUNIT_ASSERT(answer_.dump().find("settings-secret") == std::string::npos);
      CPPUNIT_ASSERT(answer_.dump().find("secret text") == std::string::npos);
      invoke("notifier/1.test_connection", "{}");
      destroy();
    }
    CPPUNIT_ASSERT(!log_.empty());
    for (const auto& line : log_) {
      CPPUNIT_ASSERT_MESSAGE(line, line.find("settings-secret") == std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(line, line.find("secret text") == std::string::npos);
    }
  }

  void unusableSettingsMakeNoInstance() {
    CPPUNIT_ASSERT(hostler_plugin_v1()->create(&host_, view(R"({"key":["settings-secret"]})")) ==
                   nullptr);
    CPPUNIT_ASSERT(hostler_plugin_v1()->create(&host_, view("nonsense")) == nullptr);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, log_.size());
    CPPUNIT_ASSERT(log_[0].find("key: must be a text") != std::string::npos);
    CPPUNIT_ASSERT(log_[0].find("settings-secret") == std::string::npos);
  }

  void everyKindDeclaresItsVerbs() {
    const VerbTable<SampleNotifier, Notifier> verbs;
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, verbs.all().size());
    CPPUNIT_ASSERT(verbs.find("notifier/1.send")->offered);
    CPPUNIT_ASSERT(!verbs.find("notifier/1.webhook")->offered);
    const VerbTable<BareRegistrar, Registrar> registrar;
    CPPUNIT_ASSERT(registrar.find("registrar/1.register") != nullptr);
  }

 private:
  static std::string text(hostler_text text) {
    return {text.data, static_cast<std::size_t>(text.size)};
  }
  static hostler_text view(std::string_view text) { return {text.data(), text.size()}; }

  void create(const std::string& mode) {
    const auto settings = Json{{"key", "settings-secret"}, {"mode", mode}}.dump();
    self_ = hostler_plugin_v1()->create(&host_, view(settings));
    CPPUNIT_ASSERT(self_ != nullptr);
  }
  void destroy() {
    if (self_ != nullptr) hostler_plugin_v1()->destroy(self_);
    self_ = nullptr;
  }
  hostler_outcome invoke(const std::string& operation, const std::string& request) {
    std::string answer;
    const auto sink = [](void* self, hostler_text json) {
      *static_cast<std::string*>(self) = text(json);
    };
    const auto deadline = std::chrono::duration_cast<std::chrono::milliseconds>(
                              std::chrono::system_clock::now().time_since_epoch())
                              .count() +
                          5'000;
    const hostler_call call{sizeof call, view(operation), view(request), view("key-7"),
                            deadline,    &answer,         sink};
    const auto outcome = hostler_plugin_v1()->invoke(self_, &call);
    answer_ = parseJson(answer);
    return outcome;
  }
  hostler_outcome send() {
    return invoke(
        "notifier/1.send",
        R"({"reference":"msg_1","channel":"sms","to":"+919812345678","text":"secret text"})");
  }

  std::vector<std::string> log_;
  hostler_host host_{
      sizeof host_, &log_, [](void* self, int, hostler_text event, hostler_text fields) {
        static_cast<std::vector<std::string>*>(self)->push_back(text(event) + " " + text(fields));
      }};
  void* self_ = nullptr;
  Json answer_;
};

HOSTLER_SUITE(DispatchTest, "plugins/sdk/dispatch");
