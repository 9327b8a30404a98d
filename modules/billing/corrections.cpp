#include "modules/billing/corrections.h"

#include "core/base/fitted.h"
#include "modules/billing/applied_credit.h"
#include "modules/billing/billable_items.h"
#include "modules/billing/billing_events.h"
#include "modules/billing/credit_movement.h"
#include "modules/billing/credit_note_limit.h"
#include "modules/billing/document_series.h"
#include "modules/billing/invoice_number.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/issue_journals.h"
#include "modules/billing/proformas.h"

namespace hostler {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO credit_notes (id, tenant_id, account_id, invoice_id, series, fiscal_year, number, number_text, issue_date,
                            reason, currency, taxable, taxes, total, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr std::string_view kSelect = R"sql(
  SELECT id, tenant_id, account_id, invoice_id, number_text, issue_date, reason, currency, taxable, taxes, total, created_at
    FROM credit_notes WHERE )sql";

CreditNote noteOf(const db::Row& row) {
  const auto currency = row.currency("currency");
  return {row.id<CreditNote>("id"),
          row.id<Tenant>("tenant_id"),
          row.id<Account>("account_id"),
          row.id<Invoice>("invoice_id"),
          row.text("number_text"),
          row.date("issue_date"),
          row.text("reason"),
          row.money("taxable", currency),
          taxesFromJson(Json::parse(row.text("taxes")), currency),
          row.money("total", currency),
          row.instant("created_at")};
}

constexpr auto kInsertTime = R"sql(
  INSERT INTO credit_note_times (id, credit_note_id, tenant_id, invoice_id, service_id, currency, period_from, period_until,
                                 net, taxes, total)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";

struct CreditedTime;  // names the ids of rows that stay inside

Money taxIn(const std::vector<TaxAmount>& taxes, const TaxAmount& like) {
  auto sum = Money::zero(like.amount.currency());
  for (const auto& tax : taxes) {
    if (tax.name == like.name && tax.rate == like.rate) sum = sum.plus(tax.amount);
  }
  return sum;
}

// The taxes of a note: those of the days that it names, else the share of what the invoice still
// says. Never more than that, and the last note takes all that is left, so that several add up.
std::vector<TaxAmount> taxesOf(const Invoice& invoice, const invoice_repository::Credited& before,
                               Money amount, const std::vector<PaidTime>& times) {
  const auto left = invoice.total.minus(before.total);
  std::vector<TaxAmount> taxes;
  for (const auto& tax : invoice.taxes) {
    const auto rest = tax.amount.minus(taxIn(before.taxes, tax));
    auto part = rest.fraction(amount.minor(), left.minor(), Rounding::HalfUp);
    if (!times.empty() && !(amount == left)) {
      part = Money::zero(rest.currency());
      for (const auto& time : times) part = part.plus(taxIn(time.taxes, tax));
      part = Money::min(part, rest);
    }
    taxes.push_back({tax.name, tax.rate, part});
  }
  return taxes;
}

// The share of an invoice's rounding in what is taken back now: what belongs to all that is taken
// back by now, less what was taken before.
Money shareOf(Money amount, const Invoice& invoice, Money before, Money now) {
  const auto part = [&](Money taken) {
    return amount.fraction(taken.minor(), invoice.total.minor(), Rounding::HalfUp);
  };
  return part(before.plus(now)).minus(part(before));
}

Invoice lockedInvoice(db::Transaction& tx, const Actor& actor, Id<Invoice> id) {
  auto invoice = invoice_repository::lock(tx, actor.scope, id);
  if (!invoice) throw NotFound{};
  return std::move(*invoice);
}

// So much of what was paid on an invoice is its client's credit from now on.
void becomeCredit(db::Transaction& tx, const Corrections::Parts& parts, Invoice& invoice,
                  Money amount, const std::string& event, const std::string& cause) {
  parts.credit.add(tx, invoice.tenant, invoice.account, amount);
  parts.ledger.post(tx, {invoice.tenant,
                         invoice.account,
                         event,
                         cause,
                         {{std::string{book::kReceivable}, amount, invoice.id},
                          {std::string{book::kClientCredit}, amount.negated()}}});
  invoice.balance = invoice.balance.plus(amount);
}

}  // namespace

