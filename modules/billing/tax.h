#pragma once

// Which taxes a sale bears. Pure: everything that decides comes in, and the same in gives the same
// out.

#include "core/money/decimal.h"
#include "core/time/date.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// One tax on a line: CGST at 9 per cent.
struct TaxComponent {
  std::string name;
  Decimal rate;  ///< per cent
};

/// A rate that applies from a day on (and until another one), to a class of goods or to all.
struct TaxRule {
  std::string country;   ///< ISO 3166-1
  std::string region;    ///< state, empty: the whole country
  std::string taxClass;  ///< SAC or HSN, empty: every class
  std::string name;      ///< "GST", "VAT"
  Decimal rate;
  Date validFrom;
  std::optional<Date> validUntil;  ///< exclusive
};

/// A party to a sale, as far as tax cares.
struct TaxParty {
  std::string country;
  std::string region;                ///< GST state code in India
  std::optional<std::string> taxId;  ///< GSTIN, VAT number
};

enum class SupplyKind {
  Domestic = 1,    ///< taxed where the seller is
  InterState,      ///< India, another state: IGST
  ExportUnderLut,  ///< zero-rated on a letter of undertaking
  ExportWithTax,   ///< IGST charged, refundable
  OutsideScope,    ///< no tax here
  Exempt,          ///< the client is exempt; the reason is kept
  ReverseCharge,   ///< the buyer accounts for it
};
template <>
inline constexpr std::array kEnumNames<SupplyKind>{
    std::string_view{"domestic"},         std::string_view{"inter_state"},
    std::string_view{"export_under_lut"}, std::string_view{"export_with_tax"},
    std::string_view{"outside_scope"},    std::string_view{"exempt"},
    std::string_view{"reverse_charge"}};

/// What decides the taxes of one document.
struct TaxSituation {
  std::string regime;  ///< "gst", "table", "none"
  TaxParty seller, buyer;
  bool buyerIsExempt = false;
  std::string exemptionReason;
  std::string lutNumber;                 ///< empty: no letter of undertaking on file
  Date day = Date::ofDaysSinceEpoch(0);  ///< the time of supply
  std::vector<TaxRule> rules;
};

/// How a document is taxed as a whole.
class Supply {
 public:
  /// IGST Act section 12: a registered buyer's GSTIN decides; else the address on record; else the
  /// seller's state.
  static Supply of(const TaxSituation& situation);

  SupplyKind kind() const { return kind_; }
  /// GST state code of the place of supply, "96" outside India; elsewhere the country.
  const std::string& place() const { return place_; }
  /// A sentence that the document has to bear; empty where none.
  const std::string& endorsement() const { return endorsement_; }
  /// The taxes on a class of goods.
  std::vector<TaxComponent> componentsOf(std::string_view taxClass) const;

 private:
  Decimal rateOf(std::string_view taxClass, std::string& name) const;

  SupplyKind kind_ = SupplyKind::OutsideScope;
  std::string place_, endorsement_;
  bool gst_ = false;
  bool unionTerritory_ = false;
  std::string country_, region_;
  Date day_ = Date::ofDaysSinceEpoch(0);
  std::vector<TaxRule> rules_;
};

}  // namespace hostler
