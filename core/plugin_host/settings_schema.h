#pragma once

#include "core/json/json.h"
#include "core/plugin_host/text_format.h"
#include "core/problem/problem.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace hostler::plugin {

/// One of a plugin's three schemas: what a form asks for and what the engine accepts. It is the
/// subset of JSON Schema (draft 7) that the forms can draw: an object of texts, numbers, booleans,
/// choices, lists of these and one level of fieldsets. Thread-safe once made; cheap to copy.
class SettingsSchema {
 public:
  /// Nothing may be set.
  SettingsSchema();
  /// Reads a schema. What is wrong with it is added to `faults`, each under `where`; it accepts
  /// nothing then.
  SettingsSchema(const Json& schema, const std::string& where, std::vector<std::string>& faults);

  /// Everything that is wrong with a settings document, flat; empty: it may be used. Never repeats
  /// a value.
  std::vector<FieldError> validate(const Json& settings, FormatPolicy policy = {}) const;
  /// The document with the schema's defaults in place of what it leaves out.
  Json withDefaults(Json settings) const;

  /// The paths of fields with format `secret` ("api_key", "proxy.password"): sealed at rest, never
  /// shown.
  const std::set<std::string>& secretFields() const;
  /// As in plugin.json, for the form.
  const Json& json() const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace hostler::plugin
