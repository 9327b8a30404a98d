#pragma once

#include "core/db/database.h"
#include "modules/billing/billing.h"

#include <functional>
#include <string>

namespace hostler {

/// Makes HTML into a PDF, or throws std::exception: core/render's renderer, as billing sees it.
using PdfMaker = std::function<std::string(const std::string& html)>;
/// Fills the template `name` ("invoice", "credit_note") of a locale with a model.
using DocumentTemplate = std::function<std::string(Id<Tenant> tenant, const std::string& name,
                                                   const std::string& locale, const Json& model)>;

/// Invoices as documents.
class InvoiceDocuments {
 public:
  InvoiceDocuments(db::Database& database, Billing& billing, Accounts& accounts, Tenants& tenants,
                   DocumentTemplate fill, PdfMaker pdf)
      : database_{database},
        billing_{billing},
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
  std::string htmlOf(const Scope& scope, Id<Invoice> id);

 private:
  Json modelOf(const Invoice& invoice, const std::string& locale);

  db::Database& database_;
  Billing& billing_;
  Accounts& accounts_;
  Tenants& tenants_;
  DocumentTemplate fill_;
  PdfMaker pdf_;
};

}  // namespace hostler
