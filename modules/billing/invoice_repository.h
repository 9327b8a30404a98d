#pragma once

#include "core/http/page.h"
#include "modules/billing/invoice.h"

#include <map>

namespace hostler::invoice_repository {

/// An invoice with the numbers of its rows, ready to be written.
struct NewInvoice {
  Invoice invoice;
  std::string fiscalYear;
  std::int64_t sequence = 0;
  std::int64_t sellerParty = 0, buyerParty = 0;
};
void insertAll(db::Transaction& tx, const std::vector<NewInvoice>& invoices);

/// The row that keeps this wording of a party; inserted when it is new.
std::int64_t partyOf(db::Transaction& tx, Id<Tenant> tenant, const std::string& fingerprint,
                     const Json& document, std::int64_t freshId);
/// One wording and the number that it gets if it is new.
struct NewParty {
  std::string fingerprint;
  const Json* document = nullptr;
  std::int64_t freshId = 0;
};
/// The same for many different wordings, in few statements: rows by fingerprint.
std::map<std::string, std::int64_t> partiesOf(db::Transaction& tx, Id<Tenant> tenant,
                                              const std::vector<NewParty>& wanted);

std::optional<Invoice> find(db::Reader& reader, const Scope& scope, Id<Invoice> id);
/// Whose it is; for those who may see every tenant.
std::optional<Id<Tenant>> tenantOf(db::Reader& reader, Id<Invoice> id);
/// Locks the state until the transaction ends; status and balance are as they are at that moment,
/// whatever the transaction has read before.
std::optional<Invoice> lock(db::Transaction& tx, const Scope& scope, Id<Invoice> id);
/// The same for many, without the copies of their parties: for what moves money.
std::vector<Invoice> lockAll(db::Transaction& tx, const std::vector<Id<Invoice>>& ids);
std::vector<InvoiceLine> lines(db::Reader& reader, const Invoice& invoice);

/// What credit notes have taken back of an invoice, tax included.
struct Credited {
  Money total;
  std::vector<TaxAmount> taxes;  ///< by name and rate
};
Credited creditedOn(db::Reader& reader, const Invoice& invoice);
/// The same as it is now, for an invoice that the caller has locked.
Credited creditedOn(db::Transaction& tx, const Invoice& invoice);
/// What has been paid on it and was not given back as credit: its total less its credit notes and
/// its balance; nothing of one that was cancelled. The caller has locked it.
Money paidOn(db::Transaction& tx, const Invoice& invoice);

struct Filter {
  std::optional<InvoiceStatus> status;
  bool overdueOnly = false;
  bool openOnly = false;  ///< unpaid or paid in part, past the due date or not
  Date today = Date::ofDaysSinceEpoch(0);
  std::optional<InvoiceKind> kind;
  std::optional<Date> issuedFrom, issuedTo, dueFrom, dueTo;  ///< the days themselves, too
  /// Part of its number, or of the proforma's that it was, or else it is one of these clients'.
  std::optional<std::string> text;
  std::vector<Id<Account>> clients;
};
std::vector<Invoice> list(db::Reader& reader, const Scope& scope, const Filter& filter,
                          const http::ListOrder& order, int limit);

/// Writes status, balance and the times that go with them.
void saveState(db::Transaction& tx, const Invoice& invoice);
void saveStates(db::Transaction& tx, const std::vector<Invoice>& invoices);

/// Marks a service's period as invoiced; false when it is already.
bool claimPeriod(db::Transaction& tx, Id<Service> service, Period period, Id<Invoice> invoice);
/// The same for many. Throws db::UniqueViolation when one of them is already.
struct BilledPeriod {
  Id<Service> service;
  Period period;
  Id<Invoice> invoice;
};
void claimPeriods(db::Transaction& tx, const std::vector<BilledPeriod>& periods);
void releasePeriods(db::Transaction& tx, Id<Invoice> invoice);
/// What hangs on `before` in this module hangs on `after` from now on: terms, items and quotes, how
/// far its collecting is, and attempts to pay, so that what comes in late, is given back or is
/// taken back concerns `after`.
void standIn(db::Transaction& tx, Id<Invoice> before, Id<Invoice> after);

}  // namespace hostler::invoice_repository
