#include "modules/billing/invoice_routes.h"

#include "modules/billing/invoice_page.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/pdf_answer.h"

namespace hostler {

using http::Access;

template <class Paper>
http::Answer InvoiceRoutes::pdf(http::Context& context) {
  return pdfAnswer(documents_.pdfOf(context.scope(), context.pathId<Paper>()));
}

http::Answer InvoiceRoutes::proformaPdf(http::Context& context) {
  return pdfAnswer(documents_.proformaOf(context.scope(), context.pathId<Invoice>()));
}

void InvoiceRoutes::mount(http::Router& router) {
  router
      .get<InvoiceQuery, http::Page<InvoiceView>>("/invoices", Access::client(kReadInvoices),
                                                  [this](const auto& request) {
                                                    return pageOfInvoices(
                                                        database_, billing_, request.actor(),
                                                        request.scope(), request.query());
                                                  })
      .named("listInvoices", "My invoices")
      .tagged("Billing");
  router
      .get<http::Nothing, InvoiceView>("/invoices/{id}", Access::client(kReadInvoices),
                                       [this](const auto& request) {
                                         return one(request.scope(),
                                                    request.template id<Invoice>());
                                       })
      .named("getInvoice", "One invoice")
      .tagged("Billing");
  router
      .raw(http::Method::Get, "/invoices/{id}/pdf", Access::client(kReadInvoices),
           [this](http::Context& context) { return pdf<Invoice>(context); })
      .named("getInvoicePdf", "The invoice as a PDF")
      .tagged("Billing")
      .produces("application/pdf")
      .slow();
  router
      .raw(http::Method::Get, "/invoices/{id}/proforma/pdf", Access::client(kReadInvoices),
           [this](http::Context& context) { return proformaPdf(context); })
      .named("getProformaPdf", "The proforma invoice that an invoice was sent as, as a PDF")
      .tagged("Billing")
      .produces("application/pdf")
      .slow();
  router
      .raw(http::Method::Get, "/credit-notes/{id}/pdf", Access::client(kReadInvoices),
           [this](http::Context& context) { return pdf<CreditNote>(context); })
      .named("getCreditNotePdf", "The credit note as a PDF")
      .tagged("Billing")
      .produces("application/pdf")
      .slow();
  router
      .raw(http::Method::Get, "/admin/invoices/{id}/pdf", Access::staff(kManageInvoices),
           [this](http::Context& context) { return pdf<Invoice>(context); })
      .named("adminGetInvoicePdf", "The invoice as a PDF")
      .tagged("Admin: billing")
      .produces("application/pdf")
      .slow();
  router
      .raw(http::Method::Get, "/admin/invoices/{id}/proforma/pdf", Access::staff(kManageInvoices),
           [this](http::Context& context) { return proformaPdf(context); })
      .named("adminGetProformaPdf", "The proforma invoice that an invoice was sent as, as a PDF")
      .tagged("Admin: billing")
      .produces("application/pdf")
      .slow();
  router
      .raw(http::Method::Get, "/admin/credit-notes/{id}/pdf", Access::staff(kManageInvoices),
           [this](http::Context& context) { return pdf<CreditNote>(context); })
      .named("adminGetCreditNotePdf", "The credit note as a PDF")
      .tagged("Admin: billing")
      .produces("application/pdf")
      .slow();
  router
      .get<http::ListQuery, http::Page<CreditNoteView>>(
          "/credit-notes", Access::client(kReadInvoices),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto notes = database_.read([&](db::Reader& reader) {
              return corrections_.list(reader, request.scope(), order, request.query().limit + 1);
            });
            return http::Page<CreditNoteView>::of(
                std::move(notes), request.query().limit, CreditNoteView::of,
                [](const CreditNote& note) {
                  return http::Cursor{note.id.value(), 0};
                },
                [&](const CreditNote& note) {
                  return request.actor().may(kReadInvoices.action, note.id.text());
                });
          })
      .named("listCreditNotes", "My credit notes")
      .tagged("Billing");
  router
      .get<http::Nothing, CreditNoteView>(
          "/credit-notes/{id}", Access::client(kReadInvoices),
          [this](const auto& request) {
            const auto id = request.template id<CreditNote>();
            const auto note = database_.read(
                [&](db::Reader& reader) { return corrections_.find(reader, request.scope(), id); });
            if (!note) throw NotFound{};
            return CreditNoteView::of(*note);
          })
      .named("getCreditNote", "One credit note")
      .tagged("Billing");
}

InvoiceView InvoiceRoutes::one(const Scope& scope, Id<Invoice> id) {
  const auto today = tenants_.today(scope.tenant);
  return database_.read([&](db::Reader& reader) {
    auto found = billing_.find(reader, scope, id);
    if (!found) throw NotFound{};
    found->lines = billing_.lines(reader, *found);
    return InvoiceView::of(*found, today).worth(exchange_rates::keptFor(reader, id));
  });
}

}  // namespace hostler
