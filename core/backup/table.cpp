#include "core/backup/table.h"

#include "core/backup/bytes.h"
#include "core/backup/row_text.h"

#include <sodium.h>

namespace hostler::backup {
namespace {

constexpr auto kTablesOnSqlite =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
    "ORDER BY name";
constexpr auto kTablesOnMysql =
    "SELECT table_name AS name FROM information_schema.tables "
    "WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name";
constexpr auto kColumnsOnSqlite =
    "SELECT name, type, pk AS place FROM pragma_table_info(?) ORDER BY cid";
constexpr auto kColumnsOnMysql = R"sql(
  SELECT c.column_name AS name, c.data_type AS type, COALESCE(k.ordinal_position, 0) AS place
    FROM information_schema.columns c
    LEFT JOIN information_schema.key_column_usage k
      ON k.table_schema = c.table_schema AND k.table_name = c.table_name
     AND k.column_name = c.column_name AND k.constraint_name = 'PRIMARY'
   WHERE c.table_schema = DATABASE() AND c.table_name = ? ORDER BY c.ordinal_position)sql";

// What they tell is true of this database alone: a restore gives its own its own.
constexpr std::array<std::string_view, 2> kAboutTheDatabase{"schema_migrations", "engine_mode"};

constexpr std::size_t kPageBytes = 4 << 20;
constexpr std::int64_t kFirstRows = 64, kMostRows = 4'096, kMostLongRows = 64;

// They stand in statements, so nothing but what our own steps call things.
std::string named(const std::string& name) {
  const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!plain) throw BackupError{"the database holds something of a strange name: " + name};
  return '"' + name + '"';
}

std::string lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// STRICT tables and MySQL's together know these words for the types of migration.h.
Kind kindOf(const std::string& table, const std::string& column, const std::string& type) {
  for (const auto* word : {"integer", "int", "bigint", "smallint"})
    if (type == word) return Kind::Number;
  for (const auto* word : {"text", "varchar", "mediumtext", "date"})
    if (type == word) return Kind::Text;
  for (const auto* word : {"blob", "mediumblob"})
    if (type == word) return Kind::Bytes;
  throw BackupError{"column " + column + " of " + table +
                    " has a type that no step makes: " + type};
}

Table described(db::Reader& reader, db::Dialect dialect, const std::string& name) {
  const bool sqlite = dialect == db::Dialect::Sqlite;
  Table table{name, {}, {}, false};
  std::map<std::int64_t, std::size_t> key;
  for (const auto& row : reader.query(sqlite ? kColumnsOnSqlite : kColumnsOnMysql, name)) {
    const auto type = lower(row.text("type"));
    if (const auto place = row.integer("place"); place > 0) key[place] = table.columns.size();
    table.columns.push_back({row.text("name"), kindOf(name, row.text("name"), type)});
    // SQLite does not tell a BLOB from a MEDIUMBLOB.
    const bool isLong = type.starts_with("medium") || (sqlite && type == "blob");
    table.mayBeLong = table.mayBeLong || isLong;
  }
  for (const auto& [place, column] : key) table.key.push_back(column);
  if (table.key.empty()) throw BackupError{"table " + name + " has no primary key"};
  return table;
}

// WHERE (a > ?) OR (a = ? AND b > ?): the rows behind one, in words that both engines can use an
// index for.
std::string behind(const Table& table) {
  std::string words;
  for (std::size_t i = 0; i < table.key.size(); ++i) {
    words += i == 0 ? "(" : " OR (";
    for (std::size_t j = 0; j <= i; ++j) {
      words += j == 0 ? "" : " AND ";
      words += named(table.columns[table.key[j]].name) + (j == i ? " > ?" : " = ?");
    }
    words += ")";
  }
  return words;
}

// Reads one table page by page.
class Pages {
 public:
  Pages(db::Reader& reader, const Table& table) : reader_{reader}, table_{table} {
    std::string order;
    for (const auto column : table.key)
      order += (order.empty() ? "" : ", ") + named(table.columns[column].name);
    const auto select = "SELECT " + table.columnList() + " FROM " + named(table.name);
    const auto rest = " ORDER BY " + order + " LIMIT ?";
    first_ = select + rest;
    next_ = select + " WHERE " + behind(table) + rest;
  }

