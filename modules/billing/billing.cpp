#include "modules/billing/billing.h"

#include "core/base/fitted.h"
#include "core/db/id_lists.h"
#include "core/secrets/digest.h"
#include "modules/billing/billable_items.h"
#include "modules/billing/billing_events.h"
#include "modules/billing/charged_taxes.h"
#include "modules/billing/credit_desk.h"
#include "modules/billing/credit_movement.h"
#include "modules/billing/invoice_number.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/issue_journals.h"
#include "modules/billing/issue_rates.h"
#include "modules/billing/number_run.h"
#include "modules/billing/proformas.h"
#include "modules/billing/sale_desk.h"
#include "modules/billing/supply_of_sale.h"
#include "modules/billing/tax_rules.h"

#include <algorithm>
#include <map>
#include <set>

namespace hostler {
namespace {

struct Party;  // names the ids of kept wordings

// Wordings of parties whose rows are remembered, so that a client's next invoice asks for nothing.
constexpr std::size_t kPartiesRemembered = 50'000;

constexpr auto kSelectCreditors =
    "SELECT account_id FROM credit_balances WHERE amount > 0 AND account_id IN ({ids})";
// Unsorted: asked to sort, the database may well read the whole table in its order.
// The month of a line of use is behind it: it pays for no term.
constexpr auto kSelectSubjects = R"sql(
  SELECT l.service_id, CASE WHEN l.kind = 'usage' THEN NULL ELSE l.period_from END AS period_from, l.period_until
    FROM invoice_lines l WHERE l.invoice_id IN ({ids})
     AND NOT EXISTS (SELECT 1 FROM invoice_withdrawals w WHERE w.invoice_id = l.invoice_id AND w.service_id = l.service_id))sql";
constexpr auto kSelectBilledFrom = R"sql(
  SELECT b.service_id, b.period_from, b.period_until
    FROM billed_periods b JOIN invoice_states s ON s.invoice_id = b.invoice_id
   WHERE b.period_from >= ? AND b.service_id IN ({ids}) ORDER BY b.period_from)sql";
// By the ledger: it knows at once what a payer's bank took back.
constexpr auto kSelectOwedTerms = R"sql(
  SELECT DISTINCT b.service_id, b.period_from, b.period_until
    FROM billed_periods b JOIN invoice_lines l
      ON l.invoice_id = b.invoice_id AND l.service_id = b.service_id
    LEFT JOIN moved_terms m ON m.invoice_id = l.invoice_id AND m.service_id = l.service_id AND m.period_from = l.period_from
   WHERE b.service_id = ? AND b.period_from = COALESCE(m.moved_from, l.period_from) AND b.period_until = COALESCE(m.moved_until, l.period_until)
     AND (SELECT SUM(p.amount) FROM postings p WHERE p.invoice_id = b.invoice_id AND p.book = 'receivable') > 0
   ORDER BY b.period_from)sql";
// CROSS JOIN keeps SQLite from beginning with all open invoices of the tenant instead of the
// service's lines.
constexpr auto kSelectOverdue = R"sql(
  SELECT DISTINCT i.id, COALESCE(s.tax_number, i.number_text) AS number_text, s.due_date, s.balance, i.currency
    FROM invoice_lines l CROSS JOIN invoice_states s ON s.invoice_id = l.invoice_id
         CROSS JOIN invoices i ON i.id = l.invoice_id
   WHERE l.service_id = ? AND s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid') AND s.balance > 0 AND s.due_date < ?
     AND NOT EXISTS (SELECT 1 FROM invoice_withdrawals w WHERE w.invoice_id = l.invoice_id AND w.service_id = l.service_id)
   ORDER BY s.due_date, i.id)sql";

constexpr auto kInsertDebitNote =
    "INSERT INTO debit_notes (invoice_id, original_id, reason) VALUES (?, ?, ?)";

// Of one on which something is owed. What notes took off it was never paid.
InvoiceStatus openStateOf(db::Transaction& tx, const Invoice& invoice) {
  if (invoice.balance == invoice.total) return InvoiceStatus::Unpaid;
  const auto said = invoice.total.minus(invoice_repository::creditedOn(tx, invoice).total);
  return invoice.balance.lessThan(said) ? InvoiceStatus::PartiallyPaid : InvoiceStatus::Unpaid;
}

}  // namespace

