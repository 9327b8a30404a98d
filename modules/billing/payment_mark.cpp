#include "modules/billing/payment_mark.h"

#include "modules/billing/payment.h"

namespace hostler::payment_mark {
namespace {

constexpr auto kInsert =
    "INSERT INTO payment_marks (mark, payment_id, created_at) VALUES (?, ?, ?)";
constexpr auto kLock = "SELECT payment_id FROM payment_marks WHERE mark = ? {for_update}";
constexpr auto kTakeOver = "UPDATE payment_marks SET payment_id = ?, created_at = ? WHERE mark = ?";
constexpr auto kSelectHolder = "SELECT status, created_at, updated_at FROM payments WHERE id = ?";

// As long as an attempt that ended without money is asked after (BillingJobs).
constexpr std::chrono::hours kMayYetCome{24 * 7};
// Of one that was paid: until its transaction is older than whatever a new attempt looks at.
constexpr std::chrono::hours kPaid{24};

bool isOver(db::Reader& reader, Id<Payment> holder, Instant now) {
  return reader.query(kSelectHolder, holder)
      .first([&](const db::Row& row) {
        const auto status = row.get<PaymentStatus>("status");
        if (status <= PaymentStatus::Processing) return false;
        if (row.instant("updated_at").plus(kPaid) > now) return false;
        return status == PaymentStatus::Succeeded ||
               row.instant("created_at").plus(kMayYetCome) < now;
      })
      .value_or(true);
}

}  // namespace

bool claim(db::Transaction& tx, const std::string& mark, Id<Payment> payment, Instant now) {
  if (tx.tryInsert(kInsert, mark, payment, now)) return true;
  const auto holder =
      tx.query(kLock, mark).first([](const db::Row& row) { return row.id<Payment>("payment_id"); });
  if (holder == payment) return true;
  if (holder && !isOver(tx, *holder, now)) return false;
  tx.execute(kTakeOver, payment, now, mark);
  return true;
}

}  // namespace hostler::payment_mark
