#include "tests/core/db/engines.h"

#include <limits>

namespace hostler::db {

struct Thing;
enum class Colour { Red = 1, Blue };

}  // namespace hostler::db

namespace hostler {
template <>
inline constexpr std::array kEnumNames<db::Colour>{std::string_view{"red"},
                                                   std::string_view{"blue"}};
}  // namespace hostler

namespace hostler::db {

template <class Engine>
class ValuesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ValuesTest);
  CPPUNIT_TEST(numbersComeBackToTheirLimits);
  CPPUNIT_TEST(textsComeBackByteForByte);
  CPPUNIT_TEST(fiveMegabytesComeBack);
  CPPUNIT_TEST(bytesComeBackWithTheirNuls);
  CPPUNIT_TEST(nothingIsNotZeroNorEmpty);
  CPPUNIT_TEST(ourTypesComeBack);
  CPPUNIT_TEST(sumsAreWholeNumbers);
  CPPUNIT_TEST(caseAccentsAndTrailingSpacesTellTextsApart);
  CPPUNIT_TEST(matchedRowsCountAsChanged);
  CPPUNIT_TEST(wrongReadsAreDefects);
  CPPUNIT_TEST(valuesThatDoNotFitAreRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void numbersComeBackToTheirLimits() {
    for (const auto number : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1},
                              std::int64_t{0}, std::numeric_limits<std::int64_t>::max()}) {
      CPPUNIT_ASSERT_EQUAL(number, keep("number", number).integer("number"));
    }
    CPPUNIT_ASSERT_THROW(keep("number", std::numeric_limits<std::uint64_t>::max()),
                         std::out_of_range);
  }

  void textsComeBackByteForByte() {
    for (const std::string text :
         {"", "plain", "₹ 1,180", "नमस्ते", "🐘🎉", "a'b\"c\\d%e_f{g}?", "  spaced  "}) {
      CPPUNIT_ASSERT_EQUAL(text, keep("word", text).text("word"));
    }
  }

  void fiveMegabytesComeBack() {
    std::string text;
    while (text.size() < 5'000'000) text += "0123456789 नमस्ते ";
    CPPUNIT_ASSERT(text == keep("story", text).text("story"));
    const Blob blob{text + std::string(100, '\0')};
    CPPUNIT_ASSERT(blob == keep("picture", blob).blob("picture"));
  }

  void bytesComeBackWithTheirNuls() {
    std::string all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
    for (const auto& bytes : {std::string{}, std::string(3, '\0'), all}) {
      CPPUNIT_ASSERT(Blob{bytes} == keep("hash", Blob{bytes}).blob("hash"));
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         db_->query("SELECT id FROM things WHERE hash = ?", Blob{all}).size());
  }

  void nothingIsNotZeroNorEmpty() {
    const Row row = keep("number", std::optional<std::int64_t>{});

    for (const auto* column : {"number", "word", "story", "hash", "picture", "day"}) {
      CPPUNIT_ASSERT_MESSAGE(column, row.isNull(column));
    }
    CPPUNIT_ASSERT(!row.get<std::optional<int>>("number"));
    CPPUNIT_ASSERT_THROW(row.integer("number"), ColumnError);
    CPPUNIT_ASSERT(!keep("number", 0).isNull("number"));
    CPPUNIT_ASSERT(!keep("word", "").isNull("word"));
    CPPUNIT_ASSERT(!keep("hash", Blob{}).isNull("hash"));
  }

  void ourTypesComeBack() {
    const auto instant = Instant::parse("2026-03-31T18:29:59.123Z").value();
    const auto day = Date::of(2028, 2, 29);

    CPPUNIT_ASSERT_EQUAL(instant, keep("number", instant).instant("number"));
    CPPUNIT_ASSERT_EQUAL(day.text(), keep("day", day).date("day").text());
    CPPUNIT_ASSERT(Decimal::of("-0.000000000000000018") ==
                   keep("word", Decimal::of("-0.000000000000000018")).decimal("word"));
    CPPUNIT_ASSERT(Currency::of("INR") ==
                   keep("word", Currency::of("INR")).template get<Currency>("word"));
    CPPUNIT_ASSERT(Cycle::Annually == keep("word", Cycle::Annually).template get<Cycle>("word"));
    CPPUNIT_ASSERT(Colour::Blue == keep("word", Colour::Blue).template get<Colour>("word"));
    CPPUNIT_ASSERT(Id<Thing>::of(77) ==
                   keep("number", Id<Thing>::of(77)).template id<Thing>("number"));
    CPPUNIT_ASSERT(keep("number", true).flag("number"));
    const auto money = Money::ofMinor(118'000, Currency::of("INR"));
    CPPUNIT_ASSERT(money == keep("number", 118'000).money("number", Currency::of("INR")));
  }

  void sumsAreWholeNumbers() {
    const auto most = std::numeric_limits<std::int64_t>::max();
    keep("number", most - 5);
    keep("number", 5);

    const auto sum = db_->query(
        "SELECT SUM(number) AS total, COUNT(*) AS n, COALESCE(SUM(number), 0) AS t FROM things");

    CPPUNIT_ASSERT_EQUAL(most, sum.only().integer("total"));
    CPPUNIT_ASSERT_EQUAL(most, sum.only().integer("t"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, sum.only().integer("n"));
  }

  void caseAccentsAndTrailingSpacesTellTextsApart() {
    const std::vector<std::string> words{"admin", "Admin", "àdmin", "admin ", "admin@"};
    for (const auto& word : words) keep("word", word);

    for (const auto& word : words) {
      const auto count =
          db_->query("SELECT COUNT(*) AS n FROM things WHERE word = ?", word).only().integer("n");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(word, std::int64_t{1}, count);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{3},
                         db_->query("SELECT id FROM things WHERE word LIKE 'admin%'").size());
    CPPUNIT_ASSERT_EQUAL(std::string{"a\\b c"},
                         db_->query("SELECT 'a\\b' || ' c' AS \"joined\"").only().text("joined"));
  }

  void matchedRowsCountAsChanged() {
    keep("number", 7);
    keep("number", 7);
    const auto changed = db_->transaction(
        [](Transaction& tx) { return tx.execute("UPDATE things SET number = 7"); });

    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, changed);
  }

  void wrongReadsAreDefects() {
    const Row row = keep("word", "many");
    CPPUNIT_ASSERT_THROW(row.integer("word"), ColumnError);
    CPPUNIT_ASSERT_THROW(row.text("id"), ColumnError);
    CPPUNIT_ASSERT_THROW(row.text("nowhere"), ColumnError);
    CPPUNIT_ASSERT_THROW(row.get<Colour>("word"), ColumnError);
    CPPUNIT_ASSERT_THROW(keep("number", 300).template get<std::int8_t>("number"), ColumnError);
    CPPUNIT_ASSERT_THROW(db_->query("SELECT 1 AS one UNION SELECT 2").only(), ColumnError);
    CPPUNIT_ASSERT_THROW(db_->query("SELECT id FROM things WHERE id = ?"), StatementError);
    CPPUNIT_ASSERT_THROW(db_->query("SELECT id FROM things", 1), StatementError);
    CPPUNIT_ASSERT_THROW(db_->query("SELECT SQRT(2) AS root"), ColumnError);
  }

  // What the one engine refuses the other refuses too, and says nothing of the value.
  void valuesThatDoNotFitAreRefused() {
    refuses("word", std::string(81, 'x'));
    refuses("number", "twelve hundred");
    refuses("small", 32'768);
    refuses("middling", 2'147'483'648);
    refuses("note", std::string(70'000, 'x'));
    refuses("hash", Blob{std::string(70'000, 'x')});
    refuses("day", "2026-02-30");
    refuses("day", "tomorrow");
    keep("word", std::string(80, 'x'));
  }

 private:
  template <class T>
  Row keep(const std::string& column, const T& value) {
    const auto id = ++last_;
    db_->transaction([&](Transaction& tx) {
      tx.execute("INSERT INTO things (id, " + column + ") VALUES (?, ?)", id, value);
    });
    return db_->query("SELECT * FROM things WHERE id = ?", id).only();
  }

  template <class T>
  void refuses(const std::string& column, const T& value) {
    try {
      keep(column, value);
    } catch (const DatabaseError& error) {
      const std::string text = error.what();
      CPPUNIT_ASSERT_MESSAGE(text, text.find("xxx") == std::string::npos &&
                                       text.find("twelve") == std::string::npos &&
                                       text.find("tomorrow") == std::string::npos);
      return;
    }
    CPPUNIT_FAIL(column + " took what it cannot hold");
  }

  Opened<Engine> db_{
      DatabaseOptions{},
      "CREATE TABLE things (id BIGINT NOT NULL PRIMARY KEY, number BIGINT, small SMALLINT, "
      "middling INTEGER, word VARCHAR(80), note TEXT, story MEDIUMTEXT, hash BLOB, picture "
      "MEDIUMBLOB, "
      "day DATE)"};
  std::int64_t last_ = 0;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ValuesTest, "core/db/values");

}  // namespace hostler::db
