#pragma once

#include "core/http/page.h"
#include "core/secrets/vault.h"
#include "modules/accounts/accounts.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// SQL of accounts: one function for each statement.
namespace account_repository {

extern const SealedColumn kPan;

/// A PAN as it is kept: sealed, and findable by its fingerprint.
struct KeptPan {
  db::Blob sealed;
  std::string fingerprint, last4;
};
KeptPan keepPan(Vault& vault, Id<Account> account, const std::string& pan);

/// Throws db::UniqueViolation when the number or the alias is taken.
void insert(db::Transaction& tx, const Account& account, const std::optional<KeptPan>& pan,
            const std::string& legalVersion);

std::optional<Account> find(db::Reader& reader, Id<Tenant> tenant, Id<Account> id);
std::optional<Account> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Account> id);
/// Those of them that are this tenant's, in any order.
std::vector<Account> findAll(db::Reader& reader, Id<Tenant> tenant,
                             const std::vector<Id<Account>>& ids);
/// Where messages to an account go.
std::map<Id<Account>, Contact> contacts(db::Reader& reader, Id<Tenant> tenant,
                                        const std::vector<Id<Account>>& ids);
/// As kept, for opening.
std::optional<db::Blob> sealedPan(db::Reader& reader, Id<Account> id);
std::vector<Id<Account>> withSamePan(db::Reader& reader, Id<Tenant> tenant, Id<Account> id);

/// Everything but number, status and PAN. Throws db::UniqueViolation when the alias is taken.
void saveProfile(db::Transaction& tx, const Account& account, Instant now);
void savePan(db::Transaction& tx, Id<Account> id, const std::optional<KeptPan>& pan);
void saveStatus(db::Transaction& tx, Id<Account> id, AccountStatus status,
                const std::optional<std::string>& reason, Instant now);

struct Filter {
  std::optional<std::string> text;   ///< part of a name, company or e-mail address, or a number
  std::optional<std::string> email;  ///< the whole address
  std::optional<AccountStatus> status;
  std::optional<std::string> group;
};
std::vector<Account> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter,
                          const http::ListOrder& order, int limit);

}  // namespace account_repository
}  // namespace hostler
