#include "modules/billing/tax.h"

#include <algorithm>

namespace hostler {
namespace {

// Union territories without a legislature bear UTGST in place of SGST (UTGST Act, section 1).
constexpr std::string_view kUnionTerritories[] = {"04", "26", "31", "35", "38"};
constexpr std::string_view kOutsideIndia = "96";

bool isIndian(const TaxParty& party) {
  return party.country == "IN";
}

std::string placeInIndia(const TaxSituation& situation) {
  const auto& buyer = situation.buyer;
  if (buyer.taxId && buyer.taxId->size() == 15) return buyer.taxId->substr(0, 2);
  return buyer.region.empty() ? situation.seller.region : buyer.region;
}

// The more a rule says, the closer it fits: class before region before country.
int closeness(const TaxRule& rule) {
  return (rule.taxClass.empty() ? 0 : 2) + (rule.region.empty() ? 0 : 1);
}

}  // namespace

Supply Supply::of(const TaxSituation& situation) {
  Supply supply;
  supply.day_ = situation.day;
  supply.rules_ = situation.rules;
  supply.country_ = situation.seller.country;
  supply.region_ = situation.seller.region;
  supply.gst_ = situation.regime == "gst";
  supply.place_ = situation.buyer.country;
  if (situation.regime == "none") return supply;
  if (supply.gst_) {
    supply.place_ =
        isIndian(situation.buyer) ? placeInIndia(situation) : std::string{kOutsideIndia};
  } else {
    supply.country_ = situation.buyer.country;
    supply.region_ = situation.buyer.region;
  }
  if (situation.buyerIsExempt) {
    supply.kind_ = SupplyKind::Exempt;
    supply.endorsement_ = situation.exemptionReason;
    return supply;
  }
  if (!supply.gst_) {
    const bool crossBorder = situation.seller.country != situation.buyer.country;
    supply.kind_ =
        crossBorder && situation.buyer.taxId ? SupplyKind::ReverseCharge : SupplyKind::Domestic;
    if (supply.kind_ == SupplyKind::ReverseCharge)
      supply.endorsement_ = "Reverse charge: the customer is liable for the tax.";
    return supply;
  }
  if (!isIndian(situation.buyer)) {
    const bool lut = !situation.lutNumber.empty();
    supply.kind_ = lut ? SupplyKind::ExportUnderLut : SupplyKind::ExportWithTax;
    supply.endorsement_ = lut ? "Supply meant for export under letter of undertaking " +
                                    situation.lutNumber + " without payment of integrated tax."
                              : "Supply meant for export on payment of integrated tax.";
    return supply;
  }
  supply.kind_ =
      supply.place_ == situation.seller.region ? SupplyKind::Domestic : SupplyKind::InterState;
  supply.unionTerritory_ =
      std::ranges::find(kUnionTerritories, supply.place_) != std::end(kUnionTerritories);
  return supply;
}

Decimal Supply::rateOf(std::string_view taxClass, std::string& name) const {
  const TaxRule* best = nullptr;
  for (const auto& rule : rules_) {
    const bool fits = rule.country == country_ && (rule.region.empty() || rule.region == region_) &&
                      (rule.taxClass.empty() || rule.taxClass == taxClass) &&
                      rule.validFrom <= day_ && (!rule.validUntil || day_ < *rule.validUntil);
    if (!fits) continue;
    const bool closer = best == nullptr || closeness(rule) > closeness(*best) ||
                        (closeness(rule) == closeness(*best) && rule.validFrom > best->validFrom);
    if (closer) best = &rule;
  }
  if (best == nullptr) return 0;
  name = best->name;
  return best->rate;
}

std::vector<TaxComponent> Supply::componentsOf(std::string_view taxClass) const {
  const bool taxed = kind_ == SupplyKind::Domestic || kind_ == SupplyKind::InterState ||
                     kind_ == SupplyKind::ExportWithTax;
  if (!taxed) return {};
  std::string name;
  const auto rate = rateOf(taxClass, name);
  if (rate.isZero()) return {};
  if (!gst_) return {{name, rate}};
  if (kind_ != SupplyKind::Domestic) return {{"IGST", rate}};
  const auto half = rate.times(Decimal::of("0.5"));
  return {{"CGST", half}, {unionTerritory_ ? "UTGST" : "SGST", half}};
}

}  // namespace hostler
