#include "core/shape/constraints.h"

#include "core/money/decimal.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>

namespace hostler {
namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool isControl(char c) {
  return (c >= 0 && c < 0x20) || c == 0x7F;
}

// One address, no display name, no quoting: RFC 5321's dot-string and a domain of at least two
// labels.
bool isEmail(std::string_view text) {
  static const RE2 expression{
      R"([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@)"
      R"(([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9]))"};
  const auto at = text.find('@');
  return text.size() <= 254 && at != std::string_view::npos && at <= 64 &&
         RE2::FullMatch(re2::StringPiece{text.data(), text.size()}, expression);
}

bool isHttpsUrl(std::string_view text) {
  static const RE2 expression{R"(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?)"};
  return RE2::FullMatch(re2::StringPiece{text.data(), text.size()}, expression);
}

// Decimals: what is no number is refused by whoever reads it.
bool isLargeEnough(const std::string& text, std::optional<std::int64_t> least,
                   const std::string& path, FieldErrors& errors) {
  const auto number = least ? Decimal::parse(text) : std::nullopt;
  if (!number) return true;
  const bool tooSmall = *least > 0 ? *number <= Decimal{0} : *number < Decimal{0};
  if (tooSmall)
    errors.add(path, "out_of_range",
               *least > 0 ? "must be more than zero" : "must not be negative");
  return !tooSmall;
}

}  // namespace

void FieldErrors::add(std::string field, std::string code, std::string message) {
  if (errors_.size() < 100)
    errors_.push_back({std::move(field), std::move(code), std::move(message)});
}

void FieldErrors::throwIfAny() const {
  if (!errors_.empty()) throw ValidationError{errors_};
}

std::string FieldErrors::under(const std::string& path, std::string_view name) {
  // A name comes from the request itself, so only a decent part of it is repeated.
  std::string shown{name.substr(0, 64)};
  return path.empty() ? shown : path + "." + shown;
}

std::string FieldErrors::at(const std::string& path, std::size_t index) {
  return path + "[" + std::to_string(index) + "]";
}

std::logic_error twoTypesCalled(const std::string& name) {
  return std::logic_error{"two types are called " + name +
                          " in the API: one would be described as the other; rename one"};
}

Json SchemaBook::reference(const std::string& name, const std::function<Json()>& make) {
  // By its name: GCC takes a lambda of a header for another one in each file that includes it.
  const std::type_index maker{make.target_type()};
  const auto& known = makers_.try_emplace(name, maker).first->second;
  if (std::string_view{known.name()} != maker.name()) throw twoTypesCalled(name);
  if (!schemas_.contains(name)) {
    schemas_[name] = nullptr;  // so that a type may contain itself
    Json made = make();
    schemas_[name] = std::move(made);
  }
  return {{"$ref", "#/components/schemas/" + name}};
}

Constraints& Constraints::length(std::size_t least, std::size_t most) {
  leastLength_ = least;
  mostLength_ = most;
  return *this;
}

Constraints& Constraints::multiline() {
  multiline_ = true;
  return *this;
}

Constraints& Constraints::range(std::int64_t least, std::int64_t most) {
  least_ = least;
  most_ = most;
  return *this;
}

Constraints& Constraints::count(std::size_t least, std::size_t most) {
  leastCount_ = least;
  mostCount_ = most;
  return *this;
}

Constraints& Constraints::oneOf(std::vector<std::string> values) {
  oneOf_ = std::move(values);
  return *this;
}

Constraints& Constraints::matches(std::string format, std::function<bool(std::string_view)> check,
                                  std::string code, std::string message) {
  format_ = std::move(format);
  matches_.push_back({std::move(check), std::move(code), std::move(message)});
  return *this;
}

Constraints& Constraints::pattern(const std::string& expression, std::string message) {
  auto compiled = std::make_shared<const RE2>(expression);
  patternText_ = "^(?:" + expression + ")$";
  matches_.push_back(
      {[compiled](std::string_view text) {
         return RE2::FullMatch(re2::StringPiece{text.data(), text.size()}, *compiled);
       },
       "malformed", std::move(message)});
  return *this;
}

Constraints& Constraints::email() {
  return length(3, 254).matches("email", isEmail, "malformed", "must be an e-mail address");
}

Constraints& Constraints::httpsUrl() {
  return length(9, 2000).matches("uri", isHttpsUrl, "malformed", "must be an https URL");
}

Constraints& Constraints::notNegative() {
  leastAmount_ = 0;
  return *this;
}

