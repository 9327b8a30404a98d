#include "modules/billing/document_model.h"

#include "core/render/amount_in_words.h"
#include "core/secrets/digest.h"
#include "modules/accounts/indian_states.h"
#include "modules/billing/credited_part.h"
#include "modules/billing/document_words.h"
#include "modules/billing/endorsement_words.h"
#include "modules/billing/qr_png.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::size_t kCinLength = 21;  // no other Indian register's number is as long

Json partyOf(const Json& snapshot, bool buyer) {
  const auto& at = snapshot.at("address");
  Json lines = Json::array();
  for (const auto* name : {"line1", "line2"}) {
    if (const auto text = at.value(name, ""); !text.empty()) lines.push_back(text);
  }
  const auto city = at.value("city", ""), code = at.value("postal_code", "");
  const auto place = city + (city.empty() || code.empty() ? "" : " ") + code;
  const auto country = at.value("country", "");
  lines.push_back(place + (place.empty() || country.empty() ? "" : ", ") + country);
  const auto gstin = snapshot.value("gstin", ""), vat = snapshot.value("tax_id", "");
  Json party{{"address", lines},
             {"state", at.value("state", "")},
             {"state_code", country == "IN" ? at.value("state_code", "") : ""},
             {"gstin", gstin},
             {"tax_id", vat.empty() ? vat : "VAT " + vat}};
  party["name"] = buyer ? snapshot.value("company", snapshot.value("name", ""))
                        : snapshot.value("legal_name", "");
  if (buyer) {
    party["unregistered"] = gstin.empty() && country == "IN";
    party["client_id"] = snapshot.value("account_number", "");
  } else {
    party["pan"] = snapshot.value("pan", gstin.size() == 15 ? gstin.substr(2, 10) : "");
    const auto number = snapshot.value("registration_number", "");
    const bool isCin = country == "IN" && number.size() == kCinLength;
    party[isCin ? "cin" : "registration"] = number;
  }
  return party;
}

// The state whose code it is; abroad the buyer's country.
std::string placeName(const std::string& code, const Json& buyer) {
  for (const auto& state : indianStates()) {
    if (state.gst == code && state.until.empty())
      return std::string{state.names.substr(0, state.names.find('|'))};
  }
  return buyer.at("address").value("country", "");
}

std::vector<std::string> columnsOf(const std::vector<TaxAmount>& taxes) {
  std::vector<std::string> names;
  for (const auto& tax : taxes) {
    if (std::ranges::find(names, tax.name) == names.end()) names.push_back(tax.name);
  }
  return names;
}

