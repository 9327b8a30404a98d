#include "core/db/pooled_database.h"

#include "core/db/connection_lost.h"
#include "core/telemetry/log.h"

namespace hostler::db {
namespace {

// Runs `body`; the error that spent the transaction goes before whatever came of it later.
template <class Body>
void orWhatSpentIt(const Work& work, Body body) {
  try {
    body();
  } catch (...) {
    if (const auto first = work.spentBy()) std::rethrow_exception(first);
    throw;
  }
}

void follow(const Work::Actions& actions) {
  for (const auto& action : actions) {
    try {
      action();
    } catch (const std::exception& error) {
      Log{"core.db"}.error("db.after_commit_failed", {{"what", error.what()}});
    }
  }
}

}  // namespace

PooledDatabase::PooledDatabase(const DatabaseOptions& options) : options_{options} {}

bool PooledDatabase::inTransaction() const {
  const auto* work = Work::on(*this);
  return work != nullptr && work->isTransaction();
}

ConnectionPool::Lease PooledDatabase::take(Purpose purpose) {
  auto lease = poolFor(purpose).take(purpose);
  if (!lease) noneFree(purpose);
  return std::move(*lease);
}

template <class Once>
void PooledDatabase::repeatedly(Purpose purpose, Once once) {
  Retry retry{options_.attempts, doorOfTheUnlucky_, options_.busyTimeout};
  for (;;) {
    try {
      return once(retry);
    } catch (const ConnectionLost&) {
      poolFor(purpose).forgetIdle();
      if (!retry.afterLoss()) throw;
    } catch (const Conflict&) {
      if (!retry.afterConflict()) throw;
    }
  }
}

void PooledDatabase::inTransaction(const std::function<void(Transaction&)>& work) {
  if (auto* open = Work::on(*this)) {
    if (open->isSnapshot()) throw std::logic_error{"a transaction was opened inside a read"};
    auto& transaction = open->transaction();
    return transaction.attempt([&] { work(transaction); });
  }
  Work::Actions actions;
  repeatedly(Purpose::Transaction, [&](const Retry& retry) {
    Work mine{*this, retry.insists() ? Purpose::LockingTransaction : Purpose::Transaction};
    orWhatSpentIt(mine, [&] { work(mine.transaction()); });
    actions = mine.commit();
  });
  makeDurable();
  follow(actions);
}

void PooledDatabase::inUnit(const std::function<void(Transaction&)>& onBegin,
                            const std::function<void()>& work) {
  const auto run = [&](Work& around) {
    around.enterUnit(onBegin);
    try {
      work();
    } catch (...) {
      around.leaveUnit(false);
      throw;
    }
    around.leaveUnit(true);
  };
  if (auto* open = Work::on(*this)) {
    if (open->isSnapshot()) throw std::logic_error{"a unit of work was opened inside a read"};
    return run(*open);
  }
  Work::Actions actions;
  bool mayHaveWritten = false;
  repeatedly(Purpose::Transaction, [&](const Retry& retry) {
    Work mine{*this, retry.insists() ? Purpose::LockingTransaction : Purpose::Transaction};
    orWhatSpentIt(mine, [&] { run(mine); });
    mayHaveWritten = mine.isTransaction();
    actions = mine.commit();
  });
  if (mayHaveWritten) makeDurable();
  follow(actions);
}

void PooledDatabase::read(Purpose purpose, const std::function<void(Reader&)>& work) {
  if (auto* open = Work::on(*this)) {
    if (auto* reader = open->reader()) return work(*reader);
  }
  repeatedly(purpose, [&](const Retry&) {
    Work mine{*this};
    mine.openSnapshot(purpose);
    work(*mine.reader());
  });
}

void PooledDatabase::inSnapshot(const std::function<void(Reader&)>& work) {
  read(Purpose::Snapshot, work);
}

void PooledDatabase::inStatement(const std::function<void(Reader&)>& work) {
  read(Purpose::Statement, work);
}

}  // namespace hostler::db
