#pragma once

#include "modules/billing/invoice_repository.h"

#include <vector>

namespace hostler::issue_rates {

/// Keeps what documents in a foreign currency are worth in the seller's own, where a rate is known:
/// that of their day, or of the invoice in whose place they stand or that they add to, which is of
/// the same supply (CGST Rules, rule 34: the rate on its time of supply). An export with tax is not
/// issued without one: throws 409 `exchange_rate_missing`. `requests`: what each of `made` was made
/// of.
void keep(db::Transaction& tx, const Tenant& tenant, const std::vector<InvoiceRequest>& requests,
          const std::vector<invoice_repository::NewInvoice>& made);

/// The currencies of clients who cannot be invoiced by `today` because theirs are exports with tax
/// and have no rate, each once. For staff to be told.
std::vector<Currency> missing(db::Reader& reader, const Tenant& tenant,
                              const TenantSettings& settings, Date today);

}  // namespace hostler::issue_rates
