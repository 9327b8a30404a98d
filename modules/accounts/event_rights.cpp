#include "modules/accounts/event_rights.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hostler {
namespace {

struct Area {
  std::string_view name, right;
};
constexpr std::array kAreas{
    Area{"account", "accounts:ReadAccount"}, Area{"user", "accounts:ReadActivity"},
    Area{"api_key", "accounts:ReadApiKeys"}, Area{"invoice", "billing:ReadInvoices"},
    Area{"payment", "billing:ReadInvoices"}, Area{"quote", "billing:ReadInvoices"},
    Area{"order", "ordering:ReadOrders"},    Area{"service", "services:ReadServices"},
    Area{"usage", "services:ReadServices"},  Area{"compute", "compute:ReadInstances"},
    Area{"domain", "domains:ReadDomains"},   Area{"dns", "dns:ReadZones"},
    Area{"ticket", "support:ReadTickets"}};
// Of the shop alone: no account is ever told of them.
constexpr std::array<std::string_view, 4> kOfTheShop{"server", "rule", "hook", "staff"};

// What nobody has named yet takes the right to listen to everything.
constexpr std::string_view kAnything = "events:Listen";

// By which an event is read; none: it is of the shop alone.
std::optional<std::string_view> rightTo(std::string_view event) {
  const auto area = event.substr(0, event.find('.'));
  if (std::ranges::find(kOfTheShop, area) != kOfTheShop.end()) return std::nullopt;
  const auto known = std::ranges::find(kAreas, area, &Area::name);
  return known == kAreas.end() ? kAnything : known->right;
}

// "inv_…"
bool isId(std::string_view text) {
  const auto prefix = text.find('_');
  return prefix != std::string_view::npos && prefix > 0 && prefix <= 4;
}

void addIds(const Json& value, std::vector<std::string>& names) {
  if (value.is_array()) {
    for (const auto& one : value) addIds(one, names);
  } else if (value.is_string() && isId(value.get_ref<const std::string&>())) {
    names.push_back(value.get<std::string>());
  }
}

// All by which policies may speak of what is told: ids wherever they stand, and what a zone or a
// domain is called. Other words are the name of no thing.
std::vector<std::string> namesIn(const Json& payload) {
  std::vector<std::string> names;
  for (const auto& member : payload) addIds(member, names);
  const auto name = payload.find("name");
  if (name != payload.end() && name->is_string()) names.push_back(name->get<std::string>());
  return names;
}

}  // namespace

bool mayReadEvent(const Actor& actor, std::string_view event) {
  const auto right = rightTo(event);
  return !right || actor.may(*right);
}

bool mayReadEvent(const Actor& actor, std::string_view event, const Json& payload) {
  const auto right = rightTo(event);
  if (!right) return true;
  if (!actor.may(*right)) return false;
  const auto names = namesIn(payload);
  return names.empty() || actor.mayOn(*right, names);
}

}  // namespace hostler
