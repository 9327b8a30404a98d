#include "modules/billing/gst_documents.h"

#include "modules/billing/credit_note_limit.h"
#include "modules/billing/invoice.h"

#include <algorithm>
#include <map>

namespace hostler::gst_documents {
namespace {

using gst_return::Document;
using gst_return::Item;
using gst_return::Kind;

// Unsorted: asked to sort, MariaDB reads the whole table by its key.
constexpr auto kSelectInvoices = R"sql(
  SELECT i.id, i.series, i.number_text, i.kind, i.issue_date, i.supply, i.place_of_supply, i.endorsement, i.currency, i.total,
         buyer.document AS buyer, r.rate
    FROM invoices i JOIN parties buyer ON buyer.id = i.buyer_id
    LEFT JOIN invoice_rates r ON r.invoice_id = i.id
   WHERE i.tenant_id = ? AND i.issue_date = ? AND i.proforma = 0)sql";
constexpr auto kSelectLines = R"sql(
  SELECT l.invoice_id, l.tax_class, l.taxable, l.taxes
    FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id
   WHERE i.tenant_id = ? AND i.issue_date = ? AND i.proforma = 0)sql";
// Proforma invoices are no documents of the law before they become tax invoices.
constexpr auto kSelectInvoiced = R"sql(
  SELECT i.id, t.series, t.number_text, i.kind, t.issue_date, i.supply, i.place_of_supply, i.endorsement, i.currency, i.total,
         buyer.document AS buyer, r.rate
    FROM tax_invoices t JOIN invoices i ON i.id = t.invoice_id JOIN parties buyer ON buyer.id = i.buyer_id
    LEFT JOIN invoice_rates r ON r.invoice_id = i.id
   WHERE t.tenant_id = ? AND t.issue_date = ?)sql";
constexpr auto kSelectInvoicedLines = R"sql(
  SELECT l.invoice_id, l.tax_class, l.taxable, l.taxes
    FROM tax_invoices t JOIN invoice_lines l ON l.invoice_id = t.invoice_id
   WHERE t.tenant_id = ? AND t.issue_date = ?)sql";
constexpr auto kSelectNotes = R"sql(
  SELECT n.id, n.series, n.number_text, n.issue_date, n.taxable, n.taxes, n.total, n.invoice_id, i.supply,
         i.place_of_supply, i.endorsement, COALESCE(s.tax_date, i.issue_date) AS invoice_date, i.currency, i.total AS invoice_total, i.rounding, buyer.document AS buyer, r.rate
    FROM credit_notes n JOIN invoices i ON i.id = n.invoice_id JOIN invoice_states s ON s.invoice_id = i.id
    JOIN parties buyer ON buyer.id = i.buyer_id
    LEFT JOIN invoice_rates r ON r.invoice_id = i.id
   WHERE n.tenant_id = ? AND n.issue_date = ?)sql";
constexpr auto kSelectNoteLines = R"sql(
  SELECT n.id AS note_id, l.tax_class, l.taxable, l.taxes
    FROM credit_notes n JOIN invoice_lines l ON l.invoice_id = n.invoice_id
   WHERE n.tenant_id = ? AND n.issue_date = ?)sql";

constexpr auto kSelectReceipts =
    "SELECT number_text FROM receipts WHERE tenant_id = ? AND issue_date >= ? AND issue_date <= ?";

std::int64_t& amountFor(Item& item, const std::string& name) {
  if (name == "IGST") return item.igst;
  if (name == "CGST") return item.cgst;
  if (name == "SGST" || name == "UTGST") return item.sgst;
  return item.cess;
}

std::int64_t portion(std::int64_t amount, std::int64_t part, std::int64_t whole) {
  if (whole == 0) return 0;
  return Money::ofMinor(amount, Currency::of("INR"))
      .fraction(part, whole, Rounding::HalfUp)
      .minor();
}

TaxedPart partOf(const db::Row& row, Currency currency) {
  TaxedPart part{row.text("tax_class"), row.integer("taxable"), {}};
  for (const auto& tax : taxesFromJson(Json::parse(row.text("taxes")), currency))
    part.taxes.push_back({tax.name, {tax.rate, tax.amount.minor()}});
  return part;
}

// In rupees: the minor units of the currency at so many rupees for one whole unit.
std::int64_t converted(std::int64_t minor, Currency currency, Decimal rate) {
  auto whole = rate;
  for (int i = currency.exponent(); i > 2; --i) whole = whole.times(Decimal::ofScaled(1, 1));
  for (int i = currency.exponent(); i < 2; ++i) whole = whole.times(10);
  return Money::ofMinor(minor, Currency::of("INR")).share(whole, Rounding::HalfUp).minor();
}

void convert(Document& document, Currency currency, Decimal rate) {
  for (auto* amount : {&document.value, &document.originalValue})
    *amount = converted(*amount, currency, rate);
  for (auto& item : document.items) {
    for (auto* amount : {&item.taxable, &item.igst, &item.cgst, &item.sgst, &item.cess})
      *amount = converted(*amount, currency, rate);
  }
}

void describe(Document& document, const db::Row& row) {
  document.series = row.text("series");
  document.number = row.text("number_text");
  document.date = row.date("issue_date");
  document.supply = row.get<SupplyKind>("supply");
  document.place = row.text("place_of_supply");
  document.value = row.integer("total");
  if (document.supply == SupplyKind::Exempt) document.exemption = row.text("endorsement");
  const auto buyer = Json::parse(row.text("buyer"));
  document.buyer = buyer.value("company", buyer.value("name", ""));
  if (buyer.contains("gstin")) document.gstin = buyer["gstin"].get<std::string>();
}

