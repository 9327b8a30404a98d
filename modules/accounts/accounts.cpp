#include "modules/accounts/accounts.h"

#include "core/problem/problem.h"
#include "modules/accounts/account_repository.h"

#include <map>

namespace hostler {

Account Accounts::get(db::Reader& reader, Id<Tenant> tenant, Id<Account> id) {
  auto account = account_repository::find(reader, tenant, id);
  if (!account) throw NotFound{};
  return std::move(*account);
}

std::vector<Account> Accounts::getAll(db::Reader& reader, Id<Tenant> tenant,
                                      const std::vector<Id<Account>>& ids) {
  auto found = account_repository::findAll(reader, tenant, ids);
  std::map<Id<Account>, Account> byId;
  for (auto& account : found) byId.emplace(account.id, std::move(account));
  std::vector<Account> all;
  all.reserve(ids.size());
  for (const auto id : ids) {
    const auto account = byId.find(id);
    if (account == byId.end()) throw NotFound{};
    all.push_back(account->second);
  }
  return all;
}

Contact Accounts::contactOf(db::Reader& reader, Id<Tenant> tenant, Id<Account> id) {
  return contactsOf(reader, tenant, {id}).at(id);
}

std::map<Id<Account>, Contact> Accounts::contactsOf(db::Reader& reader, Id<Tenant> tenant,
                                                    const std::vector<Id<Account>>& ids) {
  auto contacts = account_repository::contacts(reader, tenant, ids);
  for (const auto id : ids) {
    if (!contacts.contains(id)) throw NotFound{};
  }
  return contacts;
}

std::vector<Id<Account>> Accounts::possibleDuplicatesOf(db::Reader& reader, Id<Tenant> tenant,
                                                        Id<Account> id) {
  return account_repository::withSamePan(reader, tenant, id);
}

}  // namespace hostler
