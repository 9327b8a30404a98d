#include "modules/billing/credit_desk.h"

namespace hostler {
namespace {

constexpr auto kSelect = "SELECT amount FROM credit_balances WHERE account_id = ? AND currency = ?";
constexpr auto kLock =
    "SELECT amount FROM credit_balances WHERE account_id = ? AND currency = ? {for_update}";
constexpr auto kSelectAll =
    "SELECT currency, amount FROM credit_balances WHERE account_id = ? ORDER BY currency";
constexpr auto kAdd =
    "UPDATE credit_balances SET amount = amount + ? WHERE account_id = ? AND currency = ?";
constexpr auto kInsert =
    "INSERT INTO credit_balances (account_id, currency, tenant_id, amount) VALUES (?, ?, ?, ?)";
constexpr auto kTake =
    "UPDATE credit_balances SET amount = amount - ? WHERE account_id = ? AND currency = ? AND "
    "amount >= ?";

}  // namespace

Money CreditDesk::balance(db::Reader& reader, Id<Account> account, Currency currency) {
  return reader.query(kSelect, account, currency)
      .first([&](const db::Row& row) { return row.money("amount", currency); })
      .value_or(Money::zero(currency));
}

std::vector<Money> CreditDesk::balances(db::Reader& reader, Id<Account> account) {
  return reader.query(kSelectAll, account).map([](const db::Row& row) {
    return row.money("amount", "currency");
  });
}

void CreditDesk::add(db::Transaction& tx, Id<Tenant> tenant, Id<Account> account, Money amount) {
  if (amount.isNegative()) throw std::logic_error{"credit is added, or taken by take()"};
  if (tx.execute(kAdd, amount.minor(), account, amount.currency()) == 1) return;
  if (tx.tryInsert(kInsert, account, amount.currency(), tenant, amount.minor())) return;
  tx.execute(kAdd, amount.minor(), account, amount.currency());
}

bool CreditDesk::take(db::Transaction& tx, Id<Account> account, Money amount) {
  return tx.execute(kTake, amount.minor(), account, amount.currency(), amount.minor()) == 1;
}

Money CreditDesk::takeUpTo(db::Transaction& tx, Id<Account> account, Money amount) {
  const auto none = Money::zero(amount.currency());
  const auto balance =
      tx.query(kLock, account, amount.currency())
          .first([&](const db::Row& row) { return row.money("amount", amount.currency()); })
          .value_or(none);
  const auto there = Money::min(balance, amount);
  return there.isPositive() && take(tx, account, there) ? there : none;
}

void CreditDesk::post(db::Transaction& tx, Invoice& invoice, Money amount) {
  ledger_.post(tx, {invoice.tenant,
                    invoice.account,
                    "invoice.paid_from_credit",
                    invoice.id.text(),
                    {{std::string{book::kClientCredit}, amount},
                     {std::string{book::kReceivable}, amount.negated(), invoice.id}}});
  invoice.balance = invoice.balance.minus(amount);
}

bool CreditDesk::payInvoice(db::Transaction& tx, Invoice& invoice) {
  if (!invoice.balance.isPositive() || !take(tx, invoice.account, invoice.balance)) return false;
  post(tx, invoice, invoice.balance);
  return true;
}

bool CreditDesk::payPart(db::Transaction& tx, Invoice& invoice) {
  const auto there = Money::min(balance(tx, invoice.account, invoice.currency), invoice.balance);
  if (!there.isPositive() || !take(tx, invoice.account, there)) return false;
  post(tx, invoice, there);
  return true;
}

}  // namespace hostler
