#include "modules/billing/invoice_repository.h"

namespace hostler::invoice_repository {
namespace {

constexpr auto kMoveCollection =
    "UPDATE collections SET invoice_id = ? WHERE invoice_id = ? AND state <> 'done'";
constexpr auto kLockPayments =
    "SELECT payment_id FROM payment_invoices WHERE invoice_id = ? {for_update}";
constexpr auto kLinkPayment = "INSERT INTO payment_invoices (payment_id, invoice_id) VALUES (?, ?)";

}  // namespace

void standIn(db::Transaction& tx, Id<Invoice> before, Id<Invoice> after) {
  tx.execute("UPDATE billed_periods SET invoice_id = ? WHERE invoice_id = ?", after, before);
  tx.execute("UPDATE moved_terms SET invoice_id = ? WHERE invoice_id = ?", after, before);
  tx.execute("UPDATE billable_items SET invoice_id = ? WHERE invoice_id = ?", after, before);
  tx.execute("UPDATE quotes SET invoice_id = ? WHERE invoice_id = ?", after, before);
  // What was tried, what is under way and what was announced counts for the new one: it is charged
  // as often as the plan says, and not from its beginning again.
  // A collection that is over has collected the one before: what is still owed is collected anew.
  if (tx.execute(kMoveCollection, after, before) > 0)
    tx.execute("UPDATE collection_attempts SET invoice_id = ? WHERE invoice_id = ?", after, before);
  // One attempt may be meant for both.
  for (const auto& row : tx.query(kLockPayments, before))
    tx.tryInsert(kLinkPayment, row.id<Payment>("payment_id"), after);
  tx.execute("DELETE FROM payment_invoices WHERE invoice_id = ?", before);
}

}  // namespace hostler::invoice_repository
