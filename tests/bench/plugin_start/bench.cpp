// How long a plugin's process takes from its start to the end of its greeting, and the memory that
// it then holds while nothing happens, shared libraries and all: hostler-plugin-host with the
// shipped plugin `cpanel` in it; beside it a program that does nothing, and the same host with the
// smallest plugin in C.   usage: bench_plugin_start [STARTS]
#include "core/plugin_host/plugin_host.h"
#include "core/plugin_host/wire.h"
#include "tests/bench/front/processes.h"
#include "tests/bench/stage/row.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace hostler;
using namespace hostler::plugin;
using hostler::bench::fine;
using SteadyClock = std::chrono::steady_clock;

class Silence final : public PluginLog {
  void said(const std::string&, const PluginLine&) override {}
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

double millisecondsSince(SteadyClock::time_point start) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

/// What goes when it goes: the rest is shared with the engine's own program and libraries.
double privateMegabytes(pid_t pid) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/smaps_rollup"};
  double kilobytes = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("Private_"))
      kilobytes += std::strtod(line.substr(line.find(':') + 1).c_str(), nullptr);
  }
  return kilobytes / 1'024;
}

struct Started {
  std::vector<double> ms, resident, own;
};

class Bench {
 public:
  explicit Bench(const std::filesystem::path& build)
      : folder_{std::vector{build / "plugins", build / "bench" / "plugins"},
                {.production = false, .allowUnsigned = true}} {
    settings_.smallProgram.emplace(build / "hostler-plugin-host", wire::mark());
    if (!settings_.smallProgram->isThere())
      throw std::runtime_error{"hostler-plugin-host is not built, or of another build"};
  }

  void start(const std::string& plugin, Started& started) {
    PluginHost host{{plugin, folder_.find(plugin), [] { return Json::object(); }},
                    {settings_, folder_, nursery_, clock_, log_}};
    const auto began = SteadyClock::now();
    if (const auto reason = host.start(began + std::chrono::seconds{10}))
      throw std::runtime_error{plugin + " does not start: " + *reason};
    started.ms.push_back(millisecondsSince(began));
    const auto pid = host.status().child.pid.value();
    started.resident.push_back(hostler::bench::residentMegabytes(pid));
    started.own.push_back(privateMegabytes(pid));
  }

 private:
  HostSettings settings_;
  PluginFolder folder_;
  child::Nursery nursery_;
  SystemClock clock_;
  Silence log_;
};

double trivialMilliseconds() {
  const auto began = SteadyClock::now();
  hostler::bench::outputOf({"/bin/true"});
  return millisecondsSince(began);
}

}  // namespace

int main(int argc, char** argv) {
  const int starts = argc > 1 ? std::stoi(argv[1]) : 21;
  Bench bench{std::filesystem::canonical("/proc/self/exe").parent_path().parent_path()};
  Started shipped, smallest;
  std::vector<double> trivial;
  for (int i = 0; i < starts; ++i) {
    trivial.push_back(trivialMilliseconds());
    bench.start("cpanel", shipped);
    bench.start("bench_echo", smallest);
  }
  hostler::bench::say(
      "the plugin cpanel: up after " + fine(median(shipped.ms)) + " ms, " +
      fine(median(shipped.resident)) + " MB resident, " + fine(median(shipped.own)) +
      " MB its own; the smallest: " + fine(median(smallest.ms)) + " ms, " +
      fine(median(smallest.resident)) + " MB, " + fine(median(smallest.own)) + " MB");
  hostler::bench::print({"start of a plugin's process", fine(median(shipped.ms)) + " ms",
                         "a trivial program " + fine(median(trivial)) + " ms",
                         fine(median(shipped.ms) / median(trivial)), "30 ms",
                         median(shipped.ms) <= 30});
  hostler::bench::print({"its memory while idle", fine(median(shipped.resident)) + " MB",
                         "with the smallest plugin " + fine(median(smallest.resident)) + " MB",
                         fine(median(shipped.resident) / median(smallest.resident)), "12 MB",
                         median(shipped.resident) <= 12});
}
