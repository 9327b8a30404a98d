#pragma once

#include "core/base/id.h"
#include "core/json/json.h"
#include "core/money/money.h"
#include "core/shape/constraints.h"
#include "core/shape/words.h"
#include "core/time/date.h"
#include "core/time/instant.h"
#include "core/time/period.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace hostler {

/// How a C++ type stands in JSON: read (adding to `errors` what is wrong), write, and its JSON
/// Schema.
template <class T>
struct Codec;

/// A type's name in the OpenAPI document: its own, without namespaces.
std::string shortTypeName(const char* mangled);
template <class T>
std::string schemaName() {
  return shortTypeName(typeid(T).name());
}

namespace codec_detail {
// What needs no type is compiled once, for all.
void put(Json& object, std::string_view key, Json value);
void wrongType(const std::string& path, FieldErrors& errors, std::string_view expected);
bool readText(const Json& json, std::string& text, const std::string& path, FieldErrors& errors);
bool readInteger(const Json& json, std::int64_t& value, std::int64_t least, std::int64_t most,
                 const std::string& path, FieldErrors& errors);
std::optional<std::int64_t> readId(const Json& json, std::string_view prefix,
                                   const std::string& path, FieldErrors& errors);
/// The place of the word among the options, from 0; adds an error when it is none of them.
std::optional<std::size_t> readOption(const Json& json, std::span<const std::string_view> options,
                                      const std::string& path, FieldErrors& errors);
Json idSchema(std::string_view prefix);
Json integerSchema(bool wide);
Json optionsSchema(SchemaBook& book, const std::string& name,
                   std::span<const std::string_view> options);
Json listSchema(Json items);
Json mapSchema(Json values);
Json nullableSchema(Json schema);
Json textJson(std::string text);
}  // namespace codec_detail

template <class T>
struct CodecBase {
  static constexpr bool kRequired = true;
  static void writeMember(const T& value, std::string_view key, Json& object, bool) {
    codec_detail::put(object, key, Codec<T>::write(value));
  }
};

template <>
struct Codec<std::string> : CodecBase<std::string> {
  static void read(const Json& json, std::string& target, const std::string& path,
                   FieldErrors& errors) {
    codec_detail::readText(json, target, path, errors);
  }
  static Json write(const std::string& value) { return codec_detail::textJson(value); }
  static Json schema(SchemaBook& book);
};

template <>
struct Codec<bool> : CodecBase<bool> {
  static void read(const Json& json, bool& target, const std::string& path, FieldErrors& errors);
  static Json write(bool value) { return value; }
  static Json schema(SchemaBook& book);
};

template <class T>
requires std::is_integral_v<T>
struct Codec<T> : CodecBase<T> {
  static void read(const Json& json, T& target, const std::string& path, FieldErrors& errors) {
    std::int64_t value = 0;
    constexpr auto least = static_cast<std::int64_t>(std::numeric_limits<T>::min());
    constexpr auto most =
        sizeof(T) == 8 ? INT64_MAX : static_cast<std::int64_t>(std::numeric_limits<T>::max());
    if (codec_detail::readInteger(json, value, least, most, path, errors))
      target = static_cast<T>(value);
  }
  static Json write(T value) { return value; }
  static Json schema(SchemaBook&) { return codec_detail::integerSchema(sizeof(T) == 8); }
};

/// Any JSON: for what a plugin or a person defines (settings, facts of an event).
template <>
struct Codec<Json> : CodecBase<Json> {
  static void read(const Json& json, Json& target, const std::string&, FieldErrors&) {
    target = json;
  }
  static Json write(const Json& value) { return value; }
  static Json schema(SchemaBook&) { return Json::object(); }
};

template <class Entity>
struct Codec<Id<Entity>> : CodecBase<Id<Entity>> {
  static void read(const Json& json, Id<Entity>& target, const std::string& path,
                   FieldErrors& errors) {
    const auto value = codec_detail::readId(json, kIdPrefix<Entity>, path, errors);
    if (value) target = Id<Entity>::of(*value);
  }
  static Json write(Id<Entity> value) { return codec_detail::textJson(value.text()); }
  static Json schema(SchemaBook&) { return codec_detail::idSchema(kIdPrefix<Entity>); }
};

/// {"amount": 118000, "currency": "INR"}: whole minor units.
template <>
struct Codec<Money> : CodecBase<Money> {
  static void read(const Json& json, Money& target, const std::string& path, FieldErrors& errors);
  static Json write(const Money& value);
  static Json schema(SchemaBook& book);
};

template <>
struct Codec<Currency> : CodecBase<Currency> {
  static void read(const Json& json, Currency& target, const std::string& path,
                   FieldErrors& errors);
  static Json write(Currency value);
  static Json schema(SchemaBook& book);
};

/// A decimal string: rates and fractional quantities.
template <>
struct Codec<Decimal> : CodecBase<Decimal> {
  static void read(const Json& json, Decimal& target, const std::string& path, FieldErrors& errors);
  static Json write(Decimal value);
  static Json schema(SchemaBook& book);
};

template <>
struct Codec<Date> : CodecBase<Date> {
  static void read(const Json& json, Date& target, const std::string& path, FieldErrors& errors);
  static Json write(Date value);
  static Json schema(SchemaBook& book);
};

