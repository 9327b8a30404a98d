#include "core/plugin_host/settings_schema.h"

#include "core/plugin_host/schema_subset.h"

#include <re2/re2.h>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace hostler::plugin {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

std::string under(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

/// The schema as valijson takes it: no member beyond those listed, dependencies by their name of
/// draft 7, and without patterns and formats, which are checked here: its patterns are std::regex,
/// which a long text overflows.
Json forLibrary(const Json& schema) {
  Json made = schema;
  for (const auto* own :
       {"pattern", "format", "default", "dependentRequired", "enumTitles", "$schema"})
    made.erase(own);
  if (schema.contains("dependentRequired")) made["dependencies"] = schema["dependentRequired"];
  if (schema.value("type", Json{}) == "object") {
    made["additionalProperties"] = false;
    for (auto& [name, field] : made["properties"].items()) field = forLibrary(field);
    if (made["properties"].is_null()) made["properties"] = Json::object();
  }
  if (schema.contains("items")) made["items"] = forLibrary(schema["items"]);
  return made;
}

struct Wording {
  std::string_view starts;  ///< of valijson's sentence
  const char* code;
  const char* message;
};
constexpr std::array<Wording, 12> kWordings{{
    {"Missing required property '", "required", "is required"},
    {"Missing dependency '", "required", "is required together with another field"},
    {"Object contains a property", "unknown_field", "is not a setting of this plugin"},
    {"Value type not permitted", "wrong_type", "is not of the right type"},
    {"Failed to match against any enum", "not_an_option", "is not one of the choices"},
    {"Expected number less", "out_of_range", "is too large"},
    {"Expected number greater", "out_of_range", "is too small"},
    {"String should be no more", "too_long", "is too long"},
    {"String should be no fewer", "too_short", "is too short"},
    {"Array should contain no more", "too_many", "has too many entries"},
    {"Array should contain no fewer", "too_few", "has too few entries"},
    {"Elements at indexes", "duplicate", "has an entry twice"},
}};

/// "<root>", "[proxy]", "[3]" as "proxy[3]".
std::string pathOf(const std::vector<std::string>& context, const Json& document) {
  std::string path;
  const Json* at = &document;
  for (std::size_t i = 1; i < context.size(); ++i) {
    const auto step = context[i].substr(1, context[i].size() - 2);
    if (at != nullptr && at->is_array()) {
      path += "[" + step + "]";
      at = nullptr;  // lists hold plain values only
    } else {
      path = under(path, step);
      at = at != nullptr && at->is_object() && at->contains(step) ? &at->at(step) : nullptr;
    }
  }
  return path;
}

std::string nameIn(const std::string& sentence) {
  const auto end = sentence.rfind('\'');
  const auto begin =
      end == std::string::npos || end == 0 ? std::string::npos : sentence.rfind('\'', end - 1);
  return begin == std::string::npos
             ? ""
             : sentence.substr(begin + 1, std::min<std::size_t>(end - begin - 1, 64));
}

/// The library says "failed" of every object on the way up as well; only the sentence that says why
/// is kept.
void flatten(valijson::ValidationResults& results, const Json& document,
             std::vector<FieldError>& errors) {
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    const auto wording = std::ranges::find_if(
        kWordings, [&](const Wording& each) { return error.description.starts_with(each.starts); });
    if (wording == kWordings.end()) continue;
    auto path = pathOf(error.context, document);
    const std::string_view code = wording->code;
    if (code == "required" || code == "unknown_field")
      path = under(path, nameIn(error.description));
    errors.push_back({std::move(path), wording->code, wording->message});
  }
}

}  // namespace

struct SettingsSchema::Compiled {
  /// What is checked of one text field beside what the library checks.
  struct Text {
    std::string format;
    std::shared_ptr<const RE2> pattern;
    bool required = false;
  };

  Json json;
  valijson::Schema schema;
  std::map<std::string, Text> texts;  ///< by path; "[]" for the entries of a list
  std::set<std::string> secrets;

