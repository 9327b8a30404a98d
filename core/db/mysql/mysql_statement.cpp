#include "core/db/mysql/mysql_statement.h"

#include "core/db/dialect.h"

#include <cppconn/connection.h>
#include <cppconn/parameter_metadata.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>

namespace hostler::db {

MysqlStatement::MysqlStatement(sql::Connection& session, const std::string& sql)
    : statement_{session.prepareStatement(sql)},
      places_{static_cast<std::size_t>(statement_->getParameterMetaData()->getParameterCount())},
      answersRows_{statement_->getMetaData()->getColumnCount() > 0} {}

MysqlStatement::~MysqlStatement() = default;
MysqlStatement::MysqlStatement(MysqlStatement&&) noexcept = default;

void MysqlStatement::demandCount(std::span<const Param> params) const {
  if (params.size() == places_) return;
  throw StatementError{"the statement has " + std::to_string(places_) + " places for values, and " +
                       std::to_string(params.size()) + " were given"};
}

void MysqlStatement::learnColumns(const sql::ResultSet& answer) {
  auto kinds = kindsOf(answer);
  if (columns_ && kinds == kinds_) return;
  std::vector<std::string> names;
  for (unsigned i = 1; i <= kinds.size(); ++i) {
    names.push_back(answer.getMetaData()->getColumnLabel(i).asStdString());
  }
  columns_ = std::make_shared<const std::vector<std::string>>(std::move(names));
  kinds_ = std::move(kinds);
}

Rows MysqlStatement::query(std::span<const Param> params) {
  if (!answersRows_) throw StatementError{"a query was asked that answers no rows"};
  demandCount(params);
  const MysqlBinding binding{*statement_, params};
  const std::unique_ptr<sql::ResultSet> answer{statement_->executeQuery()};
  learnColumns(*answer);
  const auto width = static_cast<unsigned>(kinds_.size());
  std::vector<Cell> cells;
  cells.reserve(answer->rowsCount() * width);
  while (answer->next()) {
    for (unsigned i = 1; i <= width; ++i) cells.push_back(mysqlCell(*answer, i, kinds_[i - 1]));
  }
  return Rows{columns_, std::move(cells)};
}

std::int64_t MysqlStatement::change(std::span<const Param> params) {
  if (answersRows_) throw StatementError{"rows were asked for and would be lost"};
  demandCount(params);
  const MysqlBinding binding{*statement_, params};
  return statement_->executeUpdate();
}

}  // namespace hostler::db
