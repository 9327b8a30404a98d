#include "core/db/schema/schema_history.h"

#include "core/db/schema/schema_statement.h"

#include <sodium.h>

#include <array>
#include <optional>

namespace hostler::db {
namespace {

constexpr auto kCreate = R"sql(
  CREATE TABLE IF NOT EXISTS schema_migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    module VARCHAR(64) NOT NULL,
    name VARCHAR(190) NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    phase VARCHAR(16) NOT NULL,
    state VARCHAR(16) NOT NULL,
    started_at BIGINT NOT NULL,
    done_at BIGINT
  ))sql";
constexpr auto kSelectAll =
    "SELECT number, module, name, checksum, phase, state FROM schema_migrations ORDER BY number";
constexpr auto kInsertStarted =
    "INSERT INTO schema_migrations (number, module, name, checksum, phase, state, started_at) "
    "VALUES (?, ?, ?, ?, ?, 'started', ?)";
constexpr auto kDelete = "DELETE FROM schema_migrations WHERE number = ? AND state = 'started'";
constexpr auto kSelectState = "SELECT state FROM schema_migrations WHERE number = ? {for_update}";
constexpr auto kUpdateDone =
    "UPDATE schema_migrations SET state = 'done', done_at = ? WHERE number = ?";

constexpr auto kCountOnSqlite =
    "SELECT COUNT(*) AS tables FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
    "'sqlite_%'";
constexpr auto kCountOnMysql =
    "SELECT COUNT(*) AS tables FROM information_schema.tables WHERE table_schema = DATABASE()";
constexpr auto kFindOnSqlite =
    "SELECT COUNT(*) AS tables FROM sqlite_master WHERE type = 'table' AND name = "
    "'schema_migrations'";
constexpr auto kFindOnMysql =
    "SELECT COUNT(*) AS tables FROM information_schema.tables "
    "WHERE table_schema = DATABASE() AND table_name = 'schema_migrations'";

std::string sha256(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return {hex.data()};
}

std::string_view withoutSpaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

// The word behind "-- phase:" in the comment lines that a file starts with.
std::optional<std::string_view> phaseIn(std::string_view sql) {
  while (!sql.empty()) {
    const auto end = std::min(sql.size(), sql.find('\n'));
    const auto line = withoutSpaces(sql.substr(0, end));
    sql.remove_prefix(std::min(sql.size(), end + 1));
    if (line.empty()) continue;
    if (!line.starts_with("--")) break;
    const auto words = withoutSpaces(line.substr(2));
    if (words.starts_with("phase:")) return withoutSpaces(words.substr(6));
  }
  return std::nullopt;
}

}  // namespace

std::string nameOf(const Migration& migration) {
  return "step " + std::to_string(migration.number) + " of " + std::string{migration.module} +
         " (" + std::string{migration.name} + ")";
}

MigrationFacts MigrationFacts::of(const Migration& migration) {
  const auto phase = phaseIn(migration.sql).value_or("expand");
  if (phase != "expand" && phase != "contract") {
    throw SchemaError{nameOf(migration) + ": the phase is expand or contract, not " +
                      std::string{phase}};
  }
  return {sha256(migration.sql), phase == "contract"};
}

bool SchemaHistory::exists() {
  const auto* sql = database_.dialect() == Dialect::Sqlite ? kFindOnSqlite : kFindOnMysql;
  return database_.query(sql).only().flag("tables");
}

std::int64_t SchemaHistory::tables() {
  const auto* sql = database_.dialect() == Dialect::Sqlite ? kCountOnSqlite : kCountOnMysql;
  return database_.query(sql).only().integer("tables");
}

void SchemaHistory::create(SchemaSession& session) {
  const auto create =
      schemaStatement(database_.dialect(), session.exactCollation(), kCreate).statements[0];
  if (session.changesAreTransactional()) {
    database_.transaction([&](Transaction& tx) { tx.execute(create); });
  } else {
    session.run(create);
  }
}

SchemaHistory::Records SchemaHistory::all() {
  Records records;
  if (!exists()) return records;
  for (const auto& row : database_.query(kSelectAll)) {
    records[row.get<int>("number")] = {row.text("module"), row.text("name"), row.text("checksum"),
                                       row.text("phase") == "contract",
                                       row.text("state") == "done"};
  }
  return records;
}

void SchemaHistory::markStarted(const Migration& migration, Instant at) {
  const auto facts = MigrationFacts::of(migration);
  database_.transaction([&](Transaction& tx) {
    tx.tryInsert(kInsertStarted, migration.number, migration.module, migration.name, facts.checksum,
                 facts.contracts ? "contract" : "expand", at);
  });
}

void SchemaHistory::unmark(const Migration& migration) {
  database_.transaction([&](Transaction& tx) { tx.execute(kDelete, migration.number); });
}

bool SchemaHistory::isDone(Transaction& tx, const Migration& migration) {
  const auto rows = tx.query(kSelectState, migration.number);
  return !rows.empty() && rows[0].text("state") == "done";
}

void SchemaHistory::markDone(Transaction& tx, const Migration& migration, Instant at) {
  // Taken back by another process in between: then this change goes back too.
  if (tx.execute(kUpdateDone, at, migration.number) != 1) {
    throw SchemaError{nameOf(migration) + ": its mark in schema_migrations is gone"};
  }
}

}  // namespace hostler::db
