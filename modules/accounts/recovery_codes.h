#pragma once

#include "core/db/database.h"
#include "core/secrets/random.h"
#include "core/secrets/vault.h"
#include "modules/entities/entities.h"

#include <string>
#include <vector>

namespace hostler {

/// Ten codes for the day on which an authenticator is lost, each of 60 bits, kept as keyed hashes
/// and good once (security rule A12).
class RecoveryCodes {
 public:
  static constexpr std::size_t kCodes = 10;

  RecoveryCodes(Random& random, Vault& vault) : random_{random}, vault_{vault} {}

  /// A new set, as people read it ("4k9f-x2mq-7d0w"). The old set is void.
  std::vector<std::string> replace(db::Transaction& tx, Id<User> user);
  /// Uses one up, however it is typed: capitals, spaces, O for 0. False when it is none of the set
  /// that is left.
  bool use(db::Transaction& tx, Id<User> user, std::string_view typed);
  void removeAll(db::Transaction& tx, Id<User> user);
  std::int64_t left(db::Reader& reader, Id<User> user);

 private:
  std::string hashOf(Id<User> user, const std::string& code);

  Random& random_;
  Vault& vault_;
};

}  // namespace hostler
