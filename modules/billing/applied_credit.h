#pragma once

#include "modules/billing/invoice.h"

namespace hostler {

/// What client credit has paid on an invoice that is still open. The caller has locked it, and
/// changed nothing of it yet.
namespace applied_credit {

/// Of what was ever paid on it from credit, what is there yet: without what was returned to the
/// credit, refunded to the wallet, or given back or taken back through a gateway whose money had
/// become that credit.
Money on(db::Transaction& tx, const Invoice& invoice);
/// Of `applied`, which on() answered, what may be returned to the credit: a refund that is promised
/// and not booked yet takes from what is paid on the invoices of its payment.
Money returnable(db::Transaction& tx, const Invoice& invoice, Money applied);

}  // namespace applied_credit
}  // namespace hostler
