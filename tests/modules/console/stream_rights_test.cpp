#include "tests/modules/console/console.h"

#include <condition_variable>
#include <mutex>

namespace hostler::testing {
namespace {

// A browser that listens, with no network between.
class Listening final : public front::Stream, public front::Responder::Target {
 public:
  static std::shared_ptr<Listening> to(front::Application& application, const std::string& bearer) {
    front::Request request;
    request.method = front::Method::Get;
    request.methodText = "GET";
    request.target = "/api/events";
    request.peer = "198.18.7.7";
    request.headers = {
        {"host", "shop.example"}, {"user-agent", "tests"}, {"authorization", "Bearer " + bearer}};
    application.plan(request);
    auto target = std::make_shared<Listening>();
    target->self_ = target;
    application.handle(std::move(request), front::Responder{target});
    return target;
  }

  void answer(front::Response response) override {
    throw std::logic_error{"no stream began: " + std::to_string(response.status)};
  }
  std::shared_ptr<front::Stream> stream(front::Response) override { return self_.lock(); }
  bool send(std::string_view bytes) override {
    const std::lock_guard lock{mutex_};
    if (bytes.find("still here") != std::string_view::npos) ++beats_;
    changed_.notify_all();
    return !closed_;
  }
  void close() override {
    const std::lock_guard lock{mutex_};
    closed_ = true;
    changed_.notify_all();
  }
  bool isOpen() const override {
    const std::lock_guard lock{mutex_};
    return !closed_;
  }
  bool ends() {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, std::chrono::seconds{20}, [&] { return closed_; });
  }
  /// Whether it was judged anew and goes on.
  bool goesOn() {
    std::unique_lock lock{mutex_};
    const auto seen = beats_;
    return changed_.wait_for(lock, std::chrono::seconds{20}, [&] {
      return closed_ || beats_ >= seen + 2;
    }) && !closed_;
  }

 private:
  std::weak_ptr<Listening> self_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  int beats_ = 0;
  bool closed_ = false;
};

}  // namespace

// A stream outlives the request that opened it, so whoever opened it is judged anew while it lasts.
class StreamRightsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StreamRightsTest);
  CPPUNIT_TEST(aSessionThatIsRevokedHearsNothingMore);
  CPPUNIT_TEST(aKeyThatIsRevokedHearsNothingMore);
  CPPUNIT_TEST(aTokenThatHasExpiredHearsNothingMore);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aSessionThatIsRevokedHearsNothingMore() {
    auto first = console_.engine.signedUpClient("asha@example.in");
    auto second = console_.engine.signedIn("asha@example.in");
    const auto one = listen(first), other = listen(second);
    CPPUNIT_ASSERT(one->goesOn() && other->goesOn());

    CPPUNIT_ASSERT(first.fromOwnPage().post("/auth/logout").status < 300);

    CPPUNIT_ASSERT(one->ends());
    CPPUNIT_ASSERT(other->goesOn());
  }

  void aKeyThatIsRevokedHearsNothingMore() {
    auto client = console_.engine.signedUpClient("asha@example.in");
    const auto made =
        client.post("/account/api-keys", {{"name", "listener"}, {"scopes", {"events:Listen"}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto program = Listening::to(console_.engine.api(), made["secret"].get<std::string>());
    const auto browser = listen(client);
    CPPUNIT_ASSERT(program->goesOn());

    client.remove("/account/api-keys/" + made["id"].get<std::string>());

    CPPUNIT_ASSERT(program->ends());
    CPPUNIT_ASSERT(browser->goesOn());
  }

  void aTokenThatHasExpiredHearsNothingMore() {
    auto client = console_.engine.signedUpClient("asha@example.in");
    const auto browser = listen(client);
    CPPUNIT_ASSERT(browser->goesOn());
    console_.engine.clock().advance(std::chrono::minutes{16});
    CPPUNIT_ASSERT(browser->ends());
  }

 private:
  std::shared_ptr<Listening> listen(const ApiClient& client) {
    return Listening::to(console_.engine.api(), client.bearer());
  }

  Console console_{{.look = std::chrono::milliseconds{2}, .looksPerHeartbeat = 1}};
};
HOSTLER_SUITE(StreamRightsTest, "modules/console/stream_rights");

}  // namespace hostler::testing
