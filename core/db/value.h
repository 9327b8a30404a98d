#pragma once

#include "core/base/id.h"
#include "core/money/currency.h"
#include "core/money/decimal.h"
#include "core/shape/words.h"
#include "core/time/date.h"
#include "core/time/instant.h"
#include "core/time/period.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace hostler::db {

/// Bytes that are not text: ciphertexts, hashes.
struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

/// What a column holds: nothing, a number, a text or bytes. There is no floating point in the database.
using Cell = std::variant<std::monostate, std::int64_t, std::string, Blob>;

/// One bound value of a statement. It borrows texts for the length of the call; what has to be turned into
/// text first (dates, decimals) it owns.
class Param {
 public:
  using Value = std::variant<std::monostate, std::int64_t, std::string_view, const Blob*, std::string>;

  Param(std::nullptr_t) {}                                              // NOLINT: implicit by design, all
  Param(std::nullopt_t) {}                                              // NOLINT
  template <class T>
    requires(std::is_integral_v<T>)
  Param(T value) : value_{static_cast<std::int64_t>(value)} {}          // NOLINT
  Param(std::string_view text) : value_{text} {}                        // NOLINT
  Param(const std::string& text) : value_{std::string_view{text}} {}    // NOLINT
  Param(const char* text) : value_{std::string_view{text}} {}           // NOLINT
  Param(const Blob& blob) : value_{&blob} {}                            // NOLINT
  Param(Instant instant) : value_{instant.unixMicros()} {}              // NOLINT
  Param(Date date) : value_{date.text()} {}                             // NOLINT
  Param(Decimal decimal) : value_{decimal.text()} {}                    // NOLINT
  Param(Currency currency) : value_{currency.code()} {}                 // NOLINT
  Param(Cycle cycle) : value_{nameOf(cycle)} {}                         // NOLINT
  template <class Entity>
  Param(Id<Entity> id) : value_{id.value()} {}                          // NOLINT
  template <Worded E>
  Param(E value) : value_{wordOf(value)} {}                             // NOLINT
  template <class T>
  Param(const std::optional<T>& value) {                                // NOLINT
    if (value) value_ = Param{*value}.value_;
  }

  const Value& value() const { return value_; }

 private:
  Value value_;
};

}  // namespace hostler::db
