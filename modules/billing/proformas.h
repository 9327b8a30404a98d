#pragma once

// Proforma invoices: what a sale is asked for with until it is paid, where a tenant chooses so (the
// setting `invoice.proforma`).
//
// One is the same payable as an invoice: a row of `invoices` with its id, lines and priced taxes,
// so that payments, reminders and suspension know no difference. But its number is of a series of
// its own, and it is no document of the tax law: no return, no e-invoice and no credit note is made
// of it. Once it is paid in full it becomes a tax invoice: it takes the next number of the legal
// series in the financial year of that day, which becomes its date, and its prices and taxes stay
// as they were asked for. Where the rate changes in between, section 14 of the CGST Act may want
// the new one: what is open then is cancelled and sent anew by its seller, as the setting says.
//
// The law behind it. A supplier of services issues a tax invoice before or after the supply, within
// 30 days of it (CGST Act, section 31(2), and CGST Rules, rule 47), numbered consecutively in a
// series that is unique for a financial year (rule 46(b)). Of a continuous supply of services whose
// due date of payment is known from the contract, it is to be issued on or before that date
// (section 31(5)(a)), and otherwise when or before the supplier is paid (section 31(5)(b)). So a
// seller may wait for the payment only where the service is given after it: who goes on supplying
// while a due date passes leaves the setting off. That is why metered use, which is invoiced after
// it was had, is never asked for by a proforma. The exchange rate of a foreign currency is the one
// of the time of supply (rule 34), here the day of the payment. What is paid in part is an advance
// (section 31(3)(d)), of which no receipt voucher is made here.
//
// Where a part of one is taken back (Corrections::issue), because a service on it ends before
// anybody has paid or was used for some days, it becomes a tax invoice with that credit note: what
// is left of it is owed for a supply. Of one that is shared, that is all of it: where one of
// several services leaves it unpaid (it ends, changes its plan, or its term begins anew), the
// others are invoiced with it, though their terms have not begun, and a number of the legal series
// is theirs whether they are paid or not. A seller who does not want that has each renewal on an
// invoice of its own (the setting `renewal.consolidate` off). So it does where a part of it is paid
// (what its buyer withheld as income tax, say) and the rest is credited or written off.

#include "core/audit/audit_log.h"
#include "modules/billing/invoice.h"
#include "modules/billing/ledger.h"
#include "modules/resellers/resellers.h"

#include <vector>

namespace hostler::proformas {

/// Whether what was drawn up for a request is sent as a proforma: where the tenant chose so, there
/// is anything to pay, and it neither corrects another document (a debit note, one that stands in
/// another's place) nor is for metered use. Pure.
bool isFor(const TenantSettings& settings, const InvoiceRequest& request, const Invoice& drawn);

/// Throws 409 `proforma_series_shared` when proformas would take numbers of another document's
/// series, and so leave gaps in it.
void mustHaveOwnSeries(const TenantSettings& settings);

struct Parts {
  const Clock& clock;
  Tenants& tenants;
  Ledger& ledger;
  AuditLog& audit;
};
/// Makes each of these proformas a tax invoice of today: its number, its date, revenue and taxes in
/// the ledger, the rate of a foreign currency where one is known. The caller has locked them; they
/// are changed to what they are then, and their status and balance stay as they are. Throws
/// std::logic_error for one that is none.
void becomeTaxInvoices(db::Transaction& tx, const Actor& actor, const Parts& parts,
                       const std::vector<Invoice*>& invoices);

/// Whether something of a proforma is paid, by money, credit or tax withheld at source: it is not
/// called off, and what is not to be paid of it is credited or written off. Pure.
bool isPaidInPart(const Invoice& proforma);

/// 409 `invoice_not_debitable`: a debit note adds to a tax invoice.
DomainError notDebitable();
/// 409 `proforma_not_credited`: nothing of it is paid, so that it is called off instead.
DomainError notCreditable();
/// 409 `proforma_not_written_off`: nothing of it is paid, so that it is called off instead.
DomainError notWrittenOff();

}  // namespace hostler::proformas
