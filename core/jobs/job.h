#pragma once

#include "core/audit/actor.h"
#include "core/base/scope.h"
#include "core/json/json.h"
#include "core/shape/words.h"
#include "core/time/instant.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::jobs {

enum class State { Queued = 1, Running, Succeeded, Failed, Parked, Discarded };

/// Urgent: somebody waits in front of a screen. Bulk: thousands at once, such as a renewal run's
/// mails.
enum class Priority { Urgent = 1, Normal, Bulk };

struct Job;

}  // namespace hostler::jobs

namespace hostler {

template <>
inline constexpr std::string_view kIdPrefix<jobs::Job> = "job";

template <>
inline constexpr std::array kEnumNames<jobs::State>{
    std::string_view{"queued"}, std::string_view{"running"}, std::string_view{"succeeded"},
    std::string_view{"failed"}, std::string_view{"parked"},  std::string_view{"discarded"}};

namespace jobs {

/// A row of the queue.
struct Job {
  Id<Job> id;
  Scope scope;
  std::string kind;
  std::string lane;
  State state = State::Queued;
  Priority priority = Priority::Normal;
  Instant runAt;
  Json payload;
  int attempts = 0;
  int crashes = 0;
  std::int64_t fence = 0;
  int progress = 0;
  std::optional<std::string> lastError;
  std::optional<Json> result;
  Instant createdAt;
  std::optional<Instant> finishedAt;
};

/// How a task is put into the queue, beyond what it is.
struct Enqueue {
  std::optional<Instant> runAt{};     ///< default: at once
  std::string uniqueKey{};            ///< empty: as many as are asked for
  bool keepKey = true;                ///< false: the key is free again once the job has ended
  std::optional<std::string> lane{};  ///< default: the kind's own; "plugin.cpanel" for a provider's
  Priority priority = Priority::Normal;
};

}  // namespace jobs
}  // namespace hostler
