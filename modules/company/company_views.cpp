#include "modules/company/company_views.h"

namespace hostler {
namespace {

std::optional<std::string> unlessEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

CompanyView CompanyView::of(const Company& company, bool countryFixed, bool currencyFixed) {
  const auto& tenant = company.tenant;
  CompanyView view;
  view.name = tenant.name;
  view.legalName = tenant.legalName;
  view.address = AddressView::of(tenant.address);
  view.gstin = tenant.gstin;
  view.pan = unlessEmpty(company.pan);
  view.registrationNumber = unlessEmpty(company.registrationNumber);
  view.vatNumber = unlessEmpty(company.vatNumber);
  view.lutNumber = unlessEmpty(company.lutNumber);
  view.email = unlessEmpty(tenant.email);
  view.phone = unlessEmpty(tenant.phone);
  view.timeZone = tenant.zone.name();
  view.currency = tenant.currency;
  view.countryFixed = countryFixed;
  view.currencyFixed = currencyFixed;
  view.missing = missingOf(company);
  return view;
}

void CompanyView::describe(Shape<CompanyView>& shape) {
  shape.field("name", &CompanyView::name).describedAs("of the brand");
  shape.field("legal_name", &CompanyView::legalName).describedAs("on documents");
  shape.field("address", &CompanyView::address);
  shape.field("gstin", &CompanyView::gstin).nullable();
  shape.field("pan", &CompanyView::pan).nullable();
  shape.field("registration_number", &CompanyView::registrationNumber).nullable();
  shape.field("vat_number", &CompanyView::vatNumber).nullable();
  shape.field("lut_number", &CompanyView::lutNumber).nullable();
  shape.field("email", &CompanyView::email).nullable();
  shape.field("phone", &CompanyView::phone).nullable();
  shape.field("time_zone", &CompanyView::timeZone);
  shape.field("currency", &CompanyView::currency);
  shape.field("country_fixed", &CompanyView::countryFixed)
      .describedAs("an invoice was issued: the country can no longer be changed");
  shape.field("currency_fixed", &CompanyView::currencyFixed)
      .describedAs("something was sold: the currency can no longer be changed");
  shape.field("missing", &CompanyView::missing)
      .describedAs("what documents need and is not said yet: legal_name, address, state, email");
}

void CompanyPatch::describe(Shape<CompanyPatch>& shape) {
  shape.field("name", &CompanyPatch::name).length(1, 120);
  shape.field("legal_name", &CompanyPatch::legalName).length(1, 200);
  shape.field("address", &CompanyPatch::address);
  shape.field("gstin", &CompanyPatch::gstin).length(15, 15);
  shape.field("pan", &CompanyPatch::pan).length(10, 10);
  shape.field("registration_number", &CompanyPatch::registrationNumber).length(1, 40);
  shape.field("vat_number", &CompanyPatch::vatNumber).length(4, 20);
  shape.field("lut_number", &CompanyPatch::lutNumber).length(1, 40);
  shape.field("email", &CompanyPatch::email).email();
  shape.field("phone", &CompanyPatch::phone).length(4, 40);
  shape.field("time_zone", &CompanyPatch::timeZone)
      .length(1, 60)
      .describedAs("a zone of the IANA time zone database, such as Asia/Kolkata");
  shape.field("currency", &CompanyPatch::currency);
}

}  // namespace hostler
