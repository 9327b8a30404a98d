#pragma once

#include "core/base/scope.h"
#include "core/db/transaction.h"
#include "modules/billing/saved_method.h"

#include <vector>

namespace hostler {

/// SQL of saved methods and what goes with them: one function for each statement.
namespace saved_method_repository {

std::optional<std::string> customerOf(db::Reader& reader, const std::string& gateway,
                                      Id<Account> account);
/// What the gateway calls the account from now on: this, or what was kept meanwhile. Nothing where
/// the customer stands for another account.
std::optional<std::string> keepCustomer(db::Transaction& tx, const std::string& gateway,
                                        const Scope& client, const std::string& customer,
                                        Instant now);
/// The account that a gateway's customer stands for.
std::optional<Scope> ownerOf(db::Reader& reader, const std::string& gateway,
                             const std::string& customer);

/// Not those that were removed, oldest first.
std::vector<SavedMethod> of(db::Reader& reader, Id<Account> account);
std::optional<SavedMethod> find(db::Reader& reader, const Scope& scope, Id<PaymentMethod> id);
/// Also one that was removed.
std::optional<SavedMethod> findEver(db::Reader& reader, Id<PaymentMethod> id);
std::optional<SavedMethod> lock(db::Transaction& tx, const Scope& scope, Id<PaymentMethod> id);
/// Those of one account at one gateway, removed ones too, locked.
std::vector<SavedMethod> lockAll(db::Transaction& tx, const std::string& gateway,
                                 Id<Account> account);
/// False when the gateway's method is another account's.
bool insert(db::Transaction& tx, const SavedMethod& method);
void save(db::Transaction& tx, const SavedMethod& method, Instant now);

BillingPreferences preferencesOf(db::Reader& reader, Id<Account> account);
void savePreferences(db::Transaction& tx, const Scope& client, const BillingPreferences& wanted,
                     Instant now);
/// Setups that moved no money are over once their method is there.
void endSetups(db::Transaction& tx, const std::string& gateway, Id<Account> account, Instant now);
std::int64_t setupsSince(db::Reader& reader, Id<Tenant> tenant, Id<Account> account, Instant since);

}  // namespace saved_method_repository
}  // namespace hostler
