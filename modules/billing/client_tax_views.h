#pragma once

#include "core/shape/shape.h"
#include "modules/billing/tax_standings.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <string>

namespace hostler {

/// A client's VAT number, as its account sees it.
struct TaxNumberView {
  std::optional<std::string> taxId;
  TaxIdStanding standing = TaxIdStanding::Unchecked;
  std::optional<Instant> checkedAt;
  std::optional<std::string> name, reference;
  bool applies = true;
  bool countsWhilePending = false;

  /// `country`: the account's.
  static TaxNumberView of(const TaxStanding& standing, const std::string& country,
                          const TenantSettings& settings);
  static void describe(Shape<TaxNumberView>& shape);
};

/// The same, and what else a client's taxes depend on, for staff.
struct ClientTaxView : TaxNumberView {
  bool sez = false;
  std::optional<std::string> checkedBy, evidence, address, lastFailure;
  std::optional<Instant> nextCheckAt;
  bool canBeAsked = false;

  /// `canBeAsked`: a lookup plugin is enabled.
  static ClientTaxView of(const TaxStanding& standing, const std::string& country,
                          const TenantSettings& settings, bool canBeAsked);
  static void describe(Shape<ClientTaxView>& shape);
};

struct TaxNumberBody {
  std::optional<std::string> taxId;
  static void describe(Shape<TaxNumberBody>& shape);
};

struct ClientTaxBody {
  std::optional<bool> sez;
  std::optional<std::optional<std::string>> taxId;
  std::optional<TaxIdStanding> standing;
  std::optional<std::string> evidence;
  static void describe(Shape<ClientTaxBody>& shape);
};

}  // namespace hostler
