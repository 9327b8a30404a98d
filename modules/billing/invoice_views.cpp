#include "modules/billing/invoice_views.h"

namespace hostler {

void TaxView::describe(Shape<TaxView>& shape) {
  shape.field("name", &TaxView::name);
  shape.field("rate", &TaxView::rate);
  shape.field("amount", &TaxView::amount);
}

std::vector<TaxView> viewsOf(const std::vector<TaxAmount>& taxes) {
  std::vector<TaxView> views;
  for (const auto& tax : taxes) views.push_back({tax.name, tax.rate, tax.amount});
  return views;
}

void PeriodView::describe(Shape<PeriodView>& shape) {
  shape.field("from", &PeriodView::from);
  shape.field("to", &PeriodView::to).describedAs("the first day after it");
}

InvoiceLineView InvoiceLineView::of(const PricedLine& line) {
  const auto& draft = line.draft;
  InvoiceLineView view{draft.description,    draft.quantity, draft.unitPrice,
                       draft.discount,       line.taxable,   draft.taxClass,
                       viewsOf(line.taxes),  line.total,     draft.subject.service,
                       draft.subject.domain, std::nullopt};
  if (draft.period) view.period = PeriodView{draft.period->start, draft.period->end};
  return view;
}

void InvoiceLineView::describe(Shape<InvoiceLineView>& shape) {
  shape.field("description", &InvoiceLineView::description);
  shape.field("quantity", &InvoiceLineView::quantity);
  shape.field("unit_price", &InvoiceLineView::unitPrice);
  shape.field("discount", &InvoiceLineView::discount);
  shape.field("taxable", &InvoiceLineView::taxable);
  shape.field("sac", &InvoiceLineView::sac);
  shape.field("taxes", &InvoiceLineView::taxes);
  shape.field("total", &InvoiceLineView::total);
  shape.field("service_id", &InvoiceLineView::service);
  shape.field("domain_id", &InvoiceLineView::domain);
  shape.field("period", &InvoiceLineView::period);
}

InvoiceView InvoiceView::of(const Invoice& invoice, Date today) {
  InvoiceView view;
  view.id = invoice.id;
  view.account = invoice.account;
  view.number = invoice.number;
  view.series = invoice.series;
  if (invoice.isProforma) view.isProforma = true;
  if (invoice.proforma) view.proformaNumber = invoice.proforma->number;
  view.status = invoice.statusOn(today);
  view.kind = invoice.kind;
  view.issueDate = invoice.issueDate;
  view.dueDate = invoice.dueDate;
  view.paidAt = invoice.paidAt;
  view.seller = invoice.seller;
  view.buyer = invoice.buyer;
  view.placeOfSupply = invoice.placeOfSupply;
  view.endorsement = invoice.endorsement;
  for (const auto& line : invoice.lines) view.lines.push_back(InvoiceLineView::of(line.priced));
  view.subtotal = invoice.subtotal;
  view.discount = invoice.discount;
  view.taxes = viewsOf(invoice.taxes);
  view.rounding = invoice.rounding;
  view.total = invoice.total;
  view.balance = invoice.balance;
  view.currency = invoice.currency;
  view.notes = invoice.notes;
  return view;
}

InvoiceView InvoiceView::worth(const std::optional<exchange_rates::Kept>& kept) && {
  if (kept) exchangeRate = InvoiceRateView{kept->base, kept->rate};
  return std::move(*this);
}

void InvoiceRateView::describe(Shape<InvoiceRateView>& shape) {
  shape.field("base", &InvoiceRateView::base).describedAs("the seller's currency");
  shape.field("rate", &InvoiceRateView::rate)
      .describedAs("what one whole unit of the invoice's currency was worth in it");
}

void InvoiceView::describe(Shape<InvoiceView>& shape) {
  shape.field("id", &InvoiceView::id);
  shape.field("account_id", &InvoiceView::account);
  shape.field("client", &InvoiceView::client).describedAs("{id, name, company?}: for staff");
  shape.field("number", &InvoiceView::number);
  shape.field("series", &InvoiceView::series);
  shape.field("proforma", &InvoiceView::isProforma)
      .describedAs(
          "there, and true, while it is a proforma invoice, which becomes a tax invoice once it is "
          "paid in full: until then number, series and issue_date are the proforma's");
  shape.field("proforma_number", &InvoiceView::proformaNumber)
      .describedAs("of what was sent as a proforma invoice: its number as that");
  shape.field("status", &InvoiceView::status);
  shape.field("kind", &InvoiceView::kind);
  shape.field("issue_date", &InvoiceView::issueDate);
  shape.field("due_date", &InvoiceView::dueDate);
  shape.field("paid_at", &InvoiceView::paidAt).nullable();
  shape.field("seller", &InvoiceView::seller);
  shape.field("buyer", &InvoiceView::buyer);
  shape.field("place_of_supply", &InvoiceView::placeOfSupply);
  shape.field("endorsement", &InvoiceView::endorsement);
  shape.field("lines", &InvoiceView::lines);
  shape.field("subtotal", &InvoiceView::subtotal);
  shape.field("discount", &InvoiceView::discount);
  shape.field("taxes", &InvoiceView::taxes);
  shape.field("rounding", &InvoiceView::rounding);
  shape.field("total", &InvoiceView::total);
  shape.field("balance", &InvoiceView::balance);
  shape.field("currency", &InvoiceView::currency);
  shape.field("exchange_rate", &InvoiceView::exchangeRate)
      .describedAs("of one invoice in a foreign currency: the rate that it was issued at");
  shape.field("notes", &InvoiceView::notes);
  shape.field("written", &InvoiceView::written)
      .describedAs(
          "of a draft: what staff wrote; all else is as it would be issued today, without a "
          "number");
}

void InvoiceQuery::describe(Shape<InvoiceQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("status", &InvoiceQuery::status)
      .describedAs("drafts are for staff, and listed only when they are asked for");
  shape.field("overdue", &InvoiceQuery::overdue)
      .describedAs("past the due date with an open balance, paid in part or not at all");
  shape.field("open", &InvoiceQuery::open)
      .describedAs("issued with an open balance, past the due date or not");
}

void AdminInvoiceQuery::describe(Shape<AdminInvoiceQuery>& shape) {
  shape.include<InvoiceQuery>();
  shape.field("text", &AdminInvoiceQuery::text)
      .length(1, 120)
      .describedAs("part of its number, or of its client's name, company or e-mail address");
  shape.field("account_id", &AdminInvoiceQuery::account);
  shape.field("kind", &AdminInvoiceQuery::kind);
  shape.field("issued_from", &AdminInvoiceQuery::issuedFrom).describedAs("that day and later");
  shape.field("issued_to", &AdminInvoiceQuery::issuedTo).describedAs("that day and before");
  shape.field("due_from", &AdminInvoiceQuery::dueFrom);
  shape.field("due_to", &AdminInvoiceQuery::dueTo);
}

CreditNoteView CreditNoteView::of(const CreditNote& note) {
  return {note.id,     note.account, note.number,         note.invoice, note.issueDate,
          note.reason, note.taxable, viewsOf(note.taxes), note.total};
}

void CreditNoteView::describe(Shape<CreditNoteView>& shape) {
  shape.field("id", &CreditNoteView::id);
  shape.field("account_id", &CreditNoteView::account);
  shape.field("number", &CreditNoteView::number);
  shape.field("invoice_id", &CreditNoteView::invoice);
  shape.field("issue_date", &CreditNoteView::issueDate);
  shape.field("reason", &CreditNoteView::reason);
  shape.field("taxable", &CreditNoteView::taxable);
  shape.field("taxes", &CreditNoteView::taxes);
  shape.field("total", &CreditNoteView::total);
}

}  // namespace hostler