Priced Billing::quote(db::Reader& reader, Id<Tenant> tenantId, std::optional<Id<Account>> account,
                      Currency currency, const std::vector<LineDraft>& lines) {
  const auto tenant = parts_.tenants.get(tenantId);
  const auto settings = parts_.tenants.settings(tenantId);
  const auto today = tenant.zone.dateOf(parts_.clock.now());
  std::optional<Account> buyer;
  TaxStanding standing;
  if (account) {
    buyer = parts_.accounts.get(reader, tenantId, *account);
    standing = tax_standings::one(reader, tenantId, *account);
  }
  const auto supply = supplyFor(tenant, settings, tax_rules::all(reader, tenantId),
                                buyer ? &*buyer : nullptr, &standing, today, currency);
  return priceDocument(charged_taxes::on(reader, lines), supply, pricingRules(settings, currency));
}

Priced Billing::quote(db::Reader& reader, Id<Tenant> tenant, const InvoiceRequest& asked) {
  const auto today = parts_.tenants.today(tenant);
  const auto requests = billable_items::withWaiting(reader, tenant, today, {asked}).requests;
  const SaleDesk desk{reader, parts_.tenants, parts_.accounts, tenant, requests};
  std::optional<Invoice> original;
  if (asked.addsTo) {
    original = invoice_repository::find(reader, Scope::ofTenant(tenant), *asked.addsTo);
    if (!original) throw NotFound{};
  }
  return desk.price(reader, requests.front(), original ? &*original : nullptr);
}

std::int64_t Billing::party(db::Transaction& tx, Id<Tenant> tenant, const Json& document) {
  const auto fingerprint = hex(sha256(dump(document)));
  const auto key = tenant.text() + fingerprint;
  {
    const std::lock_guard lock{mutex_};
    if (const auto known = parties_.find(key); known != parties_.end()) return known->second;
  }
  const auto id = invoice_repository::partyOf(tx, tenant, fingerprint, document,
                                              parts_.ids.next<Party>().value());
  tx.afterCommit([this, key, id] {
    const std::lock_guard lock{mutex_};
    if (parties_.size() > kPartiesRemembered) parties_.clear();
    parties_.emplace(key, id);
  });
  return id;
}

Invoice Billing::issue(db::Transaction& tx, const Actor& actor, const InvoiceRequest& request) {
  return std::move(issueAll(tx, actor, {request}).front());
}

// As party() for every buyer, in few statements.
std::map<Id<Account>, std::int64_t> Billing::partiesOf(db::Transaction& tx, const SaleDesk& desk) {
  std::map<Id<Account>, std::int64_t> parties;
  std::map<std::string, invoice_repository::NewParty> wanted;
  std::vector<std::pair<Id<Account>, std::string>> asked;
  const auto tenant = desk.tenant().id;
  const auto key = [&](const std::string& fingerprint) { return tenant.text() + fingerprint; };
  for (const auto& [id, document] : desk.buyers()) {
    auto fingerprint = hex(sha256(dump(document)));
    const std::lock_guard lock{mutex_};
    if (const auto known = parties_.find(key(fingerprint)); known != parties_.end()) {
      parties.emplace(id, known->second);
      continue;
    }
    wanted.try_emplace(fingerprint, invoice_repository::NewParty{fingerprint, &document,
                                                                 parts_.ids.next<Party>().value()});
    asked.emplace_back(id, std::move(fingerprint));
  }
  if (wanted.empty()) return parties;
  std::vector<invoice_repository::NewParty> fresh;
  for (auto& [fingerprint, one] : wanted) fresh.push_back(std::move(one));
  const auto rows = invoice_repository::partiesOf(tx, tenant, fresh);
  for (const auto& [id, fingerprint] : asked) parties.emplace(id, rows.at(fingerprint));
  std::map<std::string, std::int64_t> kept;
  for (const auto& [fingerprint, row] : rows) kept.emplace(key(fingerprint), row);
  tx.afterCommit([this, kept = std::move(kept)] {
    const std::lock_guard lock{mutex_};
    if (parties_.size() > kPartiesRemembered) parties_.clear();
    parties_.insert(kept.begin(), kept.end());
  });
  return parties;
}

