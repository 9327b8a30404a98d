#include "modules/billing/invoice_document.h"

#include "modules/billing/document_model.h"
#include "modules/billing/invoice_repository.h"
#include "modules/files/kept_content.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kSelectWithheld =
    "SELECT COALESCE(SUM(amount), 0) AS withheld FROM tds_deductions WHERE invoice_id = ?";
constexpr auto kSelectOriginal = R"sql(
  SELECT COALESCE(s.tax_number, i.number_text) AS number_text, COALESCE(s.tax_date, i.issue_date) AS issue_date
    FROM debit_notes d JOIN invoices i ON i.id = d.original_id JOIN invoice_states s ON s.invoice_id = d.original_id
   WHERE d.invoice_id = ?)sql";

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end > begin) lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// The one that the document was issued under, whatever the shop shows by now.
std::string logoOf(db::Reader& reader, Id<Tenant> tenant, const Json& seller) {
  const auto file = Id<File>::parse(seller.value("logo", ""));
  return file ? keptContent(reader, tenant, *file).value_or("") : std::string{};
}

}  // namespace

Invoice InvoiceDocuments::found(db::Reader& reader, const Scope& scope, Id<Invoice> id) {
  auto invoice = billing_.find(reader, scope, id);
  if (!invoice) throw NotFound{};
  invoice->lines = billing_.lines(reader, *invoice);
  return std::move(*invoice);
}

// Documents of before the buyer's copy named a language have their client's of now.
std::string InvoiceDocuments::localeOf(db::Reader& reader, Id<Tenant> tenant, Id<Account> account,
                                       const Json& buyer) {
  const auto kept = buyer.value("language", "");
  return kept.empty() ? accounts_.get(reader, tenant, account).language : kept;
}

DocumentSetting InvoiceDocuments::settingFor(db::Reader& reader, const Invoice& invoice) {
  const auto settings = tenants_.settings(invoice.tenant);
  return {tenants_.get(invoice.tenant),
          localeOf(reader, invoice.tenant, invoice.account, invoice.buyer),
          settings.text("invoice.colour"),
          settings.text("invoice.upi_id"),
          linesOf(settings.text("invoice.bank_details")),
          linesOf(settings.text("invoice.notes")),
          invoice_repository::creditedOn(reader, invoice).total,
          reader.query(kSelectWithheld, invoice.id).only().money("withheld", invoice.currency),
          e_invoice::find(reader, invoice.tenant, invoice.id),
          reader.query(kSelectOriginal, invoice.id).first([](const db::Row& row) {
            return std::pair{row.text("number_text"), row.date("issue_date")};
          }),
          exchange_rates::keptFor(reader, invoice.id),
          {},
          logoOf(reader, invoice.tenant, invoice.seller)};
}

InvoiceDocuments::Html InvoiceDocuments::made(const Scope& scope, Id<Invoice> id) {
  const auto [invoice, setting] = database_.read([&](db::Reader& reader) {
    auto one = found(reader, scope, id);
    auto its = settingFor(reader, one);
    return std::pair{std::move(one), std::move(its)};
  });
  return {invoice.number,
          fill_(invoice.tenant, "invoice", setting.locale, invoiceModel(invoice, setting))};
}

InvoiceDocuments::Html InvoiceDocuments::madeProforma(const Scope& scope, Id<Invoice> id) {
  auto [invoice, setting] = database_.read([&](db::Reader& reader) {
    auto one = found(reader, scope, id);
    if (!one.proforma) throw NotFound{};
    auto its = settingFor(reader, one);
    return std::pair{std::move(one), std::move(its)};
  });
  if (!invoice.isProforma) {
    setting.invoicedAs = std::pair{invoice.number, invoice.issueDate};
    // What happened to the tax invoice is told by that.
    setting.registration.reset();
    setting.rate.reset();
    setting.credited = setting.withheld = Money::zero(invoice.currency);
    invoice = asProforma(std::move(invoice));
  }
  return {invoice.number,
          fill_(invoice.tenant, "invoice", setting.locale, invoiceModel(invoice, setting))};
}

InvoiceDocuments::Html InvoiceDocuments::made(const Scope& scope, Id<CreditNote> id) {
  const auto note =
      database_.read([&](db::Reader& reader) { return corrections_.find(reader, scope, id); });
  if (!note) throw NotFound{};
  const auto [invoice, setting] = database_.read([&](db::Reader& reader) {
    auto one = found(reader, scope, note->invoice);
    auto its = settingFor(reader, one);
    return std::pair{std::move(one), std::move(its)};
  });
  return {note->number, fill_(note->tenant, "credit_note", setting.locale,
                              creditNoteModel(*note, invoice, setting))};
}

InvoiceDocuments::Html InvoiceDocuments::made(const Scope& scope, Id<Receipt> id) {
  const auto [receipt, setting] = database_.read([&](db::Reader& reader) {
    auto one = receipts::find(reader, scope, id);
    if (!one) throw NotFound{};
    const auto zero = Money::zero(one->amount.currency());
    DocumentSetting its{tenants_.get(one->tenant),
                        localeOf(reader, one->tenant, one->account, one->buyer),
                        tenants_.settings(one->tenant).text("invoice.colour"),
                        "",
                        {},
                        {},
                        zero,
                        zero,
                        {},
                        {}};
    its.logo = logoOf(reader, one->tenant, one->seller);
    return std::pair{std::move(*one), std::move(its)};
  });
  return {receipt.number,
          fill_(receipt.tenant, "receipt", setting.locale, receiptModel(receipt, setting))};
}

std::string InvoiceDocuments::htmlOf(const Scope& scope, Id<Invoice> id) {
  return made(scope, id).text;
}
std::string InvoiceDocuments::htmlOf(const Scope& scope, Id<CreditNote> id) {
  return made(scope, id).text;
}
InvoiceDocuments::Document InvoiceDocuments::pdfOf(const Scope& scope, Id<Invoice> id) {
  return printed(made(scope, id));
}
InvoiceDocuments::Document InvoiceDocuments::pdfOf(const Scope& scope, Id<CreditNote> id) {
  return printed(made(scope, id));
}

InvoiceDocuments::Document InvoiceDocuments::pdfOf(const Scope& scope, Id<Receipt> id) {
  return printed(made(scope, id));
}

std::string InvoiceDocuments::proformaHtmlOf(const Scope& scope, Id<Invoice> id) {
  return madeProforma(scope, id).text;
}
InvoiceDocuments::Document InvoiceDocuments::proformaOf(const Scope& scope, Id<Invoice> id) {
  return printed(madeProforma(scope, id));
}

InvoiceDocuments::Document InvoiceDocuments::printed(const Html& html) {
  auto name = html.number;
  std::ranges::replace(name, '/', '-');
  try {
    return {name + ".pdf", pdf_(html.text)};
  } catch (const std::exception&) {
    throw DomainError{"pdf_unavailable",
                      503,
                      "The PDF cannot be made right now; the document is not affected.",
                      {{"retry_after", 30}}};
  }
}

}  // namespace hostler
