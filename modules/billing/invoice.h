#pragma once

#include "core/json/json.h"
#include "core/problem/problem.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/pricing.h"
#include "modules/billing/tax_standings.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class InvoiceStatus { Draft = 1, Unpaid, PartiallyPaid, Paid, Overdue, Cancelled, Refunded };
template <>
inline constexpr std::array kEnumNames<InvoiceStatus>{
    std::string_view{"draft"},   std::string_view{"unpaid"},  std::string_view{"partially_paid"},
    std::string_view{"paid"},    std::string_view{"overdue"}, std::string_view{"cancelled"},
    std::string_view{"refunded"}};

enum class InvoiceKind { Order = 1, Renewal, Upgrade, Manual, DebitNote, Usage };
template <>
inline constexpr std::array kEnumNames<InvoiceKind>{
    std::string_view{"order"},  std::string_view{"renewal"},    std::string_view{"upgrade"},
    std::string_view{"manual"}, std::string_view{"debit_note"}, std::string_view{"usage"}};

/// A line of an issued invoice.
struct InvoiceLine {
  Id<InvoiceLine> id;
  PricedLine priced;
};

/// An issued invoice: frozen but for status, balance and the times that go with them.
struct Invoice {
  Id<Invoice> id;
  Id<Tenant> tenant;
  Id<Account> account;
  InvoiceKind kind = InvoiceKind::Order;
  std::string number, series;
  Currency currency = Currency::of("INR");
  Date issueDate = Date::ofDaysSinceEpoch(0), dueDate = Date::ofDaysSinceEpoch(0);
  Instant issuedAt;
  Json seller, buyer;  ///< as PartySnapshot writes them
  SupplyKind supply = SupplyKind::Domestic;
  std::string placeOfSupply, endorsement, notes;
  Money subtotal = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  std::vector<TaxAmount> taxes;
  Money rounding = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));

  InvoiceStatus stored = InvoiceStatus::Unpaid;  ///< never Overdue: that follows from the date
  Money balance = Money::zero(Currency::of("INR"));
  std::optional<Instant> paidAt, cancelledAt;
  std::vector<InvoiceLine> lines;  ///< where they were asked for

  /// What it was sent as before it was paid, where its seller sends proforma invoices (the setting
  /// `invoice.proforma`): a number and a day of their own.
  struct Proforma {
    std::string number;
    Date issueDate = Date::ofDaysSinceEpoch(0);
  };
  std::optional<Proforma> proforma;
  /// Whether it still is one. As long as that is so, `number`, `series` and `issueDate` are the
  /// proforma's; from then on they are the tax invoice's.
  bool isProforma = false;

  /// As people see it: overdue once nothing is paid and the due date is past.
  InvoiceStatus statusOn(Date today) const;
  bool isOpen() const {
    return stored == InvoiceStatus::Unpaid || stored == InvoiceStatus::PartiallyPaid;
  }
};

/// What an invoice is to be made of.
struct InvoiceRequest {
  std::optional<Id<Invoice>> id;  ///< where the caller had to name it before it was there
  Id<Account> account;
  InvoiceKind kind = InvoiceKind::Order;
  Currency currency = Currency::of("INR");
  std::vector<LineDraft> lines;
  std::optional<Date> dueDate;  ///< default: issue date and the tenant's terms
  std::string notes;
  bool payFromCredit = false;  ///< at once, where the client's credit covers it all
  /// Of a debit note: the invoice that it adds to, and why. It has a series of its own and is
  /// issued alone.
  std::optional<Id<Invoice>> addsTo = {};
  std::string reason = {};
  /// Of one that is issued anew: the invoice in whose place it stands, and its day of issue, whose
  /// rates of tax and exchange it bears. Nothing that waits goes with it.
  struct InPlaceOf {
    Id<Invoice> invoice;
    Date issueDate;
  };
  std::optional<InPlaceOf> inPlaceOf = {};
  /// Its prices are without tax, whatever the catalogue's are: they come from a document.
  bool netPrices = false;
  /// Of one that is issued anew: how the first one was rounded, kept where value and taxes come to
  /// the same again.
  struct Rounded {
    Money rounding, total;
  };
  std::optional<Rounded> roundedAs = {};
};

/// The copies of the parties that a document keeps. `reliedOn`: what turns the tax around, kept
/// with the buyer as the document's evidence; null where nothing does. A debit note, and whatever
/// else corrects a document, names its parties as that one did.
Json sellerSnapshot(const Tenant& tenant, const TenantSettings& settings);
Json buyerSnapshot(const Account& account, const TaxStanding* reliedOn = nullptr);

Json taxesToJson(const std::vector<TaxAmount>& taxes);
std::vector<TaxAmount> taxesFromJson(const Json& json, Currency currency);

struct InvoiceNotPayable : DomainError {
  InvoiceNotPayable(Id<Invoice> id, InvoiceStatus status);
};
struct InvoiceEmpty : DomainError {
  InvoiceEmpty();
};
/// What is to be given back is a credit note's.
struct InvoiceNegative : DomainError {
  explicit InvoiceNegative(Money total);
};

}  // namespace hostler
