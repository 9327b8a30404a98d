#include "modules/billing/invoice_document.h"

#include "core/render/amount_in_words.h"

#include <array>

namespace hostler {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string dateText(Date date) {
  return std::to_string(date.day()) + " " + std::string{kMonths[date.month() - 1]} + " " +
         std::to_string(date.year());
}

std::string signOf(Currency currency) {
  if (currency.code() == "INR") return "₹";
  if (currency.code() == "USD") return "$";
  if (currency.code() == "EUR") return "€";
  if (currency.code() == "GBP") return "£";
  return std::string{currency.code()} + " ";
}

std::string sum(Money amount) {
  const auto text = groupedText(amount.isNegative() ? amount.negated() : amount);
  return (amount.isNegative() ? "−" : "") + signOf(amount.currency()) + text;
}

Json partyOf(const Json& snapshot, bool buyer) {
  const auto& at = snapshot.at("address");
  Json lines = Json::array();
  for (const auto* name : {"line1", "line2"}) {
    if (const auto text = at.value(name, ""); !text.empty()) lines.push_back(text);
  }
  lines.push_back(at.value("city", "") + " " + at.value("postal_code", "") + ", " +
                  at.value("country", ""));
  Json party{{"address", lines},
             {"state", at.value("state", "")},
             {"state_code", at.value("state_code", "")},
             {"gstin", snapshot.value("gstin", "")}};
  party["name"] = buyer ? snapshot.value("company", snapshot.value("name", ""))
                        : snapshot.value("legal_name", "");
  if (buyer) {
    party["unregistered"] = !snapshot.contains("gstin") && at.value("country", "") == "IN";
    party["client_id"] = snapshot.value("account_number", "");
  }
  return party;
}

std::vector<std::string> taxColumns(const Invoice& invoice) {
  std::vector<std::string> names;
  for (const auto& tax : invoice.taxes) {
    if (std::ranges::find(names, tax.name) == names.end()) names.push_back(tax.name);
  }
  return names;
}

Json lineModel(const PricedLine& line, std::size_t position,
               const std::vector<std::string>& columns) {
  const auto& draft = line.draft;
  Json taxes = Json::array();
  for (const auto& column : columns) {
    Json cell{{"rate", ""}, {"amount", ""}};
    for (const auto& tax : line.taxes) {
      if (tax.name == column)
        cell = {{"rate", tax.rate.text() + "%"}, {"amount", groupedText(tax.amount)}};
    }
    taxes.push_back(std::move(cell));
  }
  Json details = Json::array();
  if (draft.period)
    details.push_back(dateText(draft.period->start) + " to " +
                      dateText(draft.period->end.plusDays(-1)));
  return {{"position", std::to_string(position)},
          {"description", draft.description},
          {"details", details},
          {"sac", draft.taxClass},
          {"quantity", draft.quantity.text()},
          {"unit_price", groupedText(draft.unitPrice)},
          {"discount", draft.discount.isZero() ? "" : groupedText(draft.discount)},
          {"taxable", groupedText(line.taxable)},
          {"taxes", taxes},
          {"amount", groupedText(line.total)}};
}

Json stampsOf(const Invoice& invoice) {
  Json stamps{{"paid_stamp", ""}, {"due_stamp", ""}, {"void_stamp", ""}};
  if (invoice.stored == InvoiceStatus::Paid) stamps["paid_stamp"] = "PAID";
  if (invoice.stored == InvoiceStatus::PartiallyPaid) stamps["due_stamp"] = "PARTLY PAID";
  if (invoice.stored == InvoiceStatus::Cancelled) stamps["void_stamp"] = "CANCELLED";
  if (invoice.stored == InvoiceStatus::Refunded) stamps["void_stamp"] = "REFUNDED";
  return stamps;
}

}  // namespace

