#pragma once

#include "core/audit/actor.h"
#include "core/front/message.h"

#include <string>
#include <string_view>

namespace hostler::http {

/// Tells tenants apart by the host that a request names. A host that no brand claims is the
/// platform's.
class Sites {
 public:
  virtual ~Sites() = default;
  virtual Id<Tenant> tenantOf(std::string_view host) = 0;
  /// Whether tenants are known well enough that nobody who asks for one in this moment has to wait.
  virtual bool isAtHand() { return false; }
};

/// Tells who sends a request, by its Authorization header alone.
class Doorkeeper {
 public:
  virtual ~Doorkeeper() = default;
  /// The caller, with `scope`, `authority` and all else but `origin`; an anonymous one when there
  /// are no credentials. Throws DomainError 401 for credentials that are dead, malformed or of
  /// another tenant.
  virtual Actor identify(const front::Request& request, Id<Tenant> tenant,
                         const Origin& origin) = 0;
};

}  // namespace hostler::http
