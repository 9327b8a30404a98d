#include "modules/notifications/reminder_route.h"

namespace hostler {

void ReminderRoute::mount(http::Router& router) {
  router
      .post<http::Nothing, InvoiceView>(
          "/admin/invoices/{id}/send-reminder", http::Access::staff(kSendReminders),
          [this](const auto& request) {
            return remind(request.actor(), request.template id<Invoice>());
          })
      .named("adminRemindOfInvoice", "Remind the payer of an open invoice, now")
      .tagged("Admin: billing")
      .idempotent();
}

InvoiceView ReminderRoute::remind(const Actor& actor, Id<Invoice> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto invoice = parts_.billing.find(tx, actor.scope, id);
    if (!invoice) throw NotFound{};
    if (!invoice->isOpen() || !invoice->balance.isPositive()) {
      throw DomainError{"nothing_to_remind_of",
                        409,
                        "Only an invoice that is open can be reminded of.",
                        {{"invoice_status", wordOf(invoice->stored)}}};
    }
    const auto today = parts_.tenants.today(actor.scope.tenant);
    const auto kind = invoice->dueDate < today ? Reminder::Overdue1 : Reminder::Upcoming;
    if (!parts_.mails.remindByHand(tx, actor, id, kind)) {
      throw DomainError{"nobody_to_write_to", 409,
                        "The client has no address that a mail could go to."};
    }
    parts_.audit.record(tx, actor,
                        {"invoice.reminded", id.text(), nullptr, {{"number", invoice->number}}});
    invoice->lines = parts_.billing.lines(tx, *invoice);
    return InvoiceView::of(*invoice, today);
  });
}

}  // namespace hostler
