#pragma once

#include "core/http/page.h"
#include "core/shape/shape.h"
#include "modules/accounts/client_names.h"
#include "modules/billing/corrections.h"
#include "modules/billing/exchange_rates.h"
#include "modules/billing/invoice.h"
#include "modules/billing/manual_invoice.h"

namespace hostler {

struct TaxView {
  std::string name;
  Decimal rate;
  Money amount = Money::zero(Currency::of("INR"));
  static void describe(Shape<TaxView>& shape);
};
std::vector<TaxView> viewsOf(const std::vector<TaxAmount>& taxes);

struct PeriodView {
  Date from = Date::ofDaysSinceEpoch(0), to = Date::ofDaysSinceEpoch(0);
  static void describe(Shape<PeriodView>& shape);
};

struct InvoiceLineView {
  std::string description;
  Decimal quantity;
  Money unitPrice = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  Money taxable = Money::zero(Currency::of("INR"));
  std::string sac;
  std::vector<TaxView> taxes;
  Money total = Money::zero(Currency::of("INR"));
  std::optional<Id<Service>> service;
  std::optional<Id<Domain>> domain;
  std::optional<PeriodView> period;

  static InvoiceLineView of(const PricedLine& line);
  static void describe(Shape<InvoiceLineView>& shape);
};

/// What one whole unit of an invoice's currency was worth in its seller's when it was issued.
struct InvoiceRateView {
  Currency base = Currency::of("INR");
  Decimal rate;
  static void describe(Shape<InvoiceRateView>& shape);
};

struct InvoiceView {
  Id<Invoice> id;
  Id<Account> account;
  std::optional<ClientRef> client;  ///< for staff
  std::string number, series;
  std::optional<bool> isProforma;
  std::optional<std::string> proformaNumber;
  InvoiceStatus status = InvoiceStatus::Unpaid;
  InvoiceKind kind = InvoiceKind::Order;
  Date issueDate = Date::ofDaysSinceEpoch(0), dueDate = Date::ofDaysSinceEpoch(0);
  std::optional<Instant> paidAt;
  Json seller, buyer;
  std::string placeOfSupply, endorsement;
  std::vector<InvoiceLineView> lines;
  Money subtotal = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  std::vector<TaxView> taxes;
  Money rounding = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));
  Money balance = Money::zero(Currency::of("INR"));
  Currency currency = Currency::of("INR");
  std::optional<InvoiceRateView> exchangeRate;  ///< of one invoice, not in lists
  std::string notes;
  std::optional<ManualInvoice> written;  ///< of a draft: its own words, from which it was priced

  InvoiceView worth(const std::optional<exchange_rates::Kept>& rate) &&;
  static InvoiceView of(const Invoice& invoice, Date today);
  static void describe(Shape<InvoiceView>& shape);
};

struct InvoiceQuery : http::ListQuery {
  std::optional<InvoiceStatus> status;
  std::optional<bool> overdue, open;
  static void describe(Shape<InvoiceQuery>& shape);
};

/// What staff narrow the list by beside it.
struct AdminInvoiceQuery : InvoiceQuery {
  std::optional<std::string> text;
  std::optional<Id<Account>> account;
  std::optional<InvoiceKind> kind;
  std::optional<Date> issuedFrom, issuedTo, dueFrom, dueTo;
  static void describe(Shape<AdminInvoiceQuery>& shape);
};

struct CreditNoteView {
  Id<CreditNote> id;
  Id<Account> account;
  std::string number;
  Id<Invoice> invoice;
  Date issueDate = Date::ofDaysSinceEpoch(0);
  std::string reason;
  Money taxable = Money::zero(Currency::of("INR"));
  std::vector<TaxView> taxes;
  Money total = Money::zero(Currency::of("INR"));

  static CreditNoteView of(const CreditNote& note);
  static void describe(Shape<CreditNoteView>& shape);
};

}  // namespace hostler