Constraints& Constraints::positive() {
  leastAmount_ = 1;
  return *this;
}

Constraints& Constraints::withDefault() {
  hasDefault_ = true;
  return *this;
}

Constraints& Constraints::nullable() {
  nullable_ = true;
  return *this;
}

Constraints& Constraints::secret() {
  secret_ = true;
  return *this;
}

Constraints& Constraints::describedAs(std::string text) {
  description_ = std::move(text);
  return *this;
}

bool Constraints::checkText(const std::string& text, const std::string& path,
                            FieldErrors& errors) const {
  const auto size = characters(text);
  if (size < leastLength_) {
    errors.add(path, size == 0 ? "required" : "too_short",
               "must have at least " + std::to_string(leastLength_) + " characters");
    return false;
  }
  if (size > mostLength_) {
    errors.add(path, "too_long",
               "must have at most " + std::to_string(mostLength_) + " characters");
    return false;
  }
  const bool control = std::ranges::any_of(text, [this](char c) {
    return isControl(c) && !(multiline_ && (c == '\n' || c == '\r' || c == '\t'));
  });
  if (control) {
    errors.add(path, "control_character",
               multiline_ ? "holds a control character" : "must be one line of text");
    return false;
  }
  if (!oneOf_.empty() && std::ranges::find(oneOf_, text) == oneOf_.end()) {
    std::string list;
    for (const auto& value : oneOf_) list += (list.empty() ? "" : ", ") + value;
    errors.add(path, "not_an_option", "must be one of: " + list);
    return false;
  }
  for (const auto& match : matches_) {
    if (match.check(text)) continue;
    errors.add(path, match.code, match.message);
    return false;
  }
  return true;
}

bool Constraints::check(const Json& value, const std::string& path, FieldErrors& errors) const {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return checkText(text, path, errors) && isLargeEnough(text, leastAmount_, path, errors);
  }
  if (value.is_number_integer() && least_) {
    const bool huge = value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX;
    const auto number = huge ? INT64_MAX : value.get<std::int64_t>();
    if (huge || number < *least_ || number > *most_) {
      errors.add(path, "out_of_range",
                 "must be from " + std::to_string(*least_) + " to " + std::to_string(*most_));
      return false;
    }
  }
  if ((value.is_array() || (value.is_object() && !leastAmount_)) &&
      (value.size() < leastCount_ || value.size() > mostCount_)) {
    errors.add(path, value.size() < leastCount_ ? "too_few" : "too_many",
               "must have " + std::to_string(leastCount_) + " to " + std::to_string(mostCount_) +
                   " entries");
    return false;
  }
  if (leastAmount_ && value.is_object() && value.contains("amount") &&
      value["amount"].is_number_integer()) {
    const auto& amount = value["amount"];
    if (!amount.is_number_unsigned() && amount.get<std::int64_t>() < 0) {
      errors.add(path, "out_of_range", "must not be negative");
      return false;
    }
    if (*leastAmount_ > 0 && amount == 0) {
      errors.add(path, "out_of_range", "must be more than zero");
      return false;
    }
  }
  return true;
}

Json Constraints::apply(Json schema) const {
  Json extra = Json::object();
  const auto type = schema.value("type", Json{});
  if (type == "string") {
    if (leastLength_ > 0) extra["minLength"] = leastLength_;
    if (!schema.contains("format") && !schema.contains("enum")) extra["maxLength"] = mostLength_;
    if (!format_.empty()) extra["format"] = format_;
    if (!patternText_.empty()) extra["pattern"] = patternText_;
    if (!oneOf_.empty()) extra["enum"] = oneOf_;
    if (secret_) extra.update({{"format", "password"}, {"writeOnly", true}});
  } else if (type == "integer" && least_) {
    extra["minimum"] = *least_;
    extra["maximum"] = *most_;
  } else if (type == "array") {
    if (leastCount_ > 0) extra["minItems"] = leastCount_;
  }
  if (!description_.empty()) extra["description"] = description_;
  if (schema.contains("$ref")) {
    if (extra.empty() && !nullable_) return schema;
    Json wrapped =
        nullable_ ? Json{{"anyOf", {schema, {{"type", "null"}}}}} : Json{{"allOf", {schema}}};
    wrapped.update(extra);
    return wrapped;
  }
  schema.update(extra);
  if (nullable_ && type.is_string()) schema["type"] = {type, "null"};
  return schema;
}

}  // namespace hostler
