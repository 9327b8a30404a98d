#include "modules/catalog/extra.h"

#include <algorithm>

namespace hostler {
namespace {

std::vector<TierPrice> tiersIn(const std::vector<TierPrice>& prices, Currency currency,
                               Cycle cycle) {
  std::vector<TierPrice> some;
  for (const auto& one : prices) {
    if (one.currency == currency && one.cycle == cycle) some.push_back(one);
  }
  std::ranges::sort(some, {}, &TierPrice::from);
  return some;
}

}  // namespace

void TierPrice::describe(Shape<TierPrice>& shape) {
  shape.field("currency", &TierPrice::currency);
  shape.field("cycle", &TierPrice::cycle);
  shape.field("price", &TierPrice::price).notNegative().describedAs("of each");
  shape.field("setup_fee", &TierPrice::setupFee).notNegative().describedAs("once, however many");
  shape.field("from", &TierPrice::from)
      .range(1, 1'000'000)
      .withDefault()
      .describedAs("the quantity from which it holds");
}

void Extra::describe(Shape<Extra>& shape) {
  shape.field("kind", &Extra::kind);
  shape.field("key", &Extra::key);
  shape.field("title", &Extra::title);
  shape.field("value", &Extra::value);
  shape.field("price", &Extra::price);
  shape.field("setup_fee", &Extra::setupFee);
  shape.field("tax_class", &Extra::taxClass);
  shape.field("sets", &Extra::sets);
  shape.field("adds", &Extra::adds);
}

std::optional<ExtraCost> costOf(const std::vector<TierPrice>& prices, Tiers tiers, int quantity,
                                Currency currency, Cycle cycle) {
  const auto zero = Money::zero(currency);
  if (quantity <= 0 || prices.empty()) return ExtraCost{zero, zero};
  const auto some = tiersIn(prices, currency, cycle);
  if (some.empty() || quantity < some.front().from) return std::nullopt;
  ExtraCost cost{zero, zero};
  for (std::size_t i = 0; i < some.size() && some[i].from <= quantity; ++i) {
    cost.setupFee = some[i].setupFee;
    if (tiers == Tiers::Volume) {
      cost.price = some[i].price.times(quantity);
      continue;
    }
    // The first tier holds what lies below it, too: there is nothing before it.
    const auto begin = i == 0 ? 1 : some[i].from;
    const auto end = i + 1 < some.size() ? std::min(quantity, some[i + 1].from - 1) : quantity;
    cost.price = cost.price.plus(some[i].price.times(end - begin + 1));
  }
  return cost;
}

Money everyCycle(const std::vector<Extra>& extras, Currency currency) {
  auto sum = Money::zero(currency);
  for (const auto& extra : extras) sum = sum.plus(extra.price);
  return sum;
}

Json settingsWith(Json settings, const std::vector<Extra>& extras) {
  for (const auto& extra : extras) settings.update(extra.sets);
  for (const auto& extra : extras) {
    for (const auto& [name, number] : extra.adds.items()) {
      const auto there = settings.find(name);
      const bool isNumber = there != settings.end() && there->is_number_integer();
      settings[name] = (isNumber ? there->get<std::int64_t>() : 0) + number.get<std::int64_t>();
    }
  }
  return settings;
}

bool haveOtherSettings(const std::vector<Extra>& a, const std::vector<Extra>& b) {
  return settingsWith(Json::object(), a) != settingsWith(Json::object(), b);
}

std::optional<std::string> keptText(const std::vector<Extra>& extras) {
  if (extras.empty()) return std::nullopt;
  return dump(toJson(extras));
}

std::vector<Extra> extrasFromText(const std::optional<std::string>& text) {
  if (!text) return {};
  return fromJson<std::vector<Extra>>(Json::parse(*text));
}

}  // namespace hostler
