#pragma once

#include "core/db/migration.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::db {

/// The engines that every behaviour is tested on: a suite is a template over one of these,
/// registered once for each. An object is one empty database.
class OnSqlite {
 public:
  static constexpr auto kName = "SQLite";
  const DatabaseUrl& url() const { return url_; }

 private:
  static DatabaseUrl fileIn(const std::filesystem::path& directory) {
    return DatabaseUrl::parse("sqlite:" + (directory / "test.db").string());
  }
  testing::TemporaryDirectory directory_{"hostler-db"};
  DatabaseUrl url_ = fileIn(directory_.path());
};

class OnMariaDb {
 public:
  static constexpr auto kName = "MariaDB";
  const DatabaseUrl& url() const { return url_; }

 private:
  DatabaseUrl url_ = testing::MariaDb::shared().freshDatabase();
};

/// Runs the statements as schema steps.
inline void makeTables(Database& database, const std::vector<std::string_view>& statements) {
  std::vector<Migration> steps;
  int number = 0;
  for (const auto sql : statements) steps.push_back({"test", ++number, "table", sql});
  Migrator{database, steps}.migrate();
}

/// An open, empty database with tables.
template <class Engine>
struct Opened {
  template <class... Sql>
  explicit Opened(const DatabaseOptions& options, const Sql&... statements)
      : database{Database::open(engine.url(), options)} {
    makeTables(*database, {std::string_view{statements}...});
  }
  Database* operator->() const { return database.get(); }
  Database& operator*() const { return *database; }

  Engine engine;
  std::unique_ptr<Database> database;
};

}  // namespace hostler::db

/// Registers a suite template for both engines under one name.
#define HOSTLER_SUITE_ON_BOTH_ENGINES(Suite, name) \
  using Suite##OnSqlite = Suite<OnSqlite>;         \
  HOSTLER_SUITE(Suite##OnSqlite, name);            \
  using Suite##OnMariaDb = Suite<OnMariaDb>;       \
  HOSTLER_SUITE(Suite##OnMariaDb, name)
