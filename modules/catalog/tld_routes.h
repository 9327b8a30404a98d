#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "core/nodes/id_mint.h"
#include "modules/catalog/tld.h"

#include <functional>

namespace hostler {

/// Prices of one TLD as the API has them: the currency is the amounts'.
struct TldPriceView {
  int years = 1;
  std::optional<Money> registration, transfer, renewal;
  static void describe(Shape<TldPriceView>& shape);
};
struct TldFeesView {
  Money grace = Money::zero(Currency::of("INR"));
  std::optional<Money> restore;
  static void describe(Shape<TldFeesView>& shape);
};

/// A TLD as staff see and send it.
struct TldView {
  std::optional<Id<Tld>> id;
  std::string name;
  std::optional<std::string> unicode;
  std::string registrar;
  bool active = true;
  int position = 0;
  int minYears = 1, maxYears = 10;
  int graceDays = 30, redemptionDays = 30;
  std::string taxClass = "998319";
  std::vector<std::string> requirements;
  std::optional<Money> highestCost;
  std::vector<TldPriceView> prices;
  std::vector<TldFeesView> fees;

  static TldView of(const Tld& tld);
  /// Throws ValidationError.
  Tld made(Id<Tld> newId) const;
  static void describe(Shape<TldView>& shape);
};

struct TldPatch {
  std::optional<std::string> registrar, taxClass;
  std::optional<bool> active;
  std::optional<int> position, minYears, maxYears, graceDays, redemptionDays;
  std::optional<std::vector<std::string>> requirements;
  std::optional<std::optional<Money>> highestCost;
  std::optional<std::vector<TldPriceView>> prices;
  std::optional<std::vector<TldFeesView>> fees;

  Tld applied(const Tld& tld) const;
  static void describe(Shape<TldPatch>& shape);
};

/// What the table of TLDs has to ask of others.
struct TldChecks {
  /// Whether a configured plugin is a registrar that is switched on; nothing: any name will do.
  std::function<bool(const std::string& registrar)> isRegistrar;
  /// Whether there are domains under it that still live.
  std::function<bool(db::Reader&, Id<Tenant>, const std::string& tld)> isInUse;
};

/// The table of TLDs and prices, which staff keep.
class TldDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    AuditLog& audit;
  };
  explicit TldDesk(Parts parts) : parts_{parts} {}

  void setChecks(TldChecks checks) { checks_ = std::move(checks); }
  /// Throws 409 `tld_exists`.
  TldView add(const Actor& actor, const TldView& body);
  TldView change(const Actor& actor, Id<Tld> id, const TldPatch& patch);
  /// Throws 409 `tld_in_use` while domains live under it.
  void remove(const Actor& actor, Id<Tld> id);
  TldView get(Id<Tenant> tenant, Id<Tld> id);
  std::vector<TldView> all(Id<Tenant> tenant);
  void mount(http::Router& router);

 private:
  void checkRegistrar(const std::string& name);

  Parts parts_;
  TldChecks checks_;
};

}  // namespace hostler
