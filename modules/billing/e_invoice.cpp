#include "modules/billing/e_invoice.h"

#include "modules/billing/gst_summaries.h"

#include <algorithm>
#include <cstdio>

namespace hostler::e_invoice {
namespace {

constexpr auto kSelect =
    "SELECT irn, ack_number, ack_date, signed_code FROM e_invoices WHERE invoice_id = ? AND "
    "tenant_id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO e_invoices (invoice_id, tenant_id, irn, ack_number, ack_date, signed_code, registered_at)
  VALUES (?, ?, ?, ?, ?, ?, ?))sql";

std::string day(Date date) {
  char text[16];
  std::snprintf(text, sizeof text, "%02u/%02u/%04d", date.day(), date.month(), date.year());
  return text;
}

// Amounts in rupees, whatever the invoice's currency.
class InRupees {
 public:
  InRupees(Currency currency, const std::optional<Decimal>& rate)
      : currency_{currency}, rate_{rate} {}
  Json operator()(Money amount) const {
    if (currency_.code() == "INR") return gst_return::rupees(amount.minor());
    auto factor = *rate_;
    for (int i = currency_.exponent(); i > 2; --i) factor = factor.times(Decimal::ofScaled(1, 1));
    for (int i = currency_.exponent(); i < 2; ++i) factor = factor.times(10);
    const auto paise = Money::ofMinor(amount.minor(), Currency::of("INR"));
    return gst_return::rupees(paise.share(factor, Rounding::HalfUp).minor());
  }

