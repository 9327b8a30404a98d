#include "modules/billing/moved_terms.h"

namespace hostler::moved_terms {
namespace {

constexpr auto kSelectPaidSince = R"sql(
  SELECT b.invoice_id, b.period_from, b.period_until
    FROM billed_periods b JOIN invoice_states s ON s.invoice_id = b.invoice_id
   WHERE b.service_id = ? AND s.status = 'paid' AND s.paid_at >= ?
   ORDER BY b.period_from)sql";
constexpr auto kRelease = "DELETE FROM billed_periods WHERE service_id = ? AND period_from = ?";
constexpr auto kClaim =
    "INSERT INTO billed_periods (service_id, period_from, period_until, invoice_id) VALUES (?, ?, "
    "?, ?)";
constexpr auto kMoveAgain =
    "UPDATE moved_terms SET moved_from = ?, moved_until = ? WHERE invoice_id = ? AND service_id = "
    "? AND moved_from = ?";
constexpr auto kMove =
    "INSERT INTO moved_terms (invoice_id, service_id, period_from, moved_from, moved_until) VALUES "
    "(?, ?, ?, ?, ?)";

}  // namespace

std::vector<Term> paidSince(db::Reader& reader, Id<Service> service, Instant since) {
  return reader.query(kSelectPaidSince, service, since).map([](const db::Row& row) {
    return Term{row.id<Invoice>("invoice_id"),
                Period{row.date("period_from"), row.date("period_until")}};
  });
}

void move(db::Transaction& tx, Id<Service> service, const std::vector<Move>& moves) {
  // All make room before the first one settles: they may take one another's days.
  for (const auto& [term, to] : moves) tx.execute(kRelease, service, term.period.start);
  for (const auto& [term, to] : moves) {
    tx.execute(kClaim, service, to.start, to.end, term.invoice);
    const auto again =
        tx.execute(kMoveAgain, to.start, to.end, term.invoice, service, term.period.start);
    if (again == 0) tx.execute(kMove, term.invoice, service, term.period.start, to.start, to.end);
  }
}

}  // namespace hostler::moved_terms
