#include "modules/billing/document_routes.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/e_invoice.h"
#include "modules/billing/exchange_rates.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/invoice_views.h"
#include "modules/billing/proformas.h"

#include <algorithm>

namespace hostler {

using http::Access;

namespace {

constexpr auto kSelectOriginal = R"sql(
  SELECT COALESCE(s.tax_number, i.number_text) AS number_text, COALESCE(s.tax_date, i.issue_date) AS issue_date
    FROM debit_notes d JOIN invoices i ON i.id = d.original_id JOIN invoice_states s ON s.invoice_id = d.original_id
   WHERE d.invoice_id = ?)sql";

struct DebitLine {
  std::string description;
  Decimal quantity = 1;
  Money unitPrice = Money::zero(Currency::of("INR"));
  std::string sac;
  static void describe(Shape<DebitLine>& shape) {
    shape.field("description", &DebitLine::description).length(1, 300);
    shape.field("quantity", &DebitLine::quantity).positive().withDefault();
    shape.field("unit_price", &DebitLine::unitPrice).positive();
    shape.field("sac", &DebitLine::sac).length(0, 10).withDefault();
  }
};

struct DebitBody {
  std::vector<DebitLine> lines;
  std::string reason;
  static void describe(Shape<DebitBody>& shape) {
    shape.field("lines", &DebitBody::lines).count(1, 100);
    shape.field("reason", &DebitBody::reason).length(1, 300);
  }
};

struct RegistrationBody {
  std::string irn, ackNumber, ackDate, signedQr;
  e_invoice::Registration registration() const { return {irn, ackNumber, ackDate, signedQr}; }
  static void describe(Shape<RegistrationBody>& shape) {
    shape.field("irn", &RegistrationBody::irn)
        .pattern("[0-9a-f]{64}", "must be the portal's 64 hexadecimal digits");
    shape.field("ack_number", &RegistrationBody::ackNumber).length(1, 40);
    shape.field("ack_date", &RegistrationBody::ackDate).length(1, 30);
    shape.field("signed_qr", &RegistrationBody::signedQr).length(1, 4000);
  }
};

// The taxes that the original charged for the same class: a debit note corrects its supply.
std::optional<std::vector<TaxComponent>> chargedFor(const std::vector<InvoiceLine>& lines,
                                                    const std::string& sac) {
  const auto same = std::ranges::find_if(
      lines, [&](const InvoiceLine& line) { return line.priced.draft.taxClass == sac; });
  if (same == lines.end()) return std::nullopt;
  std::vector<TaxComponent> components;
  for (const auto& tax : same->priced.taxes)
    components.push_back({tax.name, tax.rate, tax.compound});
  return components;
}

InvoiceRequest debitOf(const Invoice& original, const DebitBody& body) {
  if (original.isProforma) throw proformas::notDebitable();
  if (original.stored == InvoiceStatus::Cancelled || original.kind == InvoiceKind::DebitNote) {
    throw DomainError{"invoice_not_debitable", 409, "A debit note adds to an invoice that stands."};
  }
  InvoiceRequest wanted;
  wanted.account = original.account;
  wanted.kind = InvoiceKind::DebitNote;
  wanted.currency = original.currency;
  wanted.addsTo = original.id;
  wanted.reason = body.reason;
  wanted.notes =
      "Debit note on " + original.number + " of " + original.issueDate.text() + ": " + body.reason;
  for (const auto& line : body.lines) {
    if (line.unitPrice.currency() != original.currency)
      throw ValidationError{"lines", "other_currency", "must be in the invoice's currency"};
    LineDraft draft;
    draft.kind = LineKind::Manual;
    draft.description = line.description;
    draft.quantity = line.quantity;
    draft.unitPrice = line.unitPrice;
    draft.discount = Money::zero(original.currency);
    draft.taxClass = line.sac;
    draft.chargedWith = chargedFor(original.lines, line.sac);
    wanted.lines.push_back(std::move(draft));
  }
  return wanted;
}

}  // namespace

void DocumentRoutes::mount(http::Router& router) {
  mountDebitNotes(router);
  mountElectronic(router);
}

Invoice DocumentRoutes::found(db::Reader& reader, const Scope& scope, Id<Invoice> id) {
  auto invoice = parts_.billing.find(reader, scope, id);
  if (!invoice) throw NotFound{};
  invoice->lines = parts_.billing.lines(reader, *invoice);
  return std::move(*invoice);
}

void DocumentRoutes::mountDebitNotes(http::Router& router) {
  router
      .post<DebitBody, InvoiceView>(
          "/admin/invoices/{id}/debit", Access::staff(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Invoice>();
            const auto& body = request.body();
            hooks_.ask(request.scope().tenant, [&](db::Reader& reader) {
              return std::vector{debitOf(found(reader, request.scope(), id), body)};
            });
            const auto note = parts_.database.transaction([&](db::Transaction& tx) {
              const auto original = found(tx, request.scope(), id);
              return parts_.billing.issue(tx, request.actor(), debitOf(original, body));
            });
            return InvoiceView::of(note, parts_.tenants.today(request.scope().tenant));
          })
      .named("adminDebitInvoice", "Issue a debit note: charge more on an issued invoice")
      .tagged("Admin: billing")
      .creates();
}

void DocumentRoutes::mountElectronic(http::Router& router) {
  router
      .get<http::Nothing, Json>(
          "/admin/invoices/{id}/e-invoice", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto id = request.template id<Invoice>();
            return parts_.database.read([&](db::Reader& reader) {
              const auto invoice = found(reader, request.scope(), id);
              const auto original = reader.query(kSelectOriginal, id).first([](const db::Row& row) {
                return std::pair{row.text("number_text"), row.date("issue_date")};
              });
              return e_invoice::documentOf(invoice, exchange_rates::of(reader, id), original);
            });
          })
      .named("adminGetEInvoice", "An invoice as the e-invoice portal takes it (INV-01)")
      .tagged("Admin: billing");
  router
      .put<RegistrationBody, http::Nothing>(
          "/admin/invoices/{id}/e-invoice", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto id = request.template id<Invoice>();
            const auto& body = request.body();
            parts_.database.transaction([&](db::Transaction& tx) {
              if (found(tx, request.scope(), id).isProforma)
                throw e_invoice::NotForPortal{"it is a proforma invoice, which is not paid yet"};
              if (!e_invoice::keep(tx, request.scope().tenant, id, body.registration(),
                                   parts_.clock.now())) {
                throw DomainError{"e_invoice_registered", 409,
                                  "The invoice has a reference, or the reference another invoice."};
              }
              parts_.audit.record(tx, request.actor(),
                                  {"invoice.registered", id.text(), nullptr, {{"irn", body.irn}}});
            });
          })
      .named("adminKeepEInvoice", "Keep what the portal answered; it is printed on the invoice")
      .tagged("Admin: billing");
}

}  // namespace hostler
