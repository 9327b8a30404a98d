#include "modules/billing/billing_events.h"

namespace hostler {

void InvoiceIssued::describe(Shape<InvoiceIssued>& shape) {
  shape.field("invoice", &InvoiceIssued::invoice);
  shape.field("account", &InvoiceIssued::account);
  shape.field("number", &InvoiceIssued::number);
  shape.field("kind", &InvoiceIssued::kind);
  shape.field("total", &InvoiceIssued::total);
  shape.field("due_date", &InvoiceIssued::dueDate);
}

void InvoicePaid::describe(Shape<InvoicePaid>& shape) {
  shape.field("invoice", &InvoicePaid::invoice);
  shape.field("account", &InvoicePaid::account);
  shape.field("number", &InvoicePaid::number);
  shape.field("kind", &InvoicePaid::kind);
  shape.field("total", &InvoicePaid::total);
}

void InvoiceCancelled::describe(Shape<InvoiceCancelled>& shape) {
  shape.field("invoice", &InvoiceCancelled::invoice);
  shape.field("account", &InvoiceCancelled::account);
  shape.field("number", &InvoiceCancelled::number);
  shape.field("reason", &InvoiceCancelled::reason);
}

void InvoiceReissued::describe(Shape<InvoiceReissued>& shape) {
  shape.field("before", &InvoiceReissued::before);
  shape.field("after", &InvoiceReissued::after);
  shape.field("account", &InvoiceReissued::account);
  shape.field("number_before", &InvoiceReissued::numberBefore);
  shape.field("number_after", &InvoiceReissued::numberAfter);
}

void PaymentReceived::describe(Shape<PaymentReceived>& shape) {
  shape.field("transaction", &PaymentReceived::transaction);
  shape.field("payment", &PaymentReceived::payment);
  shape.field("account", &PaymentReceived::account);
  shape.field("gateway", &PaymentReceived::gateway);
  shape.field("amount", &PaymentReceived::amount);
  shape.field("invoices", &PaymentReceived::invoices);
}

void PaymentFailed::describe(Shape<PaymentFailed>& shape) {
  shape.field("payment", &PaymentFailed::payment);
  shape.field("account", &PaymentFailed::account);
  shape.field("gateway", &PaymentFailed::gateway);
  shape.field("code", &PaymentFailed::code);
  shape.field("message", &PaymentFailed::message);
  shape.field("invoices", &PaymentFailed::invoices);
}

void PaymentProofSent::describe(Shape<PaymentProofSent>& shape) {
  shape.field("payment", &PaymentProofSent::payment);
  shape.field("account", &PaymentProofSent::account);
  shape.field("gateway", &PaymentProofSent::gateway);
  shape.field("amount", &PaymentProofSent::amount);
  shape.field("invoices", &PaymentProofSent::invoices);
}

void DebitAnnounced::describe(Shape<DebitAnnounced>& shape) {
  shape.field("invoice", &DebitAnnounced::invoice);
  shape.field("account", &DebitAnnounced::account);
  shape.field("number", &DebitAnnounced::number);
  shape.field("amount", &DebitAnnounced::amount);
  shape.field("method", &DebitAnnounced::method);
  shape.field("charge_at", &DebitAnnounced::chargeAt);
}

void PaymentNeedsClient::describe(Shape<PaymentNeedsClient>& shape) {
  shape.field("invoice", &PaymentNeedsClient::invoice);
  shape.field("account", &PaymentNeedsClient::account);
  shape.field("number", &PaymentNeedsClient::number);
  shape.field("amount", &PaymentNeedsClient::amount);
  shape.field("payment", &PaymentNeedsClient::payment);
  shape.field("reason", &PaymentNeedsClient::reason);
}

void PaymentRefunded::describe(Shape<PaymentRefunded>& shape) {
  shape.field("payment", &PaymentRefunded::payment);
  shape.field("account", &PaymentRefunded::account);
  shape.field("amount", &PaymentRefunded::amount);
  shape.field("destination", &PaymentRefunded::destination);
  shape.field("invoices", &PaymentRefunded::invoices);
}

void DisputeOpened::describe(Shape<DisputeOpened>& shape) {
  shape.field("dispute", &DisputeOpened::dispute);
  shape.field("payment", &DisputeOpened::payment);
  shape.field("account", &DisputeOpened::account);
  shape.field("amount", &DisputeOpened::amount);
  shape.field("reason", &DisputeOpened::reason);
  shape.field("respond_by", &DisputeOpened::respondBy);
  shape.field("invoices", &DisputeOpened::invoices);
}

void PaymentDisputed::describe(Shape<PaymentDisputed>& shape) {
  shape.field("payment", &PaymentDisputed::payment);
  shape.field("account", &PaymentDisputed::account);
  shape.field("amount", &PaymentDisputed::amount);
  shape.field("invoices", &PaymentDisputed::invoices);
  shape.field("won", &PaymentDisputed::won);
}

}  // namespace hostler
