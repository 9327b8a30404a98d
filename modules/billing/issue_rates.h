#pragma once

#include "modules/billing/invoice_repository.h"

#include <vector>

namespace hostler::issue_rates {

/// Keeps what documents in a foreign currency are worth in the seller's own, where a rate is known.
/// An export with tax is not issued without one: throws 409 `exchange_rate_missing`.
void keep(db::Transaction& tx, const Tenant& tenant,
          const std::vector<invoice_repository::NewInvoice>& made);

}  // namespace hostler::issue_rates
