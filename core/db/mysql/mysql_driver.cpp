#include "core/db/mysql/mysql_driver.h"

#include "core/db/errors.h"
#include "core/db/mysql/mysql_errors.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

namespace hostler::db {
namespace {

sql::Driver& driver() {
  static sql::Driver* instance = get_driver_instance();  // owned by the library
  return *instance;
}

struct ThreadOfDriver {
  ThreadOfDriver() { driver().threadInit(); }
  ~ThreadOfDriver() { driver().threadEnd(); }
};

int wholeSeconds(std::chrono::milliseconds time) {
  return static_cast<int>(
      std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(time).count()));
}

// Properties that the library does not know it takes in silence, so these names are all tested.
sql::ConnectOptionsMap propertiesOf(const DatabaseUrl& url, const DatabaseOptions& options,
                                    std::chrono::milliseconds answerWithin) {
  sql::ConnectOptionsMap properties;
  properties["hostName"] = sql::SQLString{url.socket.empty() ? url.host : "unix://" + url.socket};
  if (url.socket.empty()) properties["port"] = static_cast<int>(url.port);
  properties["userName"] = sql::SQLString{url.user};
  properties["password"] = sql::SQLString{url.password};
  properties["schema"] = sql::SQLString{url.name};
  properties["OPT_CHARSET_NAME"] = sql::SQLString{"utf8mb4"};
  properties["OPT_CONNECT_TIMEOUT"] = wholeSeconds(options.connectTimeout);
  properties["OPT_READ_TIMEOUT"] = wholeSeconds(answerWithin);
  properties["OPT_WRITE_TIMEOUT"] = wholeSeconds(answerWithin);
  properties["OPT_RECONNECT"] =
      false;  // a new session would lack our settings, and the transaction
  properties["CLIENT_FOUND_ROWS"] = true;
  properties["OPT_LOCAL_INFILE"] = 0;  // a server must not ask for our files
  if (!url.sslCa.empty()) {
    properties["sslCA"] = sql::SQLString{url.sslCa};
    properties["sslVerify"] = true;  // sslCA alone takes a certificate for any name
  }
  return properties;
}

// A server without TLS must not be talked to in the clear when TLS was asked for.
void demandTls(sql::Connection& connection) {
  const std::unique_ptr<sql::Statement> statement{connection.createStatement()};
  const std::unique_ptr<sql::ResultSet> status{
      statement->executeQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'")};
  if (!status->next() || status->getString(2).length() == 0) {
    throw Unavailable{"the database server offers no TLS, which ssl_ca demands", 2026};
  }
}

}  // namespace

void joinDriver() {
  thread_local const ThreadOfDriver member;
  static_cast<void>(member);
}

std::unique_ptr<sql::Connection> connectMysql(const DatabaseUrl& url,
                                              const DatabaseOptions& options,
                                              std::chrono::milliseconds answerWithin) {
  joinDriver();
  try {
    auto properties = propertiesOf(url, options, answerWithin);
    std::unique_ptr<sql::Connection> connection{driver().connect(properties)};
    if (!url.sslCa.empty()) demandTls(*connection);
    return connection;
  } catch (const sql::SQLException& error) {
    throwMysql(error, MysqlStep::Connect);
  }
}

}  // namespace hostler::db
