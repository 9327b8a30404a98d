#pragma once

// What can be bought, as other modules may ask for it.

#include "core/base/scope.h"
#include "core/db/database.h"
#include "core/json/json.h"
#include "core/money/money.h"
#include "core/shape/words.h"
#include "core/time/period.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class ProductType { Hosting = 1, Vps, Dedicated, Domain, Storage, Addon };
template <>
inline constexpr std::array kEnumNames<ProductType>{
    std::string_view{"hosting"}, std::string_view{"vps"},     std::string_view{"dedicated"},
    std::string_view{"domain"},  std::string_view{"storage"}, std::string_view{"addon"}};

/// What a change of plan in the middle of a term costs.
enum class Proration { Days = 1, FullCycle, AtRenewal };
template <>
inline constexpr std::array kEnumNames<Proration>{
    std::string_view{"days"}, std::string_view{"full_cycle"}, std::string_view{"at_renewal"}};

struct Price {
  Cycle cycle = Cycle::Monthly;
  Money price;
  Money setupFee;
};

/// Which plugin makes a product, on which servers, and with what of its own (validated by its
/// product_settings).
struct Provisioning {
  std::string plugin;
  std::optional<std::string> serverGroup;
  Json settings = Json::object();
};

struct Product {
  Id<Product> id;
  std::optional<Id<ProductGroup>> group;
  std::string groupName;
  ProductType type = ProductType::Hosting;
  std::string name, slug, description;
  std::vector<std::string> features;
  std::string taxClass;  ///< SAC in India
  bool active = true, visible = true;
  std::optional<std::int64_t> stock;  ///< nothing: unlimited
  int maxQuantity = 1;
  std::optional<Provisioning> provisioning;
  Proration proration = Proration::Days;
  /// In place of what the rules say; nothing: as they say.
  std::optional<int> graceDays;                ///< from the due date to the suspension
  std::optional<int> invoiceDaysBefore;        ///< from the invoice to the end of the term
  std::optional<std::vector<int>> noticeDays;  ///< of reminders, counted from the due date
  std::optional<int> terminateDays;            ///< from the suspension to the end
  int trialDays = 0;
  std::optional<int> prorataDay, prorataNextFrom;
  std::vector<Price> prices;
  std::vector<Id<ProductOption>> options;  ///< that it is offered with
  std::vector<Id<Addon>> addons;

  bool isOnSale() const { return active && visible; }
  /// The price in a currency and cycle; nothing where it is not sold so.
  const Price* priceIn(Currency currency, Cycle cycle) const;
};

class Catalog {
 public:
  explicit Catalog(db::Database& database) : database_{database} {}

  /// A product of this tenant, on sale or not. Throws NotFound.
  Product get(db::Reader& reader, Id<Tenant> tenant, Id<Product> id);
  std::vector<Product> getAll(db::Reader& reader, Id<Tenant> tenant,
                              const std::vector<Id<Product>>& ids);

  /// Takes from the stock in one statement; false when there is not that much left. Unlimited
  /// products always give.
  bool takeStock(db::Transaction& tx, Id<Product> id, std::int64_t quantity);
  void returnStock(db::Transaction& tx, Id<Product> id, std::int64_t quantity);

 private:
  db::Database& database_;
};

}  // namespace hostler
