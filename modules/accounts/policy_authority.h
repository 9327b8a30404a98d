#pragma once

#include "core/time/clock.h"
#include "modules/accounts/access_graph.h"
#include "modules/accounts/caller_authority.h"

namespace hostler {

/// Why something is allowed or not.
struct PolicyVerdict {
  bool allowed = false;
  std::optional<Policy> because;  ///< none: no policy speaks of it
};

/// May do what some policy allows and none denies.
class PolicyAuthority final : public Authority {
 public:
  PolicyAuthority(std::vector<Policy> policies, RequestFacts facts)
      : policies_{std::move(policies)}, facts_{std::move(facts)} {}

  bool allows(std::string_view action, std::string_view resource) const override {
    return judge(action, resource).allowed;
  }
  bool allowsThing(std::string_view action, std::span<const std::string> names) const override;
  /// The same policies, held against a request.
  std::shared_ptr<const PolicyAuthority> in(RequestFacts facts) const {
    return std::make_shared<const PolicyAuthority>(policies_, std::move(facts));
  }
  PolicyVerdict judge(std::string_view action, std::string_view resource) const;
  /// Whether all that the two patterns cover is allowed, whatever the request: what may be handed
  /// on to others.
  bool holdsWholly(std::string_view actions, std::string_view resources) const;

 private:
  std::vector<Policy> policies_;
  RequestFacts facts_;
};

/// Users by the policies of their account; its root user may do everything. What it gives holds for
/// no request yet: see PolicyAuthority::in.
class PolicyAuthorities final : public ClientAuthorities {
 public:
  explicit PolicyAuthorities(const Clock& clock) : clock_{clock} {}
  std::shared_ptr<const Authority> of(db::Reader& reader, const ClientIdentity& who) override;

 private:
  const Clock& clock_;
};

}  // namespace hostler
