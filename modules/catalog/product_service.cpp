#include "modules/catalog/product_service.h"

#include "modules/catalog/product_repository.h"

#include <algorithm>
#include <set>

namespace hostler {
namespace {

std::string slugOf(const std::string& name) {
  std::string slug;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 && (c & 0x80) == 0) {
      slug.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.substr(0, 80);
}

std::vector<Price> pricesOf(const std::vector<PriceView>& views, FieldErrors& errors) {
  std::vector<Price> prices;
  std::set<std::pair<std::string, Cycle>> seen;
  for (std::size_t i = 0; i < views.size(); ++i) {
    const auto& view = views[i];
    const auto path = FieldErrors::at("pricing", i);
    if (view.price.currency() != view.currency || view.setupFee.currency() != view.currency) {
      errors.add(path + ".price", "other_currency",
                 "must be in the currency that it is the price for");
    }
    if (view.cycle == Cycle::Hourly)
      errors.add(path + ".cycle", "not_metered", "cannot be hourly: use is not metered yet");
    if (!seen.emplace(view.currency.code(), view.cycle).second) {
      errors.add(path, "repeated", "has a price for this currency and cycle already");
    }
    prices.push_back({view.cycle, view.price, view.setupFee});
  }
  return prices;
}

// In ascending order.
std::optional<std::vector<int>> noticesOf(std::optional<std::vector<int>> days,
                                          FieldErrors& errors) {
  constexpr int kFarthest = 365;
  if (!days) return std::nullopt;
  std::set<int> seen;
  for (std::size_t i = 0; i < days->size(); ++i) {
    const auto day = (*days)[i];
    const auto at = FieldErrors::at("notice_days", i);
    if (day < -kFarthest || day > kFarthest)
      errors.add(at, "out_of_range", "must be from -365 to 365");
    if (!seen.insert(day).second) errors.add(at, "repeated", "is there already");
  }
  return std::vector<int>{seen.begin(), seen.end()};
}

// A list of ids, or of objects that hold one.
template <class Entity>
std::vector<Id<Entity>> idsIn(const std::vector<Json>& list, const std::string& field,
                              FieldErrors& errors) {
  std::vector<Id<Entity>> ids;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& one = list[i];
    const auto text = one.is_object() ? one.value("id", Json()) : one;
    const auto id = text.is_string()
                        ? Id<Entity>::parse(text.template get_ref<const std::string&>())
                        : std::nullopt;
    const auto at = FieldErrors::at(field, i);
    if (!id) {
      errors.add(at, "malformed", "must be an id");
    } else if (std::ranges::find(ids, *id) != ids.end()) {
      errors.add(at, "repeated", "is there already");
    } else {
      ids.push_back(*id);
    }
  }
  return ids;
}

// As the audit log keeps it.
Json record(db::Reader& reader, Id<Tenant> tenant, const Product& product) {
  return toJson(ProductView::forStaff(product, extra_repository::heldBy(reader, tenant, product)));
}

struct SlugTaken : DomainError {
  explicit SlugTaken(const std::string& slug)
      : DomainError{"slug_taken",
                    409,
                    "Another product has this slug; choose another one.",
                    {{"slug", slug}}} {}
};

}  // namespace

Product ProductService::made(db::Transaction& tx, const Actor& actor, Id<Product> id,
                             const ProductBody& body) {
  FieldErrors errors;
  Product product;
  product.id = id;
  product.type = body.type;
  product.name = body.name;
  product.slug = body.slug.value_or(slugOf(body.name));
  if (product.slug.empty())
    errors.add("slug", "required", "is required when the name has no Latin letters");
  product.description = body.description.value_or("");
  product.features = body.features;
  product.taxClass = body.taxClass.value_or("998315");
  product.active = body.active;
  product.visible = body.visible;
  if (body.stock) product.stock = *body.stock;
  product.maxQuantity = body.maxQuantity;
  product.proration = body.proration;
  product.graceDays = body.graceDays;
  product.invoiceDaysBefore = body.invoiceDaysBefore;
  product.noticeDays = noticesOf(body.noticeDays, errors);
  product.terminateDays = body.terminateDays;
  product.trialDays = body.trialDays;
  product.prorataDay = body.prorataDay;
  product.prorataNextFrom = body.prorataNextFrom;
  product.prices = pricesOf(body.pricing, errors);
  if (body.provisioning) product.provisioning = check_(*body.provisioning, errors);
  product.options = idsIn<ProductOption>(body.configurableOptions, "configurable_options", errors);
  product.addons = idsIn<Addon>(body.addons, "addons", errors);
  errors.throwIfAny();
  checkExtras(tx, actor.scope.tenant, product);
  if (body.group) {
    product.groupName = *body.group;
    product.group = product_repository::groupNamed(tx, actor.scope.tenant, *body.group,
                                                   ids_.next<ProductGroup>());
  }
  return product;
}