template <>
struct Codec<Instant> : CodecBase<Instant> {
  static void read(const Json& json, Instant& target, const std::string& path, FieldErrors& errors);
  static Json write(Instant value);
  static Json schema(SchemaBook& book);
};

template <>
struct Codec<Cycle> : CodecBase<Cycle> {
  static void read(const Json& json, Cycle& target, const std::string& path, FieldErrors& errors);
  static Json write(Cycle value);
  static Json schema(SchemaBook& book);
};

template <class E>
requires Worded<E>
struct Codec<E> : CodecBase<E> {
  static void read(const Json& json, E& target, const std::string& path, FieldErrors& errors) {
    const auto place = codec_detail::readOption(json, kEnumNames<E>, path, errors);
    if (place) target = static_cast<E>(*place + 1);
  }
  static Json write(E value) { return codec_detail::textJson(std::string{wordOf(value)}); }
  static Json schema(SchemaBook& book) {
    return codec_detail::optionsSchema(book, schemaName<E>(), kEnumNames<E>);
  }
};

/// A value to be read into, also of types that have no value of their own to begin with.
template <class T>
T blank() {
  if constexpr (std::is_same_v<T, Money>) {
    return Money::zero(Currency::of("INR"));
  } else if constexpr (std::is_same_v<T, Currency>) {
    return Currency::of("INR");
  } else if constexpr (std::is_same_v<T, Date>) {
    return Date::ofDaysSinceEpoch(0);
  } else {
    return T{};
  }
}

template <class T>
struct Codec<std::optional<T>> {
  static constexpr bool kRequired = false;
  static void read(const Json& json, std::optional<T>& target, const std::string& path,
                   FieldErrors& errors) {
    T value = blank<T>();
    Codec<T>::read(json, value, path, errors);
    target = std::move(value);
  }
  static Json write(const std::optional<T>& value) {
    return value ? Codec<T>::write(*value) : Json(nullptr);
  }
  static void writeMember(const std::optional<T>& value, std::string_view key, Json& object,
                          bool nullable) {
    if (value) {
      codec_detail::put(object, key, Codec<T>::write(*value));
    } else if (nullable) {
      codec_detail::put(object, key, nullptr);
    }
  }
  static Json schema(SchemaBook& book) { return Codec<T>::schema(book); }
};

/// A member that a PATCH may set to null: absent, null, or a value.
template <class T>
struct Codec<std::optional<std::optional<T>>> {
  static constexpr bool kRequired = false;
  static void read(const Json& json, std::optional<std::optional<T>>& target,
                   const std::string& path, FieldErrors& errors) {
    target.emplace();
    if (!json.is_null()) Codec<std::optional<T>>::read(json, *target, path, errors);
  }
  static void writeMember(const std::optional<std::optional<T>>& value, std::string_view key,
                          Json& object, bool) {
    if (value) codec_detail::put(object, key, Codec<std::optional<T>>::write(*value));
  }
  static Json schema(SchemaBook& book) {
    return codec_detail::nullableSchema(Codec<T>::schema(book));
  }
};

template <class T>
struct Codec<std::vector<T>> {
  static constexpr bool kRequired = false;
  static void read(const Json& json, std::vector<T>& target, const std::string& path,
                   FieldErrors& errors) {
    if (!json.is_array()) return codec_detail::wrongType(path, errors, "a list");
    target.clear();
    for (std::size_t i = 0; i < json.size(); ++i) {
      std::optional<T> element;
      Codec<std::optional<T>>::read(json[i], element, FieldErrors::at(path, i), errors);
      target.push_back(std::move(*element));
    }
  }
  static Json write(const std::vector<T>& values) {
    Json array = Json::array();
    for (const auto& value : values) array.push_back(Codec<T>::write(value));
    return array;
  }
  static void writeMember(const std::vector<T>& values, std::string_view key, Json& object, bool) {
    codec_detail::put(object, key, write(values));
  }
  static Json schema(SchemaBook& book) { return codec_detail::listSchema(Codec<T>::schema(book)); }
};

template <class T>
struct Codec<std::map<std::string, T>> {
  static constexpr bool kRequired = false;
  static void read(const Json& json, std::map<std::string, T>& target, const std::string& path,
                   FieldErrors& errors) {
    if (!json.is_object()) return codec_detail::wrongType(path, errors, "an object");
    target.clear();
    for (const auto& [name, value] : json.items()) {
      std::optional<T> element;
      Codec<std::optional<T>>::read(value, element, FieldErrors::under(path, name), errors);
      target.emplace(name, std::move(*element));
    }
  }
  static Json write(const std::map<std::string, T>& values) {
    Json object = Json::object();
    for (const auto& [name, value] : values)
      codec_detail::put(object, name, Codec<T>::write(value));
    return object;
  }
  static void writeMember(const std::map<std::string, T>& values, std::string_view key,
                          Json& object, bool) {
    codec_detail::put(object, key, write(values));
  }
  static Json schema(SchemaBook& book) { return codec_detail::mapSchema(Codec<T>::schema(book)); }
};

}  // namespace hostler
