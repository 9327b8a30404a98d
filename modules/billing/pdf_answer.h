#pragma once

#include "core/http/router.h"
#include "modules/billing/invoice_document.h"

namespace hostler {

/// A document as a browser shows it, and keeps it under its name.
http::Answer pdfAnswer(InvoiceDocuments::Document document);

}  // namespace hostler