Json cellsOf(const std::vector<TaxAmount>& taxes, const std::vector<std::string>& columns) {
  Json cells = Json::array();
  for (const auto& column : columns) {
    Json cell{{"rate", ""}, {"amount", ""}};
    for (const auto& tax : taxes) {
      if (tax.name == column)
        cell = {{"rate", tax.rate.text() + "%"}, {"amount", groupedText(tax.amount)}};
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

Json lineOf(const PricedLine& line, std::size_t position, const std::vector<std::string>& columns,
            const DocumentWords& words) {
  const auto& draft = line.draft;
  Json details = Json::array();
  if (draft.period) details.push_back(words.days(*draft.period));
  return {{"position", std::to_string(position)},
          {"description", draft.description},
          {"details", details},
          {"sac", draft.taxClass},
          {"quantity", draft.quantity.text()},
          {"unit_price", groupedText(draft.unitPrice)},
          {"discount", draft.discount.isZero() ? "" : groupedText(draft.discount)},
          {"taxable", groupedText(line.taxable)},
          {"taxes", cellsOf(line.taxes, columns)},
          {"amount", groupedText(line.total)}};
}

// The value that a tax is on: that of the lines which bear it at this rate.
Money basisOf(const TaxAmount& tax, const std::vector<InvoiceLine>& lines) {
  auto basis = Money::zero(tax.amount.currency());
  for (const auto& line : lines) {
    const bool bears = std::ranges::any_of(line.priced.taxes, [&](const TaxAmount& one) {
      return one.name == tax.name && one.rate == tax.rate;
    });
    if (bears) basis = basis.plus(line.priced.taxable);
  }
  return basis;
}

std::string_view titleOf(const Invoice& invoice, const DocumentWords& words) {
  if (invoice.isProforma) return words.proforma;
  if (invoice.kind == InvoiceKind::DebitNote) return words.debitNote;
  const bool india = invoice.seller.at("address").value("country", "") == "IN";
  if (!india || invoice.supply == SupplyKind::OutsideScope) return words.invoice;
  return invoice.supply == SupplyKind::Exempt ? words.billOfSupply : words.taxInvoice;
}

Json documentOf(std::string_view title, const std::string& number, Date date, Currency currency,
                const DocumentWords& words) {
  return {{"title", title},
          {"number", number},
          {"date", words.day(date)},
          {"currency", currency.code()},
          {"signature_note", words.signatureNote},
          {"paid_stamp", ""},
          {"due_stamp", ""},
          {"void_stamp", ""}};
}

void stamp(Json& document, InvoiceStatus status, const DocumentWords& words) {
  if (status == InvoiceStatus::Paid) document["paid_stamp"] = words.paidStamp;
  if (status == InvoiceStatus::PartiallyPaid) document["due_stamp"] = words.partlyPaidStamp;
  if (status == InvoiceStatus::Cancelled) document["void_stamp"] = words.cancelledStamp;
  if (status == InvoiceStatus::Refunded) document["void_stamp"] = words.refundedStamp;
}

// What both kinds of documents share.
Json frameOf(const Invoice& invoice, const DocumentSetting& setting, const DocumentWords& words) {
  // As they were when it was issued, like the names and addresses.
  const auto& tenant = setting.tenant;
  const auto name = invoice.seller.value("name", tenant.name);
  const auto email = invoice.seller.value("email", tenant.email);
  const auto phone = invoice.seller.value("phone", tenant.phone);
  const auto contact = email + (phone.empty() ? "" : ", " + phone);
  return {{"brand",
           {{"name", name},
            {"website", ""},
            {"colour", setting.colour.empty() ? "#1d4ed8" : setting.colour},
            {"logo_png", base64(setting.logo)},
            {"name_beside_logo", true}}},
          {"seller", partyOf(invoice.seller, false)},
          {"buyer", partyOf(invoice.buyer, true)},
          {"place_of_supply",
           {{"state", placeName(invoice.placeOfSupply, invoice.buyer)},
            {"code", invoice.placeOfSupply}}},
          {"reverse_charge", invoice.supply == SupplyKind::ReverseCharge},
          {"contact", Json::array({filled(words.questions, {contact})})},
          {"signature", {{"name", ""}, {"image_png", ""}}}};
}

Json paymentOf(const Invoice& invoice, const DocumentSetting& setting, const DocumentWords& words) {
  if (!invoice.isOpen() || !invoice.balance.isPositive()) return Json::object();
  Json payment{{"link", setting.tenant.publicUrl + "/invoices/" + invoice.id.text()},
               {"link_text", words.payLink},
               {"note", ""}};
  if (!setting.bank.empty()) payment["bank"] = setting.bank;
  if (!setting.upiId.empty() && invoice.currency.code() == "INR") {
    const auto link = upiLink(invoice, setting.tenant.legalName, setting.upiId);
    payment["upi"] = {{"id", setting.upiId}, {"qr_png", base64(qrPng(link))}};
    payment["note"] = words.upiNote;
  }
  return payment;
}

std::string urlEncoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == '_';
    if (plain) {
      encoded += c;
    } else {
      encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return encoded;
}

// "bank_transfer" as people read it.
std::string shownName(std::string gateway) {
  std::ranges::replace(gateway, '_', ' ');
  if (!gateway.empty() && gateway[0] >= 'a' && gateway[0] <= 'z')
    gateway[0] = static_cast<char>(gateway[0] - 'a' + 'A');
  return gateway;
}

std::string lettersOf(std::string text) {
  std::erase_if(text, [](char c) { return c == '/' || c == '-'; });
  return text;
}

}  // namespace

std::string upiLink(const Invoice& invoice, const std::string& payee, const std::string& upiId) {
  return "upi://pay?pa=" + upiId + "&pn=" + urlEncoded(payee) +
         "&am=" + invoice.balance.decimalText() +
         "&cu=INR&tn=" + urlEncoded(invoice.number.substr(0, 50)) +
         "&tr=" + lettersOf(invoice.number);
}

Invoice asProforma(Invoice invoice) {
  const auto& proforma = invoice.proforma.value();
  invoice.number = proforma.number;
  invoice.issueDate = proforma.issueDate;
  invoice.isProforma = true;
  invoice.stored = InvoiceStatus::Draft;  // neither open nor stamped
  invoice.balance = invoice.total;
  return invoice;
}

Json invoiceModel(const Invoice& invoice, const DocumentSetting& setting) {
  const auto& words = DocumentWords::of(setting.locale);
  const auto columns = columnsOf(invoice.taxes);
  Json names = Json::array(), lines = Json::array(), taxTotals = Json::array(),
       endorsements = Json::array(), settlements = Json::array();
  for (const auto& name : columns) names.push_back({{"name", name}});
  for (std::size_t i = 0; i < invoice.lines.size(); ++i)
    lines.push_back(lineOf(invoice.lines[i].priced, i + 1, columns, words));
  for (const auto& tax : invoice.taxes) {
    taxTotals.push_back({{"name", tax.name},
                         {"rate", tax.rate.text() + "%"},
                         {"taxable", groupedText(basisOf(tax, invoice.lines))},
                         {"amount", groupedText(tax.amount)}});
  }
  if (invoice.isProforma) endorsements.push_back(words.proformaNote);
  if (setting.invoicedAs) {
    endorsements.push_back(filled(
        words.invoicedAs, {setting.invoicedAs->first, words.day(setting.invoicedAs->second)}));
  }
  if (!invoice.endorsement.empty())
    endorsements.push_back(endorsementFor(setting.locale, invoice.endorsement));
  if (setting.rate) {
    endorsements.push_back(
        filled(words.rate, {std::string{invoice.currency.code()}, setting.rate->rate.text(),
                            std::string{setting.rate->base.code()}}));
  }
  if (setting.original) {
    endorsements.push_back(
        filled(words.original, {setting.original->first, words.day(setting.original->second)}));
  }
  const bool cancelled = invoice.stored == InvoiceStatus::Cancelled;
  const auto paid =
      invoice.total.minus(invoice.balance).minus(setting.credited).minus(setting.withheld);
  const auto settled = [&](std::string_view label, Money amount) {
    if (amount.isPositive() && !cancelled)
      settlements.push_back({{"label", label}, {"amount", sumText(amount)}});
  };
  settled(words.paid, paid);
  settled(words.withheld, setting.withheld);
  settled(words.credited, setting.credited);

  auto document = documentOf(titleOf(invoice, words), invoice.number, invoice.issueDate,
                             invoice.currency, words);
  document["due_date"] = words.day(invoice.dueDate);
  document["copy"] = invoice.isProforma ? std::string_view{} : words.copy;
  stamp(document, invoice.stored, words);
  auto model = frameOf(invoice, setting, words);
  model["document"] = std::move(document);
  model["tax_columns"] = std::move(names);
  model["has_discounts"] = !invoice.discount.isZero();
  model["lines"] = std::move(lines);
  model["tax_totals"] = std::move(taxTotals);
  model["totals"] = {{"subtotal", sumText(invoice.subtotal)},
                     {"discount", invoice.discount.isZero() ? "" : sumText(invoice.discount)},
                     {"taxable", sumText(invoice.subtotal.minus(invoice.discount))},
                     {"rounding", invoice.rounding.isZero() ? "" : sumText(invoice.rounding)},
                     {"total", sumText(invoice.total)},
                     {"in_words", render::amountInWords(invoice.total, setting.locale)},
                     {"balance", cancelled ? "" : sumText(invoice.balance)}};
  model["settlements"] = std::move(settlements);
  model["endorsements"] = std::move(endorsements);
  model["payment"] = paymentOf(invoice, setting, words);
  auto terms = setting.terms;
  if (!invoice.notes.empty()) terms.insert(terms.begin(), invoice.notes);
  model["terms"] = terms.empty() ? Json::object() : Json{{"items", terms}};
  if (setting.registration) {
    const auto& one = *setting.registration;
    model["irn"] = {{"number", one.irn},
                    {"ack_number", one.ackNumber},
                    {"ack_date", one.ackDate},
                    {"qr_png", base64(qrPng(one.signedCode, 2))}};
  }
  return model;
}

Json creditNoteModel(const CreditNote& note, const Invoice& invoice,
                     const DocumentSetting& setting) {
  const auto& words = DocumentWords::of(setting.locale);
  const auto columns = columnsOf(note.taxes);
  const auto parts = creditedParts(note, invoice.lines);
  Json names = Json::array(), taxTotals = Json::array(), lines = Json::array();
  for (const auto& name : columns) names.push_back({{"name", name}});
  for (const auto& tax : note.taxes) {
    auto basis = Money::zero(note.total.currency());
    for (const auto& part : parts)
      if (part.bears(tax)) basis = basis.plus(part.taxable);
    taxTotals.push_back({{"name", tax.name},
                         {"rate", tax.rate.text() + "%"},
                         {"taxable", groupedText(basis)},
                         {"amount", groupedText(tax.amount)}});
  }
  for (const auto& part : parts) {
    lines.push_back({{"position", std::to_string(lines.size() + 1)},
                     {"description", filled(words.creditFor, {invoice.number})},
                     {"details", Json::array()},
                     {"sac", part.taxClasses},
                     {"quantity", "1"},
                     {"unit_price", groupedText(part.taxable)},
                     {"discount", ""},
                     {"taxable", groupedText(part.taxable)},
                     {"taxes", cellsOf(part.taxes, columns)},
                     {"amount", groupedText(part.total())}});
  }
  auto model = frameOf(invoice, setting, words);
  model["document"] =
      documentOf(words.creditNote, note.number, note.issueDate, invoice.currency, words);
  model["original"] = {{"number", invoice.number}, {"date", words.day(invoice.issueDate)}};
  model["reason"] = note.reason;
  model["tax_columns"] = std::move(names);
  model["has_discounts"] = false;
  model["lines"] = std::move(lines);
  model["tax_totals"] = std::move(taxTotals);
  model["totals"] = {{"subtotal", sumText(note.taxable)},
                     {"discount", ""},
                     {"taxable", sumText(note.taxable)},
                     {"rounding", ""},
                     {"total", sumText(note.total)},
                     {"in_words", render::amountInWords(note.total, setting.locale)},
                     {"balance", ""}};
  model["settlements"] = Json::array();
  model["endorsements"] = Json::array();
  model["terms"] = Json::object();
  return model;
}

Json receiptModel(const Receipt& receipt, const DocumentSetting& setting) {
  const auto& words = DocumentWords::of(setting.locale);
  Invoice framed;  // whose frame a voucher has
  framed.seller = receipt.seller;
  framed.buyer = receipt.buyer;
  framed.supply = receipt.supply;
  framed.placeOfSupply = receipt.placeOfSupply;
  auto model = frameOf(framed, setting, words);
  model["document"] = documentOf(words.receiptVoucher, receipt.number, receipt.issueDate,
                                 receipt.amount.currency(), words);
  model["document"]["copy"] = words.copy;
  model["advance"] = {{"method", shownName(receipt.gateway)},
                      {"reference", receipt.transaction.text()},
                      {"description", words.advance},
                      {"amount", groupedText(receipt.amount)}};
  model["totals"] = {{"total", sumText(receipt.amount)},
                     {"in_words", render::amountInWords(receipt.amount, setting.locale)}};
  model["endorsements"] = Json::array({words.untaxedAdvance});
  model["terms"] = Json::object();
  return model;
}

}  // namespace hostler