// What options and add-ons say to the plugin, it must understand.
void ProductService::checkExtras(db::Reader& reader, Id<Tenant> tenant, const Product& product) {
  FieldErrors errors;
  const auto check = [&](const std::string& field, const std::map<std::string, Json>& chosen,
                         const std::map<std::string, std::int64_t>& adds) {
    if (chosen.empty() && adds.empty()) return;
    auto sets = Json::object();
    for (const auto& [name, value] : chosen) sets[name] = value;
    if (!product.provisioning) {
      errors.add(field, "no_provisioning", "does something at a provider, and there is none");
      return;
    }
    Json whole{{"plugin", product.provisioning->plugin},
               {"settings", product.provisioning->settings}};
    whole["settings"].update(sets);
    for (const auto& [name, number] : adds) {
      // To nothing one cannot go back: without a number of its own the product would keep what was
      // added once.
      const auto base = whole["settings"].find(name);
      if (base == whole["settings"].end() || !base->is_number_integer()) {
        errors.add(field, "nothing_to_add_to",
                   "adds to " + name + ", which the product's settings give no number for");
        return;
      }
      *base = base->get<std::int64_t>() + number;
    }
    FieldErrors found;
    check_(whole, found);
    if (!found.empty())
      errors.add(field, "does_not_fit", "says what the plugin's product settings do not take");
  };
  for (std::size_t i = 0; i < product.options.size(); ++i) {
    const auto field = FieldErrors::at("configurable_options", i);
    const auto option = extra_repository::option(reader, tenant, product.options[i]);
    if (!option) {
      errors.add(field, "not_found", "is no option");
      continue;
    }
    check(field, option->body.sets, option->body.adds);
    for (const auto& choice : option->body.choices) check(field, choice.sets, choice.adds);
  }
  for (std::size_t i = 0; i < product.addons.size(); ++i) {
    const auto field = FieldErrors::at("addons", i);
    const auto addon = extra_repository::addon(reader, tenant, product.addons[i]);
    if (!addon) {
      errors.add(field, "not_found", "is no add-on");
      continue;
    }
    check(field, addon->body.sets, addon->body.adds);
  }
  errors.throwIfAny();
}

std::vector<ProductProblem> ProductService::problemsOf(db::Reader& reader,
                                                       const Product& product) const {
  return readiness_ ? readiness_(reader, product) : std::vector<ProductProblem>{};
}

void ProductService::mustBeReady(db::Reader& reader, const Product& product) {
  if (!product.isOnSale()) return;
  FieldErrors errors;
  for (const auto& problem : problemsOf(reader, product)) {
    if (problem.stopsSale)
      errors.add("provisioning", problem.code,
                 "cannot be delivered: " + problem.message +
                     " Until then save the product with visible: false.");
  }
  errors.throwIfAny();
}

Product ProductService::create(const Actor& actor, const ProductBody& body) {
  return database_.transaction([&](db::Transaction& tx) {
    const auto product = made(tx, actor, ids_.next<Product>(), body);
    mustBeReady(tx, product);
    try {
      product_repository::insert(tx, actor.scope.tenant, product, clock_.now());
    } catch (const db::UniqueViolation&) {
      throw SlugTaken{product.slug};
    }
    product_repository::replacePrices(tx, product);
    audit_.record(
        tx, actor,
        {"product.created", product.id.text(), nullptr, record(tx, actor.scope.tenant, product)});
    return product;
  });
}

Product ProductService::replace(const Actor& actor, Id<Product> id, const ProductBody& body) {
  return database_.transaction([&](db::Transaction& tx) {
    const auto before = product_repository::find(tx, actor.scope.tenant, id);
    if (!before) throw NotFound{};
    const auto old = record(tx, actor.scope.tenant, *before);
    const auto product = made(tx, actor, id, body);
    if (!before->isOnSale()) mustBeReady(tx, product);
    try {
      if (!product_repository::update(tx, actor.scope.tenant, product, clock_.now()))
        throw NotFound{};
    } catch (const db::UniqueViolation&) {
      throw SlugTaken{product.slug};
    }
    product_repository::replacePrices(tx, product);
    audit_.record(tx, actor,
                  {"product.changed", id.text(), old, record(tx, actor.scope.tenant, product)});
    return product;
  });
}

void ProductService::remove(const Actor& actor, Id<Product> id) {
  database_.transaction([&](db::Transaction& tx) {
    if (!product_repository::markDeleted(tx, actor.scope.tenant, id, clock_.now()))
      throw NotFound{};
    audit_.record(tx, actor, "product.removed", id.text());
  });
}

}  // namespace hostler
