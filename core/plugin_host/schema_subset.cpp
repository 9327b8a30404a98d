#include "core/plugin_host/schema_subset.h"

#include "core/plugin_host/text_format.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace hostler::plugin {
namespace {

using Names = std::set<std::string_view>;

const Names kAnyField{"type", "title", "description", "default", "enum", "enumTitles"};
const Names kText{"format", "minLength", "maxLength", "pattern"};
const Names kNumber{"minimum", "maximum"};
const Names kList{"items", "minItems", "maxItems", "uniqueItems"};
const Names kObject{"properties", "required", "dependentRequired", "additionalProperties",
                    "$schema"};

class Checker {
 public:
  explicit Checker(std::vector<std::string>& faults) : faults_{faults} {}

  void object(const Json& schema, const std::string& where, bool top) {
    if (!schema.is_object()) return fault(where, "must be an object");
    if (schema.value("type", Json{}) != "object")
      return fault(where, "must have \"type\": \"object\"");
    keywords(schema, where, kObject);
    const auto properties = schema.value("properties", Json::object());
    if (!properties.is_object()) return fault(where, "\"properties\" must be an object");
    for (const auto& [name, field] : properties.items()) {
      static const RE2 expression{"[a-z][a-z0-9_]*"};
      if (name.size() > 63 || !RE2::FullMatch(name, expression)) {
        fault(where, "a field's name must be lower case, digits and underscores: \"" + name + "\"");
      }
      const auto place = where + "." + name;
      if (top && field.is_object() && field.value("type", Json{}) == "object")
        object(field, place, false);
      else
        value(field, place, true);
    }
    names(schema.value("required", Json::array()), properties, where + ": \"required\"");
    dependencies(schema.value("dependentRequired", Json::object()), properties, where);
    if (schema.contains("additionalProperties") && schema["additionalProperties"] != false) {
      fault(where, "\"additionalProperties\" can only be false, which it is without saying");
    }
  }

 private:
  void fault(const std::string& where, const std::string& what) {
    faults_.push_back(where + ": " + what);
  }

  void keywords(const Json& schema, const std::string& where, const Names& own) {
    for (const auto& [keyword, value] : schema.items()) {
      if (keyword.starts_with("x-") || kAnyField.contains(keyword) || own.contains(keyword))
        continue;
      fault(where, "\"" + keyword + "\" is not supported here");
    }
  }

  void value(const Json& field, const std::string& where, bool mayBeList) {
    if (!field.is_object()) return fault(where, "must be an object");
    const auto type = field.value("type", Json{});
    if (type == "string")
      text(field, where);
    else if (type == "integer" || type == "number")
      number(field, where, type == "integer");
    else if (type == "boolean")
      keywords(field, where, {});
    else if (type == "array" && mayBeList)
      list(field, where);
    else
      return fault(where, "\"type\" must be string, integer, number, boolean" +
                              std::string{mayBeList ? ", array or (one level deep) object" : ""});
    choices(field, where, type.get<std::string>());
  }

  void text(const Json& field, const std::string& where) {
    keywords(field, where, kText);
    count(field, "minLength", where);
    count(field, "maxLength", where);
    const auto format = field.value("format", Json(""));
    if (!format.is_string() ||
        (format != "" && !isKnownFormat(format.get_ref<const std::string&>()))) {
      fault(where, "\"format\" is not known");
    }
    if (format == "secret" && field.contains("default"))
      fault(where, "a secret can have no default");
    if (!field.contains("pattern")) return;
    const auto& pattern = field["pattern"];
    if (!pattern.is_string() || !RE2{pattern.get_ref<const std::string&>(), RE2::Quiet}.ok()) {
      fault(where, "\"pattern\" is not a regular expression (RE2's syntax)");
    }
  }

  void number(const Json& field, const std::string& where, bool whole) {
    keywords(field, where, kNumber);
    for (const auto* bound : {"minimum", "maximum"}) {
      const auto limit = field.value(bound, Json(0));
      if (whole ? !limit.is_number_integer() : !limit.is_number()) {
        fault(where, "\"" + std::string{bound} + "\" must be a number of the field's type");
      }
    }
  }

  void list(const Json& field, const std::string& where) {
    keywords(field, where, kList);
    count(field, "minItems", where);
    count(field, "maxItems", where);
    value(field.value("items", Json{}), where + "[]", false);
  }

  void count(const Json& field, const char* keyword, const std::string& where) {
    if (field.contains(keyword) && !field[keyword].is_number_unsigned()) {
      fault(where, "\"" + std::string{keyword} + "\" must be a count");
    }
  }

  void choices(const Json& field, const std::string& where, const std::string& type) {
    const auto fits = [&type](const Json& value) {
      if (type == "string") return value.is_string();
      if (type == "integer") return value.is_number_integer();
      if (type == "number") return value.is_number();
      return type == "boolean" ? value.is_boolean() : value.is_array();
    };
    if (field.contains("default") && !fits(field["default"]))
      fault(where, "\"default\" is not of the field's type");
    if (!field.contains("enum")) {
      if (field.contains("enumTitles")) fault(where, "\"enumTitles\" needs an \"enum\"");
      return;
    }
    const auto& values = field["enum"];
    if (!values.is_array() || values.empty() || !std::ranges::all_of(values, fits)) {
      return fault(where, "\"enum\" must list values of the field's type");
    }
    const auto titles = field.value("enumTitles", values);
    if (!titles.is_array() || titles.size() != values.size()) {
      fault(where, "\"enumTitles\" must have a title for each value of \"enum\"");
    }
    if (field.contains("default") && std::ranges::find(values, field["default"]) == values.end()) {
      fault(where, "\"default\" is not among \"enum\"");
    }
  }

  void names(const Json& list, const Json& properties, const std::string& where) {
    if (!list.is_array()) return fault(where, "must be a list of fields");
    for (const auto& name : list) {
      if (!name.is_string() || !properties.contains(name.get_ref<const std::string&>())) {
        fault(where, "names what is not a field: " + dump(name));
      }
    }
  }

  void dependencies(const Json& needs, const Json& properties, const std::string& where) {
    if (!needs.is_object()) return fault(where, "\"dependentRequired\" must be an object");
    for (const auto& [name, needed] : needs.items()) {
      const auto place = where + ": \"dependentRequired\"";
      names(Json::array({name}), properties, place);
      names(needed, properties, place);
    }
  }

  std::vector<std::string>& faults_;
};

}  // namespace

void checkSubset(const Json& schema, const std::string& where, std::vector<std::string>& faults) {
  Checker{faults}.object(schema, where, true);
}

}  // namespace hostler::plugin
