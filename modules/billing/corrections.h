#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/http/page.h"
#include "modules/billing/credit_desk.h"
#include "modules/billing/invoice.h"
#include "modules/billing/ledger.h"
#include "modules/billing/paid_time.h"

namespace hostler {

/// A document that takes back a part of an invoice or all of it.
struct CreditNote {
  Id<CreditNote> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Invoice> invoice;
  std::string number;
  Date issueDate = Date::ofDaysSinceEpoch(0);
  std::string reason;
  Money taxable = Money::zero(Currency::of("INR"));
  std::vector<TaxAmount> taxes;
  Money total = Money::zero(Currency::of("INR"));
  Instant createdAt;
};

/// Corrects issued invoices: they are never edited, a credit note takes back what was wrong.
class Corrections {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    Ledger& ledger;
    CreditDesk& credit;
    AuditLog& audit;
    events::Bus& bus;
  };
  explicit Corrections(Parts parts) : parts_{parts} {}

  /// Issues a credit note of `amount` (tax included) on an invoice that the caller has locked, and
  /// lowers its balance by it: below zero where it had been paid, which the caller then gives back.
  /// Taxes are taken back in the proportion in which they were charged, so that all notes together
  /// never take back more tax than there was. Throws 409 `credit_exceeds_invoice`.
  /// `times`: the days that it takes back, where it is for days; then their taxes are. Under GST
  /// nothing of the tax after lastDayToLowerTax(). A proforma becomes a tax invoice first, for a
  /// credit note is about one (rule 53 of the CGST Rules).
  CreditNote issue(db::Transaction& tx, const Actor& actor, Invoice& invoice, Money amount,
                   const std::string& reason, const std::vector<PaidTime>& times = {});

  /// What credit notes may still take back of it; nothing of one that was cancelled.
  Money left(db::Reader& reader, const Invoice& invoice);

  /// Takes back an unpaid invoice whole, by a credit note; it keeps its number. A proforma, which
  /// was no supply yet, is called off without one. Its billed periods are free again, and credit
  /// that was spent on it is the client's again. Throws 409 `invoice_not_cancellable` when money
  /// was paid on it.
  void cancel(db::Transaction& tx, const Actor& actor, Id<Invoice> id, const std::string& reason);
  /// What was paid on an open invoice from its client's credit is credit again, and owed again: no
  /// credit note, for nothing of the sale changes. What a gateway paid stays, and what a refund
  /// that is under way takes. Throws 409 `invoice_settled` once it is paid or taken back, and
  /// `no_credit_applied`.
  Money unapplyCredit(db::Transaction& tx, const Actor& actor, Id<Invoice> id,
                      const std::string& reason);
  /// A credit note by hand; what it leaves paid too much becomes the client's credit. One that
  /// takes back all of an invoice on which nothing was paid cancels it.
  CreditNote credit(db::Transaction& tx, const Actor& actor, Id<Invoice> id, Money amount,
                    const std::string& reason, const std::vector<PaidTime>& times = {});
  /// Takes back all of an invoice that the caller has locked, in favour of another one: what was
  /// paid on it becomes the client's credit, and nothing that hangs on it is called off.
  CreditNote takeBack(db::Transaction& tx, const Actor& actor, Invoice& invoice,
                      const std::string& reason);
  /// Gives back what a service's days from `day` on are still worth, or `wanted` of it: by credit
  /// notes on the invoices that paid for them, never the same days twice. `except`: an invoice
  /// whose days stay paid.
  void giveBack(db::Transaction& tx, const Actor& actor, Id<Tenant> tenant, Id<Service> service,
                Date day, std::optional<Money> wanted, const std::string& reason,
                std::optional<Id<Invoice>> except = {});
  /// Gives up on an open balance. A proforma of which a part is paid becomes a tax invoice first,
  /// for that part; throws 409 `proforma_not_written_off` for one on which nothing is.
  void writeOff(db::Transaction& tx, const Actor& actor, Id<Invoice> id, const std::string& reason);

  std::vector<CreditNote> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                               int limit);
  std::optional<CreditNote> find(db::Reader& reader, const Scope& scope, Id<CreditNote> id);

 private:
  void returnCredit(db::Transaction& tx, const Actor& actor, Invoice& invoice, Money amount);
  void toCredit(db::Transaction& tx, Invoice& invoice, const CreditNote& note);
  void becameCancelled(db::Transaction& tx, const Actor& actor, Invoice& invoice,
                       const std::string& reason);

  Parts parts_;
};

}  // namespace hostler
