// Whatever goes wrong with a database server, the password stays out of what is said about it.

#include "tests/core/db/engines.h"
#include "tests/support/mysql_relay.h"

#include <fstream>
#include <functional>
#include <utility>

namespace hostler::db {
namespace {

using testing::Cue;
using testing::MariaDb;
using testing::MysqlRelay;

constexpr auto kPassword = "open sesame";

std::string refusalOf(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& error) {
    return error.what();
  }
  CPPUNIT_FAIL("nothing was refused");
  return {};
}

// What opening that address says: `expected`, and no word of the password.
void opensNot(const DatabaseUrl& url, const std::string& expected) {
  DatabaseOptions hasty;
  hasty.connectTimeout = std::chrono::seconds{2};
  const auto said = refusalOf([&] { Database::open(url, hasty); });
  CPPUNIT_ASSERT_MESSAGE(expected + " is missing in: " + said,
                         said.find(expected) != std::string::npos);
  CPPUNIT_ASSERT_MESSAGE(said, said.find("sesam") == std::string::npos);
}

// An account of the shared server with the password and all rights; `how` says what is odd about
// it.
void makeAccount(const std::string& user, const std::string& how) {
  auto& server = MariaDb::shared();
  server.execute("CREATE OR REPLACE USER " + user + " IDENTIFIED BY '" + kPassword + "'" + how);
  server.execute("GRANT ALL ON *.* TO " + user);
}

DatabaseUrl as(DatabaseUrl url, const std::string& user) {
  url.user = user;
  return url;
}

}  // namespace

class CredentialsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CredentialsTest);
  CPPUNIT_TEST(anAddressMayHoldAnyPassword);
  CPPUNIT_TEST(aWrongAddressIsRefusedWithoutItsPassword);
  CPPUNIT_TEST(anAddressIsShownWithoutItsPassword);
  CPPUNIT_TEST(aRefusedAccountIsToldWhy);
  CPPUNIT_TEST(aServerThatCannotBeReachedIsNamed);
  CPPUNIT_TEST(aBrokenHandshakeIsAnErrorOfTheConnection);
  CPPUNIT_TEST(aServerWithoutTheTlsThatWasAskedForIsRefused);
  CPPUNIT_TEST(aRunningSessionsErrorsHoldNoPassword);
  CPPUNIT_TEST_SUITE_END();

 public:
  void anAddressMayHoldAnyPassword() {
    const auto url = DatabaseUrl::parse("mysql://shop:a%2Fb%3Fc%40d%3Ae%25@db.example:3307/shop");
    CPPUNIT_ASSERT_EQUAL(std::string{"a/b?c@d:e%"}, url.password);
    CPPUNIT_ASSERT_EQUAL(std::string{"shop"}, url.user);
    CPPUNIT_ASSERT_EQUAL(std::string{"db.example"}, url.host);
    CPPUNIT_ASSERT_EQUAL(3307, static_cast<int>(url.port));
    CPPUNIT_ASSERT_EQUAL(std::string{"shop"}, url.name);
    // An @ and a colon can be told apart from the ends of the password.
    CPPUNIT_ASSERT_EQUAL(std::string{"a@b:c"},
                         DatabaseUrl::parse("mysql://shop:a@b:c@db.example/shop").password);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"/run/mysqld.sock"},
        DatabaseUrl::parse("mysql://shop@localhost/shop?socket=/run/mysqld.sock").socket);
  }

  void aWrongAddressIsRefusedWithoutItsPassword() {
    const std::vector<std::pair<std::string, std::string>> wrongs{
        {"mysql://shop:open/sesame@db.example/shop", "%2F"},
        {"mysql://shop:12/sesame@db.example/shop", "%2F"},
        {"mysql://shop:open?sesame@db.example/shop", "%3F"},
        {"mysql://shop:open?sesame=1@db.example/shop", "%3F"},
        {"mysql://shop:open@x?sesame@db.example/shop", "%3F"},
        {"mysql://shop:open@x/y?sesame@db.example/shop", "%3F"},
        {"mysql://shop:open?sesame", "the port"},
        {"mysql://shop?sesame", "names no user"},
        {"mysql://:sesame@db.example/shop", "names no user"},
        {"mysql://shop:sesame@db.example", "names no database"},
        {"mysql://shop:sesame@/shop", "names no host"},
        {"mysql://shop:sesame%@db.example/shop", "hexadecimal"},
        {"mysql://shop:sesame%00@db.example/shop", "NUL"},
        {"mysql://shop:sesame@db.example:many/shop", "the port"},
        {"mysql://shop:sesame@db.example:65536/shop", "the port"},
        {"mysql://shop:sesame@[::1]x/shop", "brackets"},
        {"mysql://shop:sesame@db.example/shop?tls=yes", "no option tls"},
        {"mysql://shop:sesame@db.example/shop?ssl_ca=", "ssl_ca has no value"},
        {"postgres://shop:sesame@db.example/shop", "sqlite: or mysql://"}};
    for (const auto& [address, expected] : wrongs) {
      const auto said = refusalOf([&] { DatabaseUrl::parse(address); });
      CPPUNIT_ASSERT_MESSAGE(address + ": " + said, said.find(expected) != std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(said, said.find("sesame") == std::string::npos);
    }
  }

  void anAddressIsShownWithoutItsPassword() {
    CPPUNIT_ASSERT_EQUAL(std::string{"mysql://shop@db.example:3306/shop"},
                         DatabaseUrl::parse("mysql://shop:sesame@db.example/shop").text());
    CPPUNIT_ASSERT_EQUAL(std::string{"mysql://shop@[::1]:3306/shop"},
                         DatabaseUrl::parse("mysql://shop:sesame@[::1]/shop").text());
  }

  void aRefusedAccountIsToldWhy() {
    const auto url = MariaDb::shared().freshDatabase();
    auto wrong = url;
    wrong.password = "close sesame";
    opensNot(wrong, "Access denied for user 'hostler'");
    opensNot(as(url, "nobody"), "Access denied for user 'nobody'");

    MariaDb::shared().execute(std::string{"CREATE OR REPLACE USER stranger IDENTIFIED BY '"} +
                              kPassword + "'");
    opensNot(as(url, "stranger"), "to database '" + url.name + "'");
    makeAccount("locked", " ACCOUNT LOCK");
    opensNot(as(url, "locked"), "account is locked");
    makeAccount("expired", " PASSWORD EXPIRE");
    opensNot(as(url, "expired"), "SET PASSWORD");
    makeAccount("limited", " WITH MAX_CONNECTIONS_PER_HOUR 1");
    CPPUNIT_ASSERT_NO_THROW(Database::open(as(url, "limited")));
    opensNot(as(url, "limited"), "max_connections_per_hour");

    auto nowhere = url;
    nowhere.name = "no_such_schema";
    opensNot(nowhere, "no_such_schema");
  }

  void aServerThatCannotBeReachedIsNamed() {
    auto url = MariaDb::shared().freshDatabase();
    url.port = 1;
    opensNot(url, "127.0.0.1");
    url.host = "no..such..host";
    opensNot(url, "no..such..host");
    url.socket = "/nowhere/mysqld.sock";
    opensNot(url, "/nowhere/mysqld.sock");
  }

  void aBrokenHandshakeIsAnErrorOfTheConnection() {
    MysqlRelay relay{MariaDb::shared().freshDatabase()};
    relay.hangUpOnNewOnes(true);
    opensNot(relay.url(), "MySQL error 20");
    relay.hangUpOnNewOnes(false);
    // The packet that signs in carries the user's name.
    for (const auto moment : {Cue::Moment::BeforeServer, Cue::Moment::AfterServer}) {
      relay.cutOn({"hostler", moment});
      opensNot(relay.url(), "MySQL error 20");
    }
    CPPUNIT_ASSERT_EQUAL(2, relay.cuts());
    CPPUNIT_ASSERT_NO_THROW(Database::open(relay.url()));
  }

  void aServerWithoutTheTlsThatWasAskedForIsRefused() {
    const testing::TemporaryDirectory directory{"hostler-tls"};
    auto url = MariaDb::shared().freshDatabase();
    url.sslCa = (directory.path() / "missing.pem").string();
    opensNot(url, "TLS");
    std::ofstream{url.sslCa} << "no certificate\n";
    opensNot(url, "TLS");
  }

  void aRunningSessionsErrorsHoldNoPassword() {
    MysqlRelay relay{MariaDb::shared().freshDatabase()};
    DatabaseOptions hasty;
    hasty.busyTimeout = std::chrono::seconds{1};
    hasty.attempts = 1;
    const auto database = Database::open(relay.url(), hasty);
    makeTables(*database, {"CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(9))"});
    const auto write = [&](const char* sql, const std::string& word) {
      return [&, sql, word] {
        database->transaction([&](Transaction& tx) { tx.execute(sql, word); });
      };
    };
    const std::vector<std::function<void()>> wrongs{
        write("INSERT INTO nowhere (word) VALUES (?)", kPassword),
        write("INSERT INTO notes (id, word) VALUES (1, ?)", kPassword),
        write("INSERT INTO notes (id) VALUES (?)", kPassword),
        write("UPDATE notes SET word = no_such_function(?)", kPassword),
        write("SET PASSWORD FOR nobody = PASSWORD(?)", kPassword),
        [&] { cut(relay, *database, Cue::Moment::BeforeServer); },
        [&] { cut(relay, *database, Cue::Moment::AfterServer); }};
    for (const auto& wrong : wrongs) {
      const auto said = refusalOf(wrong);
      CPPUNIT_ASSERT_MESSAGE(said, said.find("sesame") == std::string::npos);
    }
  }

 private:
  static void cut(MysqlRelay& relay, Database& database, Cue::Moment moment) {
    relay.cutOn({"COMMIT", moment});
    database.transaction([](Transaction& tx) { tx.execute("DELETE FROM notes WHERE id = 7"); });
  }
};
HOSTLER_SUITE(CredentialsTest, "core/db/credentials");

}  // namespace hostler::db
