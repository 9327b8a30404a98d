#pragma once

#include "modules/usage/usage_module.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler::testing {

/// A shop whose product "Cloud" bills 100 GB of traffic as included and two rupees for each further
/// one, and whose client has one such service since the first of June 2026.
template <class Engine>
class InUsageShop : public InShop {
 protected:
  InUsageShop() : InShop{placeOn<Engine>} {}

  void opened() override {
    usage_ = std::make_unique<UsageModule>(
        UsageModule::Parts{*shop_->database, shop_->clock, shop_->ids, shop_->tenants,
                           shop_->catalog, shop_->billing, shop_->services.services(),
                           shop_->services.actions(), shop_->audit, shop_->bus, shop_->accounts});
    shop_->moveTo(Date::of(2026, 6, 1));
    client_ = shop_->client();
    product_ = shop_->product();
    set({traffic()});
    service_ = serviceOf(client_);
    shop_->moveTo(Date::of(2026, 6, 10));
  }
  void closing() override { usage_.reset(); }

  static UsageMeterView traffic(const char* unitPrice = "2") {
    UsageMeterView meter;
    meter.name = "bandwidth";
    meter.title = "Traffic";
    meter.unit = "GB";
    meter.included = Decimal{100};
    meter.prices = {{Currency::of("INR"), {{std::nullopt, Decimal::of(unitPrice)}}, std::nullopt}};
    return meter;
  }
  UsageMetersView set(const std::vector<UsageMeterView>& meters) {
    return usage_->meters().replace(shop_->staff(), product_, meters);
  }
  Id<Service> serviceOf(Id<Account> account, const char* since = "2026-06-01T00:00:00Z") {
    return shop_->service(account, Date::of(2027, 6, 1), [&](Service& service) {
      service.product = product_;
      service.name = "Cloud";
      service.activatedAt = Instant::parse(since).value();
    });
  }
  UsageReports::Recorded report(const std::string& key, const char* quantity,
                                std::optional<const char*> at = {},
                                const std::string& meter = "bandwidth") {
    UsageReports::Report one{key, service_, meter, Decimal::of(quantity), std::nullopt};
    if (at) one.at = Instant::parse(*at).value();
    return usage_->reports().record(shop_->staff(), {one});
  }
  UsageSettlement::Settled settle() {
    return usage_->settlement().settle(shop_->staff(), kPlatform, shop_->clock.now());
  }
  std::vector<UsageWatch::Row> rows(int from, int to) {
    return shop_->database->read([&](db::Reader& reader) {
      return usage_->watch().rows(reader, Scope::ofAccount(kPlatform, client_),
                                  UsageMonth::numbered(from), UsageMonth::numbered(to));
    });
  }
  /// Net totals of the client's invoices of use, oldest first: "50.00 12.00".
  std::string invoiced() {
    std::string all;
    const auto rows = shop_->database->read([&](db::Reader& reader) {
      return reader
          .query(
              "SELECT subtotal FROM invoices WHERE kind = 'usage' AND account_id = ? ORDER BY "
              "issue_date, id",
              client_)
          .map([](const db::Row& row) { return inr(row.integer("subtotal")).decimalText(); });
    });
    for (const auto& one : rows) all += (all.empty() ? "" : " ") + one;
    return all;
  }

  std::unique_ptr<UsageModule> usage_;
  Id<Account> client_{};
  Id<Product> product_{};
  Id<Service> service_{};
};

}  // namespace hostler::testing
