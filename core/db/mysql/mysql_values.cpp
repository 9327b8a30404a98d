#include "core/db/mysql/mysql_values.h"

#include "core/db/rows.h"

#include <cppconn/datatype.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>

#include <charconv>
#include <streambuf>

namespace hostler::db {
namespace {

// Reads bytes where they lie.
class BytesStream : private std::streambuf, public std::istream {
 public:
  explicit BytesStream(const std::string& bytes) : std::istream{this} {
    auto* begin = const_cast<char*>(bytes.data());  // a get area is never written to
    setg(begin, begin, begin + bytes.size());
  }
};

[[noreturn]] void cannotRead(const sql::ResultSet& answer, unsigned column, const char* what) {
  throw ColumnError{"column " + answer.getMetaData()->getColumnLabel(column).asStdString() +
                    " holds " + what};
}

// SUM() of whole numbers is a DECIMAL, which the connector would read through a double's eyes.
std::int64_t wholeNumber(const sql::ResultSet& answer, unsigned column) {
  const auto text = answer.getString(column);
  const auto& digits = text.asStdString();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    cannotRead(answer, column, "a number above 63 bits");
  }
  return value;
}

MysqlKind kindOf(sql::ResultSetMetaData& columns, unsigned column) {
  switch (columns.getColumnType(column)) {
    case sql::DataType::TINYINT:
    case sql::DataType::SMALLINT:
    case sql::DataType::MEDIUMINT:
    case sql::DataType::INTEGER:
    case sql::DataType::BIGINT:
    case sql::DataType::YEAR:
      return columns.isSigned(column) ? MysqlKind::Number : MysqlKind::WholeDecimal;
    case sql::DataType::DECIMAL:
    case sql::DataType::NUMERIC:
      return columns.getScale(column) == 0 ? MysqlKind::WholeDecimal : MysqlKind::Text;
    case sql::DataType::BINARY:
    case sql::DataType::VARBINARY:
    case sql::DataType::LONGVARBINARY:
      return MysqlKind::Bytes;
    case sql::DataType::REAL:
    case sql::DataType::DOUBLE:
      return MysqlKind::Floating;
    default:
      return MysqlKind::Text;
  }
}

}  // namespace

struct MysqlBinding::Bind {
  MysqlBinding& binding;
  sql::PreparedStatement& statement;
  unsigned place;

  void operator()(std::monostate) const { statement.setNull(place, 0); }
  void operator()(std::int64_t number) const { statement.setInt64(place, number); }
  void operator()(std::string_view text) const {
    statement.setString(place,
                        sql::SQLString{text.data() != nullptr ? text.data() : "", text.size()});
  }
  void operator()(const std::string& text) const {
    statement.setString(place, sql::SQLString{text});
  }
  void operator()(const Blob* blob) const {
    binding.streams_.push_back(std::make_unique<BytesStream>(blob->bytes));
    statement.setBlob(place, binding.streams_.back().get());
  }
};

MysqlBinding::MysqlBinding(sql::PreparedStatement& statement, std::span<const Param> params) {
  unsigned place = 0;
  for (const auto& param : params) std::visit(Bind{*this, statement, ++place}, param.value());
}

MysqlBinding::~MysqlBinding() = default;

std::vector<MysqlKind> kindsOf(const sql::ResultSet& answer) {
  auto& columns = *answer.getMetaData();
  std::vector<MysqlKind> kinds;
  const auto count = columns.getColumnCount();
  kinds.reserve(count);
  for (unsigned i = 1; i <= count; ++i) kinds.push_back(kindOf(columns, i));
  return kinds;
}

Cell mysqlCell(const sql::ResultSet& answer, unsigned column, MysqlKind kind) {
  if (answer.isNull(column)) return std::monostate{};
  switch (kind) {
    case MysqlKind::Number:
      return answer.getInt64(column);
    case MysqlKind::WholeDecimal:
      return wholeNumber(answer, column);
    case MysqlKind::Floating:
      cannotRead(answer, column, "a floating-point number");
    case MysqlKind::Text:
    case MysqlKind::Bytes:
      break;
  }
  auto text = answer.getString(column);
  auto bytes = std::move(*text.operator->());
  if (kind == MysqlKind::Bytes) return Blob{std::move(bytes)};
  return bytes;
}

}  // namespace hostler::db
