// A MySQL or MariaDB server that would lose money is refused before anything is kept there.

#include "tests/core/db/engines.h"

#include <algorithm>

namespace hostler::db {
namespace {

using testing::MariaDb;

// A setting of the shared server, wrong for as long as this lives. `value` as SQL writes it.
class WrongSetting {
 public:
  WrongSetting(std::string name, const std::string& value) : name_{std::move(name)} {
    before_ = MariaDb::shared().ask("SELECT @@global." + name_);
    set(value);
  }
  ~WrongSetting() {
    const bool isNumber = std::ranges::all_of(before_, [](char c) { return c >= '0' && c <= '9'; });
    set(isNumber && !before_.empty() ? before_ : "'" + before_ + "'");
  }
  WrongSetting(const WrongSetting&) = delete;
  WrongSetting& operator=(const WrongSetting&) = delete;

 private:
  void set(const std::string& value) {
    MariaDb::shared().execute("SET GLOBAL " + name_ + " = " + value);
  }
  std::string name_, before_;
};

// What opening it says; fails when it opens.
std::string refusalOf(const DatabaseUrl& url) {
  try {
    Database::open(url);
  } catch (const DatabaseError& error) {
    CPPUNIT_FAIL(std::string{"an error of the server and not a word on its settings: "} +
                 error.what());
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  CPPUNIT_FAIL("the server was taken as it is");
  return {};
}

void says(const std::string& text, const std::vector<std::string>& words) {
  for (const auto& word : words)
    CPPUNIT_ASSERT_MESSAGE(word + " is missing in: " + text, text.find(word) != std::string::npos);
}

}  // namespace

class ServerSettingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ServerSettingsTest);
  CPPUNIT_TEST(aServerThatCutsValuesToFitIsRefused);
  CPPUNIT_TEST(eitherStrictModeWillDo);
  CPPUNIT_TEST(aServerThatFlushesCommitsLaterIsRefused);
  CPPUNIT_TEST(aServerWithoutInnoDbIsRefused);
  CPPUNIT_TEST(aDatabaseOfAnotherCharacterSetIsRefused);
  CPPUNIT_TEST(aTableThatCannotRollBackIsNamed);
  CPPUNIT_TEST(everythingThatIsWrongIsSaidAtOnce);
  CPPUNIT_TEST(whereAnotherEngineIsTheDefaultOursAreStillInnoDb);
  CPPUNIT_TEST(whatWasMendedIsTaken);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aServerThatCutsValuesToFitIsRefused() {
    const auto url = MariaDb::shared().freshDatabase();
    {
      const WrongSetting lax{"sql_mode", "''"};
      says(refusalOf(url), {"sql_mode is ''", "must hold STRICT_TRANS_TABLES"});
    }
    const WrongSetting lax{"sql_mode", "'NO_ENGINE_SUBSTITUTION,ANSI_QUOTES'"};
    says(refusalOf(url), {"sql_mode is 'ANSI_QUOTES,NO_ENGINE_SUBSTITUTION'"});
  }

  void eitherStrictModeWillDo() {
    const auto url = MariaDb::shared().freshDatabase();
    for (const auto* mode : {"'STRICT_ALL_TABLES'", "'STRICT_TRANS_TABLES'", "'TRADITIONAL'"}) {
      const WrongSetting strict{"sql_mode", mode};
      CPPUNIT_ASSERT_NO_THROW_MESSAGE(mode, Database::open(url));
    }
  }

  void aServerThatFlushesCommitsLaterIsRefused() {
    const auto url = MariaDb::shared().freshDatabase();
    for (const auto* value : {"0", "2", "3"}) {
      const WrongSetting late{"innodb_flush_log_at_trx_commit", value};
      says(refusalOf(url),
           {std::string{"innodb_flush_log_at_trx_commit is "} + value, "must be 1"});
    }
  }

  void aServerWithoutInnoDbIsRefused() {
    MariaDb server{std::vector<std::string>{"--skip-innodb", "--default-storage-engine=Aria"}};
    const auto refusal = refusalOf(server.freshDatabase());

    says(refusal, {"InnoDB", "is off", "skip_innodb", "must be on"});
    // What only InnoDB has is no second fault.
    CPPUNIT_ASSERT_MESSAGE(refusal, refusal.find("flush") == std::string::npos);
  }

  void aDatabaseOfAnotherCharacterSetIsRefused() {
    auto url = MariaDb::shared().freshDatabase();
    for (const auto* charset : {"latin1", "utf8mb3"}) {
      MariaDb::shared().execute("ALTER DATABASE " + url.name + " CHARACTER SET " + charset);
      says(refusalOf(url),
           {std::string{"character set is "} + charset, "must be utf8mb4", "ALTER DATABASE"});
    }
  }

  void aTableThatCannotRollBackIsNamed() {
    const auto url = MariaDb::shared().freshDatabase();
    MariaDb::shared().execute("CREATE TABLE sound (id INT) ENGINE=InnoDB", url.name);
    MariaDb::shared().execute("CREATE TABLE left_behind (id INT) ENGINE=MyISAM", url.name);
    says(refusalOf(url), {"table left_behind is MyISAM", "must be InnoDB", "ALTER TABLE"});

    MariaDb::shared().execute("DROP TABLE left_behind", url.name);
    const auto elsewhere = MariaDb::shared().freshDatabase();
    MariaDb::shared().execute("CREATE TABLE left_behind (id INT) ENGINE=MyISAM", elsewhere.name);
    CPPUNIT_ASSERT_NO_THROW(Database::open(url));
  }

  void everythingThatIsWrongIsSaidAtOnce() {
    const auto url = MariaDb::shared().freshDatabase();
    MariaDb::shared().execute("ALTER DATABASE " + url.name + " CHARACTER SET latin1");
    MariaDb::shared().execute("CREATE TABLE odd (id INT) ENGINE=MyISAM", url.name);
    const WrongSetting lax{"sql_mode", "''"};
    const WrongSetting late{"innodb_flush_log_at_trx_commit", "2"};

    says(refusalOf(url),
         {"must not keep money as it is set", "sql_mode is ''",
          "innodb_flush_log_at_trx_commit is 2", "character set is latin1", "table odd is MyISAM"});
  }

  void whereAnotherEngineIsTheDefaultOursAreStillInnoDb() {
    const auto url = MariaDb::shared().freshDatabase();
    const WrongSetting odd{"default_storage_engine", "'MyISAM'"};
    makeTables(*Database::open(url), {"CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY)"});

    CPPUNIT_ASSERT_NO_THROW(Database::open(url));
    CPPUNIT_ASSERT_EQUAL(std::string{"InnoDB"},
                         MariaDb::shared().ask("SELECT engine FROM information_schema.tables WHERE "
                                               "table_name = 'notes' AND table_schema = '" +
                                               url.name + "'"));
  }

  void whatWasMendedIsTaken() {
    const auto url = MariaDb::shared().freshDatabase();
    {
      const WrongSetting lax{"sql_mode", "''"};
      refusalOf(url);
    }
    makeTables(*Database::open(url), {"CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY)"});
  }
};
HOSTLER_SUITE(ServerSettingsTest, "core/db/server_settings");

}  // namespace hostler::db
