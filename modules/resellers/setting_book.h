#pragma once

#include "core/json/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

class TenantSettings;

/// One of a tenant's choices: what is shipped, and what it decides, in one sentence.
struct TenantSetting {
  std::string name;
  Json shipped;
  std::string meaning;
  /// Whoever changes it could lead others' money or messages astray: it asks for a fresh factor.
  bool isGuarded = false;
  /// It is part of something that is changed as a whole, at a route of its own, and is no choice
  /// among the others: it is neither shown nor changed with them.
  bool isApart = false;
};

/// Every choice that a tenant has, by subject.
const std::vector<TenantSetting>& tenantSettings();
/// Which other documents' series, by its setting's name, proforma invoices would take numbers of
/// (`invoice.proforma_series`), and so leave gaps in; nothing while theirs is their own.
std::optional<std::string> seriesOfProformasToo(const TenantSettings& settings);
/// Null where there is none of this name.
const TenantSetting* findTenantSetting(std::string_view name);

}  // namespace hostler
