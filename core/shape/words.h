#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

namespace hostler {

/// The words of an enum in the order of its values, which count from 1: how it stands in JSON and
/// in the database. Specialise it beside the enum:
///
///   template <>
///   inline constexpr std::array kEnumNames<Colour>{std::string_view{"red"},
///   std::string_view{"blue"}};
template <class E>
inline constexpr std::nullptr_t kEnumNames = nullptr;

template <class E>
concept Worded =
    std::is_enum_v<E> && !std::is_same_v<const std::nullptr_t, decltype(kEnumNames<E>)>;

/// The word of a value; throws std::out_of_range for a value that has none.
template <Worded E>
constexpr std::string_view wordOf(E value) {
  return kEnumNames<E>.at(static_cast<std::size_t>(value) - 1);
}

/// The value of a word; nothing when the enum has no such word.
template <Worded E>
constexpr std::optional<E> enumOf(std::string_view word) {
  for (std::size_t i = 0; i < kEnumNames<E>.size(); ++i) {
    if (kEnumNames<E>[i] == word) return static_cast<E>(i + 1);
  }
  return std::nullopt;
}

}  // namespace hostler
