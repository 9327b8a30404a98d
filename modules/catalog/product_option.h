#pragma once

#include "core/db/database.h"
#include "core/http/page.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/extra.h"

#include <map>

namespace hostler {

enum class OptionKind {
  Choice = 1,  ///< one of several
  Quantity,    ///< so many of something
  Flag         ///< had or not
};
template <>
inline constexpr std::array kEnumNames<OptionKind>{
    std::string_view{"choice"}, std::string_view{"quantity"}, std::string_view{"flag"}};

/// One thing that an option can be.
struct OptionChoice {
  std::string name, title;
  std::vector<TierPrice> pricing;
  std::map<std::string, Json> sets;
  std::map<std::string, std::int64_t> adds;

  static void describe(Shape<OptionChoice>& shape);
};

/// What a client configures of a product, as staff describe it.
struct OptionBody {
  std::string name, title;
  std::optional<std::string> description;
  OptionKind kind = OptionKind::Choice;
  bool required = false;
  std::vector<OptionChoice> choices;  ///< of a choice
  int least = 0, most = 1'000, step = 1;
  std::optional<std::string> unit;
  Tiers tiers = Tiers::Volume;
  std::vector<TierPrice> pricing;  ///< of a quantity or a flag
  std::map<std::string, Json> sets;
  std::map<std::string, std::int64_t> adds;  ///< each of the quantity adds so much

  static void describe(Shape<OptionBody>& shape);
  /// Throws ValidationError where its parts do not fit together.
  void mustFit() const;
};

struct ProductOption {
  Id<ProductOption> id;
  OptionBody body;
};

/// What can be bought with a product beside it, as staff describe it.
struct AddonBody {
  std::string name;
  std::optional<std::string> description;
  std::optional<std::string> taxClass;
  bool active = true;
  int maxQuantity = 1;
  std::vector<TierPrice> pricing;
  std::map<std::string, Json> sets;
  std::map<std::string, std::int64_t> adds;

  static void describe(Shape<AddonBody>& shape);
  void mustFit() const;
};

struct Addon {
  Id<Addon> id;
  AddonBody body;
};

/// An add-on that is wanted, and how many of it.
struct AddonChoice {
  Id<Addon> addon;
  int quantity = 1;
  static void describe(Shape<AddonChoice>& shape);
};

/// What somebody wants with a product.
struct ExtraChoices {
  std::map<std::string, Json> options;
  std::vector<AddonChoice> addons;

  bool empty() const { return options.empty() && addons.empty(); }
  static void describe(Shape<ExtraChoices>& shape);
};

/// As requests have them: an add-on is an id, or {id, quantity}. Throws ValidationError.
ExtraChoices choicesOf(const std::map<std::string, Json>& options, const std::vector<Json>& addons);

/// What a product is offered with.
struct ProductExtras {
  std::vector<ProductOption> options;
  std::vector<Addon> addons;
};

/// The extras that were chosen, priced. Adds to `errors` under "options" and "addons" what is not
/// offered so: unknown_option, unknown_addon, not_an_option, out_of_range, required, not_sold_so.
/// Pure.
std::vector<Extra> chosen(const ProductExtras& offered, const ExtraChoices& choices,
                          Currency currency, Cycle cycle, FieldErrors& errors);

/// As everyone may see it: what it costs and not what it does at the provider.
Json forEveryone(const ProductOption& option);
Json forEveryone(const Addon& addon);
/// And whether it is sold now.
Json forStaff(const Addon& addon);

/// SQL of options and add-ons.
namespace extra_repository {

std::vector<ProductOption> options(db::Reader& reader, Id<Tenant> tenant);
std::optional<ProductOption> option(db::Reader& reader, Id<Tenant> tenant, Id<ProductOption> id);
/// False when the name is taken.
bool insert(db::Transaction& tx, Id<Tenant> tenant, const ProductOption& option, Instant now);
bool save(db::Transaction& tx, Id<Tenant> tenant, const ProductOption& option, Instant now);
void remove(db::Transaction& tx, Id<Tenant> tenant, Id<ProductOption> id);

std::vector<Addon> addons(db::Reader& reader, Id<Tenant> tenant);
std::optional<Addon> addon(db::Reader& reader, Id<Tenant> tenant, Id<Addon> id);
bool insert(db::Transaction& tx, Id<Tenant> tenant, const Addon& addon, Instant now);
bool save(db::Transaction& tx, Id<Tenant> tenant, const Addon& addon, Instant now);
void remove(db::Transaction& tx, Id<Tenant> tenant, Id<Addon> id);

/// Whether some product that is not deleted is offered with it; `id` as text.
bool isOffered(db::Reader& reader, Id<Tenant> tenant, const std::string& id);
/// What staff put with a product, in its order, whether it is sold now or not.
ProductExtras heldBy(db::Reader& reader, Id<Tenant> tenant, const Product& product);
/// What it is offered with: the same without add-ons that are not active.
ProductExtras offeredWith(db::Reader& reader, Id<Tenant> tenant, const Product& product);

}  // namespace extra_repository
}  // namespace hostler
