#include "modules/billing/transfer_desk.h"

#include "core/base/fitted.h"
#include "modules/billing/hand_reference.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::int64_t kMostProofs = 5;

constexpr auto kInsertProof =
    "INSERT INTO payment_proofs (payment_id, file_id, created_at) VALUES (?, ?, ?)";
constexpr auto kCountProofs = "SELECT COUNT(*) AS n FROM payment_proofs WHERE payment_id = ?";
constexpr auto kSelectProofs = "SELECT file_id FROM payment_proofs WHERE payment_id = ?";

bool wantsProof(const Payment& payment) {
  const bool begun = payment.isOpen() && payment.status != PaymentStatus::Pending;
  return payment.byHand && (begun || payment.status == PaymentStatus::Cancelled);
}

}  // namespace

// What lies outside the actor's scope is not there.
Payment TransferDesk::lockByHand(db::Transaction& tx, const Actor& actor, Id<Payment> id) {
  auto payment = parts_.payments.lock(tx, id);
  const auto& scope = actor.scope;
  if (!payment || payment->tenant != scope.tenant ||
      (scope.account && *scope.account != payment->account))
    throw NotFound{};
  return std::move(*payment);
}

Payment TransferDesk::prove(const Actor& actor, Id<Payment> id, Id<File> file) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto payment = lockByHand(tx, actor, id);
    if (!wantsProof(payment)) {
      throw DomainError{"no_proof_wanted", 409, "A proof is for a transfer that is still awaited."};
    }
    if (tx.query(kCountProofs, id).only().integer("n") >= kMostProofs)
      throw DomainError{"proofs_enough", 409, "This payment has proofs enough."};
    parts_.files.attach(tx, actor, {file}, id.text(), "file");
    if (!tx.tryInsert(kInsertProof, id, file, parts_.clock.now())) return payment;  // sent before
    payment.status = PaymentStatus::Processing;
    payment.updatedAt = parts_.clock.now();
    parts_.payments.save(tx, payment);
    parts_.audit.record(tx, actor,
                        {"payment.proof_sent", id.text(), nullptr, {{"file", file.text()}}});
    parts_.bus.publish(
        tx, actor, Scope::ofAccount(payment.tenant, payment.account),
        PaymentProofSent{id, payment.account, payment.gateway, payment.amount, payment.invoices});
    return payment;
  });
}

std::vector<File> TransferDesk::proofsOf(db::Reader& reader, const Payment& payment) {
  std::vector<File> proofs;
  for (const auto& row : reader.query(kSelectProofs, payment.id)) {
    if (auto file = parts_.files.find(reader, payment.tenant, row.id<File>("file_id")))
      proofs.push_back(std::move(*file));
  }
  std::ranges::sort(proofs, {}, &File::id);
  return proofs;
}

Payment TransferDesk::confirm(const Actor& actor, Id<Payment> id, const Found& found) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto payment = lockByHand(tx, actor, id);
    if (!payment.byHand || !payment.reference) {
      throw DomainError{"not_by_hand", 409,
                        "What came in on this payment is for its gateway to say."};
    }
    if (found.amount.currency() != payment.amount.currency())
      throw ValidationError{"amount", "other_currency", "must be in the payment's currency"};
    const auto reference = hand_reference::trimmed(found.reference);
    if (reference.empty()) throw ValidationError{"reference", "required", "must not be blank"};
    payment.receivedOn = found.receivedOn;
    parts_.payments.save(tx, payment);
    GatewayNotice notice;
    notice.gateway = payment.gateway;
    notice.kind = GatewayNotice::Kind::Captured;
    notice.references = {*payment.reference};
    notice.transactionId = reference;
    notice.amount = found.amount;
    notice.method = payment.method;
    if (!parts_.desk.bookIn(tx, notice)) {
      throw DomainError{"reference_used",
                        409,
                        "A payment with this reference was booked already.",
                        {{"reference", reference}}};
    }
    parts_.audit.record(
        tx, actor,
        {"payment.confirmed",
         id.text(),
         nullptr,
         {{"amount", toJson(found.amount)},
          {"asked_for", toJson(payment.amount)},
          {"reference", reference},
          {"received_on", found.receivedOn ? Json(found.receivedOn->text()) : Json()}}});
    return parts_.payments.lock(tx, id).value();
  });
}

Payment TransferDesk::reject(const Actor& actor, Id<Payment> id, const std::string& reason) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto payment = lockByHand(tx, actor, id);
    if (!payment.byHand) {
      throw DomainError{"not_by_hand", 409,
                        "What came in on this payment is for its gateway to say."};
    }
    if (!payment.isOpen()) throw DomainError{"payment_closed", 409, "This payment is over."};
    payment.status = PaymentStatus::Failed;
    payment.errorCode = "not_received";
    payment.errorMessage = fitted(reason, 300);
    payment.updatedAt = parts_.clock.now();
    parts_.payments.save(tx, payment);
    parts_.audit.record(tx, actor, {"payment.rejected", id.text(), nullptr, {{"reason", reason}}});
    parts_.bus.publish(tx, actor, Scope::ofAccount(payment.tenant, payment.account),
                       PaymentFailed{id, payment.account, payment.gateway, payment.errorCode,
                                     payment.errorMessage, payment.invoices});
    return payment;
  });
}

}  // namespace hostler
