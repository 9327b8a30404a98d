#include "modules/domains/registration_fields.h"

#include "core/problem/problem.h"

#include <re2/re2.h>

#include <algorithm>

namespace hostler {
namespace {

constexpr std::chrono::seconds kPatience{15};
constexpr std::size_t kMostFields = 50, kMostDigits = 15;
constexpr std::int64_t kPatternMemory = 1 << 20;

DomainError unavailable() {
  return {"registrar_unavailable", 503, "The registrar does not answer just now; try again soon."};
}

std::string textIn(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kPatternMemory);
  return options;
}

std::optional<RegistrationField> fieldOf(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  RegistrationField field;
  field.name = textIn(json, "name");
  if (field.name.empty() || field.name.size() > 64) return std::nullopt;
  field.type = textIn(json, "type");
  if (field.type != "number" && field.type != "flag") field.type = "text";
  const auto required = json.find("required");
  field.required = required != json.end() && required->is_boolean() && required->get<bool>();
  field.pattern = textIn(json, "pattern");
  field.fallback = textIn(json, "default");
  // Registrars write patterns for other engines: what RE2 does not take is left to the registrar.
  if (!field.pattern.empty() && !RE2{field.pattern, quiet()}.ok()) field.pattern.clear();
  return field;
}

// {code, detail}; the code is empty where nothing is wrong.
std::pair<std::string, std::string> faultOf(const std::string& text,
                                            const RegistrationField& field) {
  if (text.empty()) {
    if (!field.required) return {};
    return {"required", "is required"};
  }
  if (field.type == "flag" && text != "true" && text != "false")
    return {"wrong_type", "must be true or false"};
  const bool areDigits = text.find_first_not_of("0123456789") == std::string::npos;
  if (field.type == "number" && (!areDigits || text.size() > kMostDigits))
    return {"wrong_type", "must be a whole number"};
  if (!field.pattern.empty() && !RE2::PartialMatch(text, RE2{field.pattern, quiet()}))
    return {"malformed", "is not in the form that its registry takes"};
  return {};
}

}  // namespace

std::optional<std::vector<RegistrationField>> RegistrationFields::of(const std::string& registrar,
                                                                     const std::string& tld) const {
  const auto instances = providers_.instances("registrar");
  const auto found = std::ranges::find(instances, registrar, &ProviderInstance::name);
  if (found == instances.end() || !found->enabled) throw unavailable();
  if (std::ranges::find(found->capabilities, "registration_fields") == found->capabilities.end())
    return std::nullopt;
  const auto answer = providers_.call(
      {registrar, "registrar/1.registration_fields", {{"tld", tld}}, {}, kPatience});
  if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object()) throw unavailable();
  const auto list = answer.reply.value("fields", Json());
  if (!list.is_array()) throw unavailable();
  std::vector<RegistrationField> fields;
  for (const auto& each : list) {
    auto field = fieldOf(each);
    if (field && fields.size() < kMostFields) fields.push_back(std::move(*field));
  }
  return fields;
}

Json RegistrationFields::schemaOf(const std::vector<RegistrationField>& fields) {
  Json properties = Json::object(), required = Json::array();
  int order = 0;
  for (const auto& field : fields) {
    Json property{{"title", field.name}, {"x-order", ++order}};
    property["type"] = field.type == "flag"     ? "boolean"
                       : field.type == "number" ? "integer"
                                                : "string";
    if (field.type == "text") property["maxLength"] = 200;
    if (!field.pattern.empty()) property["pattern"] = field.pattern;
    if (!field.fallback.empty() && faultOf(field.fallback, field).first.empty()) {
      property["default"] =
          field.type == "text" ? Json(field.fallback) : Json::parse(field.fallback, nullptr, false);
    }
    properties[field.name] = std::move(property);
    if (field.required) required.push_back(field.name);
  }
  return {{"type", "object"}, {"properties", properties}, {"required", required}};
}

Json RegistrationFields::faultsIn(const Values& values,
                                  const std::vector<RegistrationField>& fields) {
  Json faults = Json::array();
  const auto add = [&](const std::string& name, const std::string& code,
                       const std::string& detail) {
    faults.push_back({{"name", name}, {"code", code}, {"detail", detail}});
  };
  for (const auto& field : fields) {
    const auto given = values.find(field.name);
    const auto [code, detail] =
        faultOf(given == values.end() ? std::string{} : given->second, field);
    if (!code.empty()) add(field.name, code, detail);
  }
  for (const auto& [name, value] : values) {
    if (std::ranges::find(fields, name, &RegistrationField::name) == fields.end())
      add(name, "unknown", "is nothing that its registry asks for");
  }
  return faults;
}

}  // namespace hostler
