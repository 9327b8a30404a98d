#include "core/app/commands.h"
#include "core/app/hold.h"
#include "core/app/product.h"
#include "modules/console/job_console.h"

#include <iostream>

namespace hostler::app {
namespace {

constexpr int kShown = 200;

Json viewOf(const jobs::Job& job) {
  return {{"id", job.id.text()},
          {"kind", job.kind},
          {"state", wordOf(job.state)},
          {"run_at", toJson(job.runAt)},
          {"attempts", job.attempts},
          {"last_error", job.lastError ? Json(*job.lastError) : Json(nullptr)}};
}

Id<jobs::Job> jobNamed(const Arguments& arguments) {
  const auto id = Id<jobs::Job>::parse(arguments.word(1, "a job's id"));
  if (!id) throw UsageError{"that is no job's id"};
  return *id;
}

void print(const Arguments& arguments, const Json& jobs) {
  if (arguments.json()) {
    std::cout << dump(jobs) << '\n';
    return;
  }
  for (const auto& job : jobs.is_array() ? jobs : Json::array({jobs})) {
    std::cout << job["id"].get<std::string>() << "  " << job["state"].get<std::string>() << "  "
              << job["kind"].get<std::string>() << "  attempts " << job["attempts"];
    if (job["last_error"].is_string()) std::cout << "  " << job["last_error"].get<std::string>();
    std::cout << '\n';
  }
}

Exit resume(Foundation& base, bool json) {
  const bool changed = resumeWork(base, "command:jobs");
  if (json) {
    std::cout << dump({{"mode", "live"}, {"changed", changed}}) << '\n';
  } else {
    std::cout << (changed ? "jobs and schedules may run; restart servers that run already"
                          : "nothing was held")
              << '\n';
  }
  return changed ? Exit::Done : Exit::NothingToDo;
}

Exit manageJobs(const Arguments& arguments) {
  const auto what = arguments.word(0, "list, show, retry, discard or resume");
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  if (what == "resume") return resume(base, arguments.json());
  // A job that is taken up or given up may leave something behind that its module sees to.
  Product product{base};
  JobConsole console{*base.database, base.clock, base.audit, &product.interventions};
  const auto actor = Actor::system(kPlatform, "command:jobs");
  if (what == "list") {
    const auto jobs = base.database->read(
        [&](db::Reader& reader) { return console.list(reader, {}, {}, kShown); });
    Json list = Json::array();
    for (const auto& job : jobs) list.push_back(viewOf(job));
    print(arguments, list);
    return Exit::Done;
  }
  const auto id = jobNamed(arguments);
  const auto found = [&] {
    auto job = base.database->read([&](db::Reader& reader) { return console.find(reader, id); });
    if (!job) throw std::runtime_error{"there is no job " + id.text()};
    return *std::move(job);
  };
  found();
  if (what == "retry") {
    console.retry(actor, id);
  } else if (what == "discard") {
    console.discard(actor, id);
  } else if (what != "show") {
    throw UsageError{"there are list, show, retry, discard and resume"};
  }
  print(arguments, viewOf(found()));
  return Exit::Done;
}

}  // namespace

Command jobsCommand() {
  return {"jobs",
          "list|show|retry|discard|resume [ID]",
          "Looks after the queue.",
          {},
          manageJobs,
          "resume lets jobs and schedules run again that a restore holds; servers that run already "
          "begin with\nit when they are started anew."};
}

}  // namespace hostler::app
