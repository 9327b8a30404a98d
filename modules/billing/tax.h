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
  Decimal rate;           ///< per cent
  bool compound = false;  ///< on the value and the taxes that are not compound
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
  bool additional = false;         ///< beside the main rate, not in its place: a cess
  bool compound = false;           ///< an additional one on the value and the other taxes
};

/// What is known of a tax number that a buyer named.
enum class TaxIdStanding { Unchecked = 1, Pending, Valid, Invalid };
template <>
inline constexpr std::array kEnumNames<TaxIdStanding>{
    std::string_view{"unchecked"}, std::string_view{"pending"}, std::string_view{"valid"},
    std::string_view{"invalid"}};

/// A party to a sale, as far as tax cares.
struct TaxParty {
  std::string country;
  std::string region;                ///< GST state code in India
  std::optional<std::string> taxId;  ///< GSTIN, VAT number
  bool sez = false;                  ///< India: a unit or developer of a special economic zone
  TaxIdStanding standing = TaxIdStanding::Unchecked;
};

enum class SupplyKind {
  Domestic = 1,    ///< taxed where the seller is
  InterState,      ///< India, another state: IGST
  ExportUnderLut,  ///< zero-rated on a letter of undertaking
  ExportWithTax,   ///< IGST charged, refundable
  OutsideScope,    ///< no tax here
  Exempt,          ///< the client is exempt; the reason is kept
  ReverseCharge,   ///< the buyer accounts for it
  SezUnderLut,     ///< India, to a special economic zone: zero-rated on a letter of undertaking
  SezWithTax,      ///< the same with IGST, refundable
};
template <>
inline constexpr std::array kEnumNames<SupplyKind>{
    std::string_view{"domestic"},         std::string_view{"inter_state"},
    std::string_view{"export_under_lut"}, std::string_view{"export_with_tax"},
    std::string_view{"outside_scope"},    std::string_view{"exempt"},
    std::string_view{"reverse_charge"},   std::string_view{"sez_under_lut"},
    std::string_view{"sez_with_tax"}};

/// What decides the taxes of one document.
struct TaxSituation {
  std::string regime;  ///< "gst", "composition", "table", "none"
  TaxParty seller, buyer;
  bool buyerIsExempt = false;
  std::string exemptionReason;
  std::string lutNumber;                 ///< empty: no letter of undertaking on file
  bool trustPendingIds = false;          ///< a number that could not be checked yet counts as valid
  Date day = Date::ofDaysSinceEpoch(0);  ///< the time of supply
  std::vector<TaxRule> rules;
  /// A buyer abroad who pays in Indian rupees: that is no export, which needs payment in foreign
  /// exchange (IGST Act section 2(6)).
  bool paidInRupees = false;
};

/// Whether a country (ISO 3166-1) is in the Union's common system of VAT.
bool isInVatUnion(std::string_view country);

/// How a document is taxed as a whole.
class Supply {
 public:
  /// IGST Act section 12: a registered buyer's GSTIN decides; else the address on record; else the
  /// seller's state. VAT Directive articles 44, 58, 59 and 196 between member states and beyond.
  static Supply of(const TaxSituation& situation);

  /// The same rates, on a document that adds to one which was supplied so: where its buyer is by
  /// now does not matter.
  Supply asOn(SupplyKind kind, std::string place, std::string endorsement) const;

  SupplyKind kind() const { return kind_; }
  /// GST state code of the place of supply, "96" outside India; elsewhere the country.
  const std::string& place() const { return place_; }
  /// A sentence that the document has to bear; empty where none.
  const std::string& endorsement() const { return endorsement_; }
  /// The taxes on a class of goods.
  std::vector<TaxComponent> componentsOf(std::string_view taxClass) const;

 private:
  void taxIndia(const TaxSituation& situation);
  void taxByTable(const TaxSituation& situation);
  bool applies(const TaxRule& rule, std::string_view taxClass) const;
  const TaxRule* mainRule(std::string_view taxClass) const;

  SupplyKind kind_ = SupplyKind::OutsideScope;
  std::string place_, endorsement_;
  bool taxed_ = false;
  bool gst_ = false;
  bool unionTerritory_ = false;
  std::string country_, region_;
  Date day_ = Date::ofDaysSinceEpoch(0);
  std::vector<TaxRule> rules_;
};

}  // namespace hostler
