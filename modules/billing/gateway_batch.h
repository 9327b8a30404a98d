#pragma once

#include "modules/billing/gateway_desk.h"

#include <map>
#include <set>

namespace hostler {

/// Books the notices of one gateway inside one transaction, with statements that take them all at
/// once. What it reads it locks, in one order; what it decides it decides in memory; what it writes
/// it writes at the end.
class GatewayBatch {
 public:
  GatewayBatch(GatewayDesk::Parts& parts, db::Transaction& tx, std::string gateway);

  /// What became of a notice: booked, ignored (a repeat, nothing to do), unmatched, held, waiting.
  struct Verdict {
    std::string state, reason;
    std::string waitsFor;
    std::optional<Id<Payment>> payment;
  };
  std::vector<Verdict> book(const std::vector<const GatewayNotice*>& notices);
  /// The verdict on an event, of those on its notices.
  static Verdict worst(const std::vector<Verdict>& verdicts);
  /// Of notices those that found an attempt of ours; `verdicts`: one for each, in their order.
  static std::vector<const GatewayNotice*> matched(const std::vector<const GatewayNotice*>& notices,
                                                   const std::vector<Verdict>& verdicts);

  /// Before the gateway's id of a dispute that was won, so that it is no other payment.
  static constexpr std::string_view kWon = "won:";

 private:
  void load(const std::vector<const GatewayNotice*>& notices);
  Verdict apply(const GatewayNotice& notice);
  Verdict capture(const GatewayNotice& notice, Payment& payment);
  Verdict setUp(const GatewayNotice& notice, Payment& payment);
  Verdict fail(const GatewayNotice& notice, Payment& payment);
  Verdict refund(const GatewayNotice& notice);
  Verdict dispute(const GatewayNotice& notice);
  Verdict methodChanged(const GatewayNotice& notice);
  Verdict ofAttempt(const GatewayNotice& notice);
  Verdict noticeFailed(Payment& payment);
  void keepDispute(const GatewayNotice& notice, const Payment& payment);
  Verdict loseTo(const GatewayNotice& notice, Payment& payment);
  Verdict winBack(const GatewayNotice& notice, Payment& payment);
  Money returnFee(const GatewayNotice& notice, Money booked, Journal& journal);
  Verdict settleDispute(Transaction transaction, Journal journal, const Payment& payment, bool won);
  bool isBooked(TransactionType type, const std::string& id);
  Payment& locked(Id<Payment> id);
  Payment* paymentFor(const GatewayNotice& notice);
  Invoice* invoice(Id<Invoice> id);
  void readAnew();
  std::vector<Allocation> allocate(Money amount, const std::vector<Id<Invoice>>& invoices,
                                   Journal& journal);
  std::vector<Allocation> reopen(Money amount, const Payment& payment, Journal& journal);
  void postFee(const GatewayNotice& notice, Journal& journal);
  Transaction transactionOf(const GatewayNotice& notice, const Payment& payment,
                            TransactionType type);
  void queueReceived();
  void write();

  GatewayDesk::Parts& parts_;
  db::Transaction& tx_;
  std::string gateway_;
  Instant now_;
  std::map<Id<Payment>, Payment> payments_;
  std::map<std::string, Id<Payment>> byReference_;
  std::map<Id<Invoice>, Invoice> invoices_;
  bool isStale_ = false;  ///< what was announced since may have changed the invoices
  std::set<std::pair<TransactionType, std::string>> booked_;
  std::set<Id<Payment>> changedPayments_;
  std::set<Id<Invoice>> changedInvoices_;
  std::vector<Transaction> transactions_;
  std::vector<Journal> journals_;
  std::map<Id<Tenant>, std::vector<events::Fact<PaymentReceived>>> received_;
  std::vector<std::function<void()>> announcements_;
};

}  // namespace hostler
