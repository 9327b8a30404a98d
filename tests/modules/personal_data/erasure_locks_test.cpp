#include "tests/modules/personal_data/in_erasure.h"
#include "tests/modules/personal_data/numbered_rows.h"

namespace hostler {

using testing::NumberedRows;

// On MariaDB a change that walks a table locks all of it: one who leaves must not keep everybody
// else waiting. (SQLite has one writer, whatever is changed.)
class ErasureLocksTest : public testing::InErasure {
  CPPUNIT_TEST_SUITE(ErasureLocksTest);
  CPPUNIT_TEST(whoLeavesWaitsForNobodyElsesRows);
  CPPUNIT_TEST_SUITE_END();

 public:
  ErasureLocksTest() : InErasure{[this] { return where_ = placeOn<db::OnMariaDb>(); }} {}

  void whoLeavesWaitsForNobodyElsesRows() {
    fillTables();
    const auto elsewhere = db::Database::open(*where_);
    bool erased = false;
    elsewhere->transaction([&](db::Transaction& theirs) {
      for (const auto& name : filled_)
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::size_t{1}, rows_->lock(theirs, name, kTheirs));
      try {
        erase();
        erased = true;
      } catch (const db::Conflict&) {
      }
    });
    CPPUNIT_ASSERT_MESSAGE("it waited for a row that is another's", erased);
    CPPUNIT_ASSERT_EQUAL(kOthers, count("messages"));
    CPPUNIT_ASSERT_EQUAL(kOthers, count("cart_items"));
    CPPUNIT_ASSERT_EQUAL(kOthers, count("service_steps WHERE detail <> ''"));
  }

 private:
  static constexpr std::int64_t kFirst = 100, kOthers = 300, kTheirs = 250, kMine = 500;

  // Rows of strangers in every table, and one of the account.
  void fillTables() {
    rows_ = std::make_unique<NumberedRows>(*shop_->database);
    const auto account = client_.value();
    const auto root =
        shop_->database->query("SELECT root_user_id AS id FROM accounts WHERE id = ?", client_)
            .only()
            .integer("id");
    fill("services", {{"account_id", account}},
         {{"paid_until", {}}, {"billed_until", {}}, {"cancel_on", {}}});
    fill("service_steps", {{"service_id", kMine}});
    fill("compute_actions", {{"service_id", kMine}, {"account_id", account}});
    fill("domains", {{"account_id", account}, {"live_name", {}}});
    fill("domain_steps", {{"domain_id", kMine}});
    fill("domain_wishes", {});
    fill("dns_zones", {{"account_id", account}, {"claim", {}}});
    fill("dns_zone_versions", {{"zone_id", kMine}});
    fill("carts", {{"account_id", account}});
    fill("cart_items", {{"cart_id", kMine}});
    fill("cart_domains", {{"cart_id", kMine}});
    fill("messages", {{"account_id", account}});
    fill("message_carriage", {});
    fill("registrations", {{"account_id", account}});
    fill("suppressed_recipients", {});
    fill("sessions", {{"user_id", root}, {"account_id", account}});
    fill("link_tokens", {{"user_id", root}});
    fill("invoice_drafts", {{"account_id", account}});
    fill("payment_customers", {{"account_id", account}});
    fill("events", {{"account_id", account}, {"dispatched", 1}});
    fill("webhooks", {{"account_id", account}});
    fill("webhook_deliveries", {{"webhook_id", kMine}, {"event_id", kMine}});
    fill("files", {{"account_id", account}});
    fill("jobs", {{"account_id", account}, {"state", 3}});
    fill("provider_operations", {{"account_id", account}});
    does("UPDATE provider_operations SET state = 'failed' WHERE id = ?", kMine);
  }

  void fill(const std::string& name, NumberedRows::Values mine,
            const NumberedRows::Values& all = {}) {
    rows_->add(name, kFirst, kOthers, all);
    mine.insert(all.begin(), all.end());
    rows_->add(name, kMine, 1, mine);
    filled_.push_back(name);
  }

  Place where_;
  std::unique_ptr<NumberedRows> rows_;
  std::vector<std::string> filled_;
};
HOSTLER_SUITE(ErasureLocksTest, "modules/personal_data/erasure_locks");

}  // namespace hostler
