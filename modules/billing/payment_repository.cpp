#include "modules/billing/payment_repository.h"

#include "core/db/id_lists.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

namespace hostler {
namespace {

const std::string kColumns =
    "id, tenant_id, account_id, gateway, purpose, currency, amount, paid, refunded, charged_back, "
    "status, gateway_reference, next_action, "
    "method, error_code, error_message, received_on, by_hand, saved_method_id, created_at, "
    "updated_at";
const std::string kInsert =
    "INSERT INTO payments (" + kColumns +
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const std::string kSelect = "SELECT " + kColumns + " FROM payments WHERE ";
const std::string kSelectOne = kSelect + "id = ?";
const std::string kLockOne = kSelect + "id = ? {for_update}";
const std::string kLockByReference = kSelect + "gateway = ? AND gateway_reference = ? {for_update}";
constexpr auto kSelectByReference =
    "SELECT id FROM payments WHERE gateway = ? AND gateway_reference IN ({ids})";
const std::string kLockAll = kSelect + "id IN ({ids}) ORDER BY id {for_update}";
const std::string kSelectUnsettled =
    kSelect +
    "gateway_reference IS NOT NULL AND updated_at < ? AND (ask_at IS NULL OR ask_at <= ?) AND "
    "(status IN ('pending', 'requires_action', 'processing') OR "
    "(status IN ('failed', 'cancelled') AND created_at > ?)) AND id > ? ORDER BY id LIMIT ?";
constexpr auto kAskAgain = "UPDATE payments SET ask_at = ? WHERE id = ?";
constexpr auto kSave = R"sql(
  UPDATE payments SET paid = ?, refunded = ?, charged_back = ?, status = ?, gateway_reference = ?, next_action = ?,
         method = ?, error_code = ?, error_message = ?, received_on = ?, by_hand = ?, updated_at = ? WHERE id = ?)sql";
constexpr auto kEndAwaited = R"sql(
  UPDATE payments SET status = 'cancelled', next_action = NULL, updated_at = ?
   WHERE by_hand = 1 AND status IN ('pending', 'requires_action', 'processing')
     AND id IN (SELECT payment_id FROM payment_invoices WHERE invoice_id = ?))sql";
constexpr auto kSaveAmount = "UPDATE payments SET amount = ? WHERE id = ?";
// What most captures do to the attempt that they are about.
constexpr auto kSavePaidInFull = R"sql(
  UPDATE payments SET paid = amount, refunded = 0, charged_back = 0, status = 'succeeded', next_action = NULL,
         method = ?, error_code = '', error_message = '', updated_at = ? WHERE id IN ({ids}))sql";
constexpr auto kSelectLinks =
    "SELECT payment_id, invoice_id FROM payment_invoices WHERE payment_id IN ({ids}) "
    "ORDER BY payment_id, invoice_id";
constexpr auto kLockLinks =
    "SELECT payment_id, invoice_id FROM payment_invoices WHERE payment_id IN ({ids}) "
    "ORDER BY payment_id, invoice_id {for_update}";
constexpr auto kSelectKnown =
    "SELECT gateway_transaction_id FROM transactions WHERE gateway = ? AND type = ? AND "
    "gateway_transaction_id IN ({ids})";
constexpr auto kInsertInvoice =
    "INSERT INTO payment_invoices (payment_id, invoice_id) VALUES (?, ?)";
constexpr auto kSelectOpenOfInvoice = R"sql(
  SELECT p.id FROM payment_invoices l JOIN payments p ON p.id = l.payment_id
   WHERE l.invoice_id = ? AND p.tenant_id = ? AND p.gateway = ? AND p.currency = ? AND p.amount = ?
     AND (p.status IN ('pending', 'requires_action') OR (p.status = 'processing' AND p.by_hand = 1))
   ORDER BY p.id DESC LIMIT 5)sql";
constexpr auto kSelectUnderWay = R"sql(
  SELECT p.id FROM payment_invoices l JOIN payments p ON p.id = l.payment_id
   WHERE l.invoice_id = ? AND ((p.by_hand = 1 AND p.status = 'processing')
         OR (p.saved_method_id IS NOT NULL AND p.status IN ('pending', 'processing'))))sql";
// Queued or running (core/jobs).
constexpr auto kSelectStarting =
    "SELECT 1 AS one FROM jobs WHERE unique_key = ? AND state IN (1, 2)";
