#include "core/db/rows.h"

namespace hostler::db {
namespace {

const char* heldBy(const Cell& cell) {
  switch (cell.index()) {
    case 0:
      return "nothing";
    case 1:
      return "a number";
    case 2:
      return "a text";
    default:
      return "bytes";
  }
}

[[noreturn]] void wrongType(std::string_view column, const char* wanted, const Cell& cell) {
  throw ColumnError{"column " + std::string{column} + " was read as " + wanted + " and holds " +
                    heldBy(cell)};
}

}  // namespace

const Cell& Row::cell(std::string_view column) const {
  const auto& names = *rows_->columns_;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == column) return rows_->cells_[first_ + i];
  }
  throw ColumnError{"the statement gives no column " + std::string{column}};
}

bool Row::isNull(std::string_view column) const {
  return std::holds_alternative<std::monostate>(cell(column));
}

std::int64_t Row::integer(std::string_view column) const {
  const auto& found = cell(column);
  if (const auto* number = std::get_if<std::int64_t>(&found)) return *number;
  wrongType(column, "a number", found);
}

const std::string& Row::text(std::string_view column) const {
  const auto& found = cell(column);
  if (const auto* text = std::get_if<std::string>(&found)) return *text;
  wrongType(column, "a text", found);
}

const Blob& Row::blob(std::string_view column) const {
  const auto& found = cell(column);
  if (const auto* blob = std::get_if<Blob>(&found)) return *blob;
  wrongType(column, "bytes", found);
}

Date Row::date(std::string_view column) const {
  if (const auto date = Date::parse(text(column))) return *date;
  throw ColumnError{"column " + std::string{column} + " holds no date"};
}

Decimal Row::decimal(std::string_view column) const {
  const auto& found = cell(column);
  if (const auto* whole = std::get_if<std::int64_t>(&found)) return Decimal{*whole};
  if (const auto decimal = Decimal::parse(text(column))) return *decimal;
  throw ColumnError{"column " + std::string{column} + " holds no decimal number"};
}

Currency Row::currency(std::string_view column) const {
  if (const auto currency = Currency::find(text(column))) return *currency;
  throw ColumnError{"column " + std::string{column} + " holds no currency"};
}

Cycle Row::cycle(std::string_view column) const {
  if (const auto cycle = cycleNamed(text(column))) return *cycle;
  throw ColumnError{"column " + std::string{column} + " holds no billing cycle"};
}

Money Row::money(std::string_view amountColumn, std::string_view currencyColumn) const {
  return Money::ofMinor(integer(amountColumn), currency(currencyColumn));
}

void Row::noSuchWord(std::string_view column, std::string_view) {
  throw ColumnError{"column " + std::string{column} + " holds a word that its enum does not know"};
}

void Row::doesNotFit(std::string_view column) {
  throw ColumnError{"column " + std::string{column} + " holds a number too great for its type"};
}

Row Rows::operator[](std::size_t index) && {
  const auto first = index * columns_->size();
  return Row{std::make_shared<const Rows>(std::move(*this)), first};
}

Row Rows::only() const& {
  if (size() != 1)
    throw ColumnError{"one row was expected and " + std::to_string(size()) + " came"};
  return (*this)[0];
}

Row Rows::only() && {
  if (size() != 1)
    throw ColumnError{"one row was expected and " + std::to_string(size()) + " came"};
  return std::move(*this)[0];
}

}  // namespace hostler::db
