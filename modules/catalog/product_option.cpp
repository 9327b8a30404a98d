#include "modules/catalog/product_option.h"

#include <algorithm>
#include <set>

namespace hostler {
namespace {

Constraints& likeAName(Constraints& constraints) {
  return constraints.length(1, 60).pattern("[a-z0-9]+([_-][a-z0-9]+)*",
                                           "must be small letters, digits, dashes and underscores");
}

void checkPrices(const std::vector<TierPrice>& prices, const std::string& path, bool tiered,
                 FieldErrors& errors) {
  std::set<std::tuple<std::string, Cycle, int>> seen;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const auto& one = prices[i];
    const auto at = FieldErrors::at(path, i);
    if (one.price.currency() != one.currency || one.setupFee.currency() != one.currency)
      errors.add(at + ".price", "other_currency",
                 "must be in the currency that it is the price for");
    if (one.cycle == Cycle::Hourly)
      errors.add(at + ".cycle", "not_metered", "cannot be hourly: use is not metered yet");
    if (!tiered && one.from != 1) errors.add(at + ".from", "out_of_range", "must be 1");
    if (!seen.emplace(one.currency.code(), one.cycle, one.from).second)
      errors.add(at, "repeated", "has a price for this currency, cycle and quantity already");
  }
}

template <class Priced>
void describeEffect(Shape<Priced>& shape) {
  shape.field("sets", &Priced::sets)
      .count(0, 50)
      .describedAs("members of the plugin's product_settings that it decides; for staff");
  shape.field("adds", &Priced::adds)
      .count(0, 50)
      .describedAs("numbers of product_settings that each of it adds to; for staff");
}

Json objectOf(const std::map<std::string, Json>& members) {
  auto object = Json::object();
  for (const auto& [name, value] : members) object[name] = value;
  return object;
}

Json timesOf(const std::map<std::string, std::int64_t>& members, int quantity) {
  auto object = Json::object();
  for (const auto& [name, value] : members) object[name] = value * quantity;
  return object;
}

// One option as it was chosen; nothing where it is not had.
std::optional<Extra> extraOf(const OptionBody& option, const Json& value, Currency currency,
                             Cycle cycle, FieldErrors& errors) {
  const auto path = FieldErrors::under("options", option.name);
  const auto* sets = &option.sets;
  const auto* adds = &option.adds;
  const auto* pricing = &option.pricing;
  Extra extra;
  extra.kind = ExtraKind::Option;
  extra.key = option.name;
  extra.title = option.title;
  extra.value = value;
  int quantity = 1;
  switch (option.kind) {
    case OptionKind::Choice: {
      const auto found = std::ranges::find_if(
          option.choices, [&](const OptionChoice& choice) { return value == choice.name; });
      if (found == option.choices.end()) {
        errors.add(path, "not_an_option", "must be one of the option's choices");
        return std::nullopt;
      }
      extra.title += ": " + found->title;
      sets = &found->sets;
      adds = &found->adds;
      pricing = &found->pricing;
      break;
    }
    case OptionKind::Quantity: {
      const bool whole = value.is_number_integer() && value >= option.least &&
                         value <= option.most && value.get<int>() % option.step == 0;
      if (!whole) {
        errors.add(path, "out_of_range",
                   "must be from " + std::to_string(option.least) + " to " +
                       std::to_string(option.most) + " in steps of " + std::to_string(option.step));
        return std::nullopt;
      }
      quantity = value.get<int>();
      if (quantity == 0) return std::nullopt;
      extra.title += ": " + std::to_string(quantity);
      if (option.unit) extra.title += " " + *option.unit;
      break;
    }
    case OptionKind::Flag:
      if (!value.is_boolean()) {
        errors.add(path, "wrong_type", "must be true or false");
        return std::nullopt;
      }
      if (!value.get<bool>()) return std::nullopt;
      break;
  }
  const auto cost = costOf(*pricing, option.tiers, quantity, currency, cycle);
  if (!cost) {
    errors.add(path, "not_sold_so", "is not sold for this cycle, in this currency");
    return std::nullopt;
  }
  extra.price = cost->price;
  extra.setupFee = cost->setupFee;
  extra.sets = objectOf(*sets);
  extra.adds = timesOf(*adds, quantity);
  return extra;
}

}  // namespace