  void index(const Json& object, const std::string& path) {
    const auto required = object.value("required", Json::array());
    const auto properties = object.value("properties", Json::object());
    for (const auto& [name, field] : properties.items()) {
      const auto place = under(path, name);
      const auto type = field.value("type", Json{});
      if (type == "object") index(field, place);
      if (type == "array") text(field["items"], place + "[]", false);
      text(field, place, std::find(required.begin(), required.end(), name) != required.end());
    }
  }
  void text(const Json& field, const std::string& place, bool isRequired) {
    if (field.value("type", Json{}) != "string") return;
    Text text{field.value("format", ""), nullptr, isRequired};
    if (field.contains("pattern"))
      text.pattern = std::make_shared<RE2>(field["pattern"].get<std::string>(), RE2::Quiet);
    if (text.format == "secret") secrets.insert(place);
    texts.emplace(place, std::move(text));
  }

  void checkText(const std::string& text, const std::string& kind, const std::string& path,
                 FormatPolicy policy, std::vector<FieldError>& errors) const {
    const auto found = texts.find(kind);
    if (found == texts.end()) return;
    if (text.empty()) {
      if (found->second.required) errors.push_back({path, "required", "is required"});
      return;
    }
    if (auto fault = formatFault(found->second.format, text, policy)) {
      errors.push_back({path, "malformed", std::move(*fault)});
    } else if (found->second.pattern && !RE2::PartialMatch(text, *found->second.pattern)) {
      errors.push_back({path, "malformed", "does not have the right form"});
    }
  }
  void check(const Json& value, const std::string& kind, const std::string& path,
             FormatPolicy policy, std::vector<FieldError>& errors) const {
    if (value.is_string())
      checkText(value.get_ref<const std::string&>(), kind, path, policy, errors);
    if (value.is_object()) {
      for (const auto& [name, member] : value.items())
        check(member, under(kind, name), under(path, name), policy, errors);
    }
    if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        check(value[i], kind + "[]", path + "[" + std::to_string(i) + "]", policy, errors);
      }
    }
  }
};

SettingsSchema::SettingsSchema() {
  static const SettingsSchema nothing = [] {
    std::vector<std::string> none;
    return SettingsSchema{Json{{"type", "object"}}, "settings", none};
  }();
  compiled_ = nothing.compiled_;
}

SettingsSchema::SettingsSchema(const Json& schema, const std::string& where,
                               std::vector<std::string>& faults) {
  const auto before = faults.size();
  checkSubset(schema, where, faults);
  auto compiled = std::make_shared<Compiled>();
  compiled->json = faults.size() == before ? schema : Json{{"type", "object"}};
  compiled->index(compiled->json, "");
  const auto prepared = forLibrary(compiled->json);
  valijson::SchemaParser{valijson::SchemaParser::kDraft7}.populateSchema(Adapter{prepared},
                                                                         compiled->schema);
  compiled_ = compiled;
  if (faults.size() != before) return;
  for (const auto& error : validate(withDefaults(Json::object()))) {
    if (error.code != "required")
      faults.push_back(where + "." + error.field + ": the default " + error.message);
  }
}

std::vector<FieldError> SettingsSchema::validate(const Json& settings, FormatPolicy policy) const {
  std::vector<FieldError> errors;
  if (!settings.is_object()) return {{"", "wrong_type", "must be an object"}};
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (!validator.validate(compiled_->schema, Adapter{settings}, &results))
    flatten(results, settings, errors);
  compiled_->check(settings, "", "", policy, errors);
  return errors;
}

Json SettingsSchema::withDefaults(Json settings) const {
  const auto fill = [](auto& self, const Json& schema, Json& object) -> void {
    const auto properties = schema.value("properties", Json::object());
    for (const auto& [name, field] : properties.items()) {
      const bool group = field.value("type", Json{}) == "object";
      if (group && object.contains(name) && object[name].is_object())
        self(self, field, object[name]);
      if (!object.contains(name) && field.contains("default")) object[name] = field["default"];
    }
  };
  if (settings.is_object()) fill(fill, compiled_->json, settings);
  return settings;
}

const std::set<std::string>& SettingsSchema::secretFields() const {
  return compiled_->secrets;
}

const Json& SettingsSchema::json() const {
  return compiled_->json;
}

}  // namespace hostler::plugin
