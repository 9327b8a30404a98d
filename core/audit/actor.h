#pragma once

#include "core/base/scope.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// Somebody who signs in.
struct User;
template <>
inline constexpr std::string_view kIdPrefix<User> = "usr";

/// One sign-in, from its first token to its end.
struct Session;
template <>
inline constexpr std::string_view kIdPrefix<Session> = "ses";

/// What a caller may do. Asked with the action's name ("billing:PayInvoice") and, where rights are
/// that fine, the resource. Default is no.
class Authority {
 public:
  virtual ~Authority() = default;
  virtual bool allows(std::string_view action, std::string_view resource) const = 0;
  /// The same of one thing that goes by several names, as a zone by its id and its name, or that is
  /// part of another: what denies one of them denies it, what allows one allows it.
  virtual bool allowsThing(std::string_view action, std::span<const std::string> names) const;
};

/// Where a call came from.
struct Origin {
  std::string address;    ///< the client's, behind configured proxies
  std::string userAgent;  ///< as sent, cut to 300 bytes
  std::string requestId;
};

/// Who does something, for whom, from where, and what they may: every service call and audit entry
/// has one.
struct Actor {
  enum class Kind { Anonymous = 1, Client, Staff, System };

  Kind kind = Kind::Anonymous;
  Scope scope;                           ///< a client's holds the account
  std::optional<Id<User>> user;          ///< none for anonymous callers, API keys and the system
  std::optional<Id<User>> impersonator;  ///< the staff member behind a client's session
  std::optional<Id<Session>> session;
  std::string credential;  ///< "session", "api_key:key_…", "rule:suspend_overdue", "job:…"
  std::string role;        ///< owner, admin, staff, client
  bool fresh = false;      ///< showed a factor within the last 15 minutes
  bool suspended = false;  ///< a client who may sign in, pay and write tickets only
  Origin origin;
  std::shared_ptr<const Authority> authority;

  bool isStaff() const { return kind == Kind::Staff; }
  bool isClient() const { return kind == Kind::Client; }
  bool isPlatformStaff() const { return isStaff() && scope.tenant == kPlatform; }
  bool may(std::string_view action, std::string_view resource = {}) const {
    return authority != nullptr && authority->allows(action, resource);
  }
  bool mayOn(std::string_view action, const std::vector<std::string>& names) const {
    return authority != nullptr && authority->allowsThing(action, names);
  }

  /// The engine itself, acting for a tenant: `what` names the rule, job or command.
  static Actor system(Id<Tenant> tenant, std::string what);
  /// The same, on what belongs to one account.
  static Actor system(Id<Tenant> tenant, Id<Account> account, std::string what);
};

}  // namespace hostler
