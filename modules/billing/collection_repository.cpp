#include "modules/billing/collection_repository.h"

#include "modules/billing/gateway_notice.h"

namespace hostler::collection_repository {
namespace {

constexpr auto kSelectTenants =
    "SELECT DISTINCT tenant_id FROM billing_preferences WHERE auto_pay = 1 AND default_method_id "
    "IS "
    "NOT NULL ORDER BY tenant_id";
// A tenant's due invoices once, and not once for each account that pays by itself: CROSS JOIN keeps
// SQLite from beginning with those.
constexpr auto kSelectCandidates = R"sql(
  SELECT s.invoice_id, s.tenant_id, s.account_id FROM invoice_states s
    CROSS JOIN billing_preferences b ON b.account_id = s.account_id AND b.tenant_id = s.tenant_id
    CROSS JOIN invoices i ON i.id = s.invoice_id
    LEFT JOIN collections c ON c.invoice_id = s.invoice_id
   WHERE s.tenant_id = ? AND b.auto_pay = 1 AND b.default_method_id IS NOT NULL AND c.invoice_id IS NULL
     AND s.status IN ('unpaid', 'partially_paid') AND s.balance > 0 AND s.due_date <= ?
     AND i.kind IN ('renewal', 'manual')
     AND NOT EXISTS (SELECT 1 FROM payment_invoices l JOIN payments p ON p.id = l.payment_id
                       LEFT JOIN disputes d ON d.payment_id = p.id AND d.state IN ('open', 'under_review')
                      WHERE l.invoice_id = s.invoice_id AND (p.charged_back > 0 OR d.id IS NOT NULL))
   LIMIT ?)sql";
constexpr auto kSelectDisputed = R"sql(
  SELECT 1 AS one FROM payment_invoices l JOIN payments p ON p.id = l.payment_id
    LEFT JOIN disputes d ON d.payment_id = p.id AND d.state IN ('open', 'under_review')
   WHERE l.invoice_id = ? AND (p.charged_back > 0 OR d.id IS NOT NULL) LIMIT 1)sql";
constexpr auto kSelectAnyone =
    "SELECT 1 AS one FROM billing_preferences WHERE default_method_id IS NOT NULL LIMIT 1";
constexpr auto kInsert = R"sql(
  INSERT INTO collections (invoice_id, tenant_id, account_id, state, attempts, next_at, payment_id, reason, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kFind = R"sql(
  SELECT invoice_id, tenant_id, account_id, state, attempts, next_at, payment_id, reason FROM collections
   WHERE invoice_id = ?)sql";
constexpr auto kLock = R"sql(
  SELECT invoice_id, tenant_id, account_id, state, attempts, next_at, payment_id, reason FROM collections
   WHERE invoice_id = ? {for_update})sql";
constexpr auto kSave = R"sql(
  UPDATE collections SET state = ?, attempts = ?, next_at = ?, payment_id = ?, reason = ?, updated_at = ?
   WHERE invoice_id = ?)sql";
constexpr auto kSelectWaiting =
    "SELECT invoice_id FROM collections WHERE state = 'waiting' AND next_at <= ? LIMIT ?";
constexpr auto kSelectCharged = R"sql(
  SELECT c.invoice_id FROM collections c JOIN payments p ON p.id = c.payment_id
   WHERE c.state = 'charging' AND p.status IN ('succeeded', 'failed', 'cancelled') LIMIT ?)sql";
constexpr auto kInsertAttempt =
    "INSERT INTO collection_attempts (invoice_id, number, payment_id, method_id, created_at) "
    "VALUES (?, ?, ?, ?, ?)";
constexpr auto kSelectUntold = R"sql(
  SELECT 1 AS one FROM collection_attempts a JOIN payments p ON p.id = a.payment_id
   WHERE a.invoice_id = ? AND p.error_code = ? LIMIT 1)sql";
constexpr auto kSelectBeingPaid = R"sql(
  SELECT 1 AS one FROM payment_invoices l JOIN payments p ON p.id = l.payment_id
   WHERE l.invoice_id = ? AND (p.status IN ('pending', 'processing')
         OR (p.status = 'requires_action' AND p.by_hand = 0 AND p.created_at > ?)) LIMIT 1)sql";

Collection collectionOf(const db::Row& row) {
  return {row.id<Invoice>("invoice_id"),
          row.id<Tenant>("tenant_id"),
          row.id<Account>("account_id"),
          row.get<CollectionState>("state"),
          row.get<int>("attempts"),
          row.instant("next_at"),
          row.get<std::optional<Id<Payment>>>("payment_id"),
          row.text("reason")};
}

}  // namespace

std::vector<Candidate> candidates(db::Reader& reader, Date day, int limit) {
  std::vector<Candidate> found;
  for (const auto& tenant : reader.query(kSelectTenants)) {
    const auto left = limit - static_cast<int>(found.size());
    if (left <= 0) break;
    for (const auto& row :
         reader.query(kSelectCandidates, tenant.id<Tenant>("tenant_id"), day, left)) {
      found.push_back({row.id<Invoice>("invoice_id"), row.id<Tenant>("tenant_id"),
                       row.id<Account>("account_id")});
    }
  }
  return found;
}

bool isAnyoneCollectedFrom(db::Reader& reader) {
  return !reader.query(kSelectAnyone).empty();
}

bool insert(db::Transaction& tx, const Collection& one, Instant now) {
  return tx.tryInsert(kInsert, one.invoice, one.tenant, one.account, one.state, one.attempts,
                      one.nextAt, one.payment, one.reason, now);
}

std::optional<Collection> find(db::Reader& reader, Id<Invoice> invoice) {
  return reader.query(kFind, invoice).first(collectionOf);
}

std::optional<Collection> lock(db::Transaction& tx, Id<Invoice> invoice) {
  return tx.query(kLock, invoice).first(collectionOf);
}

void save(db::Transaction& tx, const Collection& one, Instant now) {
  tx.execute(kSave, one.state, one.attempts, one.nextAt, one.payment, one.reason, now, one.invoice);
}

std::vector<Id<Invoice>> waitingUntil(db::Reader& reader, Instant now, int limit) {
  return reader.query(kSelectWaiting, now, limit).map([](const db::Row& row) {
    return row.id<Invoice>("invoice_id");
  });
}

std::vector<Id<Invoice>> charged(db::Reader& reader, int limit) {
  return reader.query(kSelectCharged, limit).map([](const db::Row& row) {
    return row.id<Invoice>("invoice_id");
  });
}

bool insertAttempt(db::Transaction& tx, Id<Invoice> invoice, int number, Id<Payment> payment,
                   Id<PaymentMethod> method, Instant now) {
  return tx.tryInsert(kInsertAttempt, invoice, number, payment, method, now);
}

bool isBeingPaid(db::Reader& reader, Id<Invoice> invoice, Instant lately) {
  return !reader.query(kSelectBeingPaid, invoice, lately).empty();
}

bool isDisputed(db::Reader& reader, Id<Invoice> invoice) {
  return !reader.query(kSelectDisputed, invoice).empty();
}

bool isUntold(db::Reader& reader, Id<Invoice> invoice) {
  return !reader.query(kSelectUntold, invoice, kDebitNoticeFailed).empty();
}

}  // namespace hostler::collection_repository