void OptionChoice::describe(Shape<OptionChoice>& shape) {
  likeAName(shape.field("name", &OptionChoice::name));
  shape.field("title", &OptionChoice::title).length(1, 120);
  shape.field("pricing", &OptionChoice::pricing).count(0, 200).describedAs("none: it is free");
  describeEffect(shape);
}

void OptionBody::describe(Shape<OptionBody>& shape) {
  likeAName(shape.field("name", &OptionBody::name)).describedAs("carts name it so; it stays");
  shape.field("title", &OptionBody::title).length(1, 120);
  shape.field("description", &OptionBody::description).length(0, 1'000).multiline();
  shape.field("kind", &OptionBody::kind);
  shape.field("required", &OptionBody::required).withDefault();
  shape.field("choices", &OptionBody::choices).count(0, 100);
  shape.field("least", &OptionBody::least).range(0, 1'000'000).withDefault();
  shape.field("most", &OptionBody::most).range(1, 1'000'000).withDefault();
  shape.field("step", &OptionBody::step).range(1, 1'000'000).withDefault();
  shape.field("unit", &OptionBody::unit).length(1, 20);
  shape.field("tiers", &OptionBody::tiers).withDefault();
  shape.field("pricing", &OptionBody::pricing).count(0, 500).describedAs("none: it is free");
  describeEffect(shape);
}

void OptionBody::mustFit() const {
  FieldErrors errors;
  const bool isChoice = kind == OptionKind::Choice;
  if (isChoice == choices.empty())
    errors.add("choices", isChoice ? "required" : "not_for_this_kind",
               isChoice ? "must hold at least one" : "are for options of the kind choice");
  if (isChoice && !pricing.empty())
    errors.add("pricing", "not_for_this_kind", "of a choice stands with its choices");
  if (isChoice && (!sets.empty() || !adds.empty()))
    errors.add(sets.empty() ? "adds" : "sets", "not_for_this_kind",
               "of a choice stands with its choices");
  if (most < least) errors.add("most", "out_of_range", "must not be below least");
  std::set<std::string> names;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto at = FieldErrors::at("choices", i);
    if (!names.insert(choices[i].name).second)
      errors.add(at + ".name", "repeated", "is the name of another choice");
    checkPrices(choices[i].pricing, at + ".pricing", false, errors);
  }
  checkPrices(pricing, "pricing", kind == OptionKind::Quantity, errors);
  errors.throwIfAny();
}

