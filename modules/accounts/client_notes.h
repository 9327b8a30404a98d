#pragma once

#include "core/audit/audit_log.h"
#include "core/nodes/id_mint.h"
#include "modules/accounts/accounts.h"

#include <string>

namespace hostler {

/// What was written down about a client, for staff.
struct StoredClientNote {
  Id<ClientNote> id;
  std::string message, authorName;
  bool isPinned = false;
  Instant createdAt;
};

/// Writes notes about clients down. Thread-safe.
class ClientNotes {
 public:
  static constexpr std::size_t kLongest = 5'000;  ///< bytes

  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Accounts& accounts;
    AuditLog& audit;
  };
  explicit ClientNotes(Parts parts) : parts_{parts} {}

  /// Under the name of the actor's user, or of what acts for none ("hook:vip_grace"). Throws
  /// NotFound for a client who is not the actor's tenant's.
  StoredClientNote add(db::Transaction& tx, const Actor& actor, Id<Account> account,
                       const std::string& message, bool isPinned = false);

 private:
  Parts parts_;
};

}  // namespace hostler
