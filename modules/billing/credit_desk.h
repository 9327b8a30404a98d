#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "modules/billing/invoice.h"
#include "modules/billing/ledger.h"

#include <vector>

namespace hostler {

/// Client credit (the wallet): what overpayments, refunds and top-ups leave, and what pays invoices
/// without a gateway. It never goes below zero: it is spent by one conditional statement.
class CreditDesk {
 public:
  explicit CreditDesk(Ledger& ledger) : ledger_{ledger} {}

  Money balance(db::Reader& reader, Id<Account> account, Currency currency);
  /// In each currency in which there ever was any.
  static std::vector<Money> balances(db::Reader& reader, Id<Account> account);

  /// Adds to the balance; the postings are the caller's.
  void add(db::Transaction& tx, Id<Tenant> tenant, Id<Account> account, Money amount);
  /// Takes from the balance; false when there is not that much. The postings are the caller's.
  bool take(db::Transaction& tx, Id<Account> account, Money amount);
  /// Takes what there is of it, and says how much that was. The postings are the caller's.
  Money takeUpTo(db::Transaction& tx, Id<Account> account, Money amount);

  /// Pays `invoice` (locked by the caller) from credit: all of the balance, or nothing. Posts and
  /// lowers the invoice's balance; the caller settles it.
  bool payInvoice(db::Transaction& tx, Invoice& invoice);
  /// As payInvoice with all the credit that there is, when that is less than the balance; false
  /// when there is none.
  bool payPart(db::Transaction& tx, Invoice& invoice);

 private:
  void post(db::Transaction& tx, Invoice& invoice, Money amount);

  Ledger& ledger_;
};

}  // namespace hostler
