#include "modules/accounts/known_actions.h"

namespace hostler {
namespace {

template <class F>
std::set<std::string> actionsWhere(const http::Router& router, F isMeant) {
  std::set<std::string> actions;
  for (const auto& route : router.routes()) {
    if (!route.access.permission.action.empty() && isMeant(route.access.audience))
      actions.emplace(route.access.permission.action);
  }
  return actions;
}

}  // namespace

std::set<std::string> clientActions(const http::Router& router) {
  return actionsWhere(router, [](http::Audience audience) {
    return audience == http::Audience::Client || audience == http::Audience::SignedIn;
  });
}

std::set<std::string> staffActions(const http::Router& router) {
  return actionsWhere(router, [](http::Audience audience) {
    return audience == http::Audience::Staff || audience == http::Audience::PlatformStaff ||
           audience == http::Audience::SignedIn;
  });
}

}  // namespace hostler
