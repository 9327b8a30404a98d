#pragma once

#include "core/db/database.h"
#include "modules/billing/billing.h"
#include "modules/billing/corrections.h"

#include <functional>
#include <string>

namespace hostler {

struct DocumentSetting;
struct Receipt;

/// Makes HTML into a PDF, or throws std::exception: core/render's renderer, as billing sees it.
using PdfMaker = std::function<std::string(const std::string& html)>;
/// Fills the template `name` ("invoice", "credit_note", "receipt") of a locale with a model.
using DocumentTemplate = std::function<std::string(Id<Tenant> tenant, const std::string& name,
                                                   const std::string& locale, const Json& model)>;

/// Invoices, credit notes and receipt vouchers as documents.
class InvoiceDocuments {
 public:
  InvoiceDocuments(db::Database& database, Billing& billing, Corrections& corrections,
                   Accounts& accounts, Tenants& tenants, DocumentTemplate fill, PdfMaker pdf)
      : database_{database},
        billing_{billing},
        corrections_{corrections},
        accounts_{accounts},
        tenants_{tenants},
        fill_{std::move(fill)},
        pdf_{std::move(pdf)} {}

  struct Document {
    std::string fileName, bytes;
  };
  /// Throws NotFound, or 503 `pdf_unavailable`: the invoice stands whether or not its PDF can be
  /// made now.
  Document pdfOf(const Scope& scope, Id<Invoice> id);
  Document pdfOf(const Scope& scope, Id<CreditNote> id);
  Document pdfOf(const Scope& scope, Id<Receipt> id);
  /// The proforma that an invoice was sent as, whether it has become a tax invoice or not. Throws
  /// as pdfOf(), and NotFound for an invoice that never was one.
  Document proformaOf(const Scope& scope, Id<Invoice> id);
  std::string htmlOf(const Scope& scope, Id<Invoice> id);
  std::string htmlOf(const Scope& scope, Id<CreditNote> id);
  std::string proformaHtmlOf(const Scope& scope, Id<Invoice> id);

 private:
  struct Html {
    std::string number, text;
  };
  Html made(const Scope& scope, Id<Invoice> id);
  Html made(const Scope& scope, Id<CreditNote> id);
  Html made(const Scope& scope, Id<Receipt> id);
  Html madeProforma(const Scope& scope, Id<Invoice> id);
  Document printed(const Html& html);
  Invoice found(db::Reader& reader, const Scope& scope, Id<Invoice> id);
  /// In the language that the client had when it was issued, by the tenant's settings.
  DocumentSetting settingFor(db::Reader& reader, const Invoice& invoice);
  std::string localeOf(db::Reader& reader, Id<Tenant> tenant, Id<Account> account,
                       const Json& buyer);

  db::Database& database_;
  Billing& billing_;
  Corrections& corrections_;
  Accounts& accounts_;
  Tenants& tenants_;
  DocumentTemplate fill_;
  PdfMaker pdf_;
};

}  // namespace hostler
