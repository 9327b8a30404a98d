#include "modules/accounts/client_names.h"

#include "core/db/id_lists.h"
#include "modules/accounts/account_permissions.h"
#include "modules/accounts/account_repository.h"

#include <limits>
#include <set>

namespace hostler {
namespace {

constexpr auto kSelect =
    "SELECT id, first_name, last_name, company FROM accounts WHERE tenant_id = ? AND id IN ({ids})";

}  // namespace

void ClientRef::describe(Shape<ClientRef>& shape) {
  shape.field("id", &ClientRef::id);
  shape.field("name", &ClientRef::name);
  shape.field("company", &ClientRef::company);
}

std::map<Id<Account>, ClientRef> clientNames(db::Reader& reader, const Actor& actor,
                                             const std::vector<Id<Account>>& ids) {
  const std::set<Id<Account>> different{ids.begin(), ids.end()};
  const std::array<db::Param, 1> of{actor.scope.tenant};
  std::map<Id<Account>, ClientRef> names;
  if (different.empty() || !actor.may(kReadClients.action)) return names;
  for (const auto& rows : db::askByIds(reader, kSelect, db::numbersOf(different), of)) {
    for (const auto& row : rows) {
      const auto id = row.id<Account>("id");
      names.emplace(id, ClientRef{id, row.text("first_name") + " " + row.text("last_name"),
                                  row.get<std::optional<std::string>>("company")});
    }
  }
  return names;
}

std::vector<Id<Account>> clientsLike(db::Reader& reader, const Actor& actor,
                                     const std::string& text, int most) {
  if (!actor.may(kReadClients.action)) return {};
  account_repository::Filter filter;
  filter.text = text;
  std::vector<Id<Account>> ids;
  for (const auto& account : account_repository::list(reader, actor.scope.tenant, filter, {}, most))
    ids.push_back(account.id);
  return ids;
}

}  // namespace hostler
