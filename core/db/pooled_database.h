#pragma once

#include "core/db/connection_pool.h"
#include "core/db/database.h"
#include "core/db/retry.h"
#include "core/db/work.h"

namespace hostler::db {

/// What both engines share: joining, repetition, units of work.
class PooledDatabase : public Database {
 public:
  bool inTransaction() const override;
  /// For Work. Throws what noneFree() throws when there is no connection in time.
  ConnectionPool::Lease take(Purpose purpose);

 protected:
  explicit PooledDatabase(const DatabaseOptions& options);

  void inTransaction(const std::function<void(Transaction&)>& work) override;
  void inSnapshot(const std::function<void(Reader&)>& work) override;
  void inUnit(const std::function<void(Transaction&)>& onBegin,
              const std::function<void()>& work) override;
  void inStatement(const std::function<void(Reader&)>& work) override;

  /// After a commit, with its connection given back: returns once the commit outlives a power cut.
  /// Throws CommitUnknown.
  virtual void makeDurable() {}
  virtual ConnectionPool& poolFor(Purpose purpose) = 0;
  /// What is said to somebody who waited too long for a connection.
  [[noreturn]] virtual void noneFree(Purpose purpose) const = 0;
  const DatabaseOptions& options() const { return options_; }

 private:
  template <class Once>
  void repeatedly(Purpose purpose, Once once);
  void read(Purpose purpose, const std::function<void(Reader&)>& work);

  const DatabaseOptions options_;
  FairSemaphore doorOfTheUnlucky_{1};
};

}  // namespace hostler::db