CreditNote Corrections::issue(db::Transaction& tx, const Actor& actor, Invoice& invoice,
                              Money amount, const std::string& reason,
                              const std::vector<PaidTime>& times) {
  // Of what was supplied and is owed, or was paid already, the law wants both documents.
  if (invoice.isProforma) {
    proformas::becomeTaxInvoices(
        tx, actor, {parts_.clock, parts_.tenants, parts_.ledger, parts_.audit}, {&invoice});
  }
  const auto before = invoice_repository::creditedOn(tx, invoice);
  const auto credited = before.total;
  const auto left = this->left(tx, invoice);
  if (amount.currency() != invoice.currency || !amount.isPositive() || left.lessThan(amount)) {
    throw DomainError{"credit_exceeds_invoice",
                      409,
                      "More cannot be taken back than the invoice still says.",
                      {{"left", toJson(left)}}};
  }
  CreditNote note;
  note.id = parts_.ids.next<CreditNote>();
  note.tenant = invoice.tenant;
  note.account = invoice.account;
  note.invoice = invoice.id;
  note.issueDate = parts_.tenants.today(invoice.tenant);
  note.reason = reason;
  note.total = note.taxable = amount;
  note.createdAt = parts_.clock.now();
  Journal journal{invoice.tenant, invoice.account, "credit_note.issued", note.id.text(), {}};
  journal.postings.push_back({std::string{book::kReceivable}, amount.negated(), invoice.id});
  const auto settings = parts_.tenants.settings(invoice.tenant);
  const bool lowersTax = settings.text("tax.regime") != "gst" ||
                         note.issueDate <= lastDayToLowerTax(invoice.issueDate);
  if (lowersTax) note.taxes = taxesOf(invoice, before, amount, times);
  for (const auto& tax : note.taxes) {
    note.taxable = note.taxable.minus(tax.amount);
    journal.postings.push_back({book::tax(tax.name), tax.amount, invoice.id});
  }
  const auto rounding = shareOf(invoice.rounding, invoice, credited, amount);
  journal.postings.push_back({std::string{book::kRounding}, rounding, invoice.id});
  journal.postings.push_back(
      {std::string{book::kRevenue}, note.taxable.minus(rounding), invoice.id});

  const auto series = settings.text("invoice.credit_note_series");
  const auto year = fiscalYearOf(
      note.issueDate, static_cast<int>(settings.integer("invoice.fiscal_year_first_month")));
  const auto sequence = document_series::take(tx, invoice.tenant, series, year, 1,
                                              document_series::Numbers::OfTaxDocuments);
  note.number = formatInvoiceNumber(series, year, sequence);
  tx.execute(kInsert, note.id, note.tenant, note.account, note.invoice, series, year, sequence,
             note.number, note.issueDate, fitted(reason, 300), amount.currency(),
             note.taxable.minor(), dump(taxesToJson(note.taxes)), amount.minor(), note.createdAt);
  for (const auto& time : times) {
    tx.execute(kInsertTime, parts_.ids.next<CreditedTime>().value(), note.id, note.tenant,
               note.invoice, time.service, amount.currency(), time.days.start, time.days.end,
               time.net.minor(), dump(taxesToJson(time.taxes)), time.total.minor());
  }
  parts_.ledger.post(tx, journal);
  const bool paidSomething = invoice.balance.lessThan(invoice.total.minus(credited));
  invoice.balance = invoice.balance.minus(amount);
  if (left == amount)
    invoice.stored = paidSomething ? InvoiceStatus::Refunded : InvoiceStatus::Cancelled;
  parts_.audit.record(
      tx, actor,
      {"credit_note.issued",
       note.id.text(),
       nullptr,
       {{"invoice", invoice.id.text()}, {"number", note.number}, {"total", toJson(amount)}}});
  return note;
}

Money Corrections::left(db::Reader& reader, const Invoice& invoice) {
  if (invoice.stored == InvoiceStatus::Cancelled) return Money::zero(invoice.currency);
  return invoice.total.minus(invoice_repository::creditedOn(reader, invoice).total);
}

void Corrections::cancel(db::Transaction& tx, const Actor& actor, Id<Invoice> id,
                         const std::string& reason) {
  auto invoice = lockedInvoice(tx, actor, id);
  const auto applied = applied_credit::on(tx, invoice);
  const bool isUnpaid = invoice.balance.plus(applied) == invoice.total &&
                        applied_credit::returnable(tx, invoice, applied) == applied;
  if (!invoice.isOpen() || !isUnpaid) {
    throw DomainError{
        "invoice_not_cancellable",
        409,
        "Only an invoice on which nothing was paid can be cancelled; refund it instead.",
        {{"invoice_status", wordOf(invoice.stored)}}};
  }
  if (applied.isPositive()) returnCredit(tx, actor, invoice, applied);
  if (invoice.isProforma) {
    parts_.ledger.post(tx, issue_journals::calledOff(invoice));
    invoice.balance = Money::zero(invoice.currency);
    invoice.stored = InvoiceStatus::Cancelled;
  } else {
    issue(tx, actor, invoice, invoice.total, reason);
  }
  becameCancelled(tx, actor, invoice, reason);
}

