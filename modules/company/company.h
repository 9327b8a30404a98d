#pragma once

#include "modules/resellers/resellers.h"

#include <string>
#include <vector>

namespace hostler {

/// A seller with the numbers that registers gave it: all that its documents say of it. Numbers that
/// it has none of are empty.
struct Company {
  Tenant tenant;
  std::string pan;
  std::string registrationNumber;  ///< in its country's register of companies, such as a CIN
  std::string vatNumber;           ///< with its country's letters
  std::string lutNumber;           ///< the letter of undertaking for exports without IGST
};

Company companyOf(Tenant tenant, const TenantSettings& settings);

/// What documents need and it has not said yet: some of "legal_name", "address", "state", "email".
/// Without the state of an Indian seller nothing tells CGST and SGST from IGST (IGST Act, sections
/// 7 and 8).
std::vector<std::string> missingOf(const Company& company);

}  // namespace hostler
