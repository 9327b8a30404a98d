#pragma once

#include "core/http/page.h"
#include "core/shape/shape.h"
#include "modules/accounts/client_names.h"
#include "modules/billing/payment.h"
#include "modules/billing/refund_desk.h"
#include "modules/billing/saved_method.h"

namespace hostler {

struct PaymentView {
  Id<Payment> id;
  Id<Account> account;
  std::optional<ClientRef> client;  ///< for staff
  PaymentStatus status = PaymentStatus::Pending;
  std::string gateway;
  Money amount = Money::zero(Currency::of("INR"));
  Money paid = Money::zero(Currency::of("INR"));
  Money refunded = Money::zero(Currency::of("INR"));
  std::vector<Id<Invoice>> invoices;
  std::string method;
  std::optional<Json> nextAction;
  std::optional<std::string> errorCode, errorMessage;
  std::optional<Date> receivedOn;
  bool byHand = false;
  Instant createdAt;

  static PaymentView of(const Payment& payment);
  static void describe(Shape<PaymentView>& shape);
};

/// {"payment": {…}}
struct PaymentReply {
  PaymentView payment;
  static void describe(Shape<PaymentReply>& shape) {
    shape.field("payment", &PaymentReply::payment);
  }
};

struct TransactionView {
  Id<Transaction> id;
  Id<Account> account;
  std::optional<ClientRef> client;  ///< for staff
  std::optional<Id<Payment>> payment;
  TransactionType type = TransactionType::Payment;
  std::string gateway, gatewayTransactionId;
  std::vector<Id<Invoice>> invoices;
  Money amount = Money::zero(Currency::of("INR"));
  Money fee = Money::zero(Currency::of("INR"));
  std::string status;
  Instant createdAt;

  static TransactionView of(const Transaction& transaction);
  static void describe(Shape<TransactionView>& shape);
};

struct RefundView {
  Id<Refund> id;
  Id<Payment> payment;
  Money amount = Money::zero(Currency::of("INR"));
  RefundDestination to = RefundDestination::Source;
  RefundStatus status = RefundStatus::Pending;
  std::string reason;
  std::optional<Id<CreditNote>> creditNote;
  Instant createdAt;

  static RefundView of(const Refund& refund);
  static void describe(Shape<RefundView>& shape);
};

struct PayInvoice {
  std::string method;
  std::optional<Id<PaymentMethod>> paymentMethod;
  static void describe(Shape<PayInvoice>& shape);
};

struct CreatePayment {
  std::optional<Id<Invoice>> invoice;
  std::vector<Id<Invoice>> invoices;
  std::string gateway;
  static void describe(Shape<CreatePayment>& shape);
};

struct TopUp {
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<std::string> method;
  static void describe(Shape<TopUp>& shape);
};

struct RefundBody {
  std::optional<Money> amount;
  std::string reason;
  RefundDestination to = RefundDestination::Source;
  static void describe(Shape<RefundBody>& shape);
};

struct SavedMethodView {
  Id<PaymentMethod> id;
  std::string gateway, kind, title, state;
  bool isDefault = false, chargeable = false;
  std::optional<Money> most;
  std::optional<Instant> expiresAt;
  Instant createdAt;

  static SavedMethodView of(const SavedMethod& method, const BillingPreferences& preferences);
  static void describe(Shape<SavedMethodView>& shape);
};

struct AddMethod {
  std::string gateway;
  std::string kind = "card";
  static void describe(Shape<AddMethod>& shape);
};

/// GET and PUT /billing/settings.
struct BillingSettingsView {
  std::optional<Id<PaymentMethod>> defaultMethod;
  bool autoPay = true;

  static BillingSettingsView of(const BillingPreferences& preferences) {
    return {preferences.defaultMethod, preferences.autoPay};
  }
  static void describe(Shape<BillingSettingsView>& shape);
};

struct OfferedView {
  std::string gateway, title, kind;
  std::vector<std::string> currencies;
  bool saves = false;
  static void describe(Shape<OfferedView>& shape);
};
struct MethodsView {
  std::vector<SavedMethodView> data;
  std::vector<OfferedView> offered;
  static void describe(Shape<MethodsView>& shape);
};

struct WalletView {
  std::vector<Money> balances;
  static void describe(Shape<WalletView>& shape) { shape.field("balances", &WalletView::balances); }
};

}  // namespace hostler
