#include "core/backup/table.h"
#include "tests/modules/personal_data/in_erasure.h"

#include <map>

namespace hostler {

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
      for (const auto& [name, table] : tables_) {
        const auto key = table.columns[table.key.front()];
        const auto sql = "SELECT * FROM " + name + " WHERE " + key.name + " = ? {for_update}";
        const auto locked = key.kind == backup::Kind::Number
                                ? theirs.query(sql, kTheirs).size()
                                : theirs.query(sql, std::to_string(kTheirs)).size();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::size_t{1}, locked);
      }
      try {
        erase();
        erased = true;
      } catch (const db::Conflict&) {
      }
    });
    CPPUNIT_ASSERT_MESSAGE("it waited for a row that is another's", erased);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{kOthers}, count("messages"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{kOthers}, count("cart_items"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("service_steps WHERE id = 500 AND detail <> ''"));
  }

 private:
  using Values = std::map<std::string, std::optional<std::int64_t>>;
  // Three digits, which the shortest text column holds: nobody else's ids are so low.
  static constexpr std::int64_t kFirst = 100, kOthers = 300, kTheirs = 250, kMine = 500;

  // Rows of strangers in every table, and one of the account.
  void fillTables() {
    const auto account = client_.value();
    const auto root =
        shop_->database->query("SELECT root_user_id AS id FROM accounts WHERE id = ?", client_)
            .only()
            .integer("id");
    shop_->database->read([&](db::Reader& reader) {
      for (auto& table : backup::tablesOf(reader, shop_->database->dialect()))
        known_[table.name] = std::move(table);
    });
    fill("services", {{"account_id", account}}, {"paid_until", "billed_until", "cancel_on"});
    fill("service_steps", {{"service_id", kMine}});
    fill("compute_actions", {{"service_id", kMine}, {"account_id", account}});
    fill("domains", {{"account_id", account}, {"live_name", std::nullopt}});
    fill("domain_steps", {{"domain_id", kMine}});
    fill("domain_wishes", {});
    fill("dns_zones", {{"account_id", account}, {"claim", std::nullopt}});
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

  void fill(const std::string& name, Values mine, const std::vector<std::string>& empty = {}) {
    const auto& table = known_.at(name);
    Values others;
    for (const auto& column : empty) others[column] = mine[column] = std::nullopt;
    shop_->database->transaction([&](db::Transaction& tx) {
      db::BulkInsert rows{tx, "INSERT INTO " + name + " (" + table.columnList() + ")",
                          table.columns.size()};
      for (std::int64_t number = kFirst; number < kFirst + kOthers; ++number)
        add(rows, table, number, others);
      add(rows, table, kMine, mine);
      rows.flush();
    });
    tables_[name] = table;
  }

  // Every column of a row holds its number, but for the tenant's and what is said.
  static void add(db::BulkInsert& rows, const backup::Table& table, std::int64_t number,
                  const Values& said) {
    const auto text = std::to_string(number);
    const db::Blob bytes{text};
    std::vector<db::Param> params;
    for (const auto& column : table.columns) {
      const auto value = said.find(column.name);
      if (column.name == "tenant_id") {
        params.emplace_back(kPlatform);
      } else if (value != said.end()) {
        params.emplace_back(value->second);
      } else if (column.kind == backup::Kind::Number) {
        params.emplace_back(number);
      } else if (column.kind == backup::Kind::Text) {
        params.emplace_back(text);
      } else {
        params.emplace_back(bytes);
      }
    }
    rows.addRow(params);
  }

  Place where_;
  std::map<std::string, backup::Table> known_, tables_;
};
HOSTLER_SUITE(ErasureLocksTest, "modules/personal_data/erasure_locks");

}  // namespace hostler
