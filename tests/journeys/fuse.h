#pragma once

#include "core/db/database.h"
#include "tests/journeys/fuse_state.h"

#include <filesystem>
#include <map>
#include <string>

namespace hostler::testing {

/// One moment of death: at the send of this number after the fuse was armed.
struct Moment {
  FuseCounts counts = FuseCounts::Sends;
  std::int64_t number = 0;
  FuseKills kills = FuseKills::Before;
  std::string text() const;
};

/// Kills an engine by SIGKILL at a chosen send to its database. A send is: to MariaDB each send(2)
/// on a connection to the server; on SQLite each write to the database and its log, and each
/// fdatasync of them. A commit is the COMMIT that is sent, or the write of a transaction's last
/// page.
///
///   Fuse fuse{folder, url};
///   here.addToEngine(fuse.environment());
///   fuse.arm({FuseCounts::Commits, 3, FuseKills::After});
///   …
///   if (fuse.isBlown()) …
class Fuse {
 public:
  Fuse(const std::filesystem::path& folder, const db::DatabaseUrl& database);
  ~Fuse();
  Fuse(const Fuse&) = delete;
  Fuse& operator=(const Fuse&) = delete;

  /// What an engine must be started with.
  std::map<std::string, std::string> environment() const;

  void arm(const Moment& moment);
  /// Counts from 0, and kills nobody.
  void count();
  /// Neither counts nor kills any more.
  void disarm() { state_->at = kDisarmed; }
  std::int64_t sends() const { return state_->sends; }
  std::int64_t commits() const { return state_->commits; }
  bool isBlown() const { return state_->blown; }
  /// The send that it blew at: "command 3 COMMIT", "write -wal".
  std::string what() const { return state_->what; }

 private:
  void prepare();

  std::filesystem::path file_;
  FuseState* state_;
};

}  // namespace hostler::testing
