#include "reading.h"

#include "amounts.h"

#include <algorithm>

namespace hostler::stripe {
namespace {

using sdk::Json;
using sdk::Money;

bool isPlainText(std::string_view text, std::string_view besides) {
  return std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           besides.find(c) != std::string_view::npos;
  });
}

}  // namespace

bool isId(std::string_view text, std::string_view prefix) {
  return text.size() > prefix.size() && text.size() <= 120 && text.starts_with(prefix) &&
         isPlainText(text.substr(prefix.size()), "_");
}

bool isOurs(std::string_view text) {
  return !text.empty() && text.size() <= 40 && isPlainText(text, "_-");
}

const Json& memberOf(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) throw MappingError{"it is not an object"};
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string textIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return {};
  if (!value.is_string()) throw MappingError{std::string{name} + " is not a text"};
  return value.get<std::string>();
}

std::string ownId(const Json& object, std::string_view prefix) {
  auto id = textIn(object, "id");
  if (!isId(id, prefix)) throw MappingError{"id is not one of Stripe's"};
  return id;
}

std::string idOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  auto id = value.is_object() ? textIn(value, "id") : textIn(object, name);
  if (!id.empty() && !isId(id, "")) throw MappingError{std::string{name} + " is not an id"};
  return id;
}

std::string noteIn(const Json& object, const char* name) {
  const auto& metadata = memberOf(object, "metadata");
  return metadata.is_null() ? std::string{} : textIn(metadata, name);
}

std::int64_t wholeIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (!value.is_number_integer()) throw MappingError{std::string{name} + " is not a whole number"};
  return value.get<std::int64_t>();
}

bool flagIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return false;
  if (!value.is_boolean()) throw MappingError{std::string{name} + " is neither true nor false"};
  return value.get<bool>();
}

Money moneyIn(const Json& object, const char* name) {
  const auto amount = wholeIn(object, name);
  auto money = amount < 0 ? std::nullopt : fromStripe(amount, textIn(object, "currency"));
  if (!money) throw MappingError{std::string{name} + " is not an amount"};
  return std::move(*money);
}

std::optional<std::int64_t> timeIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return std::nullopt;
  return wholeIn(object, name);
}

}  // namespace hostler::stripe
