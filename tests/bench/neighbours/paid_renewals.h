#pragma once

#include "core/db/database.h"
#include "tests/bench/stage/due_jobs.h"
#include "tests/bench/stage/played_registrar.h"

#include <vector>

namespace hostler::bench {

/// Domains whose renewal is paid for, at one registrar: it holds them for a year, and so does the
/// database of the engine, where a renewal of each is open. Their clients are there already
/// (Shop::openAccounts).
///
/// `first`: the number of the first of them, which no other registrar's may have.
class PaidRenewals {
 public:
  PaidRenewals(PlayedRegistrar& registrar, int first, int count)
      : registrar_{registrar}, first_{first}, count_{count} {}

  void registerAtRegistrar();
  void book(db::Database& database);
  /// The jobs that renew them.
  std::vector<DueJobs::One> jobs() const;
  /// How many of them the engine knows to be renewed.
  std::int64_t renewed(db::Database& database) const;

 private:
  std::string nameOf(int number) const;

  PlayedRegistrar& registrar_;
  int first_, count_;
};

}  // namespace hostler::bench
