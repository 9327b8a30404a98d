#include "core/backup/room.h"

#include "core/backup/bytes.h"
#include "core/backup/table.h"
#include "core/db/schema_session.h"
#include "core/db/sql_text.h"
#include "core/nodes/engine_mode.h"
#include "core/nodes/node_registry.h"

#include <set>

namespace hostler::backup {
namespace {

constexpr auto kSelectNodes = "SELECT identity FROM engine_nodes ORDER BY node";
constexpr std::chrono::seconds kPatience{2};
constexpr std::string_view kMode = "engine_mode";

std::set<std::string, std::less<>> tablesMadeBy(std::span<const db::Migration> steps) {
  std::set<std::string, std::less<>> names{"schema_migrations"};
  for (const auto& step : steps) {
    const auto words = db::tokensOf(step.sql);
    if (words.size() > 2 && db::isWord(words[0], "CREATE") && db::isWord(words[1], "TABLE"))
      names.emplace(words[2]);
  }
  return names;
}

void demandNoServer(db::Reader& reader) {
  for (const auto& row : reader.query(kSelectNodes)) {
    if (!isKnownDead(row.text("identity"))) {
      throw BackupError{
          "a server may be running on the database to restore into: stop it, or give an empty "
          "database"};
    }
  }
}

// Names are those of our own steps here, never input.
std::int64_t rowsOf(db::Reader& reader, const std::string& table, std::int64_t most) {
  const auto sql = "SELECT 1 AS one FROM \"" + table + "\" LIMIT ?";
  return static_cast<std::int64_t>(reader.query(sql, most + 1).size());
}

}  // namespace

void demandRoom(db::Database& database, std::span<const db::Migration> steps,
                const RowsOfItsOwn& ownRows) {
  const auto dialect = database.dialect();
  const auto known = tablesMadeBy(steps);
  database.read([&](db::Reader& reader) {
    const auto names = tableNames(reader, dialect);
    const std::set<std::string, std::less<>> there{names.begin(), names.end()};
    for (const auto& name : names) {
      if (!known.contains(name))
        throw BackupError{"the database holds the table " + name +
                          ", which is not hostler's: give an empty database"};
    }
    if (there.contains("engine_mode") && !reader.query("SELECT id FROM engine_mode").empty() &&
        engineMode(reader) == EngineMode::Restoring)
      return;
    if (there.contains("engine_nodes")) demandNoServer(reader);
    for (const auto& name : names) {
      const auto own = ownRows.find(name);
      const auto most = own == ownRows.end() ? 0 : own->second;
      if (rowsOf(reader, name, most) > most)
        throw BackupError{"the database is not empty: " + name +
                          " holds rows. A restore fills an empty database, or one that was only "
                          "migrated"};
    }
  });
}

void removeTables(db::Database& database) {
  const auto dialect = database.dialect();
  const auto names = database.read([&](db::Reader& reader) { return tableNames(reader, dialect); });
  if (names.empty()) return;
  const auto session = database.schemaSession(kPatience);
  if (!session) throw BackupError{"another process is changing the database's schema"};
  // The mode goes last, so that an interrupted removal is still known for what it is.
  for (const auto& name : names) {
    if (name != kMode) session->run("DROP TABLE " + name);
  }
  if (std::ranges::find(names, kMode) != names.end())
    session->run("DROP TABLE " + std::string{kMode});
}

}  // namespace hostler::backup
