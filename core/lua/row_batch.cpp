#include "core/lua/row_batch.h"

#include <set>
#include <stdexcept>

// The form: number of columns; for each its type and name; then row by row a bit for each column
// that is set where the value is absent, and the values that are there. A text is its length,
// doubled, and its bytes; or the number 1 when it is the last text of its column again.
namespace hostler::lua {
namespace {

std::size_t absenceBytes(std::size_t columns) {
  return (columns + 7) / 8;
}

}  // namespace

RowBatch::RowBatch(std::vector<Column> columns)
    : columns_{std::move(columns)}, last_(columns_.size()) {
  if (columns_.empty() || columns_.size() > kMostColumns) {
    throw std::invalid_argument{"a batch has 1 to 64 columns"};
  }
  std::set<std::string_view> names;
  WireWriter writer{bytes_};
  writer.number(columns_.size());
  for (const auto& [name, type] : columns_) {
    if (name.empty() || !names.insert(name).second) {
      throw std::invalid_argument{"columns have names, each its own"};
    }
    writer.byte(static_cast<std::uint8_t>(type));
    writer.text(name);
  }
}

void RowBatch::begin() {
  rowStart_ = bytes_.size();
  column_ = 0;
  bytes_.append(absenceBytes(columns_.size()), '\0');
}

void RowBatch::finish() {
  if (column_ != columns_.size()) refuse();
  ++rows_;
}

void RowBatch::putNothing() {
  if (column_ >= columns_.size()) refuse();
  auto& bits = bytes_[rowStart_ + column_ / 8];
  bits = static_cast<char>(static_cast<unsigned char>(bits) | (1u << (column_ % 8)));
  ++column_;
}

void RowBatch::putText(ColumnType type, std::string_view value) {
  expect(type);
  auto& last = last_[column_ - 1];
  if (last.exists && value == std::string_view{bytes_}.substr(last.offset, last.size)) {
    bytes_.push_back('\1');
    return;
  }
  WireWriter{bytes_}.number(value.size() << 1);
  last = {bytes_.size(), value.size(), true};
  bytes_.append(value);
}

void RowBatch::refuse() {
  bytes_.resize(rowStart_);
  for (auto& last : last_) {
    if (last.exists && last.offset >= rowStart_) last.exists = false;  // it went with the row
  }
  const auto where =
      column_ < columns_.size() ? "column \"" + columns_[column_].name + "\"" : "too many values";
  throw std::logic_error{"a row does not fit its batch at " + where};
}

}  // namespace hostler::lua
