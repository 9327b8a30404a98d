#include "modules/notifications/notifications_module.h"
#include "modules/personal_data/retention.h"
#include "tests/modules/billing/money_shop.h"
#include "tests/modules/personal_data/numbered_rows.h"

namespace hostler {

std::span<const db::Migration> automationMigrations();

// What is forgotten at night keeps nobody from their cart meanwhile. (SQLite has one writer,
// whatever is changed.)
class RetentionLocksTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(RetentionLocksTest);
  CPPUNIT_TEST(cartsOfClientsAreNotLocked);
  CPPUNIT_TEST_SUITE_END();

 public:
  RetentionLocksTest() : InShop{[this] { return where_ = placeOn<db::OnMariaDb>(); }} {}

  std::vector<db::Migration> moreMigrations() override {
    std::vector<db::Migration> all;
    for (const auto some :
         {notificationsMigrations(), personalDataMigrations(), automationMigrations()})
      all.insert(all.end(), some.begin(), some.end());
    return all;
  }

  void cartsOfClientsAreNotLocked() {
    testing::NumberedRows rows{*shop_->database};
    for (const auto* table : kTables) rows.add(table, 100, 300);
    rows.add("carts", 500, 1, {{"account_id", std::nullopt}});
    rows.add("cart_items", 500, 1, {{"cart_id", 500}});
    rows.add("cart_domains", 500, 1, {{"cart_id", 500}});
    const auto elsewhere = db::Database::open(*where_);
    Retention retention{*shop_->database, shop_->clock};
    std::string refused;

    elsewhere->transaction([&](db::Transaction& theirs) {
      for (const auto* table : kTables)
        CPPUNIT_ASSERT_EQUAL_MESSAGE(table, std::size_t{1}, rows.lock(theirs, table, 250));
      try {
        retention.forget();
      } catch (const std::exception& error) {
        refused = error.what();
      }
    });

    CPPUNIT_ASSERT_EQUAL(std::string{}, refused);
    for (const auto* table : kTables) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(table, std::int64_t{300},
                                   shop_->count("SELECT COUNT(*) AS n FROM " + std::string{table}));
    }
  }

 private:
  static constexpr std::array<const char*, 3> kTables{"carts", "cart_items", "cart_domains"};

  Place where_;
};
HOSTLER_SUITE(RetentionLocksTest, "modules/personal_data/retention_locks");

}  // namespace hostler
