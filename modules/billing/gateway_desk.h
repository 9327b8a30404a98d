#pragma once

// Books what gateways tell: the one place where money that came in through a gateway reaches
// invoices. However it is learnt (webhook, browser return, reconciliation), a movement is booked
// once.

#include "core/audit/audit_log.h"
#include "core/http/page.h"
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
  /// The same without waiting: `done` is told, on another thread.
  void take(GatewayDelivery delivery, DeliveryLane::Done done);
  /// Before anything that subscribes to facts of money goes: from then on deliveries are refused.
  void stop();
  /// The same for what was learnt in another way.
  void book(const std::vector<GatewayNotice>& notices);
  /// The same inside the caller's transaction; false when it changed nothing, as what is booked
  /// already.
  bool bookIn(db::Transaction& tx, const GatewayNotice& notice);
  /// Books again the events that waited for this payment of the gateway's.
  void settleWaiting(const std::string& gateway, const std::string& transaction);

  // What waits for a person (see held_events.cpp). Each ends the waiting of one event, once: throws
  // 409 `not_unmatched` when it does not wait any more.

  /// Money that came in for no attempt of ours, or that did not fit the one it names: staff say
  /// which open invoice it is for, and it is booked so. Staff of the platform, who alone see what
  /// no tenant has a claim on, may name any tenant's invoice. Throws NotFound, 409 `not_unmatched`
  /// also when it holds no captured payment, and 409 `other_currency`.
  void assign(const Actor& actor, Id<GatewayEvent> event, Id<Invoice> invoice);
  /// The same money becomes credit: of `account`, which is one of the actor's tenant, or else of
  /// whose attempt it names. Throws 422 where neither tells whose it is.
  void putToCredit(const Actor& actor, Id<GatewayEvent> event, std::optional<Id<Account>> account,
                   const std::string& reason);
  /// Nothing is booked: `reason` says what a person found, or did about it.
  void dismiss(const Actor& actor, Id<GatewayEvent> event, const std::string& reason);

  struct StoredEvent {
    Id<GatewayEvent> id;
    std::string gateway, eventId, kind, state, reason;
    Instant receivedAt;
    std::optional<Money> amount;  ///< where it is about money
    std::string transactionId;    ///< the gateway's, for its dashboard
    std::optional<Id<Payment>> payment;
    /// Nobody has decided about it, and nothing was booked: looking again may help.
    bool canReplay() const;
  };
  /// Those that wait for a person: money that belongs to no attempt of ours, and what was held
  /// because it does not fit what we know. The latest first.
  std::vector<StoredEvent> needingSomeone(db::Reader& reader, Id<GatewayEvent> before, int limit);

  // All that gateways have sent (see gateway_event_log.cpp).

  struct EventFilter {
    std::optional<std::string> gateway, state;
  };
  std::vector<StoredEvent> events(db::Reader& reader, const EventFilter& filter,
                                  const http::ListOrder& order, int limit);
  std::optional<StoredEvent> event(db::Reader& reader, Id<GatewayEvent> id);
  /// Looks again at one that was kept and not booked. What is booked already is not booked twice.
  /// Throws NotFound, and 409 `not_replayable` for what was booked, ignored or dismissed.
  StoredEvent replay(const Actor& actor, Id<GatewayEvent> id);

 private:
  void write(const std::vector<const GatewayDelivery*>& deliveries);
  StoredEvent eventOf(const db::Row& row);
  std::vector<GatewayNotice> noticesOf(Id<GatewayEvent> id, const db::Blob& body);
  struct Held;
  Held held(db::Transaction& tx, Id<GatewayEvent> event);
  void bookAs(db::Transaction& tx, const Actor& actor, Id<GatewayEvent> event, Held& held,
              Payment payment, const Json& what);
  void endAttempt(db::Transaction& tx, const Held& held);
  void lookAgain(db::Transaction& tx, const std::string& gateway, const std::string& transaction);
  void wakeWaiting(db::Transaction& tx, const std::string& gateway,
                   const std::vector<const GatewayNotice*>& notices);

  Parts parts_;
  // Copies of an event come one after the other, other events side by side.
  std::array<DeliveryLane, 2> lanes_;
};

}  // namespace hostler
