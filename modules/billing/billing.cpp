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
#include "modules/billing/issue_rates.h"
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
  SELECT service_id, CASE WHEN kind = 'usage' THEN NULL ELSE period_from END AS period_from, period_until
    FROM invoice_lines WHERE invoice_id IN ({ids}))sql";
constexpr auto kSelectBilledFrom = R"sql(
  SELECT b.service_id, b.period_from, b.period_until
    FROM billed_periods b JOIN invoice_states s ON s.invoice_id = b.invoice_id
   WHERE b.period_from >= ? AND b.service_id IN ({ids}) ORDER BY b.period_from)sql";
// By the ledger: it knows at once what a payer's bank took back.
constexpr auto kSelectOwedTerms = R"sql(
  SELECT DISTINCT b.service_id, b.period_from, b.period_until
    FROM billed_periods b JOIN invoice_lines l
      ON l.invoice_id = b.invoice_id AND l.service_id = b.service_id AND l.period_from = b.period_from AND l.period_until = b.period_until
   WHERE b.service_id = ? AND (SELECT SUM(p.amount) FROM postings p WHERE p.invoice_id = b.invoice_id AND p.book = 'receivable') > 0
   ORDER BY b.period_from)sql";
// CROSS JOIN keeps SQLite from beginning with all open invoices of the tenant instead of the
// service's lines.
constexpr auto kSelectOverdue = R"sql(
  SELECT DISTINCT i.id, i.number_text, s.due_date, s.balance, i.currency
    FROM invoice_lines l CROSS JOIN invoice_states s ON s.invoice_id = l.invoice_id
         CROSS JOIN invoices i ON i.id = l.invoice_id
   WHERE l.service_id = ? AND s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid') AND s.balance > 0 AND s.due_date < ?
   ORDER BY s.due_date, i.id)sql";

constexpr auto kInsertDebitNote =
    "INSERT INTO debit_notes (invoice_id, original_id, reason) VALUES (?, ?, ?)";

PricingRules pricingRules(const TenantSettings& settings, Currency currency) {
  // Section 170 of the CGST Act speaks of rupees; no other currency's cents are nothing.
  const bool rounds =
      settings.flag("invoice.round_to_whole_unit") && currency == Currency::of("INR");
  return {currency, rounds, settings.flag("tax.prices_include_tax")};
}

// A document's own prices were freed of their tax when it was priced first.
Priced pricedBy(db::Reader& reader, const InvoiceRequest& request, const Supply& supply,
                PricingRules rules) {
  if (request.netPrices) rules.pricesIncludeTax = false;
  auto priced = priceDocument(charged_taxes::on(reader, request.lines), supply, rules);
  const auto& as = request.roundedAs;
  if (as && as->total.minus(as->rounding) == priced.total.minus(priced.rounding)) {
    priced.rounding = as->rounding;
    priced.total = as->total;
  }
  return priced;
}