 private:
  Currency currency_;
  std::optional<Decimal> rate_;
};

Money taxIn(const std::vector<TaxAmount>& taxes, Currency currency,
            std::initializer_list<std::string_view> names) {
  auto sum = Money::zero(currency);
  for (const auto& tax : taxes) {
    if (std::ranges::find(names, tax.name) != names.end()) sum = sum.plus(tax.amount);
  }
  return sum;
}

std::string supplyType(const Invoice& invoice) {
  switch (invoice.supply) {
    case SupplyKind::ExportUnderLut:
      return "EXPWOP";
    case SupplyKind::ExportWithTax:
      return "EXPWP";
    case SupplyKind::SezUnderLut:
      return "SEZWOP";
    case SupplyKind::SezWithTax:
      return "SEZWP";
    case SupplyKind::Domestic:
    case SupplyKind::InterState:
      if (invoice.buyer.contains("gstin")) return "B2B";
      throw NotForPortal{"the buyer is not registered"};
    case SupplyKind::OutsideScope:
    case SupplyKind::Exempt:
    case SupplyKind::ReverseCharge:
      break;
  }
  throw NotForPortal{"it bears no GST"};
}

// The portal wants 3 to 100 characters of an address.
std::string addressText(const std::string& text) {
  return text.size() < 3 ? text + std::string(3 - text.size(), '.') : text.substr(0, 100);
}

Json partyOf(const Json& party, bool abroad) {
  const auto& at = party.at("address");
  Json answer{
      {"Gstin", abroad ? std::string{"URP"} : party.value("gstin", "")},
      {"LglNm", party.contains("legal_name") ? party.value("legal_name", "")
                                             : party.value("company", party.value("name", ""))},
      {"Addr1", addressText(at.value("line1", ""))},
      {"Loc", addressText(at.value("city", ""))},
      {"Stcd", abroad ? std::string{"96"} : at.value("state_code", "")}};
  if (const auto second = at.value("line2", ""); !second.empty())
    answer["Addr2"] = addressText(second);
  const auto pin = Decimal::parse(at.value("postal_code", ""));
  answer["Pin"] = abroad || !pin || pin->scale() != 0 ? std::int64_t{999'999} : pin->coefficient();
  return answer;
}

Json itemOf(const PricedLine& line, int position, const InRupees& rupees) {
  const auto currency = line.taxable.currency();
  const auto integrated = taxIn(line.taxes, currency, {"IGST"});
  const auto central = taxIn(line.taxes, currency, {"CGST"});
  const auto state = taxIn(line.taxes, currency, {"SGST", "UTGST"});
  Decimal rate;
  for (const auto& tax : line.taxes) {
    if (tax.name == "IGST" || tax.name == "CGST" || tax.name == "SGST" || tax.name == "UTGST")
      rate = rate.plus(tax.rate);
  }
  return {{"SlNo", std::to_string(position)},
          {"PrdDesc", line.draft.description},
          {"IsServc", line.draft.taxClass.starts_with("99") ? "Y" : "N"},
          {"HsnCd", line.draft.taxClass},
          {"Qty", gst_return::number(line.draft.quantity)},
          {"Unit", "OTH"},
          {"UnitPrice", rupees(line.draft.unitPrice)},
          {"TotAmt", rupees(line.price)},
          {"Discount", rupees(line.draft.discount)},
          {"AssAmt", rupees(line.taxable)},
          {"GstRt", gst_return::number(rate)},
          {"IgstAmt", rupees(integrated)},
          {"CgstAmt", rupees(central)},
          {"SgstAmt", rupees(state)},
          {"TotItemVal", rupees(line.total)}};
}

}  // namespace

NotForPortal::NotForPortal(const std::string& why)
    : DomainError{"not_for_e_invoice_portal", 409,
                  "This document is not for the e-invoice portal: " + why + "."} {}

Json documentOf(const Invoice& invoice, const std::optional<Decimal>& rate,
                const std::optional<std::pair<std::string, Date>>& precedes) {
  if (invoice.isProforma) throw NotForPortal{"it is a proforma invoice, which is not paid yet"};
  const auto type = supplyType(invoice);
  const bool abroad = type == "EXPWP" || type == "EXPWOP";
  const bool foreign = invoice.currency.code() != "INR";
  if (foreign && !rate) throw NotForPortal{"no exchange rate was kept with it"};
  if (!invoice.seller.contains("gstin")) throw NotForPortal{"the seller has no GSTIN"};
  const InRupees rupees{invoice.currency, rate};
  Json items = Json::array();
  for (const auto& line : invoice.lines)
    items.push_back(itemOf(line.priced, static_cast<int>(items.size()) + 1, rupees));
  auto buyer = partyOf(invoice.buyer, abroad);
  buyer["Pos"] = invoice.placeOfSupply;
  const bool debit = invoice.kind == InvoiceKind::DebitNote;
  const auto& taxes = invoice.taxes;
  Json document{
      {"Version", "1.1"},
      {"TranDtls", {{"TaxSch", "GST"}, {"SupTyp", type}, {"RegRev", "N"}}},
      {"DocDtls",
       {{"Typ", debit ? "DBN" : "INV"}, {"No", invoice.number}, {"Dt", day(invoice.issueDate)}}},
      {"SellerDtls", partyOf(invoice.seller, false)},
      {"BuyerDtls", std::move(buyer)},
      {"ItemList", std::move(items)},
      {"ValDtls",
       {{"AssVal", rupees(invoice.subtotal.minus(invoice.discount))},
        {"IgstVal", rupees(taxIn(taxes, invoice.currency, {"IGST"}))},
        {"CgstVal", rupees(taxIn(taxes, invoice.currency, {"CGST"}))},
        {"SgstVal", rupees(taxIn(taxes, invoice.currency, {"SGST", "UTGST"}))},
        {"RndOffAmt", rupees(invoice.rounding)},
        {"TotInvVal", rupees(invoice.total)}}}};
  if (foreign) {
    document["ValDtls"]["TotInvValFc"] = Json::parse(invoice.total.decimalText());
    document["ExpDtls"] = {{"ForCur", invoice.currency.code()},
                           {"CntCode", invoice.buyer.at("address").value("country", "")}};
  }
  if (precedes) {
    Json original{{"InvNo", precedes->first}, {"InvDt", day(precedes->second)}};
    document["RefDtls"]["PrecDocDtls"] = Json::array({std::move(original)});
  }
  return document;
}

std::optional<Registration> find(db::Reader& reader, Id<Tenant> tenant, Id<Invoice> invoice) {
  return reader.query(kSelect, invoice, tenant).first([](const db::Row& row) {
    return Registration{row.text("irn"), row.text("ack_number"), row.text("ack_date"),
                        row.text("signed_code")};
  });
}

bool keep(db::Transaction& tx, Id<Tenant> tenant, Id<Invoice> invoice,
          const Registration& registration, Instant now) {
  return tx.tryInsert(kInsert, invoice, tenant, registration.irn, registration.ackNumber,
                      registration.ackDate, registration.signedCode, now);
}

}  // namespace hostler::e_invoice