std::vector<Invoice> Billing::preview(db::Reader& reader, Id<Tenant> tenant,
                                      const std::vector<InvoiceRequest>& asked,
                                      std::set<Id<BillableItem>>* taken) {
  const auto requests =
      billable_items::withWaiting(reader, tenant, parts_.tenants.today(tenant), asked, taken)
          .requests;
  const SaleDesk desk{reader, parts_.tenants, parts_.accounts, tenant, requests};
  std::vector<Invoice> invoices;
  invoices.reserve(requests.size());
  for (const auto& request : requests) {
    auto invoice = desk.drawUp(reader, request);
    if (request.id) invoice.id = *request.id;
    invoice.isProforma = proformas::isFor(desk.settings(), request, invoice);
    invoice.series =
        desk.settings().text(invoice.isProforma ? "invoice.proforma_series" : "invoice.series");
    invoice.stored = InvoiceStatus::Draft;
    invoice.balance = Money::zero(invoice.currency);
    invoices.push_back(std::move(invoice));
  }
  return invoices;
}

std::vector<Invoice> Billing::issueAll(db::Transaction& tx, const Actor& actor,
                                       const std::vector<InvoiceRequest>& asked) {
  if (asked.empty()) return {};
  const auto tenantId = actor.scope.tenant;
  const auto [requests, items] =
      billable_items::withWaiting(tx, tenantId, parts_.tenants.today(tenantId), asked);
  for (const auto& request : requests) {
    if (request.lines.empty()) throw InvoiceEmpty{};
  }
  const SaleDesk desk{tx, parts_.tenants, parts_.accounts, tenantId, requests};
  const auto parties = partiesOf(tx, desk);
  std::set<Id<Account>> creditors;  // those with any credit
  // Most have none, and are not asked one by one for it.
  std::vector<std::int64_t> buyers;
  for (const auto& [buyer, document] : desk.buyers()) buyers.push_back(buyer.value());
  for (const auto& rows : db::askByIds(tx, kSelectCreditors, buyers)) {
    for (const auto& row : rows) creditors.insert(row.id<Account>("account_id"));
  }

  const bool debit = requests.front().kind == InvoiceKind::DebitNote;
  if (debit && requests.size() != 1) throw std::logic_error{"a debit note is issued alone"};
  std::optional<Invoice> original;
  if (debit) {
    original =
        invoice_repository::find(tx, Scope::ofTenant(tenantId), requests.front().addsTo.value());
    if (!original) throw NotFound{};
    if (original->isProforma) throw proformas::notDebitable();
  }
  const auto& settings = desk.settings();
  const auto fiscalYear = fiscalYearOf(
      desk.today(), static_cast<int>(settings.integer("invoice.fiscal_year_first_month")));
  std::vector<Invoice> drawn;
  drawn.reserve(requests.size());
  for (const auto& request : requests) {
    auto& invoice = drawn.emplace_back(desk.drawUp(tx, request, original ? &*original : nullptr));
    if (invoice.total.isNegative()) throw InvoiceNegative{invoice.total};
    invoice.isProforma = proformas::isFor(settings, request, invoice);
  }
  const auto proformaCount = std::ranges::count(drawn, true, &Invoice::isProforma);
  if (proformaCount > 0) proformas::mustHaveOwnSeries(settings);
  // The proformas' series before the other, which paying one of them takes alone.
  NumberRun proforma{tx,         tenantId,      settings.text("invoice.proforma_series"),
                     fiscalYear, proformaCount, document_series::Numbers::OfProformas};
  NumberRun issued{tx, tenantId,
                   settings.text(debit ? "invoice.debit_note_series" : "invoice.series"),
                   fiscalYear, std::ssize(drawn) - proformaCount};
  const auto now = parts_.clock.now();
  const auto sellerParty = party(tx, tenantId, desk.seller());

  std::vector<invoice_repository::NewInvoice> made;
  std::vector<Journal> journals;
  std::vector<Change> changes;
  made.reserve(requests.size());
  for (auto& invoice : drawn) {
    const auto& request = requests[made.size()];
    invoice.id = request.id ? *request.id : parts_.ids.next<Invoice>();
    const auto sequence = (invoice.isProforma ? proforma : issued).give(invoice);
    invoice.issuedAt = now;
    if (invoice.isProforma) invoice.proforma = Invoice::Proforma{invoice.number, invoice.issueDate};
    for (auto& line : invoice.lines) line.id = parts_.ids.next<InvoiceLine>();
    const auto buyerParty =
        original ? party(tx, tenantId, original->buyer) : parties.at(request.account);
    journals.push_back(issue_journals::issued(invoice));
    changes.push_back({invoice.isProforma ? "proforma.issued" : "invoice.issued",
                       invoice.id.text(),
                       nullptr,
                       {{"number", invoice.number}, {"total", toJson(invoice.total)}}});
    made.push_back({std::move(invoice), fiscalYear, sequence, sellerParty, buyerParty});
  }
  invoice_repository::insertAll(tx, made);
  issue_rates::keep(tx, desk.tenant(), requests, made);
  for (const auto& [request, item] : items)
    billable_items::invoiced(tx, item, made[request].invoice.id);
  if (debit) {
    tx.execute(kInsertDebitNote, made.front().invoice.id, requests.front().addsTo.value(),
               fitted(requests.front().reason, 300));
  }
  parts_.ledger.post(tx, journals);
  parts_.audit.record(tx, actor, changes);

  std::vector<Invoice> invoices, settled;
  std::vector<std::pair<Scope, InvoiceIssued>> announced;
  for (std::size_t i = 0; i < made.size(); ++i) {
    auto& invoice = made[i].invoice;
    announced.emplace_back(Scope::ofAccount(tenantId, invoice.account),
                           InvoiceIssued{invoice.id, invoice.account, invoice.number, invoice.kind,
                                         invoice.total, invoice.dueDate});
    invoices.push_back(std::move(invoice));
  }
  parts_.bus.publishAll(tx, actor, announced);
  std::vector<Transaction> fromCredit;
  for (std::size_t i = 0; i < invoices.size(); ++i) {
    auto& invoice = invoices[i];
    const bool isFree = invoice.balance.isZero();
    const bool mayCover = requests[i].payFromCredit && creditors.contains(invoice.account);
    const bool covered = !isFree && mayCover && parts_.credit.payInvoice(tx, invoice);
    if (covered) fromCredit.push_back(credit_movement::of(parts_.ids, now, invoice, invoice.total));
    if (isFree || covered) settled.push_back(invoice);
  }
  credit_movement::keep(tx, actor, parts_.bus, fromCredit);
  settle(tx, actor, settled);
  for (const auto& invoice : settled)
    *std::ranges::find(invoices, invoice.id, &Invoice::id) = invoice;
  return invoices;
}

