#pragma once

#include "core/db/database.h"
#include "core/json/json.h"
#include "modules/billing/tax.h"
#include "modules/billing/vat_number.h"
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
  /// Why it stands so, kept as evidence: `by` (a lookup plugin, or "staff"), the register's
  /// `reference` of the consultation, `name` and `address` as registered, or what staff wrote as
  /// `evidence`. Null: nothing was answered yet.
  Json answer;
  std::optional<Instant> checkedAt;  ///< when it was answered
  std::optional<Instant> checkAt;    ///< when its register is asked, or asked again; none: not
  int failedChecks = 0;              ///< questions in a row that nobody answered
  std::string lastFailure;           ///< why the last one was not; empty: it was

  /// The number, where it counts for a buyer in this country (ISO 3166-1): one of another country
  /// changes no tax.
  std::optional<VatNumber> numberIn(std::string_view country) const;
  /// Names a number; one that is new, or was not valid, is pending and to be asked after from `now`
  /// on. False: it is the one that stands there already.
  bool name(const std::optional<VatNumber>& number, Instant now);
  /// Is to be asked after from `now` on; what it stands at goes on until there is an answer.
  void askAfter(Instant now);
  /// A register, or staff, answered; a valid number is asked after again in `recheckDays` (0:
  /// never).
  void answered(bool valid, Json why, Instant now, std::int64_t recheckDays);
};

namespace tax_standings {

/// Those of these accounts that have one.
std::map<Id<Account>, TaxStanding> of(db::Reader& reader, Id<Tenant> tenant,
                                      const std::vector<Id<Account>>& accounts);
TaxStanding one(db::Reader& reader, Id<Tenant> tenant, Id<Account> account);
/// The same, kept from others until the transaction ends.
TaxStanding lock(db::Transaction& tx, Id<Tenant> tenant, Id<Account> account);
void save(db::Transaction& tx, Id<Tenant> tenant, const TaxStanding& standing, Instant now);

/// Accounts whose numbers are to be asked after by then, the longest due first.
std::vector<std::pair<Id<Tenant>, Id<Account>>> due(db::Reader& reader, Instant by, int limit);

/// Tenants with numbers that are valid.
std::vector<Id<Tenant>> tenantsWithValid(db::Reader& reader);
/// Whether a tenant's valid numbers wait for another day than the one so many days after their last
/// answer (0: none), as after a change of tax.vat_recheck_days. `after`: what is to be asked by
/// then is left alone: it was asked for, or somebody asks just now.
bool isAnyAstray(db::Reader& reader, Id<Tenant> tenant, std::int64_t recheckDays, Instant after);
/// Lets those wait for that day.
void align(db::Transaction& tx, Id<Tenant> tenant, std::int64_t recheckDays, Instant after);

/// The number, and why it stands as it does, as a document that relies on it keeps them.
Json onDocument(const TaxStanding& standing);

}  // namespace tax_standings
}  // namespace hostler
