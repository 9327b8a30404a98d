#pragma once

#include "core/lua/wire.h"
#include "core/money/decimal.h"
#include "core/time/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::lua {

/// What a column's values are, and what a script sees: integers, texts and booleans as such,
/// decimals and dates as text ("12.5", "2026-01-31"). Amounts of money are integers in minor units
/// beside a column for their currency.
enum class ColumnType { Integer = 1, Text, Boolean, Decimal, Date };

struct Column {
  std::string name;
  ColumnType type;
};

/// Rows for a rule to decide on, kept in the form in which they go to the script host:
///
///   RowBatch batch{{{"service_id", ColumnType::Text}, {"balance", ColumnType::Integer}}};
///   for (const auto& row : overdue) batch.add(row.service.text(), row.balance.minor());
///
/// A value that is absent (std::nullopt, an empty optional) is nil for the script.
class RowBatch {
 public:
  static constexpr std::size_t kMostColumns = 64;

  /// Throws std::invalid_argument for no columns, too many, two of one name or an empty name.
  explicit RowBatch(std::vector<Column> columns);

  /// A value for each column, in their order. Throws std::logic_error when number or types are not
  /// right, and leaves the batch as it was.
  template <class... Values>
  void add(const Values&... values) {
    begin();
    (put(values), ...);
    finish();
  }

  std::size_t size() const { return rows_; }
  const std::vector<Column>& columns() const { return columns_; }
  /// The columns and all rows, as RowReader reads them.
  const std::string& bytes() const { return bytes_; }
  void reserve(std::size_t rows) { bytes_.reserve(bytes_.size() + rows * columns_.size() * 8); }

 private:
  void put(std::int64_t value) {
    expect(ColumnType::Integer);
    WireWriter{bytes_}.integer(value);
  }
  void put(int value) { put(std::int64_t{value}); }
  void put(bool value) {
    expect(ColumnType::Boolean);
    WireWriter{bytes_}.byte(value ? 1 : 0);
  }
  void put(std::string_view value) { putText(ColumnType::Text, value); }
  void put(const std::string& value) { putText(ColumnType::Text, value); }
  void put(const char* value) { putText(ColumnType::Text, value); }
  void put(Decimal value) { putText(ColumnType::Decimal, value.text()); }
  void put(Date value) {
    expect(ColumnType::Date);
    WireWriter{bytes_}.integer(value.daysSinceEpoch());
  }
  void put(std::nullopt_t) { putNothing(); }
  template <class T>
  void put(const std::optional<T>& value) {
    value ? put(*value) : putNothing();
  }
  void put(const void*) = delete;  // else a pointer would be a boolean

  void begin();
  void finish();
  void putNothing();
  void putText(ColumnType type, std::string_view value);
  void expect(ColumnType type) {
    if (column_ >= columns_.size() || columns_[column_].type != type) refuse();
    ++column_;
  }
  [[noreturn]] void refuse();

  struct Last {
    std::size_t offset = 0, size = 0;
    bool exists = false;
  };

  std::vector<Column> columns_;
  std::string bytes_;
  std::vector<Last> last_;  // the last text of each column, not sent again when it repeats
  std::size_t rows_ = 0;
  std::size_t rowStart_ = 0;
  std::size_t column_ = 0;
};

}  // namespace hostler::lua
