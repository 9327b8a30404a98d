#include "modules/files/files_module.h"

namespace hostler {

void FilesModule::addHandlers(jobs::Handlers& handlers) {
  handlers.add<RemoveOrphanFiles>({.maxAttempts = 3}, [this](auto&, const auto&) {
    files_.removeOrphans();
    return jobs::Result::done();
  });
}

void FilesModule::addSchedules(Scheduler& scheduler) {
  scheduler.addSource([] {
    ScheduleEntry hourly{
        .name = "files.remove_orphans",
        .scope = Scope::ofTenant(kPlatform),
        .when = CronExpression::parse("17 * * * *"),
        .zone = TimeZone::named("UTC"),
        .jobKind = std::string{RemoveOrphanFiles::kKind},
        .payload =
            [](const Tick& tick) { return toJson(RemoveOrphanFiles{tick.due.unixMicros()}); },
        .lane = {}};
    return std::vector{std::move(hourly)};
  });
}

}  // namespace hostler
