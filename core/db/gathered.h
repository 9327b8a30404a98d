#pragma once

#include "core/db/transaction.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::db {

/// The rows that a transaction will insert before it commits, table by table.
class Gathered {
 public:
  explicit Gathered(Transaction& transaction) : transaction_{transaction} {}

  void add(std::string_view insertInto, std::span<const Param> params);
  /// Before a statement: rows of the tables that it names go to the database first.
  void settleFor(std::string_view sql);
  void flush();
  /// What has not been sent is undone with the rest.
  void forget() { tables_.clear(); }

 private:
  struct Table {
    Table(Transaction& transaction, std::string_view insertInto, std::size_t columns)
        : insertInto{insertInto}, rows{transaction, insertInto, columns} {}
    std::string insertInto;
    std::string name;
    BulkInsert rows;
  };

  Transaction& transaction_;
  std::vector<std::unique_ptr<Table>> tables_;  // with rows in them, in the order of their first
};

}  // namespace hostler::db
