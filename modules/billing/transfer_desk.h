#pragma once

#include "modules/billing/gateway_desk.h"
#include "modules/files/files.h"

namespace hostler {

/// Money that no gateway tells of: bank transfers, UPI, coins. The payer may send a proof, staff
/// say what came in.
class TransferDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    PaymentRepository& payments;
    GatewayDesk& desk;
    Files& files;
    AuditLog& audit;
    events::Bus& bus;
  };
  explicit TransferDesk(Parts parts) : parts_{parts} {}

  /// The payer's proof that money is on its way: an upload of theirs. The payment is `processing`
  /// from then on. Throws NotFound, 409 `no_proof_wanted` for a payment that is over or that a
  /// gateway tells of, and 409 `proofs_enough`.
  Payment prove(const Actor& actor, Id<Payment> payment, Id<File> file);
  std::vector<File> proofsOf(db::Reader& reader, const Payment& payment);

  /// What staff found in the bank's statement.
  struct Found {
    Money amount = Money::zero(Currency::of("INR"));  ///< may be less or more than was asked for
    std::string reference;  ///< the bank's own: books once, through whatever account
    std::optional<Date> receivedOn;
  };
  /// Books it as a gateway's capture is booked: to the payment's invoices in turn, the rest to the
  /// client's credit. May be said again, of another transfer for the same payment. Throws NotFound,
  /// 409 `not_by_hand`, 409 `reference_used`, and 422 for another currency.
  Payment confirm(const Actor& actor, Id<Payment> payment, const Found& found);
  /// Nothing came: the payment has failed, and the client may pay anew. Throws 409
  /// `payment_closed` for one that is over.
  Payment reject(const Actor& actor, Id<Payment> payment, const std::string& reason);

 private:
  Payment lockByHand(db::Transaction& tx, const Actor& actor, Id<Payment> id);

  Parts parts_;
};

}  // namespace hostler
