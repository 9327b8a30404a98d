#pragma once

#include "core/http/page.h"
#include "modules/billing/billing.h"
#include "modules/billing/invoice_views.h"

namespace hostler {

/// One page of the invoices within a scope, with their lines, as their client and staff see them:
/// a client those alone that they may read.
http::Page<InvoiceView> pageOfInvoices(db::Database& database, Billing& billing, const Actor& actor,
                                       const Scope& scope, const InvoiceQuery& query);
/// The same for staff: each with its client's name, and searched by it, where they may read
/// clients. Asked for drafts, those that staff are writing.
http::Page<InvoiceView> pageForStaff(db::Database& database, Billing& billing, const Actor& actor,
                                     const AdminInvoiceQuery& query);
/// One invoice within a scope with its client's name, or a draft priced as of today. Throws
/// NotFound.
InvoiceView invoiceForStaff(db::Database& database, Billing& billing, const Actor& actor,
                            Id<Invoice> id);

}  // namespace hostler
