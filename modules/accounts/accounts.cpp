#include "modules/accounts/accounts.h"

#include "core/problem/problem.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/user_repository.h"

namespace hostler {

Account Accounts::get(db::Reader& reader, Id<Tenant> tenant, Id<Account> id) {
  auto account = account_repository::find(reader, tenant, id);
  if (!account) throw NotFound{};
  return std::move(*account);
}

std::vector<Account> Accounts::getAll(db::Reader& reader, Id<Tenant> tenant,
                                      const std::vector<Id<Account>>& ids) {
  std::vector<Account> all;
  all.reserve(ids.size());
  for (const auto id : ids) all.push_back(get(reader, tenant, id));
  return all;
}

Contact Accounts::contactOf(db::Reader& reader, Id<Tenant> tenant, Id<Account> id) {
  const auto account = get(reader, tenant, id);
  const auto root = user_repository::find(reader, tenant, account.rootUser);
  if (!root) throw NotFound{};
  return {account.fullName(), root->email, root->phone.value_or(""), account.language};
}

std::vector<Id<Account>> Accounts::possibleDuplicatesOf(db::Reader& reader, Id<Tenant> tenant,
                                                        Id<Account> id) {
  return account_repository::withSamePan(reader, tenant, id);
}

}  // namespace hostler
