#include "tests/core/db/threads.h"
#include "tests/modules/services/panel.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::MoneyShop;
using testing::Panel;

// Which server a service is made on: one with room, the emptiest first, and never one too many.
template <class Engine>
class CapacityTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(CapacityTest);
  CPPUNIT_TEST(theServerWithTheSmallestShareTakenComesFirst);
  CPPUNIT_TEST(noServerIsEverOverfilled);
  CPPUNIT_TEST(accountsThatArePlacedAtTheSameTimeSpreadOverTheServers);
  CPPUNIT_TEST(thoseWhoTakePlacesAtTheSameTimeWaitAndNeverBeginAnew);
  CPPUNIT_TEST(aGroupTakesItsOwnServersAlone);
  CPPUNIT_TEST(serversThatAreNotActiveTakeNobody);
  CPPUNIT_TEST(withoutRoomAPersonIsAsked);
  CPPUNIT_TEST(aServerInUseIsNotRemoved);
  CPPUNIT_TEST(aProductSaysWhatItIsMissing);
  CPPUNIT_TEST_SUITE_END();

 public:
  CapacityTest()
      : testing::InShop{[this] {
          auto place = testing::InShop::placeOn<Engine>();
          url_ = place;
          return place;
        }} {}

  void opened() override { panel_ = std::make_unique<Panel>(*shop_); }

  void theServerWithTheSmallestShareTakenComesFirst() {
    const auto large = panel_->server(100, "large"), small = panel_->server(10, "small");
    std::map<Id<Server>, int> taken;
    for (int i = 0; i < 55; ++i) ++taken[take({}).value().id];
    CPPUNIT_ASSERT_EQUAL(50, taken[large]);
    CPPUNIT_ASSERT_EQUAL(5, taken[small]);
  }

  void noServerIsEverOverfilled() {
    panel_->server(7, "one");
    panel_->server(5, "two");
    panel_->server(3, "three");
    std::atomic<int> placed{0}, refused{0};
    db::inThreads(8, [&](int) {
      for (int i = 0; i < 4; ++i) ++(take({}) ? placed : refused);
    });
    CPPUNIT_ASSERT_EQUAL(15, placed.load());
    CPPUNIT_ASSERT_EQUAL(17, refused.load());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM servers WHERE accounts <> max_accounts"));
  }

  void accountsThatArePlacedAtTheSameTimeSpreadOverTheServers() {
    panel_->server(10, "one");
    panel_->server(10, "two");
    ServerRepository servers{shop_->vault};
    Placement placement{servers, shop_->random};
    const auto look = [&] { return lookIn(*shop_->database, placement); };
    Id<Server> quiet;
    {
      const auto first = look(), second = look();
      quiet = first.servers().front().id;
      CPPUNIT_ASSERT(quiet != second.servers().front().id);
      CPPUNIT_ASSERT_EQUAL(std::size_t{2}, first.servers().size());
    }
    // Whoever has taken a place, or has not, is no longer counted on.
    CPPUNIT_ASSERT(look().servers().front().id == quiet);
  }

  void thoseWhoTakePlacesAtTheSameTimeWaitAndNeverBeginAnew() {
    constexpr int kThreads = 8, kEach = 6;
    panel_->server(100, "one");
    panel_->server(100, "two");
    db::DatabaseOptions once;
    once.attempts = 1;  // what meets a Conflict fails
    const auto database = db::Database::open(*url_.lock(), once);
    ServerRepository servers{shop_->vault};
    Placement placement{servers, shop_->random};
    std::atomic<int> placed{0};
    db::inThreads(kThreads, [&](int) {
      for (int i = 0; i < kEach; ++i) {
        const auto choice = lookIn(*database, placement);
        const auto server =
            database->transaction([&](db::Transaction& tx) { return placement.take(tx, choice); });
        if (server) ++placed;
      }
    });
    CPPUNIT_ASSERT_EQUAL(kThreads * kEach, placed.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{kThreads * kEach},
                         shop_->count("SELECT SUM(accounts) AS n FROM servers"));
    CPPUNIT_ASSERT(shop_->count("SELECT MIN(accounts) AS n FROM servers") >= kThreads);
  }

  void aGroupTakesItsOwnServersAlone() {
    panel_->server(10, "any");
    CPPUNIT_ASSERT(!take("pune"));
    shop_->services.servers().change(shop_->staff(), panel_->server(1, "pune1"),
                                     {{}, "pune", {}, {}, {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"pune1"}, take("pune").value().name);
    CPPUNIT_ASSERT(!take("pune"));
  }

  void serversThatAreNotActiveTakeNobody() {
    const auto server = panel_->server(10);
    for (const auto status : {ServerStatus::Maintenance, ServerStatus::Full}) {
      shop_->services.servers().change(shop_->staff(), server, {{}, {}, {}, {}, status});
      CPPUNIT_ASSERT(!take({}));
    }
    shop_->services.servers().change(shop_->staff(), server, {{}, {}, {}, 0, ServerStatus::Active});
    CPPUNIT_ASSERT(!take({}));
  }

  void withoutRoomAPersonIsAsked() {
    const auto server = panel_->server(1);
    const auto first = paid(), second = paid();
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(first).status == ServiceStatus::Active);
    CPPUNIT_ASSERT(shop_->now(second).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, panel_->accounts.size());
    shop_->services.servers().change(shop_->staff(), server, {{}, {}, {}, 2, {}});
    shop_->services.actions().provision(shop_->staff(), second, {});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(second).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT accounts AS n FROM servers"));
  }

  void aServerInUseIsNotRemoved() {
    const auto server = panel_->server(1);
    take({});
    CPPUNIT_ASSERT_THROW(shop_->services.servers().remove(shop_->staff(), server), DomainError);
    shop_->database->transaction(
        [&](db::Transaction& tx) { ServerRepository{shop_->vault}.freePlace(tx, server); });
    shop_->services.servers().remove(shop_->staff(), server);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM servers"));
  }

  void aProductSaysWhatItIsMissing() {
    const auto product = shop_->product();
    CPPUNIT_ASSERT_EQUAL(std::string{"no_server! "}, problemsOf(product));
    panel_->server(1);
    CPPUNIT_ASSERT_EQUAL(std::string{}, problemsOf(product));
    take({});
    CPPUNIT_ASSERT_EQUAL(std::string{"no_room "}, problemsOf(product));

    // A server of another group is none for it.
    const auto elsewhere =
        shop_->product(499'00, [](Product& some) { some.provisioning->serverGroup = "mumbai"; });
    CPPUNIT_ASSERT_EQUAL(std::string{"no_server! "}, problemsOf(elsewhere));
    const auto unknown =
        shop_->product(499'00, [](Product& some) { some.provisioning->plugin = "nowhere"; });
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_not_enabled! no_server! "}, problemsOf(unknown));
    const auto byHand = shop_->product(499'00, [](Product& some) { some.provisioning.reset(); });
    CPPUNIT_ASSERT_EQUAL(std::string{}, problemsOf(byHand));
  }

 private:
  // Those that stop the sale with a mark.
  std::string problemsOf(Id<Product> id) {
    return shop_->database->read([&](db::Reader& reader) {
      const auto product = shop_->catalog.get(reader, kPlatform, id);
      std::string text;
      for (const auto& problem : shop_->services.servers().problemsOf(
               reader, shop_->providers.instances("provisioner"), product))
        text += problem.code + (problem.stopsSale ? "! " : " ");
      return text;
    });
  }
  std::optional<Server> take(const std::optional<std::string>& group) {
    return shop_->database->transaction([&](db::Transaction& tx) {
      ServerRepository servers{shop_->vault};
      Placement placement{servers, shop_->random};
      return placement.take(tx, placement.look(tx, "panel", group));
    });
  }
  static Placement::Choice lookIn(db::Database& database, Placement& placement) {
    return database.read(
        [&](db::Reader& reader) { return placement.look(reader, "panel", std::nullopt); });
  }
  Id<Service> paid() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    const auto done = shop_->buy(client);
    shop_->pay(done.invoice, "pay_" + done.order.id.text());
    return done.order.items.at(0).service;
  }

  std::unique_ptr<Panel> panel_;
  std::weak_ptr<const db::DatabaseUrl> url_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(CapacityTest, "modules/services/capacity");

}  // namespace hostler