constexpr auto kInsertTransactions =
    "INSERT INTO transactions (id, tenant_id, account_id, payment_id, type, gateway, "
    "gateway_transaction_id, currency, amount, "
    "fee, status, allocations, created_at, hand_reference)";
constexpr std::string_view kSelectTransactions =
    "SELECT id, tenant_id, account_id, payment_id, type, gateway, gateway_transaction_id, "
    "currency, amount, fee, status, "
    "allocations, created_at FROM transactions WHERE ";

// Of one account, so that no more than its own movements are looked at.
const std::string kLockMovements = std::string{kSelectTransactions} +
                                   "tenant_id = ? AND account_id = ? AND payment_id IN (SELECT "
                                   "payment_id FROM payment_invoices WHERE invoice_id = ?) "
                                   "{for_update}";

Transaction transactionOf(const db::Row& row) {
  Transaction transaction;
  transaction.id = row.id<Transaction>("id");
  transaction.tenant = row.id<Tenant>("tenant_id");
  transaction.account = row.id<Account>("account_id");
  transaction.payment = row.get<std::optional<Id<Payment>>>("payment_id");
  transaction.type = row.get<TransactionType>("type");
  transaction.gateway = row.text("gateway");
  transaction.gatewayTransactionId = row.text("gateway_transaction_id");
  const auto currency = row.currency("currency");
  transaction.amount = row.money("amount", currency);
  transaction.fee = row.money("fee", currency);
  transaction.status = row.text("status");
  for (const auto& part : Json::parse(row.text("allocations"))) {
    transaction.allocations.push_back(
        {Id<Invoice>::of(part.at(0)), Money::ofMinor(part.at(1), currency)});
  }
  transaction.createdAt = row.instant("created_at");
  return transaction;
}

std::string allocationsText(const std::vector<Allocation>& allocations) {
  Json list = Json::array();
  for (const auto& part : allocations)
    list.push_back(Json::array({part.invoice.value(), part.amount.minor()}));
  return dump(list);
}

}  // namespace

PaymentUnderWay::PaymentUnderWay(Id<Payment> payment)
    : DomainError{"payment_under_way",
                  409,
                  "Money for this is on its way already, by a transfer that is being looked for or "
                  "a charge of a saved way to pay: wait until that has come in or has failed.",
                  {{"payment", payment.text()}}} {}

std::string PaymentRepository::startKey(Id<Payment> id) {
  return "start:" + id.text();
}

const SealedColumn PaymentRepository::kNextAction{"payments", "id", "next_action"};

void PaymentRepository::insert(db::Transaction& tx, const Payment& payment) {
  tx.execute(kInsert, payment.id, payment.tenant, payment.account, payment.gateway, payment.purpose,
             payment.amount.currency(), payment.amount.minor(), payment.paid.minor(),
             payment.refunded.minor(), payment.chargedBack.minor(), payment.status,
             payment.reference, nullptr, payment.method, payment.errorCode, payment.errorMessage,
             payment.receivedOn, payment.byHand, payment.savedMethod, payment.createdAt,
             payment.updatedAt);
  for (const auto invoice : payment.invoices) tx.execute(kInsertInvoice, payment.id, invoice);
}

void PaymentRepository::save(db::Transaction& tx, const Payment& payment) {
  std::optional<db::Blob> action;
  if (payment.nextAction)
    action = vault_.seal(kNextAction, payment.id.value(), Secret{dump(*payment.nextAction)});
  tx.execute(kSave, payment.paid.minor(), payment.refunded.minor(), payment.chargedBack.minor(),
             payment.status, payment.reference, action, payment.method, payment.errorCode,
             payment.errorMessage, payment.receivedOn, payment.byHand, payment.updatedAt,
             payment.id);
}

void PaymentRepository::saveAmount(db::Transaction& tx, Id<Payment> payment, Money amount) {
  tx.execute(kSaveAmount, amount.minor(), payment);
}

void PaymentRepository::saveBooked(db::Transaction& tx, const std::vector<Payment>& payments) {
  std::map<std::pair<std::string, Instant>, std::vector<Id<Payment>>> alike;
  for (const auto& one : payments) {
    const bool inFull = one.status == PaymentStatus::Succeeded && one.paid == one.amount &&
                        one.refunded.isZero() && one.chargedBack.isZero() && !one.nextAction &&
                        one.errorCode.empty() && one.errorMessage.empty();
    if (inFull) {
      alike[{one.method, one.updatedAt}].push_back(one.id);
    } else {
      save(tx, one);
    }
  }
  for (const auto& [how, ids] : alike) {
    const std::array<db::Param, 2> values{how.first, how.second};
    db::changeByIds(tx, kSavePaidInFull, db::numbersOf(ids), values);
  }
}

