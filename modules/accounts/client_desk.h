#pragma once

#include "modules/accounts/account_repository.h"
#include "modules/accounts/desk_parts.h"
#include "modules/accounts/new_client.h"
#include "modules/accounts/profile_desk.h"
#include "modules/accounts/session_desk.h"

namespace hostler {

/// What staff do with clients.
class ClientDesk {
 public:
  ClientDesk(DeskParts& parts, SessionDesk& sessions) : parts_{parts}, sessions_{sessions} {}

  /// Makes a client as NewClient says; `by` is nobody for the command line. Throws ValidationError,
  /// DomainError 409.
  OpenedAccount create(const NewClient& wanted, const std::optional<Actor>& by);
  /// Mails the client a link to choose a password.
  void invite(const OpenedAccount& opened);
  std::vector<OpenedAccount> list(Id<Tenant> tenant, const account_repository::Filter& filter,
                                  const http::ListOrder& order, int limit);

  /// A suspended client can sign in, pay and write tickets. Throws DomainError 409 when it is so
  /// already.
  void suspend(const Actor& actor, Id<Account> account, const std::string& reason);
  void activate(const Actor& actor, Id<Account> account);
  /// Takes the address as proved. Throws DomainError 409 when somebody else has proved it.
  void verify(const Actor& actor, Id<Account> account);
  /// A session in the client's place, recorded under both names (security rule Z8).
  OpenedSession impersonate(const Actor& actor, Id<Account> account, const std::string& reason);

 private:
  OpenedAccount locked(db::Transaction& tx, Id<Tenant> tenant, Id<Account> account);
  void move(const Actor& actor, Id<Account> account, AccountStatus from, AccountStatus to,
            const std::optional<std::string>& reason);

  DeskParts& parts_;
  SessionDesk& sessions_;
};

}  // namespace hostler