void Corrections::returnCredit(db::Transaction& tx, const Actor& actor, Invoice& invoice,
                               Money amount) {
  becomeCredit(tx, parts_, invoice, amount, "invoice.credit_returned", invoice.id.text());
  credit_movement::keepReturned(tx, actor, parts_.bus, parts_.ids, parts_.clock.now(), invoice,
                                amount);
}

Money Corrections::unapplyCredit(db::Transaction& tx, const Actor& actor, Id<Invoice> id,
                                 const std::string& reason) {
  auto invoice = lockedInvoice(tx, actor, id);
  if (!invoice.isOpen()) {
    throw DomainError{"invoice_settled",
                      409,
                      "Only an open invoice gives back what credit paid on it; of a paid one a "
                      "credit note takes back what is wrong.",
                      {{"invoice_status", wordOf(invoice.stored)}}};
  }
  const auto before = invoice.stored;
  const auto amount = applied_credit::returnable(tx, invoice, applied_credit::on(tx, invoice));
  if (!amount.isPositive()) {
    throw DomainError{
        "no_credit_applied", 409,
        "Nothing on it was paid from credit, or a refund that is under way takes what was."};
  }
  returnCredit(tx, actor, invoice, amount);
  if (invoice_repository::paidOn(tx, invoice).isZero()) invoice.stored = InvoiceStatus::Unpaid;
  invoice_repository::saveState(tx, invoice);
  parts_.audit.record(
      tx, actor,
      {"invoice.credit_unapplied",
       id.text(),
       {{"status", wordOf(before)}},
       {{"status", wordOf(invoice.stored)}, {"amount", toJson(amount)}, {"reason", reason}}});
  return amount;
}

void Corrections::becameCancelled(db::Transaction& tx, const Actor& actor, Invoice& invoice,
                                  const std::string& reason) {
  invoice.cancelledAt = parts_.clock.now();
  invoice_repository::saveState(tx, invoice);
  invoice_repository::releasePeriods(tx, invoice.id);
  billable_items::released(tx, invoice.id);
  parts_.audit.record(tx, actor,
                      {"invoice.cancelled", invoice.id.text(), nullptr, {{"reason", reason}}});
  const auto scope = Scope::ofAccount(invoice.tenant, invoice.account);
  parts_.bus.publish(tx, actor, scope,
                     InvoiceCancelled{invoice.id, invoice.account, invoice.number, reason});
}

CreditNote Corrections::credit(db::Transaction& tx, const Actor& actor, Id<Invoice> id,
                               Money amount, const std::string& reason,
                               const std::vector<PaidTime>& times) {
  auto invoice = lockedInvoice(tx, actor, id);
  const auto note = issue(tx, actor, invoice, amount, reason, times);
  if (invoice.stored == InvoiceStatus::Cancelled) {
    becameCancelled(tx, actor, invoice, reason);
    return note;
  }
  toCredit(tx, invoice, note);
  if (invoice.balance.isZero() && invoice.isOpen()) {
    invoice.stored = InvoiceStatus::Paid;
    invoice.paidAt = parts_.clock.now();
    invoice_repository::saveState(tx, invoice);
    const auto scope = Scope::ofAccount(invoice.tenant, invoice.account);
    parts_.bus.publish(
        tx, actor, scope,
        InvoicePaid{id, invoice.account, invoice.number, invoice.kind, invoice.total});
    return note;
  }
  invoice_repository::saveState(tx, invoice);
  return note;
}

// What a note leaves paid too much.
void Corrections::toCredit(db::Transaction& tx, Invoice& invoice, const CreditNote& note) {
  if (!invoice.balance.isNegative()) return;
  becomeCredit(tx, parts_, invoice, invoice.balance.negated(), "credit_note.to_credit",
               note.id.text());
}

