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
  view.createdAt = payment.createdAt;
  return view;
}

void PaymentView::describe(Shape<PaymentView>& shape) {
  shape.field("id", &PaymentView::id);
  shape.field("account_id", &PaymentView::account);
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
  shape.field("created_at", &PaymentView::createdAt);
}

TransactionView TransactionView::of(const Transaction& transaction) {
  TransactionView view;
  view.id = transaction.id;
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
  shape.field("payment_method_id", &PayInvoice::paymentMethod).length(1, 60);
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

void OfferedView::describe(Shape<OfferedView>& shape) {
  shape.field("gateway", &OfferedView::gateway);
  shape.field("title", &OfferedView::title);
  shape.field("kind", &OfferedView::kind);
  shape.field("currencies", &OfferedView::currencies).describedAs("empty: all");
}

void MethodsView::describe(Shape<MethodsView>& shape) {
  shape.field("data", &MethodsView::data).describedAs("saved ones");
  shape.field("offered", &MethodsView::offered);
}

}  // namespace hostler
