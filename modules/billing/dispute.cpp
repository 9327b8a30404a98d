#include "modules/billing/dispute.h"

namespace hostler::dispute_repository {
namespace {

const std::string kColumns =
    "id, tenant_id, account_id, payment_id, gateway, gateway_dispute_id, state, currency, amount, "
    "deducted, reason, phase, respond_by, created_at";
const std::string kInsert = "INSERT INTO disputes (" + kColumns +
                            ", updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const std::string kSelect = "SELECT " + kColumns + " FROM disputes WHERE ";
const std::string kLock = kSelect + "gateway = ? AND gateway_dispute_id = ? {for_update}";
constexpr auto kSave = R"sql(
  UPDATE disputes SET state = ?, currency = ?, amount = ?, deducted = ?, reason = ?, phase = ?, respond_by = ?, updated_at = ?
   WHERE id = ?)sql";

Dispute disputeOf(const db::Row& row) {
  Dispute dispute;
  dispute.id = row.id<Dispute>("id");
  dispute.tenant = row.id<Tenant>("tenant_id");
  dispute.account = row.id<Account>("account_id");
  dispute.payment = row.id<Payment>("payment_id");
  dispute.gateway = row.text("gateway");
  dispute.gatewayId = row.text("gateway_dispute_id");
  dispute.state = row.get<DisputeState>("state");
  const auto currency = row.currency("currency");
  dispute.amount = row.money("amount", currency);
  dispute.deducted = row.money("deducted", currency);
  dispute.reason = row.text("reason");
  dispute.phase = row.text("phase");
  dispute.respondBy = row.get<std::optional<Instant>>("respond_by");
  dispute.createdAt = row.instant("created_at");
  return dispute;
}

}  // namespace

std::optional<Dispute> lock(db::Transaction& tx, const std::string& gateway,
                            const std::string& gatewayId) {
  return tx.query(kLock, gateway, gatewayId).first(disputeOf);
}

bool keep(db::Transaction& tx, Dispute dispute, Instant now) {
  const auto known = dispute_repository::lock(tx, dispute.gateway, dispute.gatewayId);
  if (!known) {
    dispute.createdAt = now;
    const bool isFirst =
        tx.tryInsert(kInsert, dispute.id, dispute.tenant, dispute.account, dispute.payment,
                     dispute.gateway, dispute.gatewayId, dispute.state, dispute.amount.currency(),
                     dispute.amount.minor(), dispute.deducted.minor(), dispute.reason,
                     dispute.phase, dispute.respondBy, dispute.createdAt, now);
    if (!isFirst) throw db::Conflict{"a dispute was written down meanwhile", 0};
    return true;
  }
  if (!known->isOpen() && dispute.isOpen()) return false;
  tx.execute(kSave, dispute.state, dispute.amount.currency(), dispute.amount.minor(),
             dispute.deducted.minor(), dispute.reason.empty() ? known->reason : dispute.reason,
             dispute.phase.empty() ? known->phase : dispute.phase,
             dispute.respondBy ? dispute.respondBy : known->respondBy, now, known->id);
  return false;
}

std::vector<Dispute> list(db::Reader& reader, Id<Tenant> tenant, bool openOnly,
                          const http::ListOrder& order, int limit) {
  const std::string open = openOnly ? " AND state IN ('open', 'under_review')" : "";
  return reader
      .query(kSelect + "tenant_id = ?" + open + order.sql("id"), tenant, order.after, limit)
      .map(disputeOf);
}

}  // namespace hostler::dispute_repository
