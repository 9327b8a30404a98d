#include "core/db/sqlite/group_commit.h"

#include "core/db/errors.h"

#include <cstring>
#include <exception>

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
    int failure = 0;
    std::exception_ptr notTried;
    try {
      failure = flush_();
    } catch (...) {
      notTried = std::current_exception();
    }
    lock.lock();
    flushing_ = false;
    flushed_.notify_all();
    if (notTried) std::rethrow_exception(notTried);
    if (failure == 0)
      durable_ = upTo;
    else
      failure_ = failure;
  }
}

void GroupCommit::fail(int error) {
  const std::lock_guard lock{mutex_};
  failure_ = error;
}

std::string GroupCommit::failure() const {
  return std::string{"the disk does not keep what is written to the database: "} +
         std::strerror(failure_) + "; see to the disk, then start the engine again";
}

void GroupCommit::refuse() const {
  throw CommitUnknown{failure(), failure_};
}

}  // namespace hostler::db
