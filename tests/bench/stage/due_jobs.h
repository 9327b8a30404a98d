#pragma once

#include "core/db/database.h"
#include "core/jobs/queue.h"
#include "tests/journeys/engine_process.h"

#include <chrono>
#include <string>
#include <vector>

namespace hostler::bench {

/// Jobs of one kind that wait at a provider: put into the queue from here, by the engine's own code
/// for it, and done by the engine that runs.
class DueJobs {
 public:
  DueJobs(db::Database& database, std::string kind, std::string instance)
      : database_{database}, kind_{std::move(kind)}, instance_{std::move(instance)} {}

  /// A job of a client: what it is about, and the key that makes it one of a kind.
  struct One {
    std::int64_t account = 0;
    Json payload;
    std::string key;
  };
  /// All at once, in one transaction; the engine finds them when it looks next.
  void enqueue(const std::vector<One>& jobs);

  /// Waits until all that were enqueued last are done. The seconds from the first operation that
  /// the engine wrote down for them to the end of the last one: by its own rows, so that neither
  /// the engine's look nor ours counts. Throws when one is given up, when the engine ends, and
  /// after `patience`.
  double awaitSeconds(testing::Installation& here, std::chrono::seconds patience);
  /// What was asked of the provider for them so far, and how much of that it did.
  struct Asked {
    std::int64_t attempts = 0, succeeded = 0;
  };
  Asked asked() const;

 private:
  std::int64_t count(const std::string& states) const;

  db::Database& database_;
  std::string kind_, instance_;
  Instant since_;
  std::size_t waiting_ = 0;
};

}  // namespace hostler::bench
