#pragma once

#include "core/jobs/handler.h"
#include "core/telemetry/log.h"
#include "modules/billing/corrections.h"
#include "modules/billing/gateway_batch.h"
#include "modules/billing/gateway_desk.h"

namespace hostler {

enum class RefundDestination { Source = 1, Credit };
template <>
inline constexpr std::array kEnumNames<RefundDestination>{std::string_view{"source"},
                                                          std::string_view{"credit"}};

enum class RefundStatus { Pending = 1, Processed, Failed };
template <>
inline constexpr std::array kEnumNames<RefundStatus>{
    std::string_view{"pending"}, std::string_view{"processed"}, std::string_view{"failed"}};

struct Refund;
template <>
inline constexpr std::string_view kIdPrefix<Refund> = "rfd";

/// Money given back on a payment.
struct Refund {
  Id<Refund> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Payment> payment;
  Money amount = Money::zero(Currency::of("INR"));
  /// Of it: taken from the client's credit when the refund was promised.
  Money reservedCredit = Money::zero(Currency::of("INR"));
  RefundDestination destination = RefundDestination::Source;
  RefundStatus status = RefundStatus::Pending;
  std::string reason;
  std::optional<std::string> gatewayRefundId;
  std::optional<Id<CreditNote>> creditNote;
  std::optional<std::string> capture;  ///< the gateway's payment that it takes from
  Instant createdAt;
};

/// Asks the gateway to give money back.
struct RefundPayment {
  static constexpr std::string_view kKind = "billing.refund_payment";
  Id<Refund> refund;
  static void describe(Shape<RefundPayment>& shape) {
    shape.field("refund", &RefundPayment::refund);
  }
};

/// Gives money back, never more than came in: the amount is reserved on the payment, and where it
/// had become credit on that, in the transaction that promises it. It is booked (with a credit
/// note) once the gateway has taken the order, and by then nothing can refuse it: what is missing
/// is written off.
class RefundDesk {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    CreditDesk& credit;
    Ledger& ledger;
    PaymentRepository& payments;
    Corrections& corrections;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit RefundDesk(Parts parts) : parts_{parts} {}

  /// `amount` nothing: all that is left. Where the order was paid more than once and no one capture
  /// holds it all, there is a refund for each capture; the first is returned. What was paid from
  /// the wallet goes back there, whatever `destination` says; what staff booked by hand counts as
  /// given back at once. Throws 409 `refund_exceeds_payment` (more than came in, or than the
  /// payer's bank left of it), `credit_was_spent` when a part of it became credit that is spent,
  /// `nothing_to_refund` when what is left is the client's credit already.
  Refund start(db::Transaction& tx, const Actor& actor, Id<Payment> payment,
               std::optional<Money> amount, RefundDestination destination,
               const std::string& reason);

  /// Accepted refunds whose end the gateway has not told, and that are to be asked after now.
  std::vector<Refund> unsettled(db::Reader& reader, Instant now, Id<Refund> after, int limit);
  void askAgainAt(db::Transaction& tx, Id<Refund> refund, Instant at);
  std::optional<Refund> find(db::Reader& reader, Id<Refund> id);
  std::vector<Refund> list(db::Reader& reader, Id<Tenant> tenant, const http::ListOrder& order,
                           int limit);
  /// The gateway took it (or has done it): books it once.
  void accepted(db::Transaction& tx, Id<Refund> id, const std::string& gatewayRefundId,
                bool processed);
  /// The gateway refused it before anything was booked: the reservation ends.
  void refused(db::Transaction& tx, Id<Refund> id, const std::string& reason);
  /// What a gateway tells of a refund, ours or made by hand at its dashboard.
  GatewayBatch::Verdict learn(db::Transaction& tx, const GatewayNotice& notice);

 private:
  std::vector<Refund> splitOverCaptures(db::Transaction& tx, const Payment& payment,
                                        const Refund& whole);
  Refund promise(db::Transaction& tx, const Actor& actor, const Payment& payment, Refund refund);
  Money heldByInvoices(db::Transaction& tx, const Payment& payment);
  void reserveCredit(db::Transaction& tx, Refund& refund, Money held);
  void releaseCredit(db::Transaction& tx, const Refund& refund);
  void insert(db::Transaction& tx, const Refund& refund);
  bool isBooked(db::Transaction& tx, const Refund& refund);
  void writeOff(db::Transaction& tx, const Actor& actor, const Refund& refund, Money lost,
                Journal& journal);
  /// What of a refund lowers which of the payment's invoices; the rest of it had become credit.
  std::vector<Allocation> partsOf(db::Transaction& tx, Money amount,
                                  const std::vector<Invoice>& invoices);
  void bookIt(db::Transaction& tx, const Actor& actor, Refund& refund,
              const std::string& transactionId);
  void save(db::Transaction& tx, const Refund& refund);

  Parts parts_;
  Log log_{"modules.billing"};
};

}  // namespace hostler
