#include "modules/services/plan_extras.h"

#include <algorithm>

namespace hostler::plan_extras {
namespace {

const Extra* same(const std::vector<Extra>& extras, const Extra& wanted) {
  const auto found = std::ranges::find_if(extras, [&](const Extra& one) {
    return one.kind == wanted.kind && one.key == wanted.key && one.value == wanted.value;
  });
  return found == extras.end() ? nullptr : &*found;
}

bool offers(const ProductExtras& offered, const Extra& extra) {
  if (extra.kind == ExtraKind::Option) {
    return std::ranges::any_of(offered.options, [&](const ProductOption& option) {
      return option.body.name == extra.key;
    });
  }
  return std::ranges::any_of(offered.addons,
                             [&](const Addon& addon) { return addon.id.text() == extra.key; });
}

bool isAskedFor(const ExtraChoices& choices, const Extra& extra) {
  if (extra.kind == ExtraKind::Option) {
    const auto found = choices.options.find(extra.key);
    return found != choices.options.end() && found->second == extra.value;
  }
  return std::ranges::any_of(choices.addons, [&](const AddonChoice& choice) {
    return choice.addon.text() == extra.key && extra.value == choice.quantity;
  });
}

}  // namespace

std::vector<Extra> after(const Service& service, const Product& product, Cycle cycle,
                         const ProductExtras& offered, const std::map<std::string, Json>& options,
                         const std::optional<std::vector<AddonChoice>>& addons,
                         FieldErrors& errors) {
  const bool samePlan = product.id == service.product && cycle == service.cycle;
  ExtraChoices choices{options, addons.value_or(std::vector<AddonChoice>{})};
  std::vector<Extra> kept;
  for (const auto& extra : service.extras) {
    const bool isOption = extra.kind == ExtraKind::Option;
    if (isOption ? options.contains(extra.key) : addons.has_value()) continue;
    if (samePlan) {
      kept.push_back(extra);  // also where it is not offered to others any more
    } else if (offers(offered, extra)) {
      if (isOption) {
        choices.options[extra.key] = extra.value;
      } else {
        const auto id = Id<Addon>::parse(extra.key);
        if (id) choices.addons.push_back({*id, extra.value.get<int>()});
      }
    }
  }
  auto left = offered;
  std::erase_if(left.options, [&](const ProductOption& option) {
    return std::ranges::any_of(kept, [&](const Extra& one) {
      return one.kind == ExtraKind::Option && one.key == option.body.name;
    });
  });
  // What is asked for as it is stays as it was sold.
  if (samePlan) {
    for (const auto& extra : service.extras) {
      if (!isAskedFor(choices, extra)) continue;
      kept.push_back(extra);
      choices.options.erase(extra.key);
      std::erase_if(choices.addons,
                    [&](const AddonChoice& choice) { return choice.addon.text() == extra.key; });
      std::erase_if(left.options,
                    [&](const ProductOption& option) { return option.body.name == extra.key; });
    }
  }
  auto extras = chosen(left, choices, service.price.currency(), cycle, errors);
  kept.insert(kept.end(), extras.begin(), extras.end());
  return kept;
}

std::vector<Extra> added(const std::vector<Extra>& before, const std::vector<Extra>& after) {
  std::vector<Extra> some;
  std::ranges::copy_if(after, std::back_inserter(some),
                       [&](const Extra& extra) { return same(before, extra) == nullptr; });
  return some;
}

bool keepsAll(const std::vector<Extra>& before, const std::vector<Extra>& after) {
  return std::ranges::all_of(before,
                             [&](const Extra& extra) { return same(after, extra) != nullptr; });
}

bool wasHad(const std::vector<Extra>& before, const Extra& extra) {
  return std::ranges::any_of(
      before, [&](const Extra& one) { return one.kind == extra.kind && one.key == extra.key; });
}

}  // namespace hostler::plan_extras
