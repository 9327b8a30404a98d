#pragma once

#include "core/base/id.h"
#include "core/money/currency.h"
#include "core/money/decimal.h"
#include "core/shape/words.h"
#include "core/time/date.h"
#include "core/time/instant.h"
#include "core/time/period.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace hostler::db {

/// Bytes that are not text: ciphertexts, hashes.
struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

/// What a column holds: nothing, a number, a text or bytes. There is no floating point in the
/// database.
using Cell = std::variant<std::monostate, std::int64_t, std::string, Blob>;

/// One bound value of a statement. It borrows texts for the length of the call; what has to be
/// turned into text first (dates, decimals) it owns. Texts are UTF-8 without NUL, which MySQL and
/// SQLite both need to compare them alike; other bytes are a Blob.
class Param {
 public:
  using Value =
      std::variant<std::monostate, std::int64_t, std::string_view, const Blob*, std::string>;

  Param(std::nullptr_t) {}  // NOLINT: implicit by design, all
  Param(std::nullopt_t) {}  // NOLINT
  /// Throws std::out_of_range for what no column holds (above 2^63 - 1).
  template <class T>
  requires(std::is_integral_v<T>) Param(T value) : value_{wholeNumber(value)} {}  // NOLINT
  Param(std::string_view text) : value_{text} {}                                  // NOLINT
  Param(const std::string& text) : value_{std::string_view{text}} {}              // NOLINT
  Param(const char* text) : value_{std::string_view{text}} {}                     // NOLINT
  Param(const Blob& blob) : value_{&blob} {}                                      // NOLINT
  Param(Instant instant) : value_{instant.unixMicros()} {}                        // NOLINT
  Param(Date date) : value_{date.text()} {}                                       // NOLINT
  Param(Decimal decimal) : value_{decimal.text()} {}                              // NOLINT
  Param(Currency currency) : value_{currency.code()} {}                           // NOLINT
  Param(Cycle cycle) : value_{nameOf(cycle)} {}                                   // NOLINT
  template <class Entity>
  Param(Id<Entity> id) : value_{id.value()} {}  // NOLINT
  template <Worded E>
  Param(E value) : value_{wordOf(value)} {}  // NOLINT
  template <class T>
  Param(const std::optional<T>& value) {  // NOLINT
    if (value) value_ = Param{*value}.value_;
  }

  const Value& value() const { return value_; }

 private:
  template <class T>
  static std::int64_t wholeNumber(T value) {
    if constexpr (std::is_unsigned_v<T> && sizeof(T) >= sizeof(std::int64_t)) {
      if (value > static_cast<T>(std::numeric_limits<std::int64_t>::max())) {
        throw std::out_of_range{"a number above 63 bits was bound"};
      }
    }
    return static_cast<std::int64_t>(value);
  }

  Value value_;
};

}  // namespace hostler::db
