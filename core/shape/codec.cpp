#include "core/shape/codec.h"

#include <algorithm>
#include <cxxabi.h>
#include <memory>

namespace hostler {

std::string shortTypeName(const char* mangled) {
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name{
      abi::__cxa_demangle(mangled, nullptr, nullptr, &status), std::free};
  std::string text = status == 0 ? name.get() : mangled;
  constexpr std::string_view kAnonymous = "(anonymous namespace)";
  for (auto at = text.find(kAnonymous); at != std::string::npos; at = text.find(kAnonymous)) {
    text.erase(at, kAnonymous.size());
  }
  std::string shortened;
  std::size_t word = 0;  // where the current word starts
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "::") == 0) {
      shortened.resize(word);
      ++i;
    } else if (std::isalnum(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_') {
      shortened.push_back(text[i]);
    } else {
      word = shortened.size();
    }
    if (i + 1 < text.size() && text[i + 1] == '<') word = shortened.size();
  }
  return shortened;
}

namespace codec_detail {

void wrongType(const std::string& path, FieldErrors& errors, std::string_view expected) {
  errors.add(path, "wrong_type", "must be " + std::string{expected});
}

bool readText(const Json& json, std::string& text, const std::string& path, FieldErrors& errors) {
  if (!json.is_string()) {
    wrongType(path, errors, "a text");
    return false;
  }
  text = json.get_ref<const std::string&>();
  return true;
}

bool readInteger(const Json& json, std::int64_t& value, std::int64_t least, std::int64_t most,
                 const std::string& path, FieldErrors& errors) {
  if (!json.is_number_integer()) {
    wrongType(path, errors, "a whole number");
    return false;
  }
  const bool huge = json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX;
  value = huge ? INT64_MAX : json.get<std::int64_t>();
  if (huge || value < least || value > most) {
    errors.add(path, "out_of_range",
               "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return false;
  }
  return true;
}

std::optional<std::int64_t> readId(const Json& json, std::string_view prefix,
                                   const std::string& path, FieldErrors& errors) {
  std::string text;
  if (!readText(json, text, path, errors)) return std::nullopt;
  const auto id = parseId(prefix, text);
  if (!id)
    errors.add(path, "malformed", "must be an id that starts with " + std::string{prefix} + "_");
  return id;
}

std::optional<std::size_t> readOption(const Json& json, std::span<const std::string_view> options,
                                      const std::string& path, FieldErrors& errors) {
  std::string text;
  if (!readText(json, text, path, errors)) return std::nullopt;
  const auto found = std::find(options.begin(), options.end(), text);
  if (found != options.end()) return static_cast<std::size_t>(found - options.begin());
  std::string list;
  for (const auto& word : options) list.append(list.empty() ? "" : ", ").append(word);
  errors.add(path, "not_an_option", "must be one of: " + list);
  return std::nullopt;
}

void put(Json& object, std::string_view key, Json value) {
  object[std::string{key}] = std::move(value);
}

Json textJson(std::string text) {
  return Json(std::move(text));
}

Json idSchema(std::string_view prefix) {
  return {{"type", "string"},
          {"format", "id"},
          {"pattern", "^" + std::string{prefix} + "_[0-9a-z]{13}$"}};
}

Json integerSchema(bool wide) {
  return {{"type", "integer"}, {"format", wide ? "int64" : "int32"}};
}

Json optionsSchema(SchemaBook& book, const std::string& name,
                   std::span<const std::string_view> options) {
  Json words = Json::array();
  for (const auto& word : options) words.push_back(word);
  auto reference = book.reference(name, [&words] {
    return Json{{"type", "string"}, {"enum", words}};
  });
  // Enumerations share this code: they are told apart by their words.
  if (book.schemas().at(name)["enum"] != words) throw twoTypesCalled(name);
  return reference;
}

Json listSchema(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

Json mapSchema(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json nullableSchema(Json schema) {
  return {{"anyOf", {std::move(schema), {{"type", "null"}}}}};
}

}  // namespace codec_detail

Json Codec<std::string>::schema(SchemaBook&) {
  return {{"type", "string"}};
}

void Codec<bool>::read(const Json& json, bool& target, const std::string& path,
                       FieldErrors& errors) {
  if (!json.is_boolean()) return codec_detail::wrongType(path, errors, "true or false");
  target = json.get<bool>();
}

Json Codec<bool>::schema(SchemaBook&) {
  return {{"type", "boolean"}};
}

void Codec<Money>::read(const Json& json, Money& target, const std::string& path,
                        FieldErrors& errors) {
  if (!json.is_object())
    return codec_detail::wrongType(path, errors, "an object with amount and currency");
  for (const auto& [name, value] : json.items()) {
    if (name != "amount" && name != "currency")
      errors.add(FieldErrors::under(path, name), "unknown_field", "is not part of an amount");
  }
  std::int64_t minor = 0;
  std::string code;
  const auto amount = json.find("amount"), currency = json.find("currency");
  if (amount == json.end())
    return errors.add(FieldErrors::under(path, "amount"), "required", "is required");
  if (currency == json.end())
    return errors.add(FieldErrors::under(path, "currency"), "required", "is required");
  // 10^15 minor units: beyond any invoice, and far from where sums overflow.
  constexpr std::int64_t kMost = 1'000'000'000'000'000;
  if (!codec_detail::readInteger(*amount, minor, -kMost, kMost, FieldErrors::under(path, "amount"),
                                 errors))
    return;
  if (!codec_detail::readText(*currency, code, FieldErrors::under(path, "currency"), errors))
    return;
  const auto found = Currency::find(code);
  if (!found)
    return errors.add(FieldErrors::under(path, "currency"), "unknown_currency",
                      "must be an ISO 4217 code");
  target = Money::ofMinor(minor, *found);
}

Json Codec<Money>::write(const Money& value) {
  return {{"amount", value.minor()}, {"currency", value.currency().code()}};
}

Json Codec<Money>::schema(SchemaBook& book) {
  return book.reference("Money", [] {
    return Json{{"type", "object"},
                {"description", "Whole minor units of a currency: paise, cents."},
                {"required", {"amount", "currency"}},
                {"additionalProperties", false},
                {"properties",
                 {{"amount", {{"type", "integer"}, {"format", "int64"}}},
                  {"currency", {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}}}}}};
  });
}

void Codec<Currency>::read(const Json& json, Currency& target, const std::string& path,
                           FieldErrors& errors) {
  std::string code;
  if (!codec_detail::readText(json, code, path, errors)) return;
  const auto found = Currency::find(code);
  if (!found) return errors.add(path, "unknown_currency", "must be an ISO 4217 code");
  target = *found;
}

Json Codec<Currency>::write(Currency value) {
  return value.code();
}

Json Codec<Currency>::schema(SchemaBook&) {
  return {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}, {"format", "iso4217"}};
}

void Codec<Decimal>::read(const Json& json, Decimal& target, const std::string& path,
                          FieldErrors& errors) {
  std::string text;
  if (!codec_detail::readText(json, text, path, errors)) return;
  const auto value = Decimal::parse(text);
  if (!value)
    return errors.add(path, "malformed", "must be a decimal number in quotes, such as \"12.5\"");
  target = *value;
}

Json Codec<Decimal>::write(Decimal value) {
  return value.text();
}

Json Codec<Decimal>::schema(SchemaBook&) {
  return {{"type", "string"}, {"format", "decimal"}};
}

void Codec<Date>::read(const Json& json, Date& target, const std::string& path,
                       FieldErrors& errors) {
  std::string text;
  if (!codec_detail::readText(json, text, path, errors)) return;
  const auto value = Date::parse(text);
  if (!value) return errors.add(path, "malformed", "must be a date, YYYY-MM-DD");
  target = *value;
}

Json Codec<Date>::write(Date value) {
  return value.text();
}

Json Codec<Date>::schema(SchemaBook&) {
  return {{"type", "string"}, {"format", "date"}};
}

void Codec<Instant>::read(const Json& json, Instant& target, const std::string& path,
                          FieldErrors& errors) {
  std::string text;
  if (!codec_detail::readText(json, text, path, errors)) return;
  const auto value = Instant::parse(text);
  if (!value)
    return errors.add(path, "malformed", "must be a point in time, such as 2026-01-31T10:20:30Z");
  target = *value;
}

Json Codec<Instant>::write(Instant value) {
  return value.text();
}

Json Codec<Instant>::schema(SchemaBook&) {
  return {{"type", "string"}, {"format", "date-time"}};
}

void Codec<Cycle>::read(const Json& json, Cycle& target, const std::string& path,
                        FieldErrors& errors) {
  std::string text;
  if (!codec_detail::readText(json, text, path, errors)) return;
  const auto value = cycleNamed(text);
  if (!value)
    return errors.add(path, "not_an_option",
                      "must be a billing cycle, such as monthly or annually");
  target = *value;
}

Json Codec<Cycle>::write(Cycle value) {
  return nameOf(value);
}

Json Codec<Cycle>::schema(SchemaBook& book) {
  return book.reference("Cycle", [] {
    Json words = Json::array();
    for (int i = 1; i <= static_cast<int>(Cycle::Triennially); ++i)
      words.push_back(nameOf(static_cast<Cycle>(i)));
    return Json{{"type", "string"}, {"enum", words}};
  });
}

}  // namespace hostler
