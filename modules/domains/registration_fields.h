#pragma once

#include "core/operations/provider.h"

#include <map>
#include <string>
#include <vector>

namespace hostler {

/// One thing that a TLD's registry wants to know of a new domain beside its contacts. Values are
/// texts: of a "flag" "true" or "false", of a "number" whole digits.
struct RegistrationField {
  std::string name, type;  ///< "text", "number" or "flag"
  bool required = false;
  std::string pattern, fallback;  ///< RE2, found anywhere in the text; what a form may begin with
};

/// What registrars say that TLDs want. Thread-safe.
class RegistrationFields {
 public:
  using Values = std::map<std::string, std::string>;

  explicit RegistrationFields(ProviderPort& providers) : providers_{providers} {}

  /// Asks the registrar, so outside of any transaction. Nothing where its plugin does not tell;
  /// then the registrar alone judges. Throws 503 `registrar_unavailable`.
  std::optional<std::vector<RegistrationField>> of(const std::string& registrar,
                                                   const std::string& tld) const;

  /// As JSON Schema, to be drawn as a form.
  static Json schemaOf(const std::vector<RegistrationField>& fields);
  /// What is wrong with values, each {name, code, detail}; an empty text counts as none.
  static Json faultsIn(const Values& values, const std::vector<RegistrationField>& fields);

 private:
  ProviderPort& providers_;
};

}  // namespace hostler
