#include "modules/billing/chargebacks.h"

namespace hostler::chargebacks {

bool isOn(db::Reader& reader, Id<Invoice> invoice) {
  const auto lost = reader.query(
      "SELECT id FROM postings WHERE invoice_id = ? AND what = 'dispute.lost' LIMIT 1", invoice);
  return !lost.empty();
}

}  // namespace hostler::chargebacks