CreditNote Corrections::takeBack(db::Transaction& tx, const Actor& actor, Invoice& invoice,
                                 const std::string& reason) {
  const auto note = issue(tx, actor, invoice, invoice.total, reason);
  toCredit(tx, invoice, note);
  if (invoice.stored == InvoiceStatus::Cancelled) invoice.cancelledAt = parts_.clock.now();
  invoice_repository::saveState(tx, invoice);
  return note;
}

void Corrections::giveBack(db::Transaction& tx, const Actor& actor, Id<Tenant> tenant,
                           Id<Service> service, Date day, std::optional<Money> wanted,
                           const std::string& reason, std::optional<Id<Invoice>> except) {
  // Each invoice's part by what its days are worth; what an upgrade has given back already lowers
  // all of them.
  struct Part {
    Id<Invoice> invoice;
    std::vector<PaidTime> times;
    Money worth;
  };
  std::vector<Part> parts;
  auto times = paid_time::from(tx, tenant, service, day);
  if (except) std::erase_if(times, [&](const PaidTime& time) { return time.invoice == *except; });
  if (times.empty()) return;
  const auto currency = times.front().total.currency();
  for (const auto& time : times) {
    if (parts.empty() || parts.back().invoice != time.invoice)
      parts.push_back({time.invoice, {}, Money::zero(currency)});
    parts.back().times.push_back(time);
    parts.back().worth = parts.back().worth.plus(time.total);
  }
  std::erase_if(parts, [](const Part& part) { return !part.worth.isPositive(); });
  auto worth = Money::zero(currency);
  for (const auto& part : parts) worth = worth.plus(part.worth);
  auto owed = paid_time::totalOf(times, currency);
  if (wanted) owed = Money::min(*wanted, owed);
  for (const auto& part : parts) {
    if (!owed.isPositive()) break;
    const auto invoice = invoice_repository::find(tx, Scope::ofTenant(tenant), part.invoice);
    auto amount = owed.fraction(part.worth.minor(), worth.minor(), Rounding::HalfUp);
    owed = owed.minus(amount);
    worth = worth.minus(part.worth);
    amount = Money::min(amount, left(tx, invoice.value()));
    if (!amount.isPositive()) continue;
    credit(tx, actor, part.invoice, amount, reason,
           paid_time::shareOf(part.times, amount, part.worth));
  }
}

void Corrections::writeOff(db::Transaction& tx, const Actor& actor, Id<Invoice> id,
                           const std::string& reason) {
  auto invoice = lockedInvoice(tx, actor, id);
  if (!invoice.isOpen() || !invoice.balance.isPositive())
    throw InvoiceNotPayable{id, invoice.stored};
  if (invoice.isProforma) {
    if (!proformas::isPaidInPart(invoice)) throw proformas::notWrittenOff();
    proformas::becomeTaxInvoices(
        tx, actor, {parts_.clock, parts_.tenants, parts_.ledger, parts_.audit}, {&invoice});
  }
  parts_.ledger.post(tx, {invoice.tenant,
                          invoice.account,
                          "invoice.written_off",
                          id.text(),
                          {{std::string{book::kWriteOff}, invoice.balance},
                           {std::string{book::kReceivable}, invoice.balance.negated(), id}}});
  invoice.balance = Money::zero(invoice.currency);
  invoice.stored = InvoiceStatus::Cancelled;
  invoice.cancelledAt = parts_.clock.now();
  invoice_repository::saveState(tx, invoice);
  parts_.audit.record(tx, actor, {"invoice.written_off", id.text(), nullptr, {{"reason", reason}}});
  const auto scope = Scope::ofAccount(invoice.tenant, invoice.account);
  parts_.bus.publish(tx, actor, scope,
                     InvoiceCancelled{id, invoice.account, invoice.number, reason});
}

std::vector<CreditNote> Corrections::list(db::Reader& reader, const Scope& scope,
                                          const http::ListOrder& order, int limit) {
  std::string sql = std::string{kSelect} + "tenant_id = ?";
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND account_id = ?";
    params.emplace_back(*scope.account);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(noteOf);
}

std::optional<CreditNote> Corrections::find(db::Reader& reader, const Scope& scope,
                                            Id<CreditNote> id) {
  auto note = reader
                  .run(std::string{kSelect} + "id = ? AND tenant_id = ?",
                       std::array<db::Param, 2>{id, scope.tenant})
                  .first(noteOf);
  return note && (!scope.account || *scope.account == note->account) ? note : std::nullopt;
}

}  // namespace hostler