// `locking`: the rows were locked, so what belongs to them is read as it is now, too.
std::vector<Payment> PaymentRepository::read(db::Reader& reader, const db::Rows& rows,
                                             bool locking) {
  std::vector<Payment> payments = rows.map([&](const db::Row& row) {
    Payment payment;
    payment.id = row.id<Payment>("id");
    payment.tenant = row.id<Tenant>("tenant_id");
    payment.account = row.id<Account>("account_id");
    payment.gateway = row.text("gateway");
    payment.purpose = row.get<PaymentPurpose>("purpose");
    const auto currency = row.currency("currency");
    payment.amount = row.money("amount", currency);
    payment.paid = row.money("paid", currency);
    payment.refunded = row.money("refunded", currency);
    payment.chargedBack = row.money("charged_back", currency);
    payment.status = row.get<PaymentStatus>("status");
    payment.reference = row.get<std::optional<std::string>>("gateway_reference");
    if (!row.isNull("next_action")) {
      payment.nextAction = Json::parse(
          vault_.open(kNextAction, payment.id.value(), row.blob("next_action")).reveal());
    }
    payment.method = row.text("method");
    payment.errorCode = row.text("error_code");
    payment.errorMessage = row.text("error_message");
    payment.receivedOn = row.get<std::optional<Date>>("received_on");
    payment.byHand = row.flag("by_hand");
    payment.savedMethod = row.get<std::optional<Id<PaymentMethod>>>("saved_method_id");
    payment.createdAt = row.instant("created_at");
    payment.updatedAt = row.instant("updated_at");
    return payment;
  });
  if (payments.empty()) return payments;
  std::map<Id<Payment>, Payment*> owners;
  for (auto& payment : payments) owners.emplace(payment.id, &payment);
  for (const auto& links : db::askByIds(reader, locking ? kLockLinks : kSelectLinks,
                                        db::numbersOf(std::views::keys(owners)))) {
    for (const auto& row : links)
      owners.at(row.id<Payment>("payment_id"))->invoices.push_back(row.id<Invoice>("invoice_id"));
  }
  return payments;
}

std::optional<Payment> PaymentRepository::find(db::Reader& reader, const Scope& scope,
                                               Id<Payment> id) {
  auto found = read(reader, reader.query(kSelectOne, id));
  if (found.empty() || found[0].tenant != scope.tenant ||
      (scope.account && *scope.account != found[0].account))
    return std::nullopt;
  return std::move(found[0]);
}

std::optional<Payment> PaymentRepository::lock(db::Transaction& tx, Id<Payment> id) {
  auto found = read(tx, tx.query(kLockOne, id), true);
  return found.empty() ? std::nullopt : std::optional{std::move(found[0])};
}

std::optional<Payment> PaymentRepository::findOpen(db::Reader& reader, const Scope& scope,
                                                   const std::string& gateway, Money amount,
                                                   const std::vector<Id<Invoice>>& invoices) {
  auto wanted = invoices;
  std::ranges::sort(wanted);
  for (const auto& row : reader.query(kSelectOpenOfInvoice, wanted.front(), scope.tenant, gateway,
                                      amount.currency(), amount.minor())) {
    auto payment = find(reader, scope, row.id<Payment>("id"));
    if (!payment || payment->invoices != wanted) continue;
    // One whose job was given up never gets to its gateway.
    if (payment->status == PaymentStatus::Pending &&
        reader.query(kSelectStarting, startKey(payment->id)).empty())
      continue;
    return payment;
  }
  return std::nullopt;
}

std::vector<Id<Payment>> PaymentRepository::underWay(db::Reader& reader,
                                                     const std::vector<Id<Invoice>>& invoices) {
  std::vector<Id<Payment>> found;
  for (const auto invoice : invoices) {
    for (const auto& row : reader.query(kSelectUnderWay, invoice))
      found.push_back(row.id<Payment>("id"));
  }
  return found;
}