// False when it is in another currency and no rate was kept.
bool inRupees(Document& document, const db::Row& row) {
  const auto currency = row.currency("currency");
  if (currency.code() == "INR") return true;
  if (row.isNull("rate")) return false;
  convert(document, currency, row.decimal("rate"));
  return true;
}

void keep(gst_return::Return& filed, Document document, bool known) {
  if (known) {
    filed.documents.push_back(std::move(document));
  } else {
    filed.left.push_back(document.number);
  }
}

void addInvoices(db::Reader& reader, const Tenant& tenant, Date day, const char* invoices,
                 const char* lines, gst_return::Return& filed) {
  std::map<std::int64_t, std::vector<TaxedPart>> parts;
  for (const auto& row : reader.query(lines, tenant.id, day))
    parts[row.integer("invoice_id")].push_back(partOf(row, Currency::of("INR")));
  for (const auto& row : reader.query(invoices, tenant.id, day)) {
    Document document;
    describe(document, row);
    const auto kind = row.get<InvoiceKind>("kind");
    document.kind = kind == InvoiceKind::DebitNote ? Kind::DebitNote : Kind::Invoice;
    document.originalValue = document.value;
    document.items = itemsOf(parts[row.integer("id")]);
    const bool known = inRupees(document, row);
    keep(filed, std::move(document), known);
  }
}

void addNotes(db::Reader& reader, const Tenant& tenant, Date day, gst_return::Return& filed) {
  std::map<std::int64_t, std::vector<TaxedPart>> parts;
  for (const auto& row : reader.query(kSelectNoteLines, tenant.id, day))
    parts[row.integer("note_id")].push_back(partOf(row, Currency::of("INR")));
  for (const auto& row : reader.query(kSelectNotes, tenant.id, day)) {
    // Too late to be declared: it took no tax back, and is one of the documents issued all the
    // same.
    if (lastDayToLowerTax(row.date("invoice_date")) < day) {
      filed.lateNotes.push_back(row.text("number_text"));
      continue;
    }
    Document document;
    describe(document, row);
    document.kind = Kind::CreditNote;
    document.originalValue = row.integer("invoice_total");
    Item taxes;
    for (const auto& tax : taxesFromJson(Json::parse(row.text("taxes")), Currency::of("INR")))
      amountFor(taxes, tax.name) += tax.amount.minor();
    // What a note takes back of a document's rounding is no supply.
    const auto rounding = portion(row.integer("rounding"), document.value, document.originalValue);
    document.items =
        shareOf(itemsOf(parts[row.integer("id")]), row.integer("taxable") - rounding, taxes);
    const bool known = inRupees(document, row);
    keep(filed, std::move(document), known);
  }
}

}  // namespace

std::vector<Item> itemsOf(const std::vector<TaxedPart>& parts) {
  std::map<std::pair<std::string, Decimal>, Item> items;
  for (const auto& part : parts) {
    Item one;
    one.sac = part.sac;
    one.taxable = part.taxable;
    for (const auto& [name, tax] : part.taxes) {
      const auto& [rate, amount] = tax;
      amountFor(one, name) += amount;
      if (name == "IGST" || name == "CGST" || name == "SGST" || name == "UTGST")
        one.rate = one.rate.plus(rate);
    }
    auto& sum = items.try_emplace({one.sac, one.rate}, Item{one.sac, one.rate}).first->second;
    sum.taxable += one.taxable;
    sum.igst += one.igst;
    sum.cgst += one.cgst;
    sum.sgst += one.sgst;
    sum.cess += one.cess;
  }
  std::vector<Item> list;
  for (auto& [key, item] : items) list.push_back(std::move(item));
  return list;
}

std::vector<Item> shareOf(const std::vector<Item>& items, std::int64_t taxable, const Item& taxes) {
  // Each amount is spread by the items' own; what rounding leaves over is the last one's.
  auto shares = items;
  const auto spread = [&](std::int64_t Item::*field, std::int64_t amount) {
    std::int64_t whole = 0, rest = amount;
    for (const auto& item : items) whole += item.*field;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const auto part = portion(amount, items[i].*field, whole);
      shares[i].*field = part;
      rest -= part;
    }
    if (!shares.empty()) shares.back().*field += rest;
  };
  spread(&Item::taxable, taxable);
  spread(&Item::igst, taxes.igst);
  spread(&Item::cgst, taxes.cgst);
  spread(&Item::sgst, taxes.sgst);
  spread(&Item::cess, taxes.cess);
  return shares;
}

gst_return::Return between(db::Reader& reader, const Tenant& tenant, Date from, Date to) {
  gst_return::Return filed{tenant.gstin.value_or(""), tenant.address.stateCode, from, to, {}, {}};
  for (auto day = from; !(to < day); day = day.plusDays(1)) {
    addInvoices(reader, tenant, day, kSelectInvoices, kSelectLines, filed);
    addInvoices(reader, tenant, day, kSelectInvoiced, kSelectInvoicedLines, filed);
    addNotes(reader, tenant, day, filed);
  }
  for (const auto& row : reader.query(kSelectReceipts, tenant.id, from, to))
    filed.receipts.push_back(row.text("number_text"));
  return filed;
}

}  // namespace hostler::gst_documents
