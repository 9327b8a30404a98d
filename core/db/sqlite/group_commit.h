#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

namespace hostler::db {

/// One flush to the disk for all who have committed meanwhile. A commit itself then only writes; it
/// is durable, and may be told of, once settle() has returned. Thread-safe.
///
/// As with any group commit, others may read what is not durable yet. Whatever they commit because
/// of it lies behind it in the same log, and so is never durable without it.
class GroupCommit {
 public:
  /// `flush` brings all that was written before it began to the disk and answers 0, or the errno of
  /// its failure. What it throws goes to the one who called it: then nothing was tried, and nothing
  /// is lost. Called by one thread at a time, of those that settle.
  explicit GroupCommit(std::function<int()> flush) : flush_{std::move(flush)} {}

  /// This thread's commit has written something.
  void wrote();
  /// Returns once all that was written before the call is on the disk. Throws CommitUnknown when it
  /// cannot be brought there; from then on always, since a disk that failed once may have lost what
  /// it says to hold.
  void settle();

  /// What was written may not be on the disk and never come there, with the errno of that: from now
  /// on settle() throws.
  void fail(int error);
  /// Whether the disk failed once.
  bool hasFailed() const { return failure_ != 0; }
  /// What the disk said, and what to do; for people.
  std::string failure() const;

 private:
  [[noreturn]] void refuse() const;

  const std::function<int()> flush_;
  std::mutex mutex_;
  std::condition_variable flushed_;
  std::uint64_t written_ = 0, durable_ = 0;
  bool flushing_ = false;
  std::atomic<int> failure_{0};
};

}  // namespace hostler::db
