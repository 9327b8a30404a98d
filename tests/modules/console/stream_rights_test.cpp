#include "modules/accounts/policy.h"
#include "tests/modules/console/console.h"
#include "tests/support/team.h"

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
    heard_ += bytes;
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
  /// Whether it was told of an event by now.
  bool heard(std::string_view event) const { return told("event: " + std::string{event} + "\n"); }
  bool told(std::string_view text) const {
    const std::lock_guard lock{mutex_};
    return heard_.find(text) != std::string::npos;
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
  std::string heard_;
  int beats_ = 0;
  bool closed_ = false;
};

struct ServiceWentOn {
  static constexpr std::string_view kName = "service.active";
  Id<Service> about;
  static void describe(Shape<ServiceWentOn>& shape) {
    shape.field("service", &ServiceWentOn::about);
  }
};
struct InvoiceWasPaid {
  static constexpr std::string_view kName = "invoice.paid";
  Id<Invoice> about;
  static void describe(Shape<InvoiceWasPaid>& shape) {
    shape.field("invoice", &InvoiceWasPaid::about);
  }
};

struct ZoneWasPublished {
  static constexpr std::string_view kName = "dns.published";
  std::string zone, name;
  static void describe(Shape<ZoneWasPublished>& shape) {
    shape.field("zone", &ZoneWasPublished::zone);
    shape.field("name", &ZoneWasPublished::name);
  }
};

const auto kBillingAccess = Id<Policy>::of(3).text(), kOperatorAccess = Id<Policy>::of(5).text();

}  // namespace

// A stream outlives the request that opened it, so whoever opened it is judged anew while it lasts.
class StreamRightsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StreamRightsTest);
  CPPUNIT_TEST(aSessionThatIsRevokedHearsNothingMore);
  CPPUNIT_TEST(aKeyThatIsRevokedHearsNothingMore);
  CPPUNIT_TEST(aTokenThatHasExpiredHearsNothingMore);
  CPPUNIT_TEST(whoOperatesServicesHearsNothingOfInvoices);
  CPPUNIT_TEST(whatAPolicyDeniesIsNotHeardOf);
  CPPUNIT_TEST(aZoneThatAPolicyDeniesByItsNameIsNotHeardOf);
  CPPUNIT_TEST(aRightThatIsTakenAwayEndsWhatIsHeardByIt);
  CPPUNIT_TEST(aKeyHearsOfWhatItsScopesLetItRead);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    console_.engine.events().onCommitted(
        [this](const auto& records) { console_.streams.committed(records); });
  }

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

  void whoOperatesServicesHearsNothingOfInvoices() {
    auto root = console_.engine.signedUpClient("asha@example.in");
    addUser(root, "vikram", {{}, {}, {kOperatorAccess}});
    const auto vikram = listen(signedInUser(console_.engine, root, "vikram"));
    const auto asha = listen(root);

    happen<InvoiceWasPaid>(root);
    happen<ServiceWentOn>(root);

    CPPUNIT_ASSERT(vikram->heard("service.active"));
    CPPUNIT_ASSERT(!vikram->heard("invoice.paid"));
    CPPUNIT_ASSERT(asha->heard("service.active") && asha->heard("invoice.paid"));
  }

  void whatAPolicyDeniesIsNotHeardOf() {
    auto root = console_.engine.signedUpClient("asha@example.in");
    const auto vikram = listen(vikramWithout(console_.engine, root, {Id<Invoice>::of(1).text()}));
    const auto asha = listen(root);

    happen<InvoiceWasPaid>(root, 1);
    happen<InvoiceWasPaid>(root, 2);

    CPPUNIT_ASSERT(!vikram->told(Id<Invoice>::of(1).text()));
    CPPUNIT_ASSERT(vikram->told(Id<Invoice>::of(2).text()));
    CPPUNIT_ASSERT(asha->told(Id<Invoice>::of(1).text()));
  }

  void aZoneThatAPolicyDeniesByItsNameIsNotHeardOf() {
    auto root = console_.engine.signedUpClient("asha@example.in");
    const auto vikram =
        listen(vikramWithout(console_.engine, root, {"payroll.example", "hidden.*", "zon_3"}));
    const auto asha = listen(root);

    happen(root, ZoneWasPublished{"zon_1", "payroll.example"});
    happen(root, ZoneWasPublished{"zon_2", "hidden.example"});
    happen(root, ZoneWasPublished{"zon_3", "third.example"});
    happen(root, ZoneWasPublished{"zon_4", "shop.example"});

    for (const auto* zone : {"zon_1", "zon_2", "zon_3"}) {
      CPPUNIT_ASSERT_MESSAGE(zone, !vikram->told(zone));
      CPPUNIT_ASSERT_MESSAGE(zone, asha->told(zone));
    }
    CPPUNIT_ASSERT(vikram->told("zon_4"));
  }

  void aRightThatIsTakenAwayEndsWhatIsHeardByIt() {
    auto root = console_.engine.signedUpClient("asha@example.in");
    const auto id = addUser(root, "vikram", {{}, {}, {kOperatorAccess, kBillingAccess}});
    const auto vikram = listen(signedInUser(console_.engine, root, "vikram"));
    CPPUNIT_ASSERT(vikram->goesOn());

    const auto changed = root.patch("/account/users/" + id, {{"policies", {kOperatorAccess}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    CPPUNIT_ASSERT(vikram->goesOn());
    happen<InvoiceWasPaid>(root);
    happen<ServiceWentOn>(root);

    CPPUNIT_ASSERT(!vikram->heard("invoice.paid"));
    CPPUNIT_ASSERT(vikram->heard("service.active"));
  }

  void aKeyHearsOfWhatItsScopesLetItRead() {
    auto root = console_.engine.signedUpClient("asha@example.in");
    const auto made =
        root.post("/account/api-keys",
                  {{"name", "looks"}, {"scopes", {"events:Listen", "accounts:ReadApiKeys"}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto program = Listening::to(console_.engine.api(), made["secret"].get<std::string>());

    const auto changed = root.patch("/account", {{"company", "Another"}});
    const auto second = root.post("/account/api-keys", {{"name", "two"}, {"scopes", {"read"}}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(second.text, 201, second.status);
    CPPUNIT_ASSERT(program->heard("api_key.created"));
    CPPUNIT_ASSERT(!program->heard("account.changed"));
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

  template <class Fact>
  void happen(ApiClient& root, std::int64_t number = 1) {
    happen(root, Fact{decltype(Fact::about)::of(number)});
  }
  template <class Fact>
  void happen(ApiClient& root, const Fact& fact) {
    const auto account = Id<Account>::parse(root.get("/account")["id"].get<std::string>());
    console_.engine.database().transaction([&](db::Transaction& tx) {
      console_.engine.events().publish(tx, Actor::system(kPlatform, "test"),
                                       Scope::ofAccount(kPlatform, account.value()), fact);
    });
  }
  Console console_{{.look = std::chrono::milliseconds{2}, .looksPerHeartbeat = 1}};
};
HOSTLER_SUITE(StreamRightsTest, "modules/console/stream_rights");

}  // namespace hostler::testing
