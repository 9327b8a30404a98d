#pragma once

#include "core/events/event_bus.h"
#include "core/jobs/handler.h"
#include "core/jobs/queue.h"
#include "modules/catalog/catalog.h"
#include "modules/resellers/resellers.h"
#include "modules/services/service_desk.h"
#include "modules/services/service_prices.h"

namespace hostler {

/// Tells everybody who has a product what it will cost.
struct AnnouncePrices {
  static constexpr std::string_view kKind = "services.announce_prices";
  Id<Product> product;
  Date effectiveOn = Date::ofDaysSinceEpoch(0);
  static void describe(Shape<AnnouncePrices>& shape) {
    shape.field("product", &AnnouncePrices::product);
    shape.field("effective_on", &AnnouncePrices::effectiveOn);
  }
};

/// Brings services to the price that the list has for their plan: who has one is told, and terms
/// that begin on a day or later cost it. Until then, and where nothing is announced, they keep
/// theirs.
class PriceAnnouncements {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    Catalog& catalog;
    ServiceRepository& services;
    ServiceDesk& desk;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit PriceAnnouncements(Parts parts) : parts_{parts} {}

  /// 422 where clients would be told too late: see the setting renewal.price_notice_days.
  Id<jobs::Job> begin(const Actor& actor, Id<Product> product, Date effectiveOn);
  jobs::Result run(jobs::Context& context, const AnnouncePrices& task);
  /// What has not come by now does not come.
  void withdraw(const Actor& actor, Id<Product> product);

 private:
  bool announce(db::Transaction& tx, const Actor& actor, const Product& product,
                const Service& service, Date effectiveOn);

  Parts parts_;
};

}  // namespace hostler
