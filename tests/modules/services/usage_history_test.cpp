#include "tests/modules/services/panel.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// What services use from day to day, and who is told when little is left.
template <class Engine>
class UsageHistoryTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(UsageHistoryTest);
  CPPUNIT_TEST(limitsAreReachedAtFourFifthsAndAtAll);
  CPPUNIT_TEST(eachDayHasOneRow);
  CPPUNIT_TEST(aClientIsToldOnceUntilItFalls);
  CPPUNIT_TEST(aPluginThatListsNoAccountsKeepsNone);
  CPPUNIT_TEST_SUITE_END();

 public:
  UsageHistoryTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void opened() override {
    panel_ = std::make_unique<testing::Panel>(*shop_);
    const auto server = panel_->server(10);
    service_ = shop_->service(shop_->client(), Date::of(2026, 12, 31),
                              [&](Service& service) { service.server = server; });
    shop_->providers.on("provisioner/1.accounts", [this](const ProviderRequest& request) {
      if (silent_) return ProviderAnswer::failed(Outcome::Permanent, "unsupported", "no");
      CPPUNIT_ASSERT_EQUAL(true, request.body["with_usage"].template get<bool>());
      return ProviderAnswer{Outcome::Succeeded,
                            {{"accounts",
                              {{{"id", "acct1"},
                                {"disk_bytes", disk_},
                                {"disk_limit_bytes", 1000},
                                {"bandwidth_bytes", 5},
                                {"bandwidth_limit_bytes", nullptr}},
                               {{"id", "stray"}, {"disk_bytes", 1}},
                               "nonsense"}}}};
    });
  }

  void limitsAreReachedAtFourFifthsAndAtAll() {
    DayOfUse use;
    use.diskLimitBytes = 1000;
    const auto said = [&](std::int64_t used) {
      use.diskBytes = used;
      std::string text;
      for (const auto& word : reachedLimits(use)) text += word + " ";
      return text;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{}, said(799));
    CPPUNIT_ASSERT_EQUAL(std::string{"disk:80 "}, said(800));
    CPPUNIT_ASSERT_EQUAL(std::string{"disk:100 disk:80 "}, said(1000));
    use.diskLimitBytes = std::int64_t{1} << 62;  // no overflow near the end of numbers
    CPPUNIT_ASSERT_EQUAL(std::string{"disk:80 "}, said((std::int64_t{1} << 62) - 1));
    use.diskLimitBytes.reset();
    CPPUNIT_ASSERT_EQUAL(std::string{}, said(1'000'000));
  }

  void eachDayHasOneRow() {
    sample(), sample();
    disk_ = 200;
    shop_->clock.advance(std::chrono::hours{24});
    sample();
    const auto days = shop_->database->read(
        [&](db::Reader& reader) { return shop_->services.usage().of(reader, service_, 90); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, days.size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{200}, days[0].diskBytes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, days[1].diskBytes);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 10), days[1].day);
    CPPUNIT_ASSERT(!days[0].bandwidthLimitBytes);
  }

  void aClientIsToldOnceUntilItFalls() {
    sample();
    CPPUNIT_ASSERT_EQUAL(std::string{}, told());
    for (const auto used : {850, 900, 1000, 1001}) {
      disk_ = used;
      shop_->clock.advance(std::chrono::hours{24});
      sample(), sample();
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"disk:80 disk:100"}, told());
    disk_ = 100;
    sample();
    disk_ = 1000;
    shop_->clock.advance(std::chrono::hours{24});
    sample();
    CPPUNIT_ASSERT_EQUAL(std::string{"disk:80 disk:100 disk:100"}, told());
  }

  void aPluginThatListsNoAccountsKeepsNone() {
    silent_ = true;
    sample();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM service_usage"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM jobs WHERE state IN (1, 2)"));
  }

 private:
  using testing::InShop::shop_;
  void sample() {
    jobs::Enqueue how;
    how.lane = "provisioning";
    const SampleUsage task{shop_->clock.now().unixMicros()};
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->queue.enqueue(tx, Scope::ofTenant(kPlatform), task, how);
    });
    shop_->doJobs();
  }
  std::string told() {
    std::string text;
    for (const auto& row : shop_->database->query(
             "SELECT payload FROM events WHERE name = 'service.usage_high' ORDER BY id")) {
      const auto event = Json::parse(row.text("payload"));
      text += (text.empty() ? "" : " ") + event["what"].template get<std::string>() + ":" +
              std::to_string(event["percent"].template get<int>());
    }
    return text;
  }

  std::unique_ptr<testing::Panel> panel_;
  Id<Service> service_;
  int disk_ = 100;
  bool silent_ = false;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(UsageHistoryTest, "modules/services/usage_history");

}  // namespace hostler
