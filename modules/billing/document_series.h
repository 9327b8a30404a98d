#pragma once

// The series that documents are numbered in. Whose numbers a series gives within a financial year
// is settled by the first of them: those of tax documents (invoices, debit and credit notes,
// receipt vouchers) or those of proforma invoices, and never both. A tax document's number is of a
// series that is consecutive and unique for a financial year (rules 46(b), 53(1)(c) and 50(b) of
// the CGST Rules), in which the number of a proforma would be missing.

#include "core/db/database.h"
#include "core/json/json.h"
#include "core/time/date.h"
#include "modules/entities/entities.h"
#include "modules/resellers/resellers.h"

#include <cstdint>
#include <map>
#include <string>

namespace hostler::document_series {

enum class Numbers { OfTaxDocuments = 1, OfProformas };

/// The next number of a series, locked until the transaction ends: `count` numbers, at least one,
/// are taken, the first is returned. Throws 409 `proforma_series_shared` where the series gave
/// numbers of the other kind in this financial year.
std::int64_t take(db::Transaction& tx, Id<Tenant> tenant, const std::string& series,
                  const std::string& fiscalYear, std::int64_t count, Numbers whose);

/// Judges a change of settings before it is kept; `settings`: as they will be. Throws
/// ValidationError `taken` at a series that would go on with numbers of the other kind: one of tax
/// documents in which proforma invoices were numbered in the financial year of `today`, and, where
/// proforma invoices are sent, theirs in which tax documents were.
void mustStandApart(db::Reader& reader, Id<Tenant> tenant, Date today,
                    const TenantSettings& settings, const std::map<std::string, Json>& changes);

}  // namespace hostler::document_series
