#pragma once

// The facts that billing announces.

#include "core/shape/shape.h"
#include "modules/billing/dispute.h"
#include "modules/billing/invoice.h"

namespace hostler {

struct InvoiceIssued {
  static constexpr std::string_view kName = "invoice.issued";
  Id<Invoice> invoice;
  Id<Account> account;
  std::string number;
  InvoiceKind kind = InvoiceKind::Order;
  Money total = Money::zero(Currency::of("INR"));
  Date dueDate = Date::ofDaysSinceEpoch(0);
  static void describe(Shape<InvoiceIssued>& shape);
};

/// The balance came to zero.
struct InvoicePaid {
  static constexpr std::string_view kName = "invoice.paid";
  Id<Invoice> invoice;
  Id<Account> account;
  std::string number;
  InvoiceKind kind = InvoiceKind::Order;
  Money total = Money::zero(Currency::of("INR"));
  static void describe(Shape<InvoicePaid>& shape);
};

struct InvoiceCancelled {
  static constexpr std::string_view kName = "invoice.cancelled";
  Id<Invoice> invoice;
  Id<Account> account;
  std::string number, reason;
  static void describe(Shape<InvoiceCancelled>& shape);
};

/// An invoice was taken back by a credit note, and another one stands in its place.
struct InvoiceReissued {
  static constexpr std::string_view kName = "invoice.reissued";
  Id<Invoice> before, after;
  Id<Account> account;
  std::string numberBefore, numberAfter;
  static void describe(Shape<InvoiceReissued>& shape);
};

/// Money came in: through a gateway, by hand, or from credit.
struct PaymentReceived {
  static constexpr std::string_view kName = "payment.received";
  Id<Transaction> transaction;
  std::optional<Id<Payment>> payment;
  Id<Account> account;
  std::string gateway;
  Money amount = Money::zero(Currency::of("INR"));
  std::vector<Id<Invoice>> invoices;
  static void describe(Shape<PaymentReceived>& shape);
};

struct PaymentFailed {
  static constexpr std::string_view kName = "payment.failed";
  Id<Payment> payment;
  Id<Account> account;
  std::string gateway, code, message;
  std::vector<Id<Invoice>> invoices;
  static void describe(Shape<PaymentFailed>& shape);
};

/// A client says that money is on its way that people must confirm.
struct PaymentProofSent {
  static constexpr std::string_view kName = "payment.proof_sent";
  Id<Payment> payment;
  Id<Account> account;
  std::string gateway;
  Money amount = Money::zero(Currency::of("INR"));
  std::vector<Id<Invoice>> invoices;
  static void describe(Shape<PaymentProofSent>& shape);
};

/// A saved method will be charged: its owner is told a day before, where the law wants that.
struct DebitAnnounced {
  static constexpr std::string_view kName = "payment.debit_announced";
  Id<Invoice> invoice;
  Id<Account> account;
  std::string number;
  Money amount = Money::zero(Currency::of("INR"));
  std::string method;  ///< "Visa 1111"
  Instant chargeAt;
  static void describe(Shape<DebitAnnounced>& shape);
};

/// An invoice that was to be collected needs its client: `reason` is amount_needs_payer, no_method,
/// attempts_used_up, switched_off, disputed, given_up (by staff), or authentication_required (then
/// `payment` is waiting).
struct PaymentNeedsClient {
  static constexpr std::string_view kName = "payment.needs_client";
  Id<Invoice> invoice;
  Id<Account> account;
  std::string number;
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<Id<Payment>> payment;
  std::string reason;
  static void describe(Shape<PaymentNeedsClient>& shape);
};

/// Money was given back.
struct PaymentRefunded {
  static constexpr std::string_view kName = "payment.refunded";
  std::optional<Id<Payment>> payment;  ///< none: credit had paid without an attempt
  Id<Account> account;
  Money amount = Money::zero(Currency::of("INR"));
  std::string destination;  ///< source, credit
  /// Those that it was taken back from; none where it was the client's credit already.
  std::vector<Id<Invoice>> invoices;
  static void describe(Shape<PaymentRefunded>& shape);
};

/// A payer's bank disputes a payment. Evidence is taken until `respondBy`.
struct DisputeOpened {
  static constexpr std::string_view kName = "payment.dispute_opened";
  Id<Dispute> dispute;
  Id<Payment> payment;
  Id<Account> account;
  Money amount = Money::zero(Currency::of("INR"));
  std::string reason;
  std::optional<Instant> respondBy;
  std::vector<Id<Invoice>> invoices;
  static void describe(Shape<DisputeOpened>& shape);
};

/// A captured payment was taken back by the payer's bank.
struct PaymentDisputed {
  static constexpr std::string_view kName = "payment.disputed";
  Id<Payment> payment;
  Id<Account> account;
  Money amount = Money::zero(Currency::of("INR"));
  std::vector<Id<Invoice>> invoices;
  bool won = false;  ///< the money came back to us
  static void describe(Shape<PaymentDisputed>& shape);
};

}  // namespace hostler
