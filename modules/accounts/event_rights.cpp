#include "modules/accounts/event_rights.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

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

// "inv_…": what is no id is the name of no thing, and no policy speaks of it.
bool isDenied(const Actor& actor, std::string_view right, const Json& value) {
  if (value.is_array()) {
    return std::any_of(value.begin(), value.end(),
                       [&](const Json& one) { return isDenied(actor, right, one); });
  }
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  const auto prefix = text.find('_');
  return prefix > 0 && prefix <= 4 && !actor.may(right, text);
}

}  // namespace

bool mayReadEvent(const Actor& actor, std::string_view event) {
  const auto right = rightTo(event);
  return !right || actor.may(*right);
}

bool mayReadEvent(const Actor& actor, std::string_view event, const Json& payload) {
  const auto right = rightTo(event);
  if (!right) return true;
  return actor.may(*right) && std::none_of(payload.begin(), payload.end(), [&](const Json& member) {
           return isDenied(actor, *right, member);
         });
}

}  // namespace hostler
