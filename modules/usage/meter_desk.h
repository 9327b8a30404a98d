#pragma once

#include "core/audit/audit_log.h"
#include "core/nodes/id_mint.h"
#include "core/shape/shape.h"
#include "modules/catalog/catalog.h"
#include "modules/usage/usage_counter.h"

namespace hostler {

struct UsageTierView {
  std::optional<Decimal> upTo;
  Decimal unitPrice;
  static void describe(Shape<UsageTierView>& shape);
};
struct UsagePriceView {
  Currency currency = Currency::of("INR");
  std::vector<UsageTierView> tiers;
  std::optional<Money> cap;
  static void describe(Shape<UsagePriceView>& shape);
};
/// A meter as staff keep it.
struct UsageMeterView {
  std::string name, title, unit;
  Metering metering = Metering::Sum;
  bool wholeUnits = false;
  Decimal included = 0;
  std::vector<UsagePriceView> prices;
  static UsageMeterView of(const UsageMeter& meter);
  static void describe(Shape<UsageMeterView>& shape);
};
struct UsageMetersView {
  std::vector<UsageMeterView> meters;
  std::optional<std::vector<UsageMeterView>> next;  ///< from next month on, where that differs
  static void describe(Shape<UsageMetersView>& shape);
};

/// The meters of products. A new one counts from this month on; a change of one that is there, and
/// its end, hold from the next month on: what is being used now keeps its price.
class MeterDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Catalog& catalog;
    UsageCounter& counter;
    AuditLog& audit;
  };
  explicit MeterDesk(Parts parts) : parts_{parts} {}

  UsageMetersView of(Id<Tenant> tenant, Id<Product> product);
  UsageMetersView replace(const Actor& actor, Id<Product> product,
                          const std::vector<UsageMeterView>& meters);

 private:
  UsageMetersView read(db::Reader& reader, Id<Tenant> tenant, Id<Product> product,
                       UsageMonth month);

  Parts parts_;
};

}  // namespace hostler
