#include "modules/billing/admin_invoice_routes.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/invoice_page.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/payment_views.h"
#include "modules/billing/proformas.h"

namespace hostler {

using http::Access;

namespace {

struct TdsBody {
  std::string section;
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<Decimal> rate;
  std::optional<std::string> certificate;
  TdsStatement statement() const { return {section, amount, rate, certificate}; }
  static void describe(Shape<TdsBody>& shape) {
    shape.field("section", &TdsBody::section)
        .pattern("[0-9]{3}[A-Z]{0,4}", "must be a section of the Income-tax Act, such as 194C");
    shape.field("amount", &TdsBody::amount).positive();
    shape.field("rate", &TdsBody::rate)
        .notNegative()
        .describedAs("per cent of the value without tax; then the amount has to be what it makes");
    shape.field("certificate", &TdsBody::certificate).length(1, 40);
  }
};

struct MarkPaid {
  std::string method, reference;
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<Date> date;
  std::optional<TdsBody> tds;
  static void describe(Shape<MarkPaid>& shape) {
    shape.field("method", &MarkPaid::method)
        .length(1, 40)
        .describedAs("bank_transfer, cheque, cash …");
    shape.field("reference", &MarkPaid::reference)
        .length(1, 120)
        .describedAs("the bank's own, so that it is booked once");
    shape.field("amount", &MarkPaid::amount).positive();
    shape.field("date", &MarkPaid::date).describedAs("when it came in; today when left out");
    shape.field("tds", &MarkPaid::tds).describedAs("what the buyer deducted at source beside it");
  }
};

struct Because {
  std::string reason;
  static void describe(Shape<Because>& shape) {
    shape.field("reason", &Because::reason).length(1, 500);
  }
};

struct ReissuedView {
  CreditNoteView creditNote;
  InvoiceView invoice;
  static void describe(Shape<ReissuedView>& shape) {
    shape.field("credit_note", &ReissuedView::creditNote);
    shape.field("invoice", &ReissuedView::invoice);
  }
};

struct CreditBody {
  Money amount = Money::zero(Currency::of("INR"));
  std::string reason;
  static void describe(Shape<CreditBody>& shape) {
    shape.field("amount", &CreditBody::amount).positive();
    shape.field("reason", &CreditBody::reason).length(1, 500);
  }
};

}  // namespace

void NewManualInvoice::describe(Shape<NewManualInvoice>& shape) {
  shape.include<ManualInvoice>();
  shape.field("draft", &NewManualInvoice::draft)
      .withDefault()
      .describedAs("keep it as a draft: no number, nothing owed, its client does not see it");
}

void AdminInvoiceRoutes::mount(http::Router& router) {
  mountReading(router);
  mountDrafts(router);
  mountActing(router);
}

void AdminInvoiceRoutes::mountReading(http::Router& router) {
  router
      .get<AdminInvoiceQuery, http::Page<InvoiceView>>(
          "/admin/invoices", Access::staff(kManageInvoices),
          [this](const auto& request) {
            return pageForStaff(database_, billing_, request.actor(), request.query());
          })
      .named("adminListInvoices", "All invoices")
      .tagged("Admin: billing");
  router
      .get<http::ListQuery, http::Page<InvoiceView>>(
          "/admin/invoices/overdue", Access::staff(kManageInvoices),
          [this](const auto& request) {
            AdminInvoiceQuery query;
            static_cast<http::ListQuery&>(query) = request.query();
            query.overdue = true;
            return pageForStaff(database_, billing_, request.actor(), query);
          })
      .named("adminListOverdueInvoices", "Invoices that should have been paid")
      .tagged("Admin: billing");
  router
      .get<http::Nothing, InvoiceView>("/admin/invoices/{id}", Access::staff(kManageInvoices),
                                       [this](const auto& request) {
                                         return one(request.actor(),
                                                    request.template id<Invoice>());
                                       })
      .named("adminGetInvoice", "One invoice, or a draft as it would be issued today")
      .tagged("Admin: billing");
  router
      .get<http::ListQuery, http::Page<CreditNoteView>>(
          "/admin/credit-notes", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto notes = database_.read([&](db::Reader& reader) {
              return corrections_.list(reader, request.scope(), order, request.query().limit + 1);
            });
            return http::Page<CreditNoteView>::of(std::move(notes), request.query().limit,
                                                  CreditNoteView::of, [](const CreditNote& note) {
                                                    return http::Cursor{note.id.value(), 0};
                                                  });
          })
      .named("adminListCreditNotes", "All credit notes")
      .tagged("Admin: billing");
}

