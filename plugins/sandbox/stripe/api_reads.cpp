// What can only be read.
#include "plugins/sandbox/stripe/params.h"
#include "plugins/sandbox/stripe/shapes.h"

#include <algorithm>
#include <array>

namespace hostler::sandbox::stripe {
namespace {

/// A kind of objects that is listed and read alike.
struct Shelf {
  const char* path;
  Objects Merchant::*objects;
  std::array<const char*, 2> filters;  ///< members that a list may be narrowed by
};

constexpr std::array<Shelf, 3> kShelves{{
    {"charges", &Merchant::charges, {"payment_intent", "customer"}},
    {"disputes", &Merchant::disputes, {"payment_intent", "charge"}},
    {"balance_transactions", &Merchant::movements, {"source", "currency"}},
}};

Json listShelf(ApiCall& call, const Shelf& shelf) {
  allowOnly(call.params, {shelf.filters[0], shelf.filters[1], "limit", "starting_after",
                          "created[gte]", "created[gt]", "created[lte]", "created[lt]"});
  return listOf(call, call.merchant.*shelf.objects, "/v1/" + std::string{shelf.path},
                [&](const Json& object) {
                  return std::ranges::all_of(shelf.filters, [&](const char* name) {
                    return !call.params.contains(name) || object.at(name) == call.params[name];
                  });
                });
}

Json listEvents(ApiCall& call) {
  allowOnly(call.params, {"type", "types[]", "limit", "starting_after", "created[gte]",
                          "created[gt]", "created[lte]", "created[lt]"});
  constexpr std::size_t kMostTypes = 20;
  const auto one = text(call.params, "/type");
  const auto types = call.params.value("types", Json::object());
  if (types.size() > kMostTypes) throw Refusal{400, "You can list up to 20 types.", "", "types"};
  return listOf(call, call.merchant.events, "/v1/events", [&](const Json& event) {
    const bool isNamed = std::any_of(types.begin(), types.end(),
                                     [&](const Json& type) { return type == event["type"]; });
    return (one.empty() || event["type"] == one) && (types.empty() || isNamed);
  });
}

Json accountOf(const Merchant& merchant) {
  auto account = shapeOf("account");
  account["id"] = merchant.accountId;
  account["charges_enabled"] = merchant.asGiven.value("charges_enabled", true);
  return account;
}

}  // namespace

// GET /account, and lists and single objects of charges, disputes, balance transactions and events
Answer answerReads(ApiCall& call) {
  if (call.path.empty() || call.isPost()) return std::nullopt;
  if (call.isAt("account", 1)) {
    allowOnly(call.params, {});
    return accountOf(call.merchant);
  }
  if (call.isAt("events", 1)) return listEvents(call);
  const auto one = [&](Objects& objects) -> Answer {
    allowOnly(call.params, {});
    const auto* object = find(objects, call.path[1]);
    if (object == nullptr) throw noSuch(call.path[0], call.path[1]);
    return *object;
  };
  if (call.isAt("events", 2)) return one(call.merchant.events);
  for (const auto& shelf : kShelves) {
    if (call.isAt(shelf.path, 1)) return listShelf(call, shelf);
    if (call.isAt(shelf.path, 2)) return one(call.merchant.*shelf.objects);
  }
  return std::nullopt;
}

}  // namespace hostler::sandbox::stripe