Journal issueJournal(const Invoice& invoice) {
  Journal journal{invoice.tenant, invoice.account, "invoice.issued", invoice.id.text(), {}};
  auto revenue = invoice.total.minus(invoice.rounding);
  journal.postings.push_back({std::string{book::kReceivable}, invoice.total, invoice.id});
  for (const auto& tax : invoice.taxes) {
    journal.postings.push_back({book::tax(tax.name), tax.amount.negated(), invoice.id});
    revenue = revenue.minus(tax.amount);
  }
  journal.postings.push_back({std::string{book::kRevenue}, revenue.negated(), invoice.id});
  journal.postings.push_back(
      {std::string{book::kRounding}, invoice.rounding.negated(), invoice.id});
  return journal;
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

Priced Billing::quote(db::Reader& reader, Id<Tenant> tenantId, const InvoiceRequest& asked) {
  const auto tenant = parts_.tenants.get(tenantId);
  const auto settings = parts_.tenants.settings(tenantId);
  const auto today = tenant.zone.dateOf(parts_.clock.now());
  const auto with = billable_items::withWaiting(reader, tenantId, today, {asked});
  const auto& request = with.requests.front();
  const auto buyer = parts_.accounts.get(reader, tenantId, request.account);
  const auto standing = tax_standings::one(reader, tenantId, request.account);
  auto supply =
      supplyFor(tenant, settings, tax_rules::all(reader, tenantId), &buyer, &standing,
                request.inPlaceOf ? request.inPlaceOf->issueDate : today, request.currency);
  if (request.addsTo) {
    const auto original =
        invoice_repository::find(reader, Scope::ofTenant(tenantId), *request.addsTo);
    if (!original) throw NotFound{};
    supply = supply.asOn(original->supply, original->placeOfSupply, original->endorsement);
  }
  return pricedBy(reader, request, supply, pricingRules(settings, request.currency));
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

// What is the same for all invoices that are issued together.
struct Billing::Desk {
  Tenant tenant;
  TenantSettings settings;
  Date today;
  std::vector<TaxRule> rules;
  std::map<Id<Account>, TaxStanding> standings;
  std::map<Id<Account>, Account> buyers;
  std::map<std::pair<Id<Account>, Currency>, Supply> supplies;
  std::set<Id<Account>> turned;  // those who account for the tax themselves
  std::map<Id<Account>, Json> snapshots;
  std::map<Id<Account>, std::int64_t> parties;
  std::set<Id<Account>> creditors;  // those with any credit

  Supply supplyOn(Date day, Id<Account> account, Currency currency) const;
  const TaxStanding* reliedOn(Id<Account> account) const;
  void keepParties(Billing& billing, db::Transaction& tx);
};

Supply Billing::Desk::supplyOn(Date day, Id<Account> account, Currency currency) const {
  const auto standing = standings.find(account);
  return supplyFor(tenant, settings, rules, &buyers.at(account),
                   standing == standings.end() ? nullptr : &standing->second, day, currency);
}

// Whose number turns the account's tax around; null where none does.
const TaxStanding* Billing::Desk::reliedOn(Id<Account> account) const {
  const auto standing = turned.contains(account) ? standings.find(account) : standings.end();
  return standing == standings.end() ? nullptr : &standing->second;
}

// As party() for every buyer, in few statements.
void Billing::Desk::keepParties(Billing& billing, db::Transaction& tx) {
  std::map<std::string, invoice_repository::NewParty> wanted;
  std::vector<std::pair<Id<Account>, std::string>> asked;
  const auto key = [&](const std::string& fingerprint) { return tenant.id.text() + fingerprint; };
  for (const auto& [id, buyer] : buyers) {
    const auto& document = snapshots.emplace(id, buyerSnapshot(buyer, reliedOn(id))).first->second;
    auto fingerprint = hex(sha256(dump(document)));
    const std::lock_guard lock{billing.mutex_};
    if (const auto known = billing.parties_.find(key(fingerprint));
        known != billing.parties_.end()) {
      parties.emplace(id, known->second);
      continue;
    }
    wanted.try_emplace(fingerprint,
                       invoice_repository::NewParty{fingerprint, &document,
                                                    billing.parts_.ids.next<Party>().value()});
    asked.emplace_back(id, std::move(fingerprint));
  }
  if (wanted.empty()) return;
  std::vector<invoice_repository::NewParty> fresh;
  for (auto& [fingerprint, one] : wanted) fresh.push_back(std::move(one));
  const auto rows = invoice_repository::partiesOf(tx, tenant.id, fresh);
  for (const auto& [id, fingerprint] : asked) parties.emplace(id, rows.at(fingerprint));
  std::map<std::string, std::int64_t> kept;
  for (const auto& [fingerprint, row] : rows) kept.emplace(key(fingerprint), row);
  tx.afterCommit([&billing, kept = std::move(kept)] {
    const std::lock_guard lock{billing.mutex_};
    if (billing.parties_.size() > kPartiesRemembered) billing.parties_.clear();
    billing.parties_.insert(kept.begin(), kept.end());
  });
}

std::vector<Invoice> Billing::issueAll(db::Transaction& tx, const Actor& actor,
                                       const std::vector<InvoiceRequest>& asked) {
  if (asked.empty()) return {};
  const auto tenantId = actor.scope.tenant;
  const auto [requests, items] =
      billable_items::withWaiting(tx, tenantId, parts_.tenants.today(tenantId), asked);
  Desk desk{parts_.tenants.get(tenantId),
            parts_.tenants.settings(tenantId),
            parts_.tenants.today(tenantId),
            tax_rules::all(tx, tenantId),
            {},
            {},
            {},
            {},
            {},
            {},
            {}};
  std::set<Id<Account>> accountIds;
  for (const auto& request : requests) {
    if (request.lines.empty()) throw InvoiceEmpty{};
    accountIds.insert(request.account);
  }
  const std::vector<Id<Account>> buyerIds{accountIds.begin(), accountIds.end()};
  desk.standings = tax_standings::of(tx, tenantId, buyerIds);
  for (auto& account : parts_.accounts.getAll(tx, tenantId, buyerIds)) {
    const auto id = account.id;
    desk.buyers.emplace(id, std::move(account));
  }
  for (const auto& request : requests) {
    const auto key = std::pair{request.account, request.currency};
    if (desk.supplies.contains(key)) continue;
    auto supply = desk.supplyOn(desk.today, request.account, request.currency);
    if (supply.kind() == SupplyKind::ReverseCharge) desk.turned.insert(request.account);
    desk.supplies.emplace(key, std::move(supply));
  }
  desk.keepParties(*this, tx);
  // Most have no credit, and are not asked one by one for it.
  for (const auto& rows : db::askByIds(tx, kSelectCreditors, db::numbersOf(accountIds))) {
    for (const auto& row : rows) desk.creditors.insert(row.id<Account>("account_id"));
  }

  const bool debit = requests.front().kind == InvoiceKind::DebitNote;
  if (debit && requests.size() != 1) throw std::logic_error{"a debit note is issued alone"};
  std::optional<Invoice> original;
  if (debit) {
    original =
        invoice_repository::find(tx, Scope::ofTenant(tenantId), requests.front().addsTo.value());
    if (!original) throw NotFound{};
  }
  const auto series = desk.settings.text(debit ? "invoice.debit_note_series" : "invoice.series");
  const auto fiscalYear = fiscalYearOf(
      desk.today, static_cast<int>(desk.settings.integer("invoice.fiscal_year_first_month")));
  auto sequence = invoice_repository::takeNumbers(tx, tenantId, series, fiscalYear,
                                                  static_cast<std::int64_t>(requests.size()));
  const auto now = parts_.clock.now();
  const auto seller = sellerSnapshot(desk.tenant, desk.settings);
  const auto sellerParty = party(tx, tenantId, seller);

  std::vector<invoice_repository::NewInvoice> made;
  std::vector<Journal> journals;
  std::vector<Change> changes;
  made.reserve(requests.size());
  for (const auto& request : requests) {
    auto asToday = desk.supplies.at({request.account, request.currency});
    if (request.inPlaceOf)
      asToday = desk.supplyOn(request.inPlaceOf->issueDate, request.account, request.currency);
    const auto supply =
        original ? asToday.asOn(original->supply, original->placeOfSupply, original->endorsement)
                 : asToday;
    auto priced = pricedBy(tx, request, supply, pricingRules(desk.settings, request.currency));
    if (priced.total.isNegative()) throw InvoiceNegative{priced.total};
    Invoice invoice;
    invoice.id = request.id ? *request.id : parts_.ids.next<Invoice>();
    invoice.tenant = tenantId;
    invoice.account = request.account;
    invoice.kind = request.kind;
    invoice.series = series;
    invoice.number = formatInvoiceNumber(series, fiscalYear, sequence);
    invoice.currency = request.currency;
    invoice.issueDate = desk.today;
    invoice.dueDate =
        request.dueDate.value_or(desk.today.plusDays(desk.settings.integer("invoice.terms_days")));
    invoice.issuedAt = now;
    invoice.seller = seller;
    invoice.buyer = original ? original->buyer : desk.snapshots.at(request.account);
    invoice.supply = supply.kind();
    invoice.placeOfSupply = supply.place();
    invoice.endorsement = supply.endorsement();
    invoice.notes = request.notes;
    invoice.subtotal = priced.subtotal;
    invoice.discount = priced.discount;
    invoice.taxes = priced.taxes;
    invoice.rounding = priced.rounding;
    invoice.total = invoice.balance = priced.total;
    for (auto& line : priced.lines)
      invoice.lines.push_back({parts_.ids.next<InvoiceLine>(), std::move(line)});
    const auto buyerParty =
        original ? party(tx, tenantId, original->buyer) : desk.parties.at(request.account);
    journals.push_back(issueJournal(invoice));
    changes.push_back({"invoice.issued",
                       invoice.id.text(),
                       nullptr,
                       {{"number", invoice.number}, {"total", toJson(invoice.total)}}});
    made.push_back({std::move(invoice), fiscalYear, sequence++, sellerParty, buyerParty});
  }
  invoice_repository::insertAll(tx, made);
  issue_rates::keep(tx, desk.tenant, requests, made);
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
    const bool mayCover = requests[i].payFromCredit && desk.creditors.contains(invoice.account);
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
      invoice.stored =
          invoice.balance == invoice.total ? InvoiceStatus::Unpaid : InvoiceStatus::PartiallyPaid;
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
