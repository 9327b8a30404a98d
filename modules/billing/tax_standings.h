#pragma once

#include "core/db/database.h"
#include "core/json/json.h"
#include "modules/billing/tax.h"
#include "modules/entities/entities.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What decides a client's taxes beside its address and its GSTIN.
struct TaxStanding {
  Id<Account> account;
  bool sez = false;                  ///< buys for a special economic zone
  std::optional<std::string> taxId;  ///< a VAT number with its country: "FR40303265045"
  TaxIdStanding standing = TaxIdStanding::Unchecked;
  Json answer;  ///< the register's own, kept as evidence; null: none
  std::optional<Instant> checkedAt;
};

namespace tax_standings {

/// Those of these accounts that have one.
std::map<Id<Account>, TaxStanding> of(db::Reader& reader, Id<Tenant> tenant,
                                      const std::vector<Id<Account>>& accounts);
TaxStanding one(db::Reader& reader, Id<Tenant> tenant, Id<Account> account);
void save(db::Transaction& tx, Id<Tenant> tenant, const TaxStanding& standing, Instant now);
/// A VAT number as registers write it: capitals without spaces, dots and dashes. Nothing when it is
/// not a member state's two letters ("EL" or "GR" for Greece, "XI" for Northern Ireland) and 2 to
/// 13 letters and digits.
std::optional<std::string> vatNumber(std::string_view text);

}  // namespace tax_standings
}  // namespace hostler
