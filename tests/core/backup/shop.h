#pragma once

#include "core/backup/backup.h"
#include "core/backup/restore.h"
#include "tests/core/db/engines.h"

#include <fstream>
#include <iterator>

namespace hostler {

std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> secretsMigrations();

}  // namespace hostler

namespace hostler::backup {

inline constexpr GuessCost kCheap{1, 8};

/// Steps with every type, every kind of key, and an append-only table.
inline std::vector<db::Migration> shopSteps() {
  std::vector<db::Migration> steps;
  for (const auto& some : {nodesMigrations(), secretsMigrations()})
    steps.insert(steps.end(), some.begin(), some.end());
  int number = 1000;
  for (const auto* sql :
       {"CREATE TABLE samples (id BIGINT NOT NULL PRIMARY KEY, whole INTEGER, small SMALLINT,"
        " word VARCHAR(50), story TEXT, book MEDIUMTEXT, mark BLOB, film MEDIUMBLOB, day DATE)",
        "CREATE TABLE words (word VARCHAR(60) NOT NULL PRIMARY KEY, n BIGINT NOT NULL)",
        "CREATE TABLE terms (service BIGINT NOT NULL, day DATE NOT NULL, kind VARCHAR(10) NOT NULL,"
        " PRIMARY KEY (kind, service, day))",
        "CREATE TABLE entries (id BIGINT NOT NULL PRIMARY KEY, pot VARCHAR(10) NOT NULL,"
        " amount BIGINT NOT NULL)",
        "APPEND ONLY entries",
        "CREATE TABLE pots (pot VARCHAR(10) NOT NULL PRIMARY KEY, amount BIGINT NOT NULL)"}) {
    steps.push_back({"shop", ++number, "step", sql});
  }
  return steps;
}

/// A database with the shop's tables.
template <class Engine>
struct Shop {
  explicit Shop(const std::vector<db::Migration>& steps = shopSteps())
      : database{db::Database::open(engine.url())} {
    db::Migrator{*database, steps}.migrate();
  }
  Engine engine;
  std::unique_ptr<db::Database> database;
};

/// A folder with a master key, where backups are made.
struct Site {
  Site() : master{MasterKey::create((folder.path() / "master.key").string(), random)} {}

  std::filesystem::path file(const std::string& name) const { return folder.path() / name; }
  MadeBackup backUp(db::Database& database, const std::string& name) {
    return makeBackup(database, master, random, {file(name), true, passphrase, "9.9", kCheap});
  }
  Restore restoring(const std::string& name, const std::vector<db::Migration>& steps) const {
    return Restore{file(name), passphrase, steps, master};
  }

  testing::TemporaryDirectory folder{"hostler-backup"};
  SystemRandom random;
  MasterKey master;
  Secret passphrase{"violet harbour"};
};

inline std::string bytesOf(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// What a thing that must fail says; "nothing" when it does not.
template <class F>
std::string saidBy(F work) {
  try {
    work();
    return "nothing";
  } catch (const std::exception& error) {
    return error.what();
  }
}

inline bool has(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

}  // namespace hostler::backup
