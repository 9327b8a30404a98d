#include "core/jobs/lane.h"

#include <algorithm>

namespace hostler::jobs {
namespace {

constexpr Duration kShort = std::chrono::milliseconds{250}, kBlink = std::chrono::milliseconds{5};
constexpr int kMostAhead = 128;

}  // namespace

int Lane::ahead() const {
  if (usual <= kBlink) return std::max(limit, kMostAhead);
  return usual <= kShort ? limit : 0;
}

int Lane::room() const {
  if (restsUntil) return 0;
  return limit + ahead() - running - static_cast<int>(ready.size());
}

bool Lane::isHungry() const {
  return woken && room() > 0 && 2 * static_cast<int>(ready.size()) <= std::max(limit, ahead());
}

bool Lane::hasSurplus() const {
  if (restsUntil) return !ready.empty();
  return static_cast<int>(ready.size()) > limit + ahead();
}

bool Lane::hasStartable() const {
  return !restsUntil && !ready.empty() && running < limit;
}

void Lane::rest(Instant until) {
  restsUntil = restsUntil ? std::max(*restsUntil, until) : until;
}

bool Lane::endRest(Instant now) {
  if (!restsUntil || now < *restsUntil) return false;
  restsUntil.reset();
  woken = true;
  return true;
}

void Lane::add(Job job) {
  const auto place = std::ranges::upper_bound(ready, job.priority, {}, &Job::priority);
  ready.insert(place, std::move(job));
}

}  // namespace hostler::jobs
