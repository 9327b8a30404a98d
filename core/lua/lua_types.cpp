#include "core/lua/lua_types.h"

#include <algorithm>
#include <vector>

namespace hostler::lua {
namespace {

std::string joined(const std::vector<std::string>& types) {
  std::string text;
  for (const auto& type : types) text += (text.empty() ? "" : "|") + type;
  return text.empty() ? "any" : text;
}

bool isUnion(const std::string& type) {
  return type.find('|') != std::string::npos || type.starts_with("fun(");
}

bool isFieldName(const std::string& name) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_';
         });
}

bool isRequired(const Json& schema, const std::string& name) {
  const auto required = schema.value("required", Json::array());
  return std::find(required.begin(), required.end(), Json(name)) != required.end();
}

std::string fieldName(const std::string& name) {
  return isFieldName(name) ? name : "[\"" + name + "\"]";
}

std::string objectType(const Json& schema) {
  const auto properties = schema.value("properties", Json::object());
  if (properties.empty()) {
    const auto& further = schema.value("additionalProperties", Json(true));
    return further.is_object() ? "table<string, " + luaType(further) + ">" : "table";
  }
  std::string fields;
  for (const auto& [name, property] : properties.items()) {
    fields += (fields.empty() ? "" : ", ") + fieldName(name) +
              (isRequired(schema, name) ? "" : "?") + ": " + luaType(property);
  }
  return "{ " + fields + " }";
}

std::string arrayType(const Json& schema) {
  const auto item = schema.contains("items") ? luaType(schema.at("items")) : "any";
  return (isUnion(item) || item.ends_with('?') ? "(" + item + ")" : item) + "[]";
}

std::string plainType(const std::string& type, const Json& schema) {
  if (type == "object") return objectType(schema);
  if (type == "array") return arrayType(schema);
  if (type == "null") return "nil";
  if (type == "string" || type == "integer" || type == "number" || type == "boolean") return type;
  return "any";
}

std::string literal(const Json& value) {
  return value.is_null() ? "nil" : dump(value);
}

std::string choiceOf(const Json& schemas) {
  std::vector<std::string> types;
  bool isOptional = false;
  for (const auto& one : schemas) {
    auto type = luaType(one);
    if (type.ends_with('?')) {
      type.pop_back();
      isOptional = true;
    }
    if (type == "nil") {
      isOptional = true;
    } else if (std::find(types.begin(), types.end(), type) == types.end()) {
      types.push_back(std::move(type));
    }
  }
  const auto text = joined(types);
  if (!isOptional || text == "any") return text;
  return isUnion(text) ? text + "|nil" : text + "?";
}

}  // namespace

std::string luaType(const Json& schema) {
  if (!schema.is_object() || schema.empty()) return "any";
  if (schema.contains("$ref")) {
    const auto reference = schema.at("$ref").get<std::string>();
    return "hostler." + reference.substr(reference.rfind('/') + 1);
  }
  if (schema.contains("const")) return literal(schema.at("const"));
  if (schema.contains("enum")) {
    std::vector<std::string> words;
    for (const auto& word : schema.at("enum")) words.push_back(literal(word));
    return joined(words);
  }
  for (const auto* choice : {"anyOf", "oneOf"}) {
    if (schema.contains(choice)) return choiceOf(schema.at(choice));
  }
  if (!schema.contains("type")) return schema.contains("properties") ? objectType(schema) : "any";
  const auto& type = schema.at("type");
  if (type.is_string()) return plainType(type.get<std::string>(), schema);
  Json choices = Json::array();
  for (const auto& one : type) {
    Json choice = schema;
    choice["type"] = one;
    choices.push_back(std::move(choice));
  }
  return choiceOf(choices);
}

std::string luaClass(const std::string& name, const Json& schema) {
  std::string text;
  if (schema.contains("description"))
    text += "---" + commentText(schema.at("description").get<std::string>()) + "\n";
  text += "---@class " + name + "\n";
  const auto properties = schema.value("properties", Json::object());
  for (const auto& [field, property] : properties.items()) {
    auto type = luaType(property);
    const bool isOptional = type.ends_with('?') || !isRequired(schema, field);
    if (type.ends_with('?')) type.pop_back();
    text += "---@field " + fieldName(field) + (isOptional ? "? " : " ") + type;
    const auto words = property.is_object() ? property.value("description", std::string{}) : "";
    text += (words.empty() ? "" : " " + commentText(words)) + "\n";
  }
  return text;
}

std::string commentText(const std::string& text) {
  auto line = text;
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

}  // namespace hostler::lua