bool Billing::payFromCredit(db::Transaction& tx, const Actor& actor, Invoice& invoice) {
  const auto owed = invoice.balance;
  if (!owed.isPositive()) return false;
  if (!parts_.credit.payInvoice(tx, invoice) && !parts_.credit.payPart(tx, invoice)) return false;
  credit_movement::keep(
      tx, actor, parts_.bus,
      {credit_movement::of(parts_.ids, parts_.clock.now(), invoice, owed.minus(invoice.balance))});
  std::vector<Invoice> changed{invoice};
  settle(tx, actor, changed);
  invoice = changed.front();
  return true;
}

void Billing::settle(db::Transaction& tx, const Actor& actor, std::vector<Invoice>& invoices) {
  const auto now = parts_.clock.now();
  std::vector<Invoice*> payable;
  for (auto& invoice : invoices)
    if (invoice.isProforma && invoice.balance.isZero()) payable.push_back(&invoice);
  proformas::becomeTaxInvoices(
      tx, actor, {parts_.clock, parts_.tenants, parts_.ledger, parts_.audit}, payable);
  std::vector<std::pair<Scope, InvoicePaid>> paid;
  std::vector<Change> changes;
  for (auto& invoice : invoices) {
    const auto before = invoice.stored;
    if (invoice.balance.isZero()) {
      invoice.stored = InvoiceStatus::Paid;
      invoice.paidAt = now;
      paid.emplace_back(
          Scope::ofAccount(invoice.tenant, invoice.account),
          InvoicePaid{invoice.id, invoice.account, invoice.number, invoice.kind, invoice.total});
    } else {
      invoice.stored = openStateOf(tx, invoice);
      invoice.paidAt.reset();
    }
    if (before != invoice.stored) {
      changes.push_back({"invoice.status_changed",
                         invoice.id.text(),
                         {{"status", wordOf(before)}},
                         {{"status", wordOf(invoice.stored)}}});
    }
  }
  if (invoices.empty()) return;
  invoice_repository::saveStates(tx, invoices);
  if (!changes.empty()) parts_.audit.record(tx, actor, changes);
  if (!paid.empty()) parts_.bus.publishAll(tx, actor, paid);
}

