#pragma once

// The durable queue: a job is enqueued in the transaction of the change that causes it, and so
// exists exactly when that change does. Workers claim it in batches (see workers.h).
//
// A task is a small struct that describes itself (core/shape) and names its kind:
//
//   struct ChargePayment {
//     static constexpr std::string_view kKind = "billing.charge_payment";
//     Id<Payment> payment;
//     static void describe(Shape<ChargePayment>& shape) { shape.field("payment",
//     &ChargePayment::payment); }
//   };

#include "core/db/database.h"
#include "core/jobs/job.h"
#include "core/nodes/id_mint.h"
#include "core/shape/shape.h"
#include "core/time/clock.h"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace hostler::jobs {

class Queue {
 public:
  Queue(const Clock& clock, IdMint& ids) : clock_{clock}, ids_{ids} {}

  /// Puts a task into the queue as part of `tx`. Returns its id, or nothing when a job with the
  /// same unique key is there already: then that one will do, or has done, the work.
  template <class Task>
  std::optional<Id<Job>> enqueue(db::Transaction& tx, const Scope& scope, const Task& task,
                                 Enqueue how = {}) {
    return insert(tx, scope, Task::kKind, toJson(task), std::move(how));
  }
  std::optional<Id<Job>> insert(db::Transaction& tx, const Scope& scope, std::string_view kind,
                                Json payload, Enqueue how);

  /// Many at once, in few statements: for each its id, or nothing as `enqueue` has it.
  struct Wanted {
    Scope scope;
    Json payload;
    Enqueue how;
  };
  std::vector<std::optional<Id<Job>>> insertEach(db::Transaction& tx, std::string_view kind,
                                                 const std::vector<Wanted>& wanted);

  /// Many tasks without unique keys, in few statements.
  template <class Task>
  void enqueueAll(db::Transaction& tx, const Scope& scope, const std::vector<Task>& tasks,
                  const Enqueue& how = {}) {
    std::vector<Json> payloads;
    payloads.reserve(tasks.size());
    for (const auto& task : tasks) payloads.push_back(toJson(task));
    insertAll(tx, scope, Task::kKind, payloads, how);
  }
  void insertAll(db::Transaction& tx, const Scope& scope, std::string_view kind,
                 const std::vector<Json>& payloads, const Enqueue& how);

  /// Which lane a kind runs in unless the caller says; set by the registration of its handler.
  void laneOf(std::string_view kind, std::string lane);
  /// Called after a commit that put jobs into a lane: wakes the workers of this process.
  void onAdded(std::function<void(const std::string& lane)> listener);

 private:
  std::string laneFor(std::string_view kind, const Enqueue& how) const;
  void announce(db::Transaction& tx, const std::string& lane);

  const Clock& clock_;
  IdMint& ids_;
  mutable std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> lanes_;
  std::vector<std::function<void(const std::string&)>> listeners_;
};

}  // namespace hostler::jobs
