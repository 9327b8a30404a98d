#include "modules/billing/manual_invoice.h"

namespace hostler {

void ManualLine::describe(Shape<ManualLine>& shape) {
  shape.field("description", &ManualLine::description).length(1, 300);
  shape.field("quantity", &ManualLine::quantity).positive().withDefault();
  shape.field("unit_price", &ManualLine::unitPrice);
  shape.field("sac", &ManualLine::sac).length(0, 10).withDefault();
}

void ManualInvoice::describe(Shape<ManualInvoice>& shape) {
  shape.field("account", &ManualInvoice::account);
  shape.field("lines", &ManualInvoice::lines).count(1, 100);
  shape.field("due_date", &ManualInvoice::dueDate)
      .describedAs("left out: by the tenant's terms, counted from the day of issue");
  shape.field("notes", &ManualInvoice::notes).length(0, 2000).multiline();
}

InvoiceRequest requestOf(const Account& account, const ManualInvoice& written) {
  InvoiceRequest request;
  request.account = account.id;
  request.kind = InvoiceKind::Manual;
  request.currency = account.currency;
  request.dueDate = written.dueDate;
  request.notes = written.notes.value_or("");
  for (const auto& line : written.lines) {
    if (line.unitPrice.currency() != account.currency) {
      throw ValidationError{
          "lines", "other_currency",
          "must be in the client's currency, " + std::string{account.currency.code()}};
    }
    LineDraft draft;
    draft.kind = LineKind::Manual;
    draft.description = line.description;
    draft.quantity = line.quantity;
    draft.unitPrice = line.unitPrice;
    draft.discount = Money::zero(account.currency);
    draft.taxClass = line.sac;
    request.lines.push_back(std::move(draft));
  }
  return request;
}

ManualInvoice writtenIn(const InvoiceRequest& request) {
  ManualInvoice written;
  written.account = request.account;
  written.dueDate = request.dueDate;
  if (!request.notes.empty()) written.notes = request.notes;
  for (const auto& line : request.lines)
    written.lines.push_back({line.description, line.quantity, line.unitPrice, line.taxClass});
  return written;
}

}  // namespace hostler
