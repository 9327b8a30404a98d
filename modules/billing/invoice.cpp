#include "modules/billing/invoice.h"

#include "core/shape/shape.h"

namespace hostler {
namespace {

Json addressJson(const PostalAddress& address) {
  return {{"line1", address.line1},     {"line2", address.line2},
          {"city", address.city},       {"postal_code", address.postalCode},
          {"state", address.stateName}, {"state_code", address.stateCode},
          {"country", address.country}};
}

}  // namespace

InvoiceStatus Invoice::statusOn(Date today) const {
  return stored == InvoiceStatus::Unpaid && dueDate < today ? InvoiceStatus::Overdue : stored;
}

Json sellerSnapshot(const Tenant& tenant, const TenantSettings& settings) {
  Json seller{{"name", tenant.name},
              {"legal_name", tenant.legalName},
              {"address", addressJson(tenant.address)},
              {"email", tenant.email},
              {"phone", tenant.phone}};
  if (tenant.gstin) seller["gstin"] = *tenant.gstin;
  if (auto number = settings.text("tax.vat_number"); !number.empty())
    seller["tax_id"] = std::move(number);
  if (auto pan = settings.text("company.pan"); !pan.empty()) seller["pan"] = std::move(pan);
  if (auto number = settings.text("company.registration_number"); !number.empty())
    seller["registration_number"] = std::move(number);
  if (auto logo = settings.text("brand.logo"); !logo.empty()) seller["logo"] = std::move(logo);
  return seller;
}

Json buyerSnapshot(const Account& account, const TaxStanding* reliedOn) {
  Json buyer{{"name", account.fullName()},
             {"account_number", account.number},
             {"address", addressJson(account.address)},
             {"language", account.language}};
  if (account.company) buyer["company"] = *account.company;
  if (account.gstin) buyer["gstin"] = *account.gstin;
  if (reliedOn != nullptr && reliedOn->numberIn(account.address.country))
    buyer.update(tax_standings::onDocument(*reliedOn));
  return buyer;
}

Json taxesToJson(const std::vector<TaxAmount>& taxes) {
  Json list = Json::array();
  for (const auto& tax : taxes) {
    list.push_back({{"name", tax.name}, {"rate", tax.rate.text()}, {"amount", tax.amount.minor()}});
    if (tax.compound) list.back()["compound"] = true;
  }
  return list;
}

std::vector<TaxAmount> taxesFromJson(const Json& json, Currency currency) {
  std::vector<TaxAmount> taxes;
  for (const auto& tax : json) {
    taxes.push_back({tax.at("name"), Decimal::of(tax.at("rate").get<std::string>()),
                     Money::ofMinor(tax.at("amount"), currency), tax.value("compound", false)});
  }
  return taxes;
}

InvoiceNotPayable::InvoiceNotPayable(Id<Invoice> id, InvoiceStatus status)
    : DomainError{"invoice_not_payable",
                  409,
                  "Only an issued invoice with an open balance can be paid.",
                  {{"invoice", id.text()}, {"invoice_status", wordOf(status)}}} {}

InvoiceNegative::InvoiceNegative(Money total)
    : DomainError{"invoice_negative",
                  422,
                  "An invoice's total is not below zero; what is given back is a credit note.",
                  {{"total", toJson(total)}}} {}

InvoiceEmpty::InvoiceEmpty()
    : DomainError{"invoice_empty", 422, "An invoice needs at least one line."} {}

}  // namespace hostler
