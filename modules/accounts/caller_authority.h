#pragma once

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "modules/accounts/user.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// Whether an action ("billing:PayInvoice") is among those that a pattern names: `*`, `billing:*`,
/// `*:Read*`, `billing:PayInvoice`; or `read`, which is every action that only looks (Read…, List…,
/// Get…, View…).
bool coversAction(std::string_view pattern, std::string_view action);
/// Whether a text has the form of such a pattern.
bool isActionPattern(std::string_view text);

/// May do what one of its patterns names, on whatever the scope holds. A pattern behind a `!` takes
/// away, whatever the others give.
class ListedActions final : public Authority {
 public:
  explicit ListedActions(std::vector<std::string> patterns) : patterns_{std::move(patterns)} {}
  bool allows(std::string_view action, std::string_view resource) const override;

 private:
  std::vector<std::string> patterns_;
};

/// May do what both allow: an API key, within what its owner may.
class BothAllow final : public Authority {
 public:
  BothAllow(std::shared_ptr<const Authority> one, std::shared_ptr<const Authority> other)
      : one_{std::move(one)}, other_{std::move(other)} {}
  bool allows(std::string_view action, std::string_view resource) const override {
    return one_->allows(action, resource) && other_->allows(action, resource);
  }
  bool allowsThing(std::string_view action, std::span<const std::string> names) const override {
    return one_->allowsThing(action, names) && other_->allowsThing(action, names);
  }

 private:
  std::shared_ptr<const Authority> one_, other_;
};

/// One of an account's users, as its rights are asked for.
struct ClientIdentity {
  Id<Tenant> tenant;
  Id<Account> account;
  Id<User> user;
  UserKind kind = UserKind::Root;
};

/// What the users of an account may do. Asked at every request, so a change counts from the next
/// one.
class ClientAuthorities {
 public:
  virtual ~ClientAuthorities() = default;
  virtual std::shared_ptr<const Authority> of(db::Reader& reader, const ClientIdentity& who) = 0;
};

/// As long as there are no policies: the root user may do everything, every other user nothing.
class RootAlone final : public ClientAuthorities {
 public:
  std::shared_ptr<const Authority> of(db::Reader& reader, const ClientIdentity& who) override;
};

}  // namespace hostler
