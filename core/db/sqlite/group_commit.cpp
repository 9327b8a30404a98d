#include "core/db/sqlite/group_commit.h"

#include "core/db/errors.h"

#include <cstring>

namespace hostler::db {

void GroupCommit::wrote() {
  const std::lock_guard lock{mutex_};
  ++written_;
}

void GroupCommit::settle() {
  std::unique_lock lock{mutex_};
  const auto mine = written_;
  while (durable_ < mine) {
    if (failure_ != 0) refuse();
    if (flushing_) {
      flushed_.wait(lock);
      continue;
    }
    flushing_ = true;
    const auto upTo = written_;
    lock.unlock();
    const int failure = flush_();
    lock.lock();
    flushing_ = false;
    if (failure == 0)
      durable_ = upTo;
    else
      failure_ = failure;
    flushed_.notify_all();
  }
}

void GroupCommit::refuse() const {
  throw CommitUnknown{std::string{"the disk does not keep what is written to the database: "} +
                          std::strerror(failure_) +
                          "; see to the disk, then start the engine again",
                      failure_};
}

}  // namespace hostler::db
