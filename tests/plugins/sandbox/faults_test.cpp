#include "tests/plugins/support/sandbox_client.h"

#include <condition_variable>
#include <mutex>
#include <optional>

using hostler::Json;
using hostler::front::Method;
using hostler::front::Request;
using hostler::front::Response;
using hostler::testing::SandboxClient;

namespace {

// One request whose answer may come later.
class Later {
 public:
  Later(hostler::sandbox::Sandbox& sandbox, const std::string& function,
        const std::vector<std::pair<std::string, std::string>>& params) {
    Request request;
    request.method = Method::Post;
    request.methodText = "POST";
    request.target = "/whm/json-api/" + function;
    request.body = "api.version=1&" + hostler::sdk::formEncode(params);
    request.headers = {{"authorization", SandboxClient::kRoot}};
    sandbox.handle(std::move(request), [this](Response response) {
      {
        const std::lock_guard lock{mutex_};
        response_ = std::move(response);
      }
      changed_.notify_all();
    });
  }
  bool isAnswered() {
    const std::lock_guard lock{mutex_};
    return response_.has_value();
  }
  int statusWithin(std::chrono::milliseconds time) {
    std::unique_lock lock{mutex_};
    CPPUNIT_ASSERT_MESSAGE("no answer in time",
                           changed_.wait_for(lock, time, [this] { return response_.has_value(); }));
    return response_->status;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Response> response_;
};

}  // namespace

class SandboxFaultsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxFaultsTest);
  CPPUNIT_TEST(aFaultStrikesAsOftenAsItSays);
  CPPUNIT_TEST(operationsAreMatchedByNameOrByMethodAndPath);
  CPPUNIT_TEST(dropAfterEffectIsDoneAndUnanswered);
  CPPUNIT_TEST(liesSayTheOpposite);
  CPPUNIT_TEST(serverErrorAndRateLimitDoNothing);
  CPPUNIT_TEST(garbageAndOversizeAreDoneAndUnreadable);
  CPPUNIT_TEST(wrongTypesKeepTheNames);
  CPPUNIT_TEST(holdWaitsUntilItIsLetGo);
  CPPUNIT_TEST(holdWithADelayLetsGoByItself);
  CPPUNIT_TEST(slowIsDoneAtOnceAndAnsweredLater);
  CPPUNIT_TEST(whatIsHeldIsLetGoAtTheEnd);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aFaultStrikesAsOftenAsItSays() {
    fault("server_error", "version", {{"times", 2}});
    CPPUNIT_ASSERT_EQUAL(500, client_.whm("version").status);
    CPPUNIT_ASSERT_EQUAL(200, client_.whm("systemloadavg").status);
    CPPUNIT_ASSERT_EQUAL(500, client_.whm("version").status);
    CPPUNIT_ASSERT_EQUAL(200, client_.whm("version").status);
    fault("server_error", "");
    for (int i = 0; i < 5; ++i) CPPUNIT_ASSERT_EQUAL(500, client_.whm("systemloadavg").status);
  }

  void operationsAreMatchedByNameOrByMethodAndPath() {
    const auto order = client_.order();
    const auto strikes = [&](const char* operation) {
      client_.fault({{"provider", "razorpay"},
                     {"fault", "server_error"},
                     {"operation", operation},
                     {"times", 1}});
      const int status =
          client_.razorpay(Method::Get, "/orders/" + order["id"].get<std::string>()).status;
      client_.control(Method::Delete, "/_faults");
      return status == 500;
    };
    CPPUNIT_ASSERT(strikes("GET /v1/orders/:id") && strikes("GET /razorpay/v1/orders/{id}") &&
                   strikes("GET /v1/orders/*"));
    CPPUNIT_ASSERT(!strikes("POST /v1/orders/:id") && !strikes("GET /v1/orders") &&
                   !strikes("GET /v1/payments/:id"));
    client_.createAccount("acmecom1", "acme.example");
    fault("server_error", "BackupInfo::list", {{"times", 1}});
    const SandboxClient::Params list{
        {"cpanel.user", "acmecom1"}, {"cpanel.module", "BackupInfo"}, {"cpanel.function", "list"}};
    CPPUNIT_ASSERT_EQUAL(500, client_.whm("uapi_cpanel", list).status);
  }

  void dropAfterEffectIsDoneAndUnanswered() {
    fault("drop_after_effect", "createacct");
    CPPUNIT_ASSERT_EQUAL(hostler::sandbox::Sandbox::kNoAnswer, create().status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, accounts());
  }

  void liesSayTheOpposite() {
    fault("lie_error", "createacct", {{"times", 1}});
    CPPUNIT_ASSERT_EQUAL(0, create().body["metadata"]["result"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, accounts());
    fault("lie_success", "removeacct", {{"times", 1}});
    CPPUNIT_ASSERT_EQUAL(1, client_.whm("removeacct", {{"username", "acmecom1"}})
                                .body["metadata"]["result"]
                                .get<int>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, accounts());

    client_.fault({{"provider", "razorpay"},
                   {"fault", "lie_success"},
                   {"operation", "POST /v1/orders"},
                   {"times", 1}});
    const auto imagined = client_.order();
    CPPUNIT_ASSERT(imagined["id"].get<std::string>().starts_with("order_"));
    CPPUNIT_ASSERT_EQUAL(
        400, client_.razorpay(Method::Get, "/orders/" + imagined["id"].get<std::string>()).status);
    client_.fault({{"provider", "razorpay"},
                   {"fault", "lie_error"},
                   {"operation", "POST /v1/orders"},
                   {"times", 1}});
    CPPUNIT_ASSERT(client_.order().contains("error"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_.book()["razorpay"]["orders"].size());
  }

  void serverErrorAndRateLimitDoNothing() {
    fault("server_error", "createacct", {{"times", 1}});
    CPPUNIT_ASSERT_EQUAL(500, create().status);
    fault("rate_limit", "createacct", {{"times", 1}, {"delay_ms", 2500}});
    const auto limited =
        client_.server().ask(Method::Post, "/whm/json-api/createacct", "api.version=1",
                             {{"authorization", SandboxClient::kRoot}});
    CPPUNIT_ASSERT_EQUAL(429, limited.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"3"}, header(limited, "Retry-After"));
    fault("rate_limit", "version", {{"times", 1}, {"retry_after", nullptr}});
    const auto bare = client_.server().ask(Method::Post, "/whm/json-api/version", "api.version=1",
                                           {{"authorization", SandboxClient::kRoot}});
    CPPUNIT_ASSERT_EQUAL(429, bare.status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, header(bare, "Retry-After"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, accounts());
  }

  void garbageAndOversizeAreDoneAndUnreadable() {
    fault("garbage", "createacct");
    CPPUNIT_ASSERT(create().body.is_string());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, accounts());
    fault("oversize", "version", {{"times", 1}});
    const auto large = client_.server().ask(Method::Post, "/whm/json-api/version", "api.version=1",
                                            {{"authorization", SandboxClient::kRoot}});
    CPPUNIT_ASSERT(hostler::sandbox::textOf(large).size() > (50 << 20));
  }

  void wrongTypesKeepTheNames() {
    fault("wrong_types", "version");
    const auto body = client_.whm("version").body;
    CPPUNIT_ASSERT(body["metadata"]["result"].is_string());
    CPPUNIT_ASSERT(body["data"]["version"].is_array());
  }

  void holdWaitsUntilItIsLetGo() {
    hostler::sandbox::Sandbox sandbox;
    ask(sandbox, Method::Post, "/_faults",
        {{"provider", "whm"}, {"fault", "hold"}, {"operation", "createacct"}});
    Later held{sandbox, "createacct", kAccount};
    CPPUNIT_ASSERT(!held.isAnswered());
    CPPUNIT_ASSERT(ask(sandbox, Method::Get, "/_book")["whm"]["accounts"].empty());
    ask(sandbox, Method::Delete, "/_faults");
    CPPUNIT_ASSERT_EQUAL(200, held.statusWithin(std::chrono::seconds{5}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         ask(sandbox, Method::Get, "/_book")["whm"]["accounts"].size());
  }

  void holdWithADelayLetsGoByItself() {
    hostler::sandbox::Sandbox sandbox;
    ask(sandbox, Method::Post, "/_faults",
        {{"provider", "whm"}, {"fault", "hold"}, {"delay_ms", 50}});
    Later held{sandbox, "version", {}};
    CPPUNIT_ASSERT_EQUAL(200, held.statusWithin(std::chrono::seconds{5}));
  }

  void slowIsDoneAtOnceAndAnsweredLater() {
    hostler::sandbox::Sandbox sandbox;
    ask(sandbox, Method::Post, "/_faults",
        {{"provider", "whm"}, {"fault", "slow"}, {"delay_ms", 300}});
    const auto started = std::chrono::steady_clock::now();
    Later slow{sandbox, "createacct", kAccount};
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         ask(sandbox, Method::Get, "/_book")["whm"]["accounts"].size());
    CPPUNIT_ASSERT_EQUAL(200, slow.statusWithin(std::chrono::seconds{5}));
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - started >= std::chrono::milliseconds{300});
  }

  void whatIsHeldIsLetGoAtTheEnd() {
    auto sandbox = std::make_unique<hostler::sandbox::Sandbox>();
    ask(*sandbox, Method::Post, "/_faults", {{"provider", "whm"}, {"fault", "hold"}, {"times", 1}});
    ask(*sandbox, Method::Post, "/_faults",
        {{"provider", "whm"}, {"fault", "slow"}, {"delay_ms", 3'600'000}});
    Later held{*sandbox, "version", {}}, slow{*sandbox, "version", {}};
    sandbox.reset();
    CPPUNIT_ASSERT_EQUAL(200, held.statusWithin(std::chrono::seconds{5}));
    CPPUNIT_ASSERT_EQUAL(200, slow.statusWithin(std::chrono::seconds{5}));
  }

 private:
  inline static const std::vector<std::pair<std::string, std::string>> kAccount{
      {"username", "acmecom1"},
      {"domain", "acme.example"},
      {"plan", "starter"},
      {"password", "Long-Pass-4711"}};

  static Json ask(hostler::sandbox::Sandbox& sandbox, Method method, const std::string& target,
                  const Json& body = Json::object()) {
    Request request;
    request.method = method;
    request.target = target;
    request.body = body.dump();
    Json answer;
    sandbox.handle(std::move(request), [&](Response response) {
      answer = Json::parse(hostler::sandbox::textOf(response), nullptr, false);
    });
    return answer;
  }
  static std::string header(const Response& response, const std::string& name) {
    for (const auto& [each, value] : response.headers) {
      if (each == name) return value;
    }
    return {};
  }
  void fault(const char* word, const char* operation, Json more = Json::object()) {
    more.update({{"provider", "whm"}, {"fault", word}, {"operation", operation}});
    client_.fault(more);
  }
  hostler::testing::Told create() { return client_.createAccount("acmecom1", "acme.example"); }
  std::size_t accounts() { return client_.book()["whm"]["accounts"].size(); }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxFaultsTest, "plugins/sandbox/faults");
