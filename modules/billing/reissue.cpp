#include "modules/billing/reissue.h"

#include "modules/billing/billing_events.h"
#include "modules/billing/credit_note_limit.h"
#include "modules/billing/invoice_repository.h"

namespace hostler {
namespace {

DomainError notReissuable(const std::string& why) {
  return {"invoice_not_reissuable", 409, why};
}

std::string noteOn(const Invoice& invoice, const CreditNote& note, std::string_view language) {
  const auto both = invoice.number + " (" + note.number + ")";
  const auto line = language.starts_with("hi") ? both + " के स्थान पर" : "In place of " + both;
  return invoice.notes.empty() ? line : line + "\n" + invoice.notes;
}

}  // namespace

void Reissue::mustBeReissuable(db::Transaction& tx, const Invoice& invoice) {
  if (invoice.kind == InvoiceKind::DebitNote)
    throw notReissuable("A debit note is not issued anew; issue its invoice anew.");
  if (invoice.isProforma)
    throw notReissuable("A proforma invoice is not issued anew; cancel it, and send another.");
  if (invoice.stored == InvoiceStatus::Cancelled ||
      parts_.corrections.left(tx, invoice) != invoice.total)
    throw notReissuable("A credit note has taken it back already, wholly or in part.");
  const auto settings = parts_.tenants.settings(invoice.tenant);
  if (!invoice.taxes.empty() && settings.text("tax.regime") == "gst" &&
      lastDayToLowerTax(invoice.issueDate) < parts_.tenants.today(invoice.tenant)) {
    throw notReissuable("The last day on which a credit note may lower its tax was " +
                        lastDayToLowerTax(invoice.issueDate).text() + ".");
  }
}

InvoiceRequest Reissue::requestLike(db::Reader& reader, const Invoice& invoice) {
  InvoiceRequest request;
  request.account = invoice.account;
  request.kind = invoice.kind;
  request.currency = invoice.currency;
  for (const auto& line : parts_.billing.lines(reader, invoice)) {
    request.lines.push_back(line.priced.draft);
    request.lines.back().pricedAt = line.priced.price;
  }
  request.netPrices = true;
  request.roundedAs = InvoiceRequest::Rounded{invoice.rounding, invoice.total};
  request.dueDate = invoice.dueDate;
  request.inPlaceOf = InvoiceRequest::InPlaceOf{invoice.id, invoice.issueDate};
  return request;
}

InvoiceRequest Reissue::wanted(db::Reader& reader, const Scope& scope, Id<Invoice> id) {
  const auto invoice = parts_.billing.find(reader, scope, id);
  if (!invoice) throw NotFound{};
  return requestLike(reader, *invoice);
}

Reissue::Done Reissue::reissue(db::Transaction& tx, const Actor& actor, Id<Invoice> id,
                               const std::string& reason) {
  auto invoice = invoice_repository::lock(tx, actor.scope, id);
  if (!invoice) throw NotFound{};
  mustBeReissuable(tx, *invoice);
  const bool paidSomething = invoice->balance.lessThan(invoice->total);
  Done done{parts_.corrections.takeBack(tx, actor, *invoice, reason), {}};

  const auto buyer = parts_.accounts.get(tx, invoice->tenant, invoice->account);
  auto request = requestLike(tx, *invoice);
  request.notes = noteOn(*invoice, done.note, buyer.language);
  done.invoice = parts_.billing.issue(tx, actor, request);
  invoice_repository::standIn(tx, id, done.invoice.id);
  parts_.audit.record(tx, actor,
                      {"invoice.reissued",
                       id.text(),
                       {{"number", invoice->number}},
                       {{"number", done.invoice.number}, {"reason", reason}}});
  const auto scope = Scope::ofAccount(invoice->tenant, invoice->account);
  parts_.bus.publish(
      tx, actor, scope,
      InvoiceReissued{id, done.invoice.id, invoice->account, invoice->number, done.invoice.number});
  if (paidSomething && done.invoice.balance.isPositive())
    parts_.billing.payFromCredit(tx, actor, done.invoice);
  return done;
}

}  // namespace hostler
