#pragma once

// An invoice as India's e-invoice portal takes it (schema INV-01, version 1.1), and what the portal
// answered about it.

#include "core/db/database.h"
#include "core/json/json.h"
#include "modules/billing/invoice.h"

#include <optional>
#include <string>

namespace hostler::e_invoice {

/// Why a document is not for the portal: it takes those of registered buyers and exports.
struct NotForPortal : DomainError {
  explicit NotForPortal(const std::string& why);
};

/// Pure. `rate`: rupees for one unit of the invoice's currency; `precedes`: of a debit note the
/// number and day of its invoice. Throws NotForPortal.
Json documentOf(const Invoice& invoice, const std::optional<Decimal>& rate,
                const std::optional<std::pair<std::string, Date>>& precedes = {});

/// What the portal answered.
struct Registration {
  std::string irn;  ///< 64 hexadecimal digits
  std::string ackNumber, ackDate;
  std::string signedCode;  ///< the signed QR code's text, printed as it came
};

std::optional<Registration> find(db::Reader& reader, Id<Tenant> tenant, Id<Invoice> invoice);
/// False when the invoice has one, or another invoice has this reference.
bool keep(db::Transaction& tx, Id<Tenant> tenant, Id<Invoice> invoice,
          const Registration& registration, Instant now);

}  // namespace hostler::e_invoice
