#pragma once

// Books what gateways tell: the one place where money that came in through a gateway reaches
// invoices. However it is learnt (webhook, browser return, reconciliation), a movement is booked
// once.

#include "core/audit/audit_log.h"
#include "core/jobs/queue.h"
#include "modules/billing/billing.h"
#include "modules/billing/billing_events.h"
#include "modules/billing/credit_desk.h"
#include "modules/billing/delivery_lane.h"
#include "modules/billing/payment_repository.h"

#include <array>

namespace hostler {

class RefundDesk;

class GatewayDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Vault& vault;
    Billing& billing;
    CreditDesk& credit;
    Ledger& ledger;
    PaymentRepository& payments;
    RefundDesk& refunds;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit GatewayDesk(Parts parts);
  static const SealedColumn kEventBody;

  /// Books a delivery once; returns when it is committed. Deliveries that arrive together share a
  /// transaction. Throws what the database throws: then the gateway must send it again.
  void receive(const GatewayDelivery& delivery);
  /// The same for what was learnt in another way.
  void book(const std::vector<GatewayNotice>& notices);
  /// Books again the events that waited for this payment of the gateway's.
  void settleWaiting(const std::string& gateway, const std::string& transaction);

  /// Money that came in for no attempt of ours: staff say which open invoice it is for, and it is
  /// booked so. Staff of the platform, who alone see what no tenant has a claim on, may name any
  /// tenant's invoice. Throws NotFound, or 409 `not_unmatched` when it was booked meanwhile or
  /// holds no captured payment.
  void assign(const Actor& actor, Id<GatewayEvent> event, Id<Invoice> invoice);

  struct StoredEvent {
    Id<GatewayEvent> id;
    std::string gateway, eventId, kind, state, reason;
    Instant receivedAt;
  };
  /// Those that wait for a person: money that belongs to no attempt of ours, and what was held
  /// because it does not fit what we know. The latest first.
  std::vector<StoredEvent> needingSomeone(db::Reader& reader, Id<GatewayEvent> before, int limit);

 private:
  void write(const std::vector<const GatewayDelivery*>& deliveries);
  void wakeWaiting(db::Transaction& tx, const std::string& gateway,
                   const std::vector<const GatewayNotice*>& notices);

  Parts parts_;
  // Copies of an event come one after the other, other events side by side.
  std::array<DeliveryLane, 2> lanes_;
};

}  // namespace hostler