std::vector<Payment> PaymentRepository::list(db::Reader& reader, const Scope& scope,
                                             const http::ListOrder& order, int limit,
                                             std::optional<Id<Invoice>> invoice) {
  std::string sql = kSelect + "tenant_id = ?";
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND account_id = ?";
    params.emplace_back(*scope.account);
  }
  if (invoice) {
    sql += " AND id IN (SELECT payment_id FROM payment_invoices WHERE invoice_id = ?)";
    params.emplace_back(*invoice);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return read(reader, reader.run(sql + order.sql("id"), params));
}

void PaymentRepository::endAwaited(db::Transaction& tx, Id<Invoice> invoice, Instant now) {
  tx.execute(kEndAwaited, now, invoice);
}

std::vector<Payment> PaymentRepository::awaiting(db::Reader& reader, Id<Tenant> tenant,
                                                 bool withProofOnly, const http::ListOrder& order,
                                                 int limit) {
  const std::string open =
      withProofOnly ? "status = 'processing'" : "status IN ('requires_action', 'processing')";
  return read(reader,
              reader.query(kSelect + "tenant_id = ? AND by_hand = 1 AND " + open + order.sql("id"),
                           tenant, order.after, limit));
}

std::vector<Payment> PaymentRepository::lockByReference(
    db::Transaction& tx, const std::string& gateway, const std::vector<std::string>& references) {
  const std::array<db::Param, 1> of{gateway};
  const std::vector<db::Param> wanted{references.begin(), references.end()};
  // Looked up first and locked by their keys: MySQL locks every row that it looks at on its way,
  // and it may well think that the whole table is the shortest way to a sorted list.
  std::set<Id<Payment>> ids;
  for (const auto& rows : db::askByValues(tx, kSelectByReference, wanted, of)) {
    for (const auto& row : rows) ids.insert(row.id<Payment>("id"));
  }
  std::vector<Payment> payments;
  for (const auto& rows : db::askByIds(tx, kLockAll, db::numbersOf(ids)))
    std::ranges::move(read(tx, rows, true), std::back_inserter(payments));
  return payments;
}

std::vector<Payment> PaymentRepository::lockLatest(db::Transaction& tx, const std::string& gateway,
                                                   const std::string& reference) {
  return read(tx, tx.query(kLockByReference, gateway, reference), true);
}

std::vector<Payment> PaymentRepository::unsettled(db::Reader& reader, const Unsettled& which,
                                                  int limit) {
  return read(reader, reader.query(kSelectUnsettled, which.quietSince, which.now, which.endedSince,
                                   which.after, limit));
}

void PaymentRepository::askAgainAt(db::Transaction& tx, Id<Payment> payment, Instant at) {
  tx.execute(kAskAgain, at, payment);
}

void PaymentRepository::insertTransactions(db::Transaction& tx,
                                           const std::vector<Transaction>& transactions) {
  db::BulkInsert rows{tx, kInsertTransactions, 14};
  for (const auto& one : transactions) {
    rows.add(one.id, one.tenant, one.account, one.payment, one.type, one.gateway,
             one.gatewayTransactionId, one.amount.currency(), one.amount.minor(), one.fee.minor(),
             one.status, allocationsText(one.allocations), one.createdAt, one.handReference);
  }
  rows.flush();
}

std::vector<Transaction> PaymentRepository::listTransactions(db::Reader& reader, const Scope& scope,
                                                             const http::ListOrder& order,
                                                             int limit) {
  std::string sql = std::string{kSelectTransactions} + "tenant_id = ?";
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND account_id = ?";
    params.emplace_back(*scope.account);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(transactionOf);
}

std::vector<std::string> PaymentRepository::knownTransactions(db::Reader& reader,
                                                              const std::string& gateway,
                                                              TransactionType type,
                                                              const std::vector<std::string>& ids) {
  const std::array<db::Param, 2> of{gateway, type};
  const std::vector<db::Param> wanted{ids.begin(), ids.end()};
  std::vector<std::string> known;
  for (const auto& rows : db::askByValues(reader, kSelectKnown, wanted, of)) {
    for (const auto& row : rows) known.push_back(row.text("gateway_transaction_id"));
  }
  return known;
}

std::vector<Transaction> PaymentRepository::movementsFor(db::Transaction& tx,
                                                         const Invoice& invoice) {
  return tx.query(kLockMovements, invoice.tenant, invoice.account, invoice.id).map(transactionOf);
}

}  // namespace hostler
