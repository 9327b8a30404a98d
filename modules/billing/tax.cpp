#include "modules/billing/tax.h"

#include <algorithm>

namespace hostler {
namespace {

// Union territories without a legislature bear UTGST in place of SGST (UTGST Act, section 1).
constexpr std::string_view kUnionTerritories[] = {"04", "26", "31", "35", "38"};
constexpr std::string_view kOutsideIndia = "96";

constexpr std::string_view kVatUnion[] = {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES",
                                          "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
                                          "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};

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

bool isCloser(const TaxRule& rule, const TaxRule* than) {
  if (than == nullptr || closeness(rule) != closeness(*than))
    return than == nullptr || closeness(rule) > closeness(*than);
  return rule.validFrom > than->validFrom;
}

bool isTaxed(SupplyKind kind) {
  return kind == SupplyKind::Domestic || kind == SupplyKind::InterState ||
         kind == SupplyKind::ExportWithTax || kind == SupplyKind::SezWithTax;
}

bool isUnionTerritory(std::string_view place) {
  return std::ranges::find(kUnionTerritories, place) != std::end(kUnionTerritories);
}

bool isAccepted(const TaxSituation& situation) {
  switch (situation.buyer.standing) {
    case TaxIdStanding::Unchecked:
    case TaxIdStanding::Valid:
      return true;
    case TaxIdStanding::Pending:
      return situation.trustPendingIds;
    case TaxIdStanding::Invalid:
      return false;
  }
  return false;
}

}  // namespace

bool isInVatUnion(std::string_view country) {
  return std::ranges::find(kVatUnion, country) != std::end(kVatUnion);
}

Supply Supply::of(const TaxSituation& situation) {
  Supply supply;
  supply.day_ = situation.day;
  supply.rules_ = situation.rules;
  supply.country_ = situation.seller.country;
  supply.region_ = situation.seller.region;
  const bool composition = situation.regime == "composition";
  supply.gst_ = situation.regime == "gst" || composition;
  supply.place_ = situation.buyer.country;
  if (situation.regime == "none") return supply;
  if (supply.gst_) {
    supply.place_ =
        isIndian(situation.buyer) ? placeInIndia(situation) : std::string{kOutsideIndia};
  } else {
    supply.country_ = situation.buyer.country;
    supply.region_ = situation.buyer.region;
  }
  if (situation.buyerIsExempt || composition) {
    supply.kind_ = SupplyKind::Exempt;
    supply.endorsement_ =
        composition ? "Composition taxable person, not eligible to collect tax on supplies."
                    : situation.exemptionReason;
    return supply;
  }
  supply.gst_ ? supply.taxIndia(situation) : supply.taxByTable(situation);
  supply.taxed_ = isTaxed(supply.kind_);
  return supply;
}

Supply Supply::asOn(SupplyKind kind, std::string place, std::string endorsement) const {
  auto supply = *this;
  supply.kind_ = kind;
  supply.taxed_ = isTaxed(kind);
  supply.place_ = std::move(place);
  supply.endorsement_ = std::move(endorsement);
  supply.unionTerritory_ = gst_ && kind == SupplyKind::Domestic && isUnionTerritory(supply.place_);
  if (!gst_) supply.country_ = supply.place_;
  return supply;
}

void Supply::taxIndia(const TaxSituation& situation) {
  const bool lut = !situation.lutNumber.empty();
  if (!isIndian(situation.buyer) && situation.paidInRupees) {
    // Between states whatever it is (section 7(5)), and not zero-rated.
    kind_ = SupplyKind::InterState;
    endorsement_ = "Paid in Indian rupees: no export of services, integrated tax is charged.";
    return;
  }
  if (!isIndian(situation.buyer)) {
    kind_ = lut ? SupplyKind::ExportUnderLut : SupplyKind::ExportWithTax;
    endorsement_ = lut ? "Supply meant for export under letter of undertaking " +
                             situation.lutNumber + " without payment of integrated tax."
                       : "Supply meant for export on payment of integrated tax.";
    return;
  }
  // Always between states, whatever the states (IGST Act, section 7(5)). A unit of a zone is
  // registered as one: without its GSTIN the supply could not be declared as made to it.
  if (situation.buyer.sez && situation.buyer.taxId) {
    kind_ = lut ? SupplyKind::SezUnderLut : SupplyKind::SezWithTax;
    endorsement_ =
        lut ? "Supply to SEZ unit or SEZ developer for authorised operations under letter of "
              "undertaking " +
                  situation.lutNumber + " without payment of integrated tax."
            : "Supply to SEZ unit or SEZ developer for authorised operations on payment of "
              "integrated tax.";
    return;
  }
  kind_ = place_ == situation.seller.region ? SupplyKind::Domestic : SupplyKind::InterState;
  unionTerritory_ = isUnionTerritory(place_);
}

void Supply::taxByTable(const TaxSituation& situation) {
  const auto& seller = situation.seller.country;
  const auto& buyer = situation.buyer.country;
  kind_ = SupplyKind::Domestic;
  if (seller == buyer) return;
  const bool leavesUnion = isInVatUnion(seller) && !isInVatUnion(buyer);
  if (leavesUnion) {
    // Where the seller is registered in the buyer's country it has a rate for it.
    if (std::ranges::find(rules_, buyer, &TaxRule::country) != rules_.end()) return;
    kind_ = SupplyKind::OutsideScope;
    endorsement_ = "Place of supply outside the European Union: not subject to VAT.";
    return;
  }
  if (situation.buyer.taxId && isAccepted(situation)) {
    kind_ = SupplyKind::ReverseCharge;
    endorsement_ = "Reverse charge: the customer is liable for the tax.";
  }
}

bool Supply::applies(const TaxRule& rule, std::string_view taxClass) const {
  return rule.country == country_ && (rule.region.empty() || rule.region == region_) &&
         (rule.taxClass.empty() || rule.taxClass == taxClass) && rule.validFrom <= day_ &&
         (!rule.validUntil || day_ < *rule.validUntil);
}

const TaxRule* Supply::mainRule(std::string_view taxClass) const {
  const TaxRule* best = nullptr;
  for (const auto& rule : rules_) {
    if (!rule.additional && applies(rule, taxClass) && isCloser(rule, best)) best = &rule;
  }
  return best;
}

std::vector<TaxComponent> Supply::componentsOf(std::string_view taxClass) const {
  if (!taxed_) return {};
  std::vector<TaxComponent> components;
  if (const auto* main = mainRule(taxClass); main != nullptr && !main->rate.isZero()) {
    if (!gst_) {
      components.push_back({main->name, main->rate});
    } else if (kind_ != SupplyKind::Domestic) {
      components.push_back({"IGST", main->rate});
    } else {
      const auto half = main->rate.times(Decimal::ofScaled(5, 1));
      components.push_back({"CGST", half});
      components.push_back({unionTerritory_ ? "UTGST" : "SGST", half});
    }
  }
  // Of additional ones with the same name the closest applies, as of the main ones.
  std::vector<const TaxRule*> extra;
  for (const auto& rule : rules_) {
    if (!rule.additional || !applies(rule, taxClass)) continue;
    const auto same =
        std::ranges::find_if(extra, [&](const TaxRule* one) { return one->name == rule.name; });
    if (same == extra.end()) {
      extra.push_back(&rule);
    } else if (isCloser(rule, *same)) {
      *same = &rule;
    }
  }
  for (const auto* rule : extra) {
    if (!rule->rate.isZero()) components.push_back({rule->name, rule->rate, rule->compound});
  }
  return components;
}

}  // namespace hostler
