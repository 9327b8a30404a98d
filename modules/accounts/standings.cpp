#include "modules/accounts/standings.h"

#include "core/json/json.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/user_repository.h"

namespace hostler {

std::optional<Actor> Standings::of(db::Reader& reader, Id<Tenant> tenant, Id<User> id) {
  const auto user = user_repository::find(reader, tenant, id);
  if (!user || !user->isActive()) return std::nullopt;
  Actor actor;
  actor.scope = user->scope();
  actor.user = id;
  actor.credential = "standing";
  actor.role = user->role;
  if (user->isStaff()) {
    actor.kind = Actor::Kind::Staff;
    actor.authority =
        roles_.authority(user->role, dump(Json(roles_.actionsOf(reader, tenant, user->role))));
    return actor;
  }
  const auto account =
      user->account ? account_repository::find(reader, tenant, *user->account) : std::nullopt;
  if (!account || account->status == AccountStatus::Closed) return std::nullopt;
  actor.kind = Actor::Kind::Client;
  actor.suspended = account->status == AccountStatus::Suspended;
  actor.authority = clients_.of(reader, {tenant, account->id, id, user->kind});
  return actor;
}

}  // namespace hostler