void AdminInvoiceRoutes::mountDrafts(http::Router& router) {
  const auto manage = Access::staff(kManageInvoices);
  const auto current = [this](const http::Context& context) {
    return one(context.actor(), context.pathId<Invoice>());
  };
  router
      .post<NewManualInvoice, InvoiceView>(
          "/admin/invoices", manage,
          [this](const auto& request) { return create(request.actor(), request.body()); })
      .named("adminCreateInvoice", "Issue an invoice by hand, or begin a draft of one")
      .tagged("Admin: billing")
      .creates();
  router
      .put<ManualInvoice, InvoiceView>("/admin/invoices/{id}", manage,
                                       [this](const auto& request) {
                                         const auto id = request.template id<Invoice>();
                                         drafts_.rewrite(request.actor(), id, request.body());
                                         return one(request.actor(), id);
                                       })
      .named("adminRewriteInvoiceDraft", "Write a draft anew")
      .tagged("Admin: billing")
      .guardedBy<InvoiceView>(current);
  router
      .remove<http::Nothing, http::Nothing>("/admin/invoices/{id}", manage,
                                            [this](const auto& request) {
                                              drafts_.discard(request.actor(),
                                                              request.template id<Invoice>());
                                            })
      .named("adminDiscardInvoiceDraft", "Throw a draft away")
      .tagged("Admin: billing")
      .guardedBy<InvoiceView>(current);
  router
      .post<http::Nothing, InvoiceView>("/admin/invoices/{id}/issue", manage,
                                        [this](const auto& request) {
                                          const auto id = request.template id<Invoice>();
                                          drafts_.issue(request.actor(), id);
                                          return one(request.actor(), id);
                                        })
      .named("adminIssueInvoiceDraft", "Issue a draft: number it, and charge its client")
      .tagged("Admin: billing")
      .idempotent()
      .guardedBy<InvoiceView>(current);
}

void AdminInvoiceRoutes::mountActing(http::Router& router) {
  router
      .post<MarkPaid, PaymentReply>(
          "/admin/invoices/{id}/mark-paid", Access::staff(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            const auto& body = request.body();
            const auto today = tenants_.today(request.scope().tenant);
            const auto date = body.date.value_or(today);
            if (date > today) throw ValidationError{"date", "in_future", "must not be after today"};
            const auto id = request.template id<Invoice>();
            const auto payment = database_.transaction([&](db::Transaction& tx) {
              if (body.tds) tds_.withhold(tx, request.actor(), id, body.tds->statement(), date);
              return payments_.markPaidIn(tx, request.actor(), id, body.method, body.reference,
                                          body.amount, date);
            });
            return PaymentReply{PaymentView::of(payment)};
          })
      .named("adminMarkInvoicePaid", "Book money that came in another way")
      .tagged("Admin: billing")
      .idempotent();
  router
      .post<Because, InvoiceView>("/admin/invoices/{id}/cancel", Access::staff(kManageInvoices),
                                  [this](const auto& request) {
                                    const auto id = request.template id<Invoice>();
                                    database_.transaction([&](db::Transaction& tx) {
                                      corrections_.cancel(tx, request.actor(), id,
                                                          request.body().reason);
                                    });
                                    return one(request.actor(), id);
                                  })
      .named("adminCancelInvoice", "Take back an unpaid invoice")
      .tagged("Admin: billing")
      .idempotent();
  router
      .post<Because, InvoiceView>(
          "/admin/invoices/{id}/unapply-credit", Access::staff(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Invoice>();
            database_.transaction([&](db::Transaction& tx) {
              corrections_.unapplyCredit(tx, request.actor(), id, request.body().reason);
            });
            return one(request.actor(), id);
          })
      .named("adminUnapplyCredit",
             "Give back to the client's credit what it paid on an open invoice")
      .tagged("Admin: billing")
      .idempotent();
  router
      .post<Because, ReissuedView>(
          "/admin/invoices/{id}/reissue", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto id = request.template id<Invoice>();
            hooks_.ask(request.scope().tenant, [&](db::Reader& reader) {
              return std::vector{reissue_.wanted(reader, request.scope(), id)};
            });
            const auto done = database_.transaction([&](db::Transaction& tx) {
              return reissue_.reissue(tx, request.actor(), id, request.body().reason);
            });
            return ReissuedView{CreditNoteView::of(done.note),
                                one(request.actor(), done.invoice.id)};
          })
      .named("adminReissueInvoice",
             "Take it back and issue it anew, with its client's tax number and address of today")
      .tagged("Admin: billing")
      .creates();
  router
      .post<CreditBody, CreditNoteView>(
          "/admin/invoices/{id}/credit", Access::staff(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Invoice>();
            return CreditNoteView::of(database_.transaction([&](db::Transaction& tx) {
              const auto invoice = invoice_repository::lock(tx, request.scope(), id);
              if (invoice && invoice->isProforma && !proformas::isPaidInPart(*invoice))
                throw proformas::notCreditable();
              return corrections_.credit(tx, request.actor(), id, request.body().amount,
                                         request.body().reason);
            }));
          })
      .named("adminCreditInvoice", "Issue a credit note")
      .tagged("Admin: billing")
      .creates();
  router
      .post<Because, InvoiceView>(
          "/admin/invoices/{id}/write-off", Access::staff(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Invoice>();
            database_.transaction([&](db::Transaction& tx) {
              corrections_.writeOff(tx, request.actor(), id, request.body().reason);
            });
            return one(request.actor(), id);
          })
      .named("adminWriteOffInvoice", "Give up on an open balance")
      .tagged("Admin: billing")
      .idempotent();
}

InvoiceView AdminInvoiceRoutes::one(const Actor& actor, Id<Invoice> id) {
  return invoiceForStaff(database_, billing_, actor, id);
}

InvoiceView AdminInvoiceRoutes::create(const Actor& actor, const NewManualInvoice& body) {
  const auto tenant = actor.scope.tenant;
  if (body.draft) return one(actor, drafts_.write(actor, body));
  hooks_.ask(tenant, [&](db::Reader& reader) {
    return std::vector{requestOf(accounts_.get(reader, tenant, body.account), body)};
  });
  const auto id = database_.transaction([&](db::Transaction& tx) {
    return billing_.issue(tx, actor, requestOf(accounts_.get(tx, tenant, body.account), body)).id;
  });
  return one(actor, id);
}

}  // namespace hostler