void AddonBody::describe(Shape<AddonBody>& shape) {
  shape.field("name", &AddonBody::name).length(1, 120);
  shape.field("description", &AddonBody::description).length(0, 1'000).multiline();
  shape.field("tax_class", &AddonBody::taxClass)
      .pattern("[0-9]{4,8}", "must be an HSN or SAC of 4 to 8 digits");
  shape.field("active", &AddonBody::active).withDefault();
  shape.field("max_quantity", &AddonBody::maxQuantity).range(1, 1'000).withDefault();
  shape.field("pricing", &AddonBody::pricing)
      .count(0, 500)
      .describedAs("by the cycle of the service that it goes with; none: it is free");
  describeEffect(shape);
}

void AddonBody::mustFit() const {
  FieldErrors errors;
  checkPrices(pricing, "pricing", maxQuantity > 1, errors);
  errors.throwIfAny();
}

void AddonChoice::describe(Shape<AddonChoice>& shape) {
  shape.field("id", &AddonChoice::addon);
  shape.field("quantity", &AddonChoice::quantity).range(1, 1'000).withDefault();
}

void ExtraChoices::describe(Shape<ExtraChoices>& shape) {
  shape.field("options", &ExtraChoices::options).count(0, 100);
  shape.field("addons", &ExtraChoices::addons).count(0, 100);
}

ExtraChoices choicesOf(const std::map<std::string, Json>& options,
                       const std::vector<Json>& addons) {
  ExtraChoices choices{options, {}};
  FieldErrors errors;
  for (std::size_t i = 0; i < addons.size(); ++i) {
    AddonChoice choice;
    const auto& wanted = addons[i];
    Codec<AddonChoice>::read(wanted.is_string() ? Json{{"id", wanted}} : wanted, choice,
                             FieldErrors::at("addons", i), errors);
    choices.addons.push_back(choice);
  }
  errors.throwIfAny();
  return choices;
}

std::vector<Extra> chosen(const ProductExtras& offered, const ExtraChoices& choices,
                          Currency currency, Cycle cycle, FieldErrors& errors) {
  std::vector<Extra> extras;
  for (const auto& [name, value] : choices.options) {
    const bool known = std::ranges::any_of(
        offered.options, [&](const ProductOption& option) { return option.body.name == name; });
    if (!known)
      errors.add(FieldErrors::under("options", name), "unknown_option",
                 "is not an option of this product");
  }
  for (const auto& option : offered.options) {
    const auto wanted = choices.options.find(option.body.name);
    if (wanted == choices.options.end()) {
      if (option.body.required)
        errors.add(FieldErrors::under("options", option.body.name), "required", "is required");
      continue;
    }
    if (auto extra = extraOf(option.body, wanted->second, currency, cycle, errors))
      extras.push_back(std::move(*extra));
  }
  std::set<Id<Addon>> seen;
  for (std::size_t i = 0; i < choices.addons.size(); ++i) {
    const auto& wanted = choices.addons[i];
    const auto path = FieldErrors::at("addons", i);
    const auto addon = std::ranges::find(offered.addons, wanted.addon, &Addon::id);
    if (addon == offered.addons.end()) {
      errors.add(path, "unknown_addon", "is not an add-on of this product");
      continue;
    }
    if (!seen.insert(wanted.addon).second) {
      errors.add(path, "repeated", "is there already; give it a quantity");
      continue;
    }
    const auto& body = addon->body;
    if (wanted.quantity > body.maxQuantity) {
      errors.add(path, "out_of_range", "must be at most " + std::to_string(body.maxQuantity));
      continue;
    }
    const auto cost = costOf(body.pricing, Tiers::Volume, wanted.quantity, currency, cycle);
    if (!cost) {
      errors.add(path, "not_sold_so", "is not sold for this cycle, in this currency");
      continue;
    }
    extras.push_back(
        {ExtraKind::Addon, addon->id.text(),
         wanted.quantity > 1 ? body.name + ": " + std::to_string(wanted.quantity) : body.name,
         wanted.quantity, cost->price, cost->setupFee, body.taxClass.value_or(""),
         objectOf(body.sets), timesOf(body.adds, wanted.quantity)});
  }
  return extras;
}

Json forEveryone(const ProductOption& option) {
  auto shown = toJson(option.body);
  shown["id"] = option.id.text();
  shown.erase("sets");
  shown.erase("adds");
  for (auto& choice : shown["choices"]) {
    choice.erase("sets");
    choice.erase("adds");
  }
  return shown;
}

Json forEveryone(const Addon& addon) {
  auto shown = toJson(addon.body);
  shown["id"] = addon.id.text();
  for (const auto* hidden : {"sets", "adds", "active"}) shown.erase(hidden);
  return shown;
}

Json forStaff(const Addon& addon) {
  auto shown = forEveryone(addon);
  shown["active"] = addon.body.active;
  return shown;
}

}  // namespace hostler
