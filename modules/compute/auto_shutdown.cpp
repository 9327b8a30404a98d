#include "modules/compute/auto_shutdown.h"

#include <charconv>

namespace hostler {
namespace {

constexpr std::chrono::minutes kLookAgain{10};
constexpr double kIdlePercent = 5;
constexpr int kLeastIdle = 30, kMostIdle = 7 * 24 * 60;
constexpr std::chrono::hours kFurthest{24 * 366};

// Of machines alone, and of those nobody but their own.
Service machineOf(db::Transaction& tx, ServiceRepository& services, ComputeDesk& desk,
                  const Actor& actor, Id<Service> id) {
  auto service = services.lock(tx, actor.scope, id);
  if (!service || !desk.isMachine(*service)) throw NotFound{};
  return std::move(*service);
}

std::optional<double> numberIn(const Json& point) {
  const auto value = point.is_object() ? point.value("value", Json("")) : Json("");
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

void AutoShutdown::enqueue(db::Transaction& tx, const Service& machine, std::int64_t revision,
                           Instant at) {
  jobs::Enqueue how;
  how.lane = "plugin." + machine.plugin;
  how.runAt = at;
  parts_.queue.enqueue(tx, Scope::ofAccount(machine.tenant, machine.account),
                       ShutMachineDown{machine.id, revision}, how);
}

void AutoShutdown::set(const Actor& actor, Id<Service> id, std::optional<Instant> at,
                       std::optional<int> idleMinutes) {
  const auto now = parts_.clock.now();
  if (at.has_value() == idleMinutes.has_value())
    throw ValidationError{"at", "exactly_one", "either this or after_idle is needed"};
  if (at && (!(now < *at) || at->since(now) > kFurthest))
    throw ValidationError{"at", "out_of_range", "must be to come, within a year"};
  if (idleMinutes && (*idleMinutes < kLeastIdle || *idleMinutes > kMostIdle))
    throw ValidationError{"after_idle", "out_of_range", "must be from 30 minutes to a week"};
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto machine = machineOf(tx, parts_.services, parts_.desk, actor, id);
    if (!machine.isLive()) throw ServiceStateForbids{machine, "shut down"};
    const ComputeRepository::Shutdown wanted{at, idleMinutes,
                                             parts_.ids.next<CloudAction>().value()};
    parts_.compute.setShutdown(tx, id, wanted);
    enqueue(tx, machine, wanted.revision, at.value_or(now.plus(kLookAgain)));
    parts_.serviceDesk.step(tx, actor, machine, "auto_shutdown_set",
                            at ? at->text() : std::to_string(*idleMinutes) + " min");
  });
}

void AutoShutdown::drop(const Actor& actor, Id<Service> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto machine = machineOf(tx, parts_.services, parts_.desk, actor, id);
    parts_.compute.dropShutdown(tx, id);
    parts_.serviceDesk.step(tx, actor, machine, "auto_shutdown_dropped");
  });
}

// Only what was measured counts: a machine of which nothing is known is not idle.
bool AutoShutdown::wasIdle(const Service& machine, std::chrono::minutes time) {
  const auto now = parts_.clock.now();
  Json reply;
  try {
    reply = parts_.machines.metrics(machine, now.minus(time), now, {"cpu_percent"});
  } catch (const DomainError&) {
    return false;
  }
  for (const auto& series : reply.value("series", Json::array())) {
    const auto points = series.value("points", Json::array());
    if (series.value("name", "") != "cpu_percent" || points.empty()) continue;
    const auto first = Instant::ofUnixSeconds(points.front().value("at", std::int64_t{0}));
    if (first > now.minus(time / 2)) return false;  // it has not run for so long
    for (const auto& point : points) {
      const auto number = numberIn(point);
      if (!number || *number >= kIdlePercent) return false;
    }
    return true;
  }
  return false;
}

jobs::Result AutoShutdown::run(jobs::Context& context, const ShutMachineDown& task) {
  const auto scope = Scope::ofTenant(context.scope().tenant);
  const auto [machine, wanted] = parts_.database.read([&](db::Reader& reader) {
    return std::pair{parts_.services.find(reader, scope, task.service),
                     parts_.compute.shutdown(reader, task.service)};
  });
  if (!machine || !machine->isLive() || !wanted || wanted->revision != task.revision)
    return jobs::Result::done();
  if (wanted->idleMinutes) {
    const bool runs = machine->status == ServiceStatus::Active &&
                      parts_.machines.look(*machine).power == "running";
    if (!runs || !wasIdle(*machine, std::chrono::minutes{*wanted->idleMinutes}))
      return jobs::Result::wait(kLookAgain, "it is not idle");
  }
  try {
    auto actor = context.actor();
    actor.scope = Scope::ofAccount(machine->tenant, machine->account);
    parts_.desk.act(actor, machine->id, "stop", Json::object());
  } catch (const ActionUnderWay& error) {
    return jobs::Result::wait(std::chrono::minutes{1}, error.detail());
  } catch (const ServiceStateForbids&) {
    // Suspended, or being changed: for a time that has come that is as good as stopped.
    if (wanted->idleMinutes) return jobs::Result::wait(kLookAgain, "it is not to be stopped now");
  }
  if (wanted->idleMinutes) return jobs::Result::wait(kLookAgain, "it was stopped");
  context.transaction([&](db::Transaction& tx) {
    const auto now = parts_.compute.shutdown(tx, task.service);
    if (now && now->revision == task.revision) parts_.compute.dropShutdown(tx, task.service);
  });
  return jobs::Result::done();
}

}  // namespace hostler
