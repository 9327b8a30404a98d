#include "core/lua/script_functions.h"

#include "core/lua/engine_refused.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace hostler::lua {
namespace {

bool isName(std::string_view name) {
  const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
  bool startsWord = true;
  for (const char c : name) {
    if (startsWord ? !isLetter(c)
                   : !(isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.'))
      return false;
    startsWord = c == '.';
  }
  return !startsWord;
}

bool isOfType(const Json& value, const std::string& type) {
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array() || (value.is_object() && value.empty());
  if (type == "object") return value.is_object();
  if (type == "null") return value.is_null();
  return true;
}

std::string typesOf(const Json& schema) {
  if (!schema.contains("type")) return "";
  const auto& type = schema.at("type");
  if (type.is_string()) return type.get<std::string>();
  std::string types;
  for (const auto& one : type) types += (types.empty() ? "" : " or ") + one.get<std::string>();
  return types;
}

void check(const ScriptParameter& parameter, const Json& value) {
  const auto& schema = parameter.schema;
  if (schema.contains("type")) {
    const auto& type = schema.at("type");
    const auto fits = [&](const Json& one) { return isOfType(value, one.get<std::string>()); };
    if (type.is_string() ? !fits(type) : std::none_of(type.begin(), type.end(), fits)) {
      throw EngineRefused{parameter.name + " is of type " + typesOf(schema) + ", not " +
                          value.type_name()};
    }
  }
  if (schema.contains("enum")) {
    const auto& words = schema.at("enum");
    if (std::find(words.begin(), words.end(), value) == words.end()) {
      throw EngineRefused{parameter.name + " is one of " + dump(words)};
    }
  }
}

}  // namespace

void ScriptFunctions::add(ScriptFunction function) {
  static const std::set<std::string> kBuiltIn{"log",   "json",         "re2",     "now",
                                              "today", "days_between", "add_days"};
  if (!isName(function.name))
    throw std::logic_error{"a script function cannot be called " + function.name};
  if (kBuiltIn.contains(function.name.substr(0, function.name.find('.')))) {
    throw std::logic_error{"every script has hostler." + function.name + " already"};
  }
  for (const auto& [name, other] : functions_) {
    if (name == function.name || name.starts_with(function.name + ".") ||
        function.name.starts_with(name + ".")) {
      throw std::logic_error{"hostler." + function.name + " and hostler." + name +
                             " do not go together"};
    }
  }
  if (!function.handler) throw std::logic_error{"hostler." + function.name + " has no handler"};
  auto name = function.name;
  functions_.emplace(std::move(name), std::move(function));
}

const ScriptFunction* ScriptFunctions::find(const std::string& name) const {
  const auto found = functions_.find(name);
  return found == functions_.end() ? nullptr : &found->second;
}

std::vector<std::string> ScriptFunctions::names() const {
  std::vector<std::string> names;
  for (const auto& [name, function] : functions_) names.push_back(name);
  return names;
}

Json namedArguments(const ScriptFunction& function, const Json& arguments) {
  const auto& parameters = function.parameters;
  if (arguments.size() > parameters.size()) {
    throw EngineRefused{"it takes " + std::to_string(parameters.size()) + " arguments, not " +
                        std::to_string(arguments.size())};
  }
  Json named = Json::object();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto& parameter = parameters[i];
    if (i >= arguments.size() || arguments[i].is_null()) {
      if (parameter.isRequired) throw EngineRefused{"it needs " + parameter.name};
      continue;
    }
    check(parameter, arguments[i]);
    named[parameter.name] =
        arguments[i].is_object() && arguments[i].empty() && typesOf(parameter.schema) == "array"
            ? Json::array()  // Lua's {} is both
            : arguments[i];
  }
  return named;
}

}  // namespace hostler::lua
