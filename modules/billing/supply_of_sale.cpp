#include "modules/billing/supply_of_sale.h"

namespace hostler {

Supply supplyFor(const Tenant& tenant, const TenantSettings& settings,
                 const std::vector<TaxRule>& rules, const Account* buyer,
                 const TaxStanding* standing, Date day, Currency currency) {
  TaxSituation situation;
  situation.regime = settings.text("tax.regime");
  situation.seller = {tenant.address.country, tenant.address.stateCode, tenant.gstin};
  situation.buyer = situation.seller;
  situation.buyer.taxId.reset();
  if (buyer != nullptr) {
    situation.buyer = {buyer->address.country, buyer->address.stateCode, buyer->gstin};
    situation.buyerIsExempt = buyer->taxExempt;
    situation.exemptionReason = buyer->exemptionReason.value_or("");
  }
  if (buyer != nullptr && standing != nullptr) {
    situation.buyer.sez = standing->sez;
    if (const auto number = standing->numberIn(buyer->address.country)) {
      const bool isAsked = standing->standing != TaxIdStanding::Unchecked;
      situation.buyer.taxId = number->text();
      situation.buyer.standing = isAsked ? standing->standing : TaxIdStanding::Pending;
    }
  }
  situation.trustPendingIds = settings.text("tax.vat_pending") == "reverse_charge";
  situation.lutNumber = settings.text("tax.lut_number");
  situation.day = day;
  situation.paidInRupees = currency == Currency::of("INR");
  situation.rules = rules;
  return Supply::of(situation);
}

}  // namespace hostler
