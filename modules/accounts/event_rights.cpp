#include "modules/accounts/event_rights.h"

#include <algorithm>
#include <array>

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

}  // namespace

bool mayReadEvent(const Actor& actor, std::string_view event) {
  const auto area = event.substr(0, event.find('.'));
  if (std::ranges::find(kOfTheShop, area) != kOfTheShop.end()) return true;
  const auto known = std::ranges::find(kAreas, area, &Area::name);
  return actor.may(known == kAreas.end() ? kAnything : known->right);
}

}  // namespace hostler
