#include "modules/billing/payment_views.h"

namespace hostler {

PaymentView PaymentView::of(const Payment& payment) {
  PaymentView view;
  view.id = payment.id;
  view.account = payment.account;
  view.status = payment.status;
  view.gateway = payment.gateway;
  view.amount = payment.amount;
  view.paid = payment.paid;
  view.refunded = payment.refunded;
  view.invoices = payment.invoices;
  view.method = payment.method;
  if (payment.isOpen()) view.nextAction = payment.nextAction;
  if (payment.status == PaymentStatus::Failed) {
    view.errorCode = payment.errorCode;
    view.errorMessage = payment.errorMessage;
  }
  view.receivedOn = payment.receivedOn;
  view.byHand = payment.byHand;
  view.createdAt = payment.createdAt;
  return view;
}

void PaymentView::describe(Shape<PaymentView>& shape) {
  shape.field("id", &PaymentView::id);
  shape.field("account_id", &PaymentView::account);
  shape.field("client", &PaymentView::client).describedAs("{id, name, company?}: for staff");
  shape.field("status", &PaymentView::status);
  shape.field("gateway", &PaymentView::gateway);
  shape.field("amount", &PaymentView::amount);
  shape.field("paid", &PaymentView::paid);
  shape.field("refunded", &PaymentView::refunded);
  shape.field("invoices", &PaymentView::invoices);
  shape.field("method", &PaymentView::method);
  shape.field("next_action", &PaymentView::nextAction);
  shape.field("error_code", &PaymentView::errorCode);
  shape.field("error_message", &PaymentView::errorMessage);
  shape.field("received_on", &PaymentView::receivedOn)
      .describedAs("when it came in, of what was booked by hand");
  shape.field("by_hand", &PaymentView::byHand)
      .describedAs("staff confirm what came in; a proof may be sent");
  shape.field("created_at", &PaymentView::createdAt);
}

TransactionView TransactionView::of(const Transaction& transaction) {
  TransactionView view;
  view.id = transaction.id;
  view.account = transaction.account;
  view.payment = transaction.payment;
  view.type = transaction.type;
  view.gateway = transaction.gateway;
  view.gatewayTransactionId = transaction.gatewayTransactionId;
  for (const auto& part : transaction.allocations) view.invoices.push_back(part.invoice);
  view.amount = transaction.amount;
  view.fee = transaction.fee;
  view.status = transaction.status;
  view.createdAt = transaction.createdAt;
  return view;
}

void TransactionView::describe(Shape<TransactionView>& shape) {
  shape.field("id", &TransactionView::id);
  shape.field("account_id", &TransactionView::account);
  shape.field("client", &TransactionView::client).describedAs("{id, name, company?}: for staff");
  shape.field("payment_id", &TransactionView::payment);
  shape.field("type", &TransactionView::type);
  shape.field("gateway", &TransactionView::gateway);
  shape.field("gateway_transaction_id", &TransactionView::gatewayTransactionId);
  shape.field("invoices", &TransactionView::invoices);
  shape.field("amount", &TransactionView::amount);
  shape.field("fee", &TransactionView::fee);
  shape.field("status", &TransactionView::status);
  shape.field("created_at", &TransactionView::createdAt);
}

RefundView RefundView::of(const Refund& refund) {
  return {refund.id,     refund.payment, refund.amount,     refund.destination,
          refund.status, refund.reason,  refund.creditNote, refund.createdAt};
}

void RefundView::describe(Shape<RefundView>& shape) {
  shape.field("id", &RefundView::id);
  shape.field("payment_id", &RefundView::payment);
  shape.field("amount", &RefundView::amount);
  shape.field("to", &RefundView::to);
  shape.field("status", &RefundView::status);
  shape.field("reason", &RefundView::reason);
  shape.field("credit_note_id", &RefundView::creditNote);
  shape.field("created_at", &RefundView::createdAt);
}

void PayInvoice::describe(Shape<PayInvoice>& shape) {
  shape.field("method", &PayInvoice::method).length(1, 40);
  shape.field("payment_method_id", &PayInvoice::paymentMethod)
      .describedAs("a saved one, charged at once");
}

void CreatePayment::describe(Shape<CreatePayment>& shape) {
  shape.field("invoice_id", &CreatePayment::invoice);
  shape.field("invoice_ids", &CreatePayment::invoices).count(0, 100);
  shape.field("gateway", &CreatePayment::gateway).length(1, 40);
}

void TopUp::describe(Shape<TopUp>& shape) {
  shape.field("amount", &TopUp::amount).positive();
  shape.field("method", &TopUp::method)
      .length(1, 40)
      .describedAs("without it, the first one offered that takes the currency");
}

void RefundBody::describe(Shape<RefundBody>& shape) {
  shape.field("amount", &RefundBody::amount).positive();
  shape.field("reason", &RefundBody::reason).length(1, 300);
  shape.field("to", &RefundBody::to).withDefault();
}

SavedMethodView SavedMethodView::of(const SavedMethod& method,
                                    const BillingPreferences& preferences) {
  SavedMethodView view;
  view.id = method.id;
  view.gateway = method.gateway;
  view.kind = method.kind;
  view.title = method.title;
  view.state = method.state;
  view.isDefault = preferences.defaultMethod == method.id;
  view.chargeable = method.state == "confirmed" && method.blocked.empty();
  view.most = method.most;
  view.expiresAt = method.expiresAt;
  view.createdAt = method.createdAt;
  return view;
}

void SavedMethodView::describe(Shape<SavedMethodView>& shape) {
  shape.field("id", &SavedMethodView::id);
  shape.field("gateway", &SavedMethodView::gateway);
  shape.field("kind", &SavedMethodView::kind).describedAs("card, upi, emandate …");
  shape.field("title", &SavedMethodView::title).describedAs("fit for a receipt: Visa 1111");
  shape.field("state", &SavedMethodView::state)
      .describedAs("initiated, confirmed, rejected, cancelled, paused");
  shape.field("default", &SavedMethodView::isDefault);
  shape.field("chargeable", &SavedMethodView::chargeable)
      .describedAs("false: refused for good, or not confirmed");
  shape.field("max_amount", &SavedMethodView::most);
  shape.field("expires_at", &SavedMethodView::expiresAt);
  shape.field("created_at", &SavedMethodView::createdAt);
}

void AddMethod::describe(Shape<AddMethod>& shape) {
  shape.field("gateway", &AddMethod::gateway).length(1, 40);
  shape.field("kind", &AddMethod::kind)
      .pattern("[a-z][a-z_]{1,19}", "must be a word such as card")
      .withDefault()
      .describedAs("card, upi or emandate; what the gateway knows");
}

void BillingSettingsView::describe(Shape<BillingSettingsView>& shape) {
  shape.field("default_method_id", &BillingSettingsView::defaultMethod)
      .nullable()
      .describedAs("which of GET /api/payments/methods is charged");
  shape.field("auto_pay", &BillingSettingsView::autoPay)
      .withDefault()
      .describedAs("due renewals are charged to the default method");
}

void OfferedView::describe(Shape<OfferedView>& shape) {
  shape.field("gateway", &OfferedView::gateway);
  shape.field("title", &OfferedView::title);
  shape.field("kind", &OfferedView::kind);
  shape.field("currencies", &OfferedView::currencies).describedAs("empty: all");
  shape.field("saves", &OfferedView::saves).describedAs("a way to pay can be saved there");
}

void MethodsView::describe(Shape<MethodsView>& shape) {
  shape.field("data", &MethodsView::data).describedAs("saved ones");
  shape.field("offered", &MethodsView::offered);
}

}  // namespace hostler
