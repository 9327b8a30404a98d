#pragma once

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "core/shape/shape.h"
#include "modules/entities/entities.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Whose something is, as staff read it in a list.
struct ClientRef {
  Id<Account> id;
  std::string name;
  std::optional<std::string> company;
  static void describe(Shape<ClientRef>& shape);
};

/// Clients of the actor's shop. Nothing for whoever may not read clients (`accounts:ReadClients`).
std::map<Id<Account>, ClientRef> clientNames(db::Reader& reader, const Actor& actor,
                                             const std::vector<Id<Account>>& ids);
/// Clients a part of whose name, company or e-mail address this is, or whose number; the newest, so
/// many at most. None for whoever may not read clients: what is found tells as much.
std::vector<Id<Account>> clientsLike(db::Reader& reader, const Actor& actor,
                                     const std::string& text, int most = 200);

/// Sets the `client` of each view after its `account`, for an actor who may read clients.
template <class View>
void nameClients(db::Reader& reader, const Actor& actor, std::vector<View>& views) {
  std::vector<Id<Account>> ids;
  for (const auto& view : views) {
    if (const std::optional<Id<Account>> account = view.account) ids.push_back(*account);
  }
  const auto names = clientNames(reader, actor, ids);
  for (auto& view : views) {
    const std::optional<Id<Account>> account = view.account;
    const auto found = account ? names.find(*account) : names.end();
    if (found != names.end()) view.client = found->second;
  }
}

/// The same for one.
template <class View>
View withClient(db::Reader& reader, const Actor& actor, View view) {
  std::vector<View> one{std::move(view)};
  nameClients(reader, actor, one);
  return std::move(one.front());
}

}  // namespace hostler
