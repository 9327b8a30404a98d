#include "modules/billing/pdf_answer.h"

namespace hostler {

http::Answer pdfAnswer(InvoiceDocuments::Document document) {
  http::Answer answer;
  answer.raw.emplace();
  answer.raw->headers.emplace_back("Content-Type", "application/pdf");
  answer.raw->headers.emplace_back("Content-Disposition",
                                   "inline; filename=\"" + document.fileName + "\"");
  answer.raw->body = std::move(document.bytes);
  return answer;
}

}  // namespace hostler
