#pragma once

#include "core/backup/table.h"
#include "core/db/database.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler::testing {

/// Rows without meaning, for tables that are to be long: every column holds the row's number, but
/// for the tenant's and what a test says. Numbers have three digits, which the shortest column of
/// text holds; no id that is minted is so low.
class NumberedRows {
 public:
  using Values = std::map<std::string, std::optional<std::int64_t>>;

  explicit NumberedRows(db::Database& database) : database_{database} {
    database_.read([&](db::Reader& reader) {
      for (auto& table : backup::tablesOf(reader, database_.dialect())) {
        const auto name = table.name;
        tables_.emplace(name, std::move(table));
      }
    });
  }

  void add(const std::string& name, std::int64_t first, std::int64_t count,
           const Values& said = {}) {
    const auto& table = tables_.at(name);
    database_.transaction([&](db::Transaction& tx) {
      db::BulkInsert rows{tx, "INSERT INTO " + name + " (" + table.columnList() + ")",
                          table.columns.size()};
      for (auto number = first; number < first + count; ++number) addOne(rows, table, number, said);
      rows.flush();
    });
  }

  /// Locks the row of a number, for as long as the transaction lasts; how many rows that were.
  std::size_t lock(db::Transaction& tx, const std::string& name, std::int64_t number) const {
    const auto& table = tables_.at(name);
    const auto& key = table.columns[table.key.front()];
    const auto sql = "SELECT * FROM " + name + " WHERE " + key.name + " = ? {for_update}";
    return key.kind == backup::Kind::Number ? tx.query(sql, number).size()
                                            : tx.query(sql, std::to_string(number)).size();
  }

 private:
  static void addOne(db::BulkInsert& rows, const backup::Table& table, std::int64_t number,
                     const Values& said) {
    const auto text = std::to_string(number);
    const db::Blob bytes{text};
    std::vector<db::Param> params;
    for (const auto& column : table.columns) {
      const auto value = said.find(column.name);
      if (value != said.end()) {
        params.emplace_back(value->second);
      } else if (column.name == "tenant_id") {
        params.emplace_back(1);
      } else if (column.kind == backup::Kind::Number) {
        params.emplace_back(number);
      } else if (column.kind == backup::Kind::Text) {
        params.emplace_back(text);
      } else {
        params.emplace_back(bytes);
      }
    }
    rows.addRow(params);
  }

  db::Database& database_;
  std::map<std::string, backup::Table> tables_;
};

}  // namespace hostler::testing
