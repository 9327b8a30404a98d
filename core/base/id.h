#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// The prefix that an entity's ids carry outside ("inv" in `inv_0c7k2m9qz4f1h`). Each entity's
/// module specialises it once, beside the entity's tag.
template <class Entity>
inline constexpr std::string_view kIdPrefix{};

/// An id as people and clients see it: prefix, underscore, 13 digits of Crockford's base 32.
std::string formatId(std::string_view prefix, std::int64_t value);

/// The number behind an outside id; nothing when the prefix or a digit is not right.
std::optional<std::int64_t> parseId(std::string_view prefix, std::string_view text);

/// A 64-bit, time-ordered identifier of one kind of entity. Ids of two kinds never mix. Zero names
/// nothing.
template <class Entity>
class Id {
 public:
  constexpr Id() = default;
  static constexpr Id of(std::int64_t value) {
    Id id;
    id.value_ = value;
    return id;
  }
  static std::optional<Id> parse(std::string_view text) {
    const auto value = parseId(kIdPrefix<Entity>, text);
    return value ? std::optional{of(*value)} : std::nullopt;
  }

  constexpr std::int64_t value() const { return value_; }
  constexpr explicit operator bool() const { return value_ != 0; }
  std::string text() const { return formatId(kIdPrefix<Entity>, value_); }

  friend constexpr auto operator<=>(const Id&, const Id&) = default;

 private:
  std::int64_t value_ = 0;
};

}  // namespace hostler

template <class Entity>
struct std::hash<hostler::Id<Entity>> {
  std::size_t operator()(const hostler::Id<Entity>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value());
  }
};
