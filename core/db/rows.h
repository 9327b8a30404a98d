#pragma once

#include "core/db/value.h"
#include "core/money/money.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hostler::db {

/// A column was read that the statement does not give, or as a type that it does not hold: a
/// defect.
struct ColumnError : std::logic_error {
  using std::logic_error::logic_error;
};

class Rows;

/// One row of an answer. It looks into its Rows, which must live as long (a row taken from a
/// temporary by only() or [] keeps them alive by itself). Columns are read by the name that the
/// statement gives them.
class Row {
 public:
  bool isNull(std::string_view column) const;
  /// Reads T, or an optional T where the column may be null. T: integers, bool, std::string, Blob,
  /// Instant, Date, Decimal, Currency, Cycle, Id<…>, and enums that have words. Throws ColumnError.
  template <class T>
  T get(std::string_view column) const;

  std::int64_t integer(std::string_view column) const;
  bool flag(std::string_view column) const { return integer(column) != 0; }
  const std::string& text(std::string_view column) const;
  const Blob& blob(std::string_view column) const;
  Instant instant(std::string_view column) const { return Instant::ofUnixMicros(integer(column)); }
  Date date(std::string_view column) const;
  Decimal decimal(std::string_view column) const;
  Currency currency(std::string_view column) const;
  template <class Entity>
  Id<Entity> id(std::string_view column) const {
    return Id<Entity>::of(integer(column));
  }
  Money money(std::string_view amountColumn, std::string_view currencyColumn) const;
  Money money(std::string_view amountColumn, Currency currency) const {
    return Money::ofMinor(integer(amountColumn), currency);
  }

 private:
  friend class Rows;
  Row(const Rows* rows, std::size_t first) : rows_{rows}, first_{first} {}
  Row(std::shared_ptr<const Rows> rows, std::size_t first)
      : rows_{rows.get()}, first_{first}, kept_{std::move(rows)} {}
  const Cell& cell(std::string_view column) const;
  Cycle cycle(std::string_view column) const;
  [[noreturn]] static void noSuchWord(std::string_view column, std::string_view word);
  [[noreturn]] static void doesNotFit(std::string_view column);

  const Rows* rows_;
  std::size_t first_;
  std::shared_ptr<const Rows> kept_;
};

/// The whole answer to a query, in memory: page what may be long.
class Rows {
 public:
  using Columns = std::shared_ptr<const std::vector<std::string>>;

  Rows() = default;
  Rows(Columns columns, std::vector<Cell> cells)
      : columns_{std::move(columns)}, cells_{std::move(cells)} {}

  std::size_t size() const {
    return columns_ && !columns_->empty() ? cells_.size() / columns_->size() : 0;
  }
  bool empty() const { return cells_.empty(); }
  Row operator[](std::size_t index) const& { return Row{this, index * columns_->size()}; }
  Row operator[](std::size_t index) &&;
  /// The only row. Throws ColumnError when there is not exactly one.
  Row only() const&;
  Row only() &&;

  /// Every row as what `make(row)` makes of it.
  template <class F>
  auto map(F make) const {
    std::vector<decltype(make(std::declval<Row>()))> all;
    all.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) all.push_back(make((*this)[i]));
    return all;
  }
  /// The first row as what `make(row)` makes of it; nothing when there is none.
  template <class F>
  auto first(F make) const -> std::optional<decltype(make(std::declval<Row>()))> {
    if (empty()) return std::nullopt;
    return make((*this)[0]);
  }

  class Iterator {
   public:
    Iterator(const Rows* rows, std::size_t index) : rows_{rows}, index_{index} {}
    Row operator*() const { return (*rows_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const Rows* rows_;
    std::size_t index_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  friend class Row;
  Columns columns_;
  std::vector<Cell> cells_;
};

namespace detail {
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class T>
struct IsId<Id<T>> : std::true_type {};
}  // namespace detail

template <class T>
T Row::get(std::string_view column) const {
  if constexpr (detail::IsOptional<T>::value) {
    if (isNull(column)) return std::nullopt;
    return get<typename T::value_type>(column);
  } else if constexpr (std::is_same_v<T, bool>) {
    return flag(column);
  } else if constexpr (std::is_integral_v<T>) {
    const auto value = integer(column);
    if (!std::in_range<T>(value)) doesNotFit(column);
    return static_cast<T>(value);
  } else if constexpr (detail::IsId<T>::value) {
    return T::of(integer(column));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return text(column);
  } else if constexpr (std::is_same_v<T, Blob>) {
    return blob(column);
  } else if constexpr (std::is_same_v<T, Instant>) {
    return instant(column);
  } else if constexpr (std::is_same_v<T, Date>) {
    return date(column);
  } else if constexpr (std::is_same_v<T, Decimal>) {
    return decimal(column);
  } else if constexpr (std::is_same_v<T, Currency>) {
    return currency(column);
  } else if constexpr (std::is_same_v<T, Cycle>) {
    return cycle(column);
  } else {
    static_assert(Worded<T>, "no column holds this type");
    const auto& word = text(column);
    if (const auto value = enumOf<T>(word)) return *value;
    noSuchWord(column, word);
  }
}

}  // namespace hostler::db
