#pragma once

#include "core/json/json.h"
#include "core/problem/problem.h"

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

namespace hostler {

/// Collects what is wrong with a request, so that one answer names everything.
class FieldErrors {
 public:
  void add(std::string field, std::string code, std::string message);
  bool empty() const { return errors_.empty(); }
  void throwIfAny() const;

  static std::string under(const std::string& path, std::string_view name);
  static std::string at(const std::string& path, std::size_t index);

 private:
  std::vector<FieldError> errors_;
};

/// Of two C++ types whose name in the API would be the same.
std::logic_error twoTypesCalled(const std::string& name);

/// The named schemas of one OpenAPI document.
class SchemaBook {
 public:
  /// A `$ref` to the schema of this name, made by `make` when it is new. A name is one type's:
  /// throws std::logic_error for a `make` of another type than the one before, as each type's codec
  /// has a lambda of its own.
  Json reference(const std::string& name, const std::function<Json()>& make);
  const std::map<std::string, Json>& schemas() const { return schemas_; }

 private:
  std::map<std::string, Json> schemas_;
  std::map<std::string, std::type_index> makers_;
};

/// What one member must keep beyond its type. Texts are limited to 1,000 characters and one line
/// unless said.
class Constraints {
 public:
  /// Characters (Unicode), for texts.
  Constraints& length(std::size_t least, std::size_t most);
  /// May hold line breaks and tabs.
  Constraints& multiline();
  Constraints& range(std::int64_t least, std::int64_t most);
  /// Elements, for lists and maps.
  Constraints& count(std::size_t least, std::size_t most);
  Constraints& oneOf(std::vector<std::string> values);
  /// `check` returns whether a text is right; `code` and `message` say what to change when it is
  /// not.
  Constraints& matches(std::string format, std::function<bool(std::string_view)> check,
                       std::string code, std::string message);
  /// A regular expression (RE2 syntax) that the whole text must match.
  Constraints& pattern(const std::string& expression, std::string message);
  Constraints& email();
  /// An absolute https URL.
  Constraints& httpsUrl();
  /// Amounts of money: at least zero, or more than zero.
  Constraints& notNegative();
  Constraints& positive();
  /// May be left out; the member keeps what its type's initialiser gave it.
  Constraints& withDefault();
  /// An absent optional is written as null instead of being left out.
  Constraints& nullable();
  /// Never echoed: marked `writeOnly` with format `password`.
  Constraints& secret();
  Constraints& describedAs(std::string text);

  bool check(const Json& value, const std::string& path, FieldErrors& errors) const;
  /// The schema with these constraints in it.
  Json apply(Json schema) const;
  bool hasDefault() const { return hasDefault_; }
  bool isNullable() const { return nullable_; }

 private:
  bool checkText(const std::string& text, const std::string& path, FieldErrors& errors) const;

  struct Match {
    std::function<bool(std::string_view)> check;
    std::string code, message;
  };

  std::size_t leastLength_ = 0;
  std::size_t mostLength_ = 1000;
  bool multiline_ = false;
  std::optional<std::int64_t> least_, most_;
  std::size_t leastCount_ = 0, mostCount_ = 1000;
  std::vector<std::string> oneOf_;
  std::vector<Match> matches_;
  std::string format_, patternText_, description_;
  std::optional<std::int64_t> leastAmount_;
  bool hasDefault_ = false, nullable_ = false, secret_ = false;
};

}  // namespace hostler
