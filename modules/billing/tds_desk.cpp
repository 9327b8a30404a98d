#include "modules/billing/tds_desk.h"

#include "modules/billing/invoice_repository.h"

namespace hostler {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO tds_deductions (id, tenant_id, account_id, invoice_id, section, rate, currency, amount, certificate,
                              deducted_on, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr std::string_view kSelect = R"sql(
  SELECT id, account_id, invoice_id, section, rate, currency, amount, certificate, deducted_on, matched_on
    FROM tds_deductions WHERE tenant_id = ?)sql";
constexpr auto kComplete = R"sql(
  UPDATE tds_deductions SET certificate = ?, matched_on = ? WHERE id = ? AND tenant_id = ?)sql";

TdsDesk::Deduction deductionOf(const db::Row& row) {
  TdsDesk::Deduction deduction;
  deduction.id = row.id<TdsDeduction>("id");
  deduction.account = row.id<Account>("account_id");
  deduction.invoice = row.id<Invoice>("invoice_id");
  deduction.statement.section = row.text("section");
  deduction.statement.amount = row.money("amount", "currency");
  if (!row.isNull("rate")) deduction.statement.rate = row.decimal("rate");
  deduction.statement.certificate = row.get<std::optional<std::string>>("certificate");
  deduction.deductedOn = row.date("deducted_on");
  deduction.matchedOn = row.get<std::optional<Date>>("matched_on");
  return deduction;
}

void check(const Invoice& invoice, const TdsStatement& statement) {
  const auto& amount = statement.amount;
  if (amount.currency() != invoice.currency)
    throw ValidationError{"tds.amount", "other_currency", "must be in the invoice's currency"};
  if (invoice.balance.lessThan(amount))
    throw ValidationError{"tds.amount", "above_balance", "must not be above the open balance"};
  const auto taxable = invoice.subtotal.minus(invoice.discount);
  if (taxable.lessThan(amount))
    throw ValidationError{"tds.amount", "above_value", "must not be above the value without tax"};
  if (!statement.rate) return;
  // Deductors round to the rupee; more than that is another rate or another invoice.
  const auto due = taxable.percent(*statement.rate, Rounding::HalfUp);
  const auto off = amount.minus(due);
  auto unit = 1;
  for (int i = 0; i < invoice.currency.exponent(); ++i) unit *= 10;
  if (Money::ofMinor(unit, invoice.currency).lessThan(off.isNegative() ? off.negated() : off)) {
    throw ValidationError{"tds.amount", "not_the_rate",
                          "is not what the rate makes of the value without tax, " + due.text()};
  }
}

}  // namespace

TdsDesk::Deduction TdsDesk::withhold(db::Transaction& tx, const Actor& actor, Id<Invoice> id,
                                     const TdsStatement& statement, Date on) {
  auto invoice = invoice_repository::lock(tx, actor.scope, id);
  if (!invoice) throw NotFound{};
  if (!invoice->isOpen() || !invoice->balance.isPositive())
    throw InvoiceNotPayable{id, invoice->stored};
  check(*invoice, statement);
  Deduction deduction{
      parts_.ids.next<TdsDeduction>(), invoice->account, id, statement, on, std::nullopt};
  const auto rate = statement.rate ? std::optional{statement.rate->text()} : std::nullopt;
  tx.execute(kInsert, deduction.id, invoice->tenant, invoice->account, id, statement.section, rate,
             statement.amount.currency(), statement.amount.minor(), statement.certificate, on,
             parts_.clock.now());
  parts_.ledger.post(tx, {invoice->tenant,
                          invoice->account,
                          "invoice.tds_withheld",
                          deduction.id.text(),
                          {{std::string{book::kTdsReceivable}, statement.amount},
                           {std::string{book::kReceivable}, statement.amount.negated(), id}}});
  parts_.audit.record(tx, actor,
                      {"invoice.tds_withheld",
                       id.text(),
                       nullptr,
                       {{"tds", deduction.id.text()},
                        {"section", statement.section},
                        {"amount", toJson(statement.amount)}}});
  invoice->balance = invoice->balance.minus(statement.amount);
  std::vector<Invoice> changed{std::move(*invoice)};
  parts_.billing.settle(tx, actor, changed);
  return deduction;
}

std::vector<TdsDesk::Deduction> TdsDesk::list(db::Reader& reader, Id<Tenant> tenant,
                                              const http::ListOrder& order, int limit) {
  return reader.query(std::string{kSelect} + order.sql("id"), tenant, order.after, limit)
      .map(deductionOf);
}

TdsDesk::Deduction TdsDesk::complete(db::Transaction& tx, const Actor& actor, Id<TdsDeduction> id,
                                     const std::optional<std::string>& certificate,
                                     std::optional<Date> matchedOn) {
  const auto tenant = actor.scope.tenant;
  auto found =
      tx.query(std::string{kSelect} + " AND id = ? {for_update}", tenant, id).first(deductionOf);
  if (!found) throw NotFound{};
  if (certificate) found->statement.certificate = certificate;
  if (matchedOn) found->matchedOn = matchedOn;
  tx.execute(kComplete, found->statement.certificate, found->matchedOn, id, tenant);
  parts_.audit.record(tx, actor,
                      {"tds.completed",
                       id.text(),
                       nullptr,
                       {{"certificate", certificate ? Json(*certificate) : Json()},
                        {"matched_on", matchedOn ? Json(matchedOn->text()) : Json()}}});
  return std::move(*found);
}

}  // namespace hostler
