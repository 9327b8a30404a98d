#pragma once

// What other modules may ask of billing.

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "modules/billing/billing_entities.h"
#include "modules/billing/invoice.h"
#include "modules/billing/ledger.h"

#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

namespace hostler {

class CreditDesk;
class SaleDesk;

/// Prices and issues invoices. What corrects an issued one is in corrections.h.
class Billing {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    Accounts& accounts;
    Ledger& ledger;
    CreditDesk& credit;
    AuditLog& audit;
    events::Bus& bus;
  };
  explicit Billing(Parts parts) : parts_{parts} {}

  /// What these lines would cost an account, or a stranger (then taxed as in the seller's own
  /// state).
  Priced quote(db::Reader& reader, Id<Tenant> tenant, std::optional<Id<Account>> account,
               Currency currency, const std::vector<LineDraft>& lines);
  /// What an invoice would come to if it were issued at this moment: with what waits for its
  /// client, and for a debit note or one that stands in another's place as issue() makes those.
  /// Throws NotFound where the invoice that it adds to is not there.
  Priced quote(db::Reader& reader, Id<Tenant> tenant, const InvoiceRequest& request);

  /// Requests as they would be issued together today, drafts without a number, with what waits for
  /// their clients' renewals: only looked at. `taken`: items that something else was previewed with
  /// before; those of these are added.
  std::vector<Invoice> preview(db::Reader& reader, Id<Tenant> tenant,
                               const std::vector<InvoiceRequest>& requests,
                               std::set<Id<BillableItem>>* taken = nullptr);

  /// Issues an invoice and freezes it: number, copies of the parties, ledger postings,
  /// InvoiceIssued. One without anything to pay is paid at once. Throws InvoiceEmpty,
  /// InvoiceNegative, and 409 `exchange_rate_missing` where an export with tax has no worth in the
  /// seller's currency.
  Invoice issue(db::Transaction& tx, const Actor& actor, const InvoiceRequest& request);
  /// Many of one tenant, in few statements and in this order of numbers.
  std::vector<Invoice> issueAll(db::Transaction& tx, const Actor& actor,
                                const std::vector<InvoiceRequest>& requests);

  /// Today where the tenant does business: what is billed is dated by it.
  Date today(Id<Tenant> tenant);
  /// Marks a service's period as invoiced by this invoice; false when it is already.
  bool claimPeriod(db::Transaction& tx, Id<Service> service, Period period, Id<Invoice> invoice);

  /// The invoiced periods of services that begin at `day` or later, in their order.
  struct BilledPeriod {
    Id<Service> service;
    Period period;
  };
  std::vector<BilledPeriod> billedFrom(db::Reader& reader, const std::vector<Id<Service>>& services,
                                       Date day);
  /// The terms of a service on whose invoices something is owed, as they run (see moved_terms.h),
  /// as far as nothing else took their place, the earliest first.
  std::vector<BilledPeriod> owedTerms(db::Reader& reader, Id<Service> service);
  /// A term that begins in the middle of others: it takes the place of what was invoiced for its
  /// first day and for later terms. `invoice`: the one that it is on.
  void beginTerm(db::Transaction& tx, Id<Service> service, Period term,
                 std::optional<Id<Invoice>> invoice);

  std::optional<Invoice> find(db::Reader& reader, const Scope& scope, Id<Invoice> id);
  std::vector<InvoiceLine> lines(db::Reader& reader, const Invoice& invoice);

  /// The services that the lines of invoices are for.
  struct Subjects {
    std::vector<Id<Service>> services;
    std::vector<std::pair<Id<Service>, Period>> periods;
  };
  Subjects subjectsOf(db::Reader& reader, const std::vector<Id<Invoice>>& invoices);
  /// A service's own invoices with an open balance whose due date is before `day`, oldest first.
  struct Overdue {
    Id<Invoice> invoice;
    std::string number;
    Date dueDate;
    Money balance;
  };
  std::vector<Overdue> overdueOf(db::Reader& reader, Id<Tenant> tenant, Id<Service> service,
                                 Date day);

  /// Pays an issued invoice (locked by the caller) from its client's credit, as far as that goes,
  /// and settles it; false when there is none.
  bool payFromCredit(db::Transaction& tx, const Actor& actor, Invoice& invoice);

  /// After a change of balance of invoices that the caller has locked: announces and records that
  /// one is paid, and writes its state. One with something owed on it is partly paid where money,
  /// credit or a deduction of tax is on it, whatever notes took off.
  void settle(db::Transaction& tx, const Actor& actor, std::vector<Invoice>& invoices);

 private:
  std::map<Id<Account>, std::int64_t> partiesOf(db::Transaction& tx, const SaleDesk& desk);
  std::int64_t party(db::Transaction& tx, Id<Tenant> tenant, const Json& document);

  Parts parts_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::int64_t> parties_;  // by fingerprint, committed ones only
};

}  // namespace hostler
