#pragma once

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

std::map<Id<Account>, ClientRef> clientNames(db::Reader& reader, Id<Tenant> tenant,
                                             const std::vector<Id<Account>>& ids);
/// Clients a part of whose name, company or e-mail address this is, or whose number; the newest, so
/// many at most.
std::vector<Id<Account>> clientsLike(db::Reader& reader, Id<Tenant> tenant, const std::string& text,
                                     int most = 200);

/// Sets the `client` of each view after its `account`.
template <class View>
void nameClients(db::Reader& reader, Id<Tenant> tenant, std::vector<View>& views) {
  std::vector<Id<Account>> ids;
  for (const auto& view : views) {
    if (const std::optional<Id<Account>> account = view.account) ids.push_back(*account);
  }
  const auto names = clientNames(reader, tenant, ids);
  for (auto& view : views) {
    const std::optional<Id<Account>> account = view.account;
    const auto found = account ? names.find(*account) : names.end();
    if (found != names.end()) view.client = found->second;
  }
}

/// The same for one.
template <class View>
View withClient(db::Reader& reader, Id<Tenant> tenant, View view) {
  std::vector<View> one{std::move(view)};
  nameClients(reader, tenant, one);
  return std::move(one.front());
}

}  // namespace hostler
