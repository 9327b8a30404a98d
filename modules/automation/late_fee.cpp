#include "modules/automation/late_fee.h"

namespace hostler {

std::optional<int> lateFeeDayFor(const std::vector<int>& days, const LateInvoice& invoice,
                                 Date today) {
  std::optional<int> due;
  for (const auto day : days)
    if (day > 0 && invoice.since.plusDays(day) <= today) due = day;
  if (due && invoice.lastFee && *invoice.lastFee >= *due) return std::nullopt;
  return due;
}

Money lateFeeOn(const Invoice& invoice, Decimal percent) {
  if (!invoice.balance.isPositive() || !invoice.total.isPositive())
    return Money::zero(invoice.currency);
  const auto taxable = invoice.subtotal.minus(invoice.discount);
  const auto owed =
      taxable.fraction(invoice.balance.minor(), invoice.total.minor(), Rounding::HalfUp);
  return owed.percent(percent, Rounding::HalfUp);
}

InvoiceRequest lateFeeNote(const Invoice& invoice, Money fee, Decimal percent,
                           const std::string& taxClass) {
  LineDraft line;
  line.kind = LineKind::LateFee;
  line.description = "Late fee of " + percent.text() + " % on " + invoice.number + ", due on " +
                     invoice.dueDate.text();
  line.unitPrice = fee;
  line.discount = Money::zero(invoice.currency);
  line.taxClass = taxClass;
  InvoiceRequest note;
  note.account = invoice.account;
  note.kind = InvoiceKind::DebitNote;
  note.currency = invoice.currency;
  note.addsTo = invoice.id;
  note.reason = "Late fee";
  note.notes = "Debit note on " + invoice.number + " of " + invoice.issueDate.text() + ": late fee";
  note.lines = {std::move(line)};
  note.netPrices = true;  // a part of what it is on without its taxes
  return note;
}

}  // namespace hostler
