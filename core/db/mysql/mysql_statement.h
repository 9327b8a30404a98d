#pragma once

#include "core/db/mysql/mysql_values.h"
#include "core/db/rows.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace sql {
class Connection;
}

namespace hostler::db {

/// One prepared statement on one session. Lets the connector's exceptions pass.
class MysqlStatement {
 public:
  MysqlStatement(sql::Connection& session, const std::string& sql);
  ~MysqlStatement();
  MysqlStatement(MysqlStatement&&) noexcept;

  Rows query(std::span<const Param> params);
  /// Rows matched, changed or not.
  std::int64_t change(std::span<const Param> params);

 private:
  void demandCount(std::span<const Param> params) const;
  void learnColumns(const sql::ResultSet& answer);

  std::unique_ptr<sql::PreparedStatement> statement_;
  std::size_t places_;
  bool answersRows_;
  Rows::Columns columns_;
  std::vector<MysqlKind> kinds_;
};

}  // namespace hostler::db
