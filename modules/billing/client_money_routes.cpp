#include "modules/billing/client_money_routes.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/invoice_page.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/payment_views.h"

namespace hostler {

using http::Access;

namespace {

/// A posting as an accountant reads it.
struct LedgerEntryView {
  std::string what, reference, book;
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<Id<Invoice>> invoice;
  Instant postedAt;

  static LedgerEntryView of(const Ledger::Entry& entry) {
    return {entry.what,           entry.reference,       entry.posting.book,
            entry.posting.amount, entry.posting.invoice, entry.postedAt};
  }
  static void describe(Shape<LedgerEntryView>& shape) {
    shape.field("what", &LedgerEntryView::what);
    shape.field("reference", &LedgerEntryView::reference);
    shape.field("book", &LedgerEntryView::book);
    shape.field("amount", &LedgerEntryView::amount)
        .describedAs("debits positive, credits negative");
    shape.field("invoice_id", &LedgerEntryView::invoice).nullable();
    shape.field("created_at", &LedgerEntryView::postedAt);
  }
};

}  // namespace

void ClientMoneyRoutes::mount(http::Router& router) {
  const auto manage = Access::staff(kManageInvoices);
  // What is not this tenant's client is not there.
  const auto clientIn = [this](const auto& request, db::Reader& reader) {
    const auto id = request.template id<Account>();
    accounts_.get(reader, request.scope().tenant, id);
    return Scope::ofAccount(request.scope().tenant, id);
  };
  router
      .get<InvoiceQuery, http::Page<InvoiceView>>(
          "/admin/clients/{id}/invoices", manage,
          [this, clientIn](const auto& request) {
            const auto client =
                database_.read([&](db::Reader& reader) { return clientIn(request, reader); });
            if (request.query().status != InvoiceStatus::Draft)
              return pageOfInvoices(database_, billing_, request.actor(), client, request.query());
            AdminInvoiceQuery drafts;
            static_cast<InvoiceQuery&>(drafts) = request.query();
            drafts.account = client.account;
            return pageForStaff(database_, billing_, request.actor(), drafts);
          })
      .named("adminListClientInvoices", "One client's invoices")
      .tagged("Clients");
  router
      .get<http::ListQuery, http::Page<LedgerEntryView>>(
          "/admin/clients/{id}/ledger", manage,
          [this, clientIn](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto entries = database_.read([&](db::Reader& reader) {
              return Ledger::entriesOf(reader, clientIn(request, reader), order,
                                       request.query().limit + 1);
            });
            return http::Page<LedgerEntryView>::of(std::move(entries), request.query().limit,
                                                   LedgerEntryView::of,
                                                   [](const Ledger::Entry& entry) {
                                                     return http::Cursor{entry.id, 0};
                                                   });
          })
      .named("adminListClientLedger", "What was posted for one client")
      .tagged("Clients");
  router
      .get<http::ListQuery, http::Page<RefundView>>(
          "/admin/refunds", manage,
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto refunds = database_.read([&](db::Reader& reader) {
              return refunds_.list(reader, request.scope().tenant, order,
                                   request.query().limit + 1);
            });
            return http::Page<RefundView>::of(std::move(refunds), request.query().limit,
                                              RefundView::of, [](const Refund& refund) {
                                                return http::Cursor{refund.id.value(), 0};
                                              });
          })
      .named("adminListRefunds", "What was given back, or is promised")
      .tagged("Admin: billing");
  router
      .get<http::Nothing, CreditNoteView>(
          "/admin/credit-notes/{id}", manage,
          [this](const auto& request) {
            const auto note = database_.read([&](db::Reader& reader) {
              return corrections_.find(reader, request.scope(), request.template id<CreditNote>());
            });
            if (!note) throw NotFound{};
            return CreditNoteView::of(*note);
          })
      .named("adminGetCreditNote", "One credit note")
      .tagged("Admin: billing");
}

}  // namespace hostler
