#include "modules/services/price_announcements.h"

namespace hostler {
namespace {

struct AnnouncedPrice;  // names the ids of rows; they stay inside

constexpr int kAtOnce = 200;
constexpr auto kSelectNext =
    "SELECT id FROM services WHERE tenant_id = ? AND product_id = ? AND status IN ('active', "
    "'suspended') AND id > ? ORDER BY id LIMIT ?";

// Nothing where it costs that already, or is sold no more as it is.
std::optional<Money> listPrice(const Product& product, const Service& service) {
  if (service.cycle == Cycle::OneTime || service.cancelOn) return std::nullopt;
  const auto* price = product.priceIn(service.price.currency(), service.cycle);
  if (price == nullptr || price->price == service.price) return std::nullopt;
  return price->price;
}

}  // namespace

Id<jobs::Job> PriceAnnouncements::begin(const Actor& actor, Id<Product> product, Date effectiveOn) {
  const auto tenant = actor.scope.tenant;
  const auto days = parts_.tenants.settings(tenant).integer("renewal.price_notice_days");
  const auto earliest = parts_.tenants.today(tenant).plusDays(days);
  if (effectiveOn < earliest) {
    throw ValidationError{"effective_on", "too_soon",
                          "must be " + earliest.text() + " or later: clients are told " +
                              std::to_string(days) + " days before"};
  }
  return parts_.database.transaction([&](db::Transaction& tx) {
    parts_.catalog.get(tx, tenant, product);
    parts_.audit.record(tx, actor,
                        {"product.prices_announced",
                         product.text(),
                         nullptr,
                         {{"effective_on", effectiveOn.text()}}});
    jobs::Enqueue how;
    how.uniqueKey = std::string{AnnouncePrices::kKind} + ":" + product.text();
    how.keepKey = false;
    const auto job = parts_.queue.enqueue(tx, Scope::ofTenant(tenant),
                                          AnnouncePrices{product, effectiveOn}, how);
    if (!job)
      throw DomainError{"announcement_under_way", 409,
                        "Prices of this product are being announced; wait until that is done."};
    return *job;
  });
}

jobs::Result PriceAnnouncements::run(jobs::Context& context, const AnnouncePrices& task) {
  const auto tenant = context.scope().tenant;
  Id<Service> after{};
  int announced = 0;
  for (;;) {
    const auto ids = parts_.database.readOne([&](db::Reader& reader) {
      return reader.query(kSelectNext, tenant, task.product, after, kAtOnce)
          .map([](const db::Row& row) { return row.id<Service>("id"); });
    });
    if (ids.empty()) break;
    after = ids.back();
    announced += context.transaction([&](db::Transaction& tx) {
      const auto product = parts_.catalog.get(tx, tenant, task.product);
      int told = 0;
      for (const auto& service : parts_.services.lockAll(tx, ids))
        told += announce(tx, context.actor(), product, service, task.effectiveOn) ? 1 : 0;
      return told;
    });
  }
  return jobs::Result::done({{"services", announced}});
}

bool PriceAnnouncements::announce(db::Transaction& tx, const Actor& actor, const Product& product,
                                  const Service& service, Date effectiveOn) {
  const auto price = listPrice(product, service);
  if (!price) return false;
  const auto known = service_prices::announced(tx, {service.id});
  // A job that is tried again tells nobody twice.
  if (const auto same = known.find(service.id); same != known.end() &&
                                                same->second.price == *price &&
                                                same->second.effectiveOn == effectiveOn)
    return false;
  const auto now = parts_.clock.now();
  service_prices::announce(
      tx, service.tenant,
      {parts_.ids.next<AnnouncedPrice>().value(), service.id, product.id, service.cycle,
       service.price, *price, effectiveOn, std::nullopt, PriceState::Announced, now},
      now);
  parts_.desk.step(tx, actor, service, "price_announced",
                   service.price.decimalText() + " to " + price->decimalText() + " " +
                       std::string{price->currency().code()} + " for terms from " +
                       effectiveOn.text());
  ServicePriceAnnounced fact;
  fact.service = service.id;
  fact.account = service.account;
  fact.title = service.title();
  fact.oldPrice = service.price;
  fact.price = *price;
  fact.cycle = service.cycle;
  fact.effectiveOn = effectiveOn;
  parts_.bus.publish(tx, actor, Scope::ofAccount(service.tenant, service.account), fact);
  return true;
}

void PriceAnnouncements::withdraw(const Actor& actor, Id<Product> product) {
  parts_.database.transaction([&](db::Transaction& tx) {
    parts_.catalog.get(tx, actor.scope.tenant, product);
    const auto services =
        service_prices::withdraw(tx, actor.scope.tenant, product, parts_.clock.now());
    parts_.audit.record(
        tx, actor, {"product.prices_withdrawn", product.text(), nullptr, {{"services", services}}});
  });
}

}  // namespace hostler
