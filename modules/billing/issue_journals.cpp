#include "modules/billing/issue_journals.h"

namespace hostler::issue_journals {
namespace {

Journal of(const Invoice& invoice, std::string_view what) {
  return {invoice.tenant, invoice.account, std::string{what}, invoice.id.text(), {}};
}

void add(Journal& journal, const Invoice& invoice, std::string book, Money amount) {
  journal.postings.push_back({std::move(book), amount, invoice.id});
}

// Its value, its taxes and its rounding, each in its book.
void addSale(Journal& journal, const Invoice& invoice) {
  auto revenue = invoice.total.minus(invoice.rounding);
  for (const auto& tax : invoice.taxes) {
    add(journal, invoice, book::tax(tax.name), tax.amount.negated());
    revenue = revenue.minus(tax.amount);
  }
  add(journal, invoice, std::string{book::kRevenue}, revenue.negated());
  add(journal, invoice, std::string{book::kRounding}, invoice.rounding.negated());
}

}  // namespace

Journal issued(const Invoice& invoice) {
  auto journal = of(invoice, invoice.isProforma ? "proforma.issued" : "invoice.issued");
  add(journal, invoice, std::string{book::kReceivable}, invoice.total);
  if (invoice.isProforma) {
    add(journal, invoice, std::string{book::kProforma}, invoice.total.negated());
  } else {
    addSale(journal, invoice);
  }
  return journal;
}

Journal invoiced(const Invoice& invoice) {
  auto journal = of(invoice, "proforma.invoiced");
  add(journal, invoice, std::string{book::kProforma}, invoice.total);
  addSale(journal, invoice);
  return journal;
}

Journal calledOff(const Invoice& invoice) {
  auto journal = of(invoice, "proforma.cancelled");
  add(journal, invoice, std::string{book::kReceivable}, invoice.total.negated());
  add(journal, invoice, std::string{book::kProforma}, invoice.total);
  return journal;
}

}  // namespace hostler::issue_journals
