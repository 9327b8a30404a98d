#pragma once

#include "whm_client.h"

#include <hostler/provisioner_types.hpp>

#include <optional>
#include <string>

namespace hostler::cpanel {

/// An account as the server shows it now, with the entry that it was read from.
struct FoundAccount {
  sdk::Account account;
  sdk::Json entry;
};

/// Reads accounts. "It is not there" is only said when the server's own list has it not: the text
/// of an error never decides that. Its errors are those of a read: Retryable or NeedsAttention.
class AccountFinder {
 public:
  explicit AccountFinder(const WhmClient& client) : client_{client} {}

  sdk::Reply<std::optional<FoundAccount>> byUser(const sdk::Call& call, const Server& server,
                                                 const std::string& user) const;
  sdk::Reply<std::optional<FoundAccount>> byDomain(const sdk::Call& call, const Server& server,
                                                   const std::string& domain) const;
  /// The account that a request means: NeedsAttention "account_missing", or "wrong_account" when
  /// its name belongs to another domain by now.
  sdk::Reply<FoundAccount> expected(const sdk::Call& call, const Server& server,
                                    const sdk::AccountRef& ref) const;
  /// As expected, and nothing when there is no account of that name.
  sdk::Reply<std::optional<FoundAccount>> asMeant(const sdk::Call& call, const Server& server,
                                                  const sdk::AccountRef& ref) const;

 private:
  sdk::Reply<std::optional<FoundAccount>> find(const sdk::Call& call, const Server& server,
                                               const std::string& by,
                                               const std::string& value) const;
  sdk::Reply<std::optional<FoundAccount>> listed(const sdk::Call& call, const Server& server,
                                                 const std::string& by,
                                                 const std::string& value) const;

  const WhmClient& client_;
};

}  // namespace hostler::cpanel