Json InvoiceDocuments::modelOf(const Invoice& invoice, const std::string& locale) {
  const auto tenant = tenants_.get(invoice.tenant);
  const auto columns = taxColumns(invoice);
  Json names = Json::array(), lines = Json::array(), taxTotals = Json::array(),
       endorsements = Json::array();
  for (const auto& name : columns) names.push_back({{"name", name}});
  for (std::size_t i = 0; i < invoice.lines.size(); ++i)
    lines.push_back(lineModel(invoice.lines[i].priced, i + 1, columns));
  const auto taxable = invoice.subtotal.minus(invoice.discount);
  for (const auto& tax : invoice.taxes) {
    taxTotals.push_back({{"name", tax.name},
                         {"rate", tax.rate.text() + "%"},
                         {"taxable", groupedText(taxable)},
                         {"amount", groupedText(tax.amount)}});
  }
  if (!invoice.endorsement.empty()) endorsements.push_back(invoice.endorsement);
  Json document{
      {"title", invoice.taxes.empty() && invoice.supply == SupplyKind::Exempt ? "Bill of Supply"
                                                                              : "Tax Invoice"},
      {"number", invoice.number},
      {"date", dateText(invoice.issueDate)},
      {"due_date", dateText(invoice.dueDate)},
      {"copy", "Original for recipient"},
      {"currency", invoice.currency.code()},
      {"signature_note", "This is a computer-generated invoice and needs no signature."}};
  document.update(stampsOf(invoice));
  const auto buyer = partyOf(invoice.buyer, true);
  const bool export_ = invoice.placeOfSupply == "96";
  const bool local = invoice.placeOfSupply == invoice.seller["address"].value("state_code", "");
  const auto state = export_ ? invoice.buyer["address"].value("country", "")
                     : local ? invoice.seller["address"].value("state", "")
                             : buyer.value("state", "");
  const auto paid = invoice.total.minus(invoice.balance);
  Json settlements = Json::array();
  if (paid.isPositive() && invoice.stored != InvoiceStatus::Cancelled)
    settlements.push_back({{"label", "Paid"}, {"amount", sum(paid)}});
  return {{"brand",
           {{"name", tenant.name},
            {"website", ""},
            {"colour", "#1d4ed8"},
            {"logo_png", ""},
            {"name_beside_logo", true}}},
          {"document", document},
          {"seller", partyOf(invoice.seller, false)},
          {"buyer", buyer},
          {"place_of_supply", {{"state", state}, {"code", invoice.placeOfSupply}}},
          {"reverse_charge", invoice.supply == SupplyKind::ReverseCharge},
          {"tax_columns", names},
          {"has_discounts", !invoice.discount.isZero()},
          {"lines", lines},
          {"tax_totals", taxTotals},
          {"totals",
           {{"subtotal", sum(invoice.subtotal)},
            {"discount", invoice.discount.isZero() ? "" : sum(invoice.discount)},
            {"taxable", sum(taxable)},
            {"rounding", invoice.rounding.isZero() ? "" : sum(invoice.rounding)},
            {"total", sum(invoice.total)},
            {"in_words", render::amountInWords(invoice.total, locale)},
            {"balance", invoice.stored == InvoiceStatus::Cancelled ? "" : sum(invoice.balance)}}},
          {"settlements", settlements},
          {"endorsements", endorsements},
          {"payment", invoice.isOpen()
                          ? Json{{"link", tenant.publicUrl + "/invoices/" + invoice.id.text()},
                                 {"link_text", "Pay this invoice"},
                                 {"note", ""}}
                          : Json::object()},
          {"terms",
           invoice.notes.empty() ? Json::object() : Json{{"items", Json::array({invoice.notes})}}},
          {"contact", Json::array({"Questions: " + tenant.email +
                                   (tenant.phone.empty() ? "" : ", " + tenant.phone)})},
          {"signature", {{"name", ""}, {"image_png", ""}}}};
}

std::string InvoiceDocuments::htmlOf(const Scope& scope, Id<Invoice> id) {
  const auto [invoice, locale] = database_.read([&](db::Reader& reader) {
    auto found = billing_.find(reader, scope, id);
    if (!found) throw NotFound{};
    found->lines = billing_.lines(reader, *found);
    const auto language = accounts_.get(reader, scope.tenant, found->account).language;
    return std::pair{std::move(*found), language};
  });
  return fill_(invoice.tenant, "invoice", locale, modelOf(invoice, locale));
}

InvoiceDocuments::Document InvoiceDocuments::pdfOf(const Scope& scope, Id<Invoice> id) {
  const auto html = htmlOf(scope, id);
  const auto invoice =
      database_.read([&](db::Reader& reader) { return billing_.find(reader, scope, id); });
  std::string name = invoice->number;
  std::ranges::replace(name, '/', '-');
  try {
    return {name + ".pdf", pdf_(html)};
  } catch (const std::exception&) {
    throw DomainError{"pdf_unavailable",
                      503,
                      "The PDF cannot be made right now; the invoice is not affected.",
                      {{"retry_after", 30}}};
  }
}

}  // namespace hostler
