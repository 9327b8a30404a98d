#include "tests/core/db/threads.h"
#include "tests/modules/services/panel.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::MoneyShop;
using testing::Panel;

// In which order the servers of a group fill.
template <class Engine>
class ServerGroupsTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(ServerGroupsTest);
  CPPUNIT_TEST(fillFirstTakesTheNextOnlyOnceOneIsFull);
  CPPUNIT_TEST(roundRobinTakesTurns);
  CPPUNIT_TEST(chanceFollowsTheFreePlaces);
  CPPUNIT_TEST(noOrderEverOverfillsAServer);
  CPPUNIT_TEST(aFailingServerTakesNobody);
  CPPUNIT_TEST(aGroupIsThereOnceAServerNamesIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  ServerGroupsTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void opened() override { panel_ = std::make_unique<Panel>(*shop_); }

  void fillFirstTakesTheNextOnlyOnceOneIsFull() {
    fills(FillOrder::FillFirst);
    server(2, "b"), server(3, "a"), server(1, "c");
    CPPUNIT_ASSERT_EQUAL(std::string{"aaabbc-"}, taken(7));
  }

  void roundRobinTakesTurns() {
    fills(FillOrder::RoundRobin);
    server(3, "a"), server(1, "b"), server(2, "c");
    CPPUNIT_ASSERT_EQUAL(std::string{"abcaca-"}, taken(7));
  }

  void chanceFollowsTheFreePlaces() {
    fills(FillOrder::Random);
    server(300, "a"), server(100, "b");
    std::map<char, int> count;
    for (const char name : taken(200)) ++count[name];
    // Three to one; so far from it comes not once in a thousand million times.
    CPPUNIT_ASSERT_EQUAL(200, count['a'] + count['b']);
    CPPUNIT_ASSERT(count['a'] > 105 && count['b'] > 10);
  }

  void noOrderEverOverfillsAServer() {
    for (const auto order :
         {FillOrder::LeastFull, FillOrder::FillFirst, FillOrder::RoundRobin, FillOrder::Random}) {
      group_ = "group" + std::string{wordOf(order)};
      fills(order);
      const auto name = std::string{wordOf(order)};
      server(5, name + "1"), server(3, name + "2"), server(1, name + "3");
      std::atomic<int> placed{0}, refused{0};
      db::inThreads(4, [&](int) {
        for (int i = 0; i < 4; ++i) ++(take() ? placed : refused);
      });
      CPPUNIT_ASSERT_EQUAL(9, placed.load());
      CPPUNIT_ASSERT_EQUAL(7, refused.load());
      CPPUNIT_ASSERT_EQUAL(
          std::int64_t{0},
          shop_->count("SELECT COUNT(*) AS n FROM servers WHERE accounts <> max_accounts"));
    }
  }

  void aFailingServerTakesNobody() {
    fills(FillOrder::FillFirst);
    const auto a = server(5, "a");
    server(5, "b");
    health(a, ServerState::Failing);
    CPPUNIT_ASSERT_EQUAL(std::string{"bb"}, taken(2));
    health(a, ServerState::Degraded);
    CPPUNIT_ASSERT_EQUAL(std::string{"a"}, taken(1));
  }

  void aGroupIsThereOnceAServerNamesIt() {
    group_ = "fresh";
    server(1, "a");
    const auto group = shop_->database->read(
        [&](db::Reader& reader) { return server_groups::named(reader, "fresh"); });
    CPPUNIT_ASSERT(group && group->fill == FillOrder::LeastFull);
    const auto counted = shop_->database->read(
        [&](db::Reader& reader) { return server_groups::find(reader, group->id); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, counted.value().servers);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, counted.value().places);
  }

 private:
  void fills(FillOrder order) {
    ServerGroup group;
    group.id = shop_->ids.next<ServerGroup>();
    group.name = group_;
    group.fill = order;
    group.createdAt = shop_->clock.now();
    CPPUNIT_ASSERT(shop_->database->transaction(
        [&](db::Transaction& tx) { return server_groups::insert(tx, group); }));
  }
  Id<Server> server(int places, const std::string& name) {
    const auto id = panel_->server(places, name);
    shop_->services.servers().change(shop_->staff(), id, {{}, group_, {}, {}, {}});
    return id;
  }
  void health(Id<Server> id, ServerState state) {
    const auto now = shop_->clock.now();
    shop_->database->transaction([&](db::Transaction& tx) {
      server_health::save(tx, id, {state, {}, 1, now, now});
    });
  }
  std::optional<Server> take() {
    return shop_->database->transaction([&](db::Transaction& tx) {
      ServerRepository servers{shop_->vault};
      Placement placement{servers, shop_->random};
      return placement.take(tx, placement.look(tx, "panel", group_));
    });
  }
  // The names of the servers that so many were placed on; "-" where there was no room.
  std::string taken(int times) {
    std::string names;
    for (int i = 0; i < times; ++i) {
      const auto server = take();
      names += server ? server->name.substr(0, 1) : "-";
    }
    return names;
  }

  std::unique_ptr<Panel> panel_;
  std::string group_ = "pune";
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ServerGroupsTest, "modules/services/server_groups");

}  // namespace hostler
