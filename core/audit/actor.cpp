#include "core/audit/actor.h"

#include <algorithm>

namespace hostler {
namespace {

class Everything final : public Authority {
 public:
  bool allows(std::string_view, std::string_view) const override { return true; }
};

}  // namespace

bool Authority::allowsThing(std::string_view action, std::span<const std::string> names) const {
  return std::ranges::any_of(names, [&](const std::string& name) { return allows(action, name); });
}

Actor Actor::system(Id<Tenant> tenant, std::string what) {
  static const auto everything = std::make_shared<const Everything>();
  Actor actor;
  actor.kind = Kind::System;
  actor.scope = Scope::ofTenant(tenant);
  actor.credential = std::move(what);
  actor.role = "system";
  actor.authority = everything;
  return actor;
}

Actor Actor::system(Id<Tenant> tenant, Id<Account> account, std::string what) {
  Actor actor = system(tenant, std::move(what));
  actor.scope.account = account;
  return actor;
}

}  // namespace hostler
