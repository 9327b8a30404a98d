#pragma once

// The append-only log of who did what. An entry is written in the transaction of the change itself,
// with a keyed hash of its content; soon after, entries are gathered in seals, each of which
// carries the hash of the one before. So an edited, deleted, inserted or swapped row shows, and no
// writer waits for another.

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "core/json/json.h"
#include "core/secrets/secret.h"
#include "core/time/clock.h"

#include <functional>
#include <string>
#include <vector>

namespace hostler {

class IdMint;

struct AuditEntry;
template <>
inline constexpr std::string_view kIdPrefix<AuditEntry> = "aud";

/// What changed. Values that are secret or personal are masked by the caller before they come here.
struct Change {
  std::string action;  ///< "payment.initiated"
  std::string object;  ///< the outside id of what changed: "pay_…"
  Json before = nullptr;
  Json after = nullptr;
};

class AuditLog {
 public:
  /// `key` authenticates entries and seals; it comes from the secrets, never from the database.
  AuditLog(Clock& clock, IdMint& ids, Secret key);

  void record(db::Transaction& tx, const Actor& actor, const Change& change);
  /// The same for many changes of one actor, in few statements.
  void record(db::Transaction& tx, const Actor& actor, const std::vector<Change>& changes);
  void record(db::Transaction& tx, const Actor& actor, std::string action, std::string object) {
    record(tx, actor, Change{std::move(action), std::move(object)});
  }

  /// Seals what is not sealed yet, oldest first; returns how many. Only one process at a time gets
  /// any.
  std::size_t seal(db::Database& database, std::size_t atMost = 500);

  /// What somebody has torn apart has a fault in each row: so many are told one by one.
  static constexpr std::size_t kMostFaults = 1'000;
  struct Verdict {
    std::uint64_t entries = 0, seals = 0, unsealed = 0, faultCount = 0;
    /// One line each, naming the row, and where there are more a last one that says so; empty: the
    /// log is whole.
    std::vector<std::string> faults;
  };
  /// Reads the whole log, however long, with a seal of it at a time in memory.
  Verdict verify(db::Database& database);

 private:
  std::size_t sealSome(db::Database& database, std::size_t atMost);

  Clock& clock_;
  IdMint& ids_;
  Secret key_;
};

}  // namespace hostler