Date Billing::today(Id<Tenant> tenant) {
  return parts_.tenants.today(tenant);
}

bool Billing::claimPeriod(db::Transaction& tx, Id<Service> service, Period period,
                          Id<Invoice> invoice) {
  return invoice_repository::claimPeriod(tx, service, period, invoice);
}

std::vector<Billing::BilledPeriod> Billing::billedFrom(db::Reader& reader,
                                                       const std::vector<Id<Service>>& services,
                                                       Date day) {
  const std::array<db::Param, 1> from{day};
  std::vector<BilledPeriod> billed;
  for (const auto& rows : db::askByIds(reader, kSelectBilledFrom, db::numbersOf(services), from)) {
    for (const auto& row : rows) {
      billed.push_back(
          {row.id<Service>("service_id"), {row.date("period_from"), row.date("period_until")}});
    }
  }
  return billed;
}

std::vector<Billing::BilledPeriod> Billing::owedTerms(db::Reader& reader, Id<Service> service) {
  return reader.query(kSelectOwedTerms, service).map([](const db::Row& row) {
    return BilledPeriod{row.id<Service>("service_id"),
                        Period{row.date("period_from"), row.date("period_until")}};
  });
}

void Billing::beginTerm(db::Transaction& tx, Id<Service> service, Period term,
                        std::optional<Id<Invoice>> invoice) {
  tx.execute("DELETE FROM billed_periods WHERE service_id = ? AND period_from >= ?", service,
             term.start);
  if (invoice) claimPeriod(tx, service, term, *invoice);
}

std::optional<Invoice> Billing::find(db::Reader& reader, const Scope& scope, Id<Invoice> id) {
  return invoice_repository::find(reader, scope, id);
}

std::vector<InvoiceLine> Billing::lines(db::Reader& reader, const Invoice& invoice) {
  return invoice_repository::lines(reader, invoice);
}

Billing::Subjects Billing::subjectsOf(db::Reader& reader,
                                      const std::vector<Id<Invoice>>& invoices) {
  Subjects subjects;
  std::set<Id<Service>> services;
  for (const auto& rows : db::askByIds(reader, kSelectSubjects, db::numbersOf(invoices))) {
    for (const auto& row : rows) {
      const auto service = row.get<std::optional<Id<Service>>>("service_id");
      if (service && services.insert(*service).second) subjects.services.push_back(*service);
      if (service && !row.isNull("period_from")) {
        subjects.periods.emplace_back(*service,
                                      Period{row.date("period_from"), row.date("period_until")});
      }
    }
  }
  return subjects;
}

std::vector<Billing::Overdue> Billing::overdueOf(db::Reader& reader, Id<Tenant> tenant,
                                                 Id<Service> service, Date day) {
  return reader.query(kSelectOverdue, service, tenant, day).map([](const db::Row& row) {
    return Overdue{row.id<Invoice>("id"), row.text("number_text"), row.date("due_date"),
                   row.money("balance", "currency")};
  });
}

}  // namespace hostler
