#pragma once

// Plain structs as JSON. A struct lists its members once:
//
//   struct SuspendAccount {
//     std::string account, reason;
//     static constexpr auto members() {
//       return std::tuple{field("account", &SuspendAccount::account),
//                         optionalField("reason", &SuspendAccount::reason)};
//     }
//   };
//
// and is read with fromJson<SuspendAccount>(json) and written with toJson(value). Members that a
// struct does not know are ignored, so that an older plugin understands a newer engine.

#include <hostler/json.hpp>
#include <hostler/secret.hpp>

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace hostler::sdk {

template <class Owner, class Member>
struct Field {
  std::string_view name;
  Member Owner::*member;
  bool required;
};

/// A member that must be there (unless its type can be empty: an optional, a list, a map).
template <class Owner, class Member>
constexpr Field<Owner, Member> field(std::string_view name, Member Owner::*member) {
  return {name, member, true};
}
/// A member that keeps its default where the document does not have it.
template <class Owner, class Member>
constexpr Field<Owner, Member> optionalField(std::string_view name, Member Owner::*member) {
  return {name, member, false};
}

/// The words of an enumeration; specialise with `static constexpr std::pair<E, std::string_view>
/// kAll[]`.
template <class E>
struct Words;

template <class T>
concept Described = requires {
  T::members();
};
template <class E>
concept Worded = std::is_enum_v<E> && requires {
  Words<E>::kAll;
};

/// A document that does not fit; `what()` names the member ("account.id: is required"), never its
/// value.
class FieldMismatch : public std::runtime_error {
 public:
  explicit FieldMismatch(std::string why) : std::runtime_error{why}, why_{std::move(why)} {}
  FieldMismatch(std::string path, std::string why)
      : std::runtime_error{path + ": " + why}, path_{std::move(path)}, why_{std::move(why)} {}
  FieldMismatch under(std::string_view name) const {
    const bool nested = !path_.empty() && path_.front() != '[';
    return {std::string{name} + (nested ? "." : "") + path_, why_};
  }

 private:
  std::string path_, why_;
};

template <Worded E>
std::string_view wordOf(E value) {
  for (const auto& [each, word] : Words<E>::kAll) {
    if (each == value) return word;
  }
  throw std::logic_error{"an enumeration holds a value that it does not have"};
}

template <Described T>
T fromJson(const Json& json);
template <Described T>
Json toJson(const T& value);

namespace detail {

template <class T>
struct Codec;

[[noreturn]] inline void expected(const char* what) {
  throw FieldMismatch{what};
}

template <>
struct Codec<std::string> {
  static constexpr bool kCanBeEmpty = false;
  static void read(const Json& json, std::string& target) {
    if (!json.is_string()) expected("must be a text");
    target = json.get_ref<const std::string&>();
  }
  static Json write(const std::string& value) { return value; }
};
template <>
struct Codec<Secret> {
  static constexpr bool kCanBeEmpty = false;
  static void read(const Json& json, Secret& target) {
    if (!json.is_string()) expected("must be a text");
    target = Secret{json.get<std::string>()};
  }
  static Json write(const Secret& value) { return value.reveal(); }
};
template <>
struct Codec<bool> {
  static constexpr bool kCanBeEmpty = false;
  static void read(const Json& json, bool& target) {
    if (!json.is_boolean()) expected("must be true or false");
    target = json.get<bool>();
  }
  static Json write(bool value) { return value; }
};
template <std::integral T>
requires(!std::same_as<T, bool>) struct Codec<T> {
  static constexpr bool kCanBeEmpty = false;
  static void read(const Json& json, T& target) {
    if (!json.is_number_integer()) expected("must be a whole number");
    const bool fits = json.is_number_unsigned() ? std::in_range<T>(json.get<std::uint64_t>())
                                                : std::in_range<T>(json.get<std::int64_t>());
    if (!fits) expected("is out of range");
    target = json.get<T>();
  }
  static Json write(T value) { return value; }
};
template <>
struct Codec<Json> {
  static constexpr bool kCanBeEmpty = true;
  static void read(const Json& json, Json& target) { target = json; }
  static Json write(const Json& value) { return value; }
};
template <Worded E>
struct Codec<E> {
  static constexpr bool kCanBeEmpty = false;
  static void read(const Json& json, E& target) {
    if (!json.is_string()) expected("must be a text");
    for (const auto& [value, word] : Words<E>::kAll) {
      if (json.get_ref<const std::string&>() == word) {
        target = value;
        return;
      }
    }
    expected("is none of the words that it may be");
  }
  static Json write(E value) { return wordOf(value); }
};
template <Described T>
struct Codec<T> {
  static constexpr bool kCanBeEmpty = false;
  static void read(const Json& json, T& target) {
    if (!json.is_object()) expected("must be an object");
    std::apply([&](const auto&... each) { (readMember(json, target, each), ...); }, T::members());
  }
  static Json write(const T& value) {
    Json object = Json::object();
    std::apply([&](const auto&... each) { (writeMember(object, value, each), ...); }, T::members());
    return object;
  }

 private:
  template <class Owner, class Member>
  static void readMember(const Json& json, T& target, const Field<Owner, Member>& field) {
    const auto found = json.find(field.name);
    if (found == json.end() || found->is_null()) {
      if (field.required && !Codec<Member>::kCanBeEmpty) {
        throw FieldMismatch{std::string{field.name}, "is required"};
      }
      return;
    }
    try {
      Codec<Member>::read(*found, target.*field.member);
    } catch (const FieldMismatch& mismatch) {
      throw mismatch.under(field.name);
    }
  }
  template <class Owner, class Member>
  static void writeMember(Json& object, const T& value, const Field<Owner, Member>& field) {
    object[std::string{field.name}] = Codec<Member>::write(value.*field.member);
  }
};
template <class T>
struct Codec<std::optional<T>> {
  static constexpr bool kCanBeEmpty = true;
  static void read(const Json& json, std::optional<T>& target) {
    Codec<T>::read(json, target.emplace());
  }
  static Json write(const std::optional<T>& value) {
    return value ? Codec<T>::write(*value) : Json(nullptr);
  }
};
template <class T>
struct Codec<std::vector<T>> {
  static constexpr bool kCanBeEmpty = true;
  static void read(const Json& json, std::vector<T>& target) {
    if (!json.is_array()) expected("must be a list");
    target.clear();
    for (std::size_t i = 0; i < json.size(); ++i) {
      try {
        Codec<T>::read(json[i], target.emplace_back());
      } catch (const FieldMismatch& mismatch) {
        throw mismatch.under("[" + std::to_string(i) + "]");
      }
    }
  }
  static Json write(const std::vector<T>& value) {
    Json list = Json::array();
    for (const auto& each : value) list.push_back(Codec<T>::write(each));
    return list;
  }
};
template <class T>
struct Codec<std::map<std::string, T>> {
  static constexpr bool kCanBeEmpty = true;
  static void read(const Json& json, std::map<std::string, T>& target) {
    if (!json.is_object()) expected("must be an object");
    target.clear();
    for (const auto& [name, value] : json.items()) {
      try {
        Codec<T>::read(value, target[name]);
      } catch (const FieldMismatch& mismatch) {
        throw mismatch.under(name);
      }
    }
  }
  static Json write(const std::map<std::string, T>& value) {
    Json object = Json::object();
    for (const auto& [name, each] : value) object[name] = Codec<T>::write(each);
    return object;
  }
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

}  // namespace detail

/// Throws FieldMismatch.
template <Described T>
T fromJson(const Json& json) {
  T value{};
  detail::Codec<T>::read(json, value);
  return value;
}

/// Secrets in clear: for the border, never for a log.
template <Described T>
Json toJson(const T& value) {
  return detail::Codec<T>::write(value);
}

/// Calls `visit` with every secret inside a value.
template <class T, class Visit>
void eachSecret(const T& value, Visit&& visit) {
  if constexpr (std::same_as<T, Secret>) {
    visit(value);
  } else if constexpr (Described<T>) {
    std::apply([&](const auto&... each) { (eachSecret(value.*each.member, visit), ...); },
               T::members());
  } else if constexpr (detail::IsOptional<T>::value) {
    if (value) eachSecret(*value, visit);
  } else if constexpr (requires { typename T::mapped_type; }) {
    for (const auto& [name, each] : value) eachSecret(each, visit);
  } else if constexpr (requires { typename T::value_type; } && !std::same_as<T, std::string> &&
                       !std::same_as<T, Json>) {
    for (const auto& each : value) eachSecret(each, visit);
  }
}

}  // namespace hostler::sdk
