#pragma once

// What the books say of a sale, from its first document to its last.
//
// An invoice is revenue and tax on the day it is issued. A proforma invoice is neither: no tax
// invoice is issued (CGST Act, section 31) and nothing is earned. Its client is asked for money all
// the same, so that its receivable stands against the book `proforma`: what is paid on it, and by
// how much it is late, is told like of any other. When it becomes a tax invoice, revenue and taxes
// take the place of what that book says; when it is called off, nothing is left of it. So the book
// `proforma` is always what open proformas came to, negative, and the receivable less that is what
// has been invoiced.

#include "modules/billing/invoice.h"
#include "modules/billing/ledger.h"

namespace hostler::issue_journals {

/// Of an invoice, or a proforma invoice, that is sent now. Pure, like the others here.
Journal issued(const Invoice& invoice);
/// Of a proforma that becomes a tax invoice: what was asked for is revenue and tax.
Journal invoiced(const Invoice& invoice);
/// Of a proforma on which nothing is paid and that is called off.
Journal calledOff(const Invoice& invoice);

}  // namespace hostler::issue_journals
