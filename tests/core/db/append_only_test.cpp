#include "tests/core/db/engines.h"

namespace hostler::db {

template <class Engine>
class AppendOnlyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AppendOnlyTest);
  CPPUNIT_TEST(rowsCanBeAddedAndNothingElse);
  CPPUNIT_TEST(detoursAreClosedToo);
  CPPUNIT_TEST(truncateIsBeyondTriggersAndRefusedByThisLayer);
  CPPUNIT_TEST_SUITE_END();

 public:
  void rowsCanBeAddedAndNothingElse() {
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         refusal("INSERT INTO postings (id, amount) VALUES (2, -5)"));
    CPPUNIT_ASSERT(refusal("UPDATE postings SET amount = 6")
                       .ends_with("postings is append-only: UPDATE is refused"));
    CPPUNIT_ASSERT(
        refusal("DELETE FROM postings").ends_with("postings is append-only: DELETE is refused"));
    CPPUNIT_ASSERT_EQUAL(std::string{"1:5 2:-5 "}, rows());
  }

  void detoursAreClosedToo() {
    CPPUNIT_ASSERT(refusal("REPLACE INTO postings (id, amount) VALUES (1, 6)").find("is refused") !=
                   std::string::npos);
    CPPUNIT_ASSERT(
        refusal(
            "INSERT INTO postings (id, amount) VALUES (1, 6) {upsert(id)} amount = {new(amount)}")
            .find("is refused") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"1:5 "}, rows());
  }

  void truncateIsBeyondTriggersAndRefusedByThisLayer() {
    CPPUNIT_ASSERT_THROW(
        db_->transaction([](Transaction& tx) { tx.execute("truncate table postings"); }),
        StatementError);
    CPPUNIT_ASSERT_EQUAL(std::string{"1:5 "}, rows());
  }

 private:
  std::string refusal(const std::string& sql) {
    try {
      db_->transaction([&](Transaction& tx) { tx.execute(sql); });
      return {};
    } catch (const DatabaseError& error) {
      return error.what();
    }
  }
  std::string rows() {
    std::string all;
    for (const auto& row : db_->query("SELECT id, amount FROM postings ORDER BY id")) {
      all += std::to_string(row.integer("id")) + ":" + std::to_string(row.integer("amount")) + " ";
    }
    return all;
  }

  Opened<Engine> db_{
      DatabaseOptions{},
      "CREATE TABLE postings (id BIGINT NOT NULL PRIMARY KEY, amount BIGINT NOT NULL)",
      "INSERT INTO postings (id, amount) VALUES (1, 5)", "APPEND ONLY postings"};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(AppendOnlyTest, "core/db/append_only");

}  // namespace hostler::db