  void walk(const std::function<void(std::string_view)>& use) {
    for (bool more = true; more;) {
      const auto rows = page();
      std::size_t bytes = 0;
      std::string text;
      for (const auto& row : rows) {
        text.clear();
        append(row, text);
        bytes += text.size();
        use(text);
      }
      more = static_cast<std::int64_t>(rows.size()) == limit_;
      if (!more) break;
      keep(rows[rows.size() - 1]);
      const auto most = table_.mayBeLong ? kMostLongRows : kMostRows;
      const auto fitting = static_cast<std::int64_t>(kPageBytes / (bytes / rows.size() + 1));
      limit_ = std::clamp(fitting, std::int64_t{1}, most);
    }
  }

 private:
  db::Rows page() {
    std::vector<db::Param> params;
    for (std::size_t i = 0; i < last_.size(); ++i) {
      for (std::size_t j = 0; j <= i; ++j) params.push_back(paramOf(last_[j]));
    }
    params.emplace_back(limit_);
    return reader_.run(last_.empty() ? first_ : next_, params);
  }

  static db::Param paramOf(const db::Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    return std::get<db::Blob>(cell);
  }

  db::Cell cellOf(const db::Row& row, const Column& column) const {
    if (row.isNull(column.name)) return std::monostate{};
    switch (column.kind) {
      case Kind::Number:
        return row.integer(column.name);
      case Kind::Text:
        return row.text(column.name);
      case Kind::Bytes:
        break;
    }
    return row.blob(column.name);
  }

  void append(const db::Row& row, std::string& text) const {
    for (const auto& column : table_.columns) appendCell(text, cellOf(row, column));
  }

  void keep(const db::Row& row) {
    last_.clear();
    for (const auto column : table_.key) last_.push_back(cellOf(row, table_.columns[column]));
  }

  db::Reader& reader_;
  const Table& table_;
  std::string first_, next_;
  std::int64_t limit_ = kFirstRows;
  std::vector<db::Cell> last_;
};

}  // namespace

std::string Table::columnList() const {
  std::string list;
  for (const auto& column : columns) list += (list.empty() ? "" : ", ") + named(column.name);
  return list;
}

std::vector<std::string> tableNames(db::Reader& reader, db::Dialect dialect) {
  return reader.query(dialect == db::Dialect::Sqlite ? kTablesOnSqlite : kTablesOnMysql)
      .map([](const db::Row& row) { return row.text("name"); });
}

std::vector<Table> tablesOf(db::Reader& reader, db::Dialect dialect) {
  std::vector<Table> tables;
  for (const auto& name : tableNames(reader, dialect)) {
    if (std::ranges::find(kAboutTheDatabase, name) == kAboutTheDatabase.end())
      tables.push_back(described(reader, dialect, name));
  }
  // Each server has an order of names of its own.
  std::ranges::sort(tables, {}, &Table::name);
  return tables;
}

void forEachRow(db::Reader& reader, const Table& table,
                const std::function<void(std::string_view row)>& use) {
  Pages{reader, table}.walk(use);
}

struct TableSum::State {
  crypto_generichash_state hash;
};

TableSum::~TableSum() = default;

TableSum::TableSum() : state_{std::make_unique<State>()} {
  crypto_generichash_init(&state_->hash, nullptr, 0, crypto_generichash_BYTES);
}

void TableSum::add(std::string_view row) {
  ++rows_;
  const std::uint64_t size = row.size();
  crypto_generichash_update(&state_->hash, reinterpret_cast<const unsigned char*>(&size),
                            sizeof size);
  crypto_generichash_update(&state_->hash, reinterpret_cast<const unsigned char*>(row.data()),
                            row.size());
}

std::string TableSum::digest() {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash_final(&state_->hash, hash.data(), hash.size());
  std::array<char, 2 * crypto_generichash_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return {hex.data()};
}

}  // namespace hostler::backup
