// What one verb costs through a plugin's process, beside the bare socket pair under it: in turn, in
// one run, so that a busy machine hurts both.
//   usage: bench_plugin [CALLS] [ROUNDS]
#include "core/plugin_host/plugin_host.h"
#include "core/plugin_host/plugin_host_child.h"
#include "core/plugin_host/plugin_process.h"
#include "core/plugin_host/wire.h"
#include "tests/bench/plugin_host/bare_pair.h"
#include "tests/bench/stage/row.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>

namespace {

using namespace hostler;
using namespace hostler::plugin;
using hostler::bench::fine;
using hostler::bench::say;
using SteadyClock = std::chrono::steady_clock;

class Silence final : public PluginLog {
  void said(const std::string&, const PluginLine&) override {}
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

template <class Call>
double microsecondsEach(int calls, Call&& call) {
  const auto start = SteadyClock::now();
  for (int i = 0; i < calls; ++i) call();
  return std::chrono::duration<double, std::micro>(SteadyClock::now() - start).count() / calls;
}

class Bench {
 public:
  Bench() { settings_.arguments = {"plugin-host"}; }

  /// The process border carries text, as the border inside a process does too; what it costs to
  /// make JSON of that text is shown apart.
  void roundTrips(int calls, int rounds) {
    auto renewal =
        calling({{"domain", "shop.example.com"}, {"period", 12}, {"handle", "reg_0c7k2m9qz4f1h"}});
    const auto host = make();
    host->start(SteadyClock::now() + std::chrono::seconds{10});
    const auto spec = host->spec();
    child::Supervised process{supervise(spec, engine()), nursery_, clock_};
    if (process.ensureStarted(SteadyClock::now() + std::chrono::seconds{10}))
      throw std::runtime_error{"no start"};
    const auto text = dump(renewal.request);
    plugin::bench::BarePair pair{8};
    std::vector<double> bare, border, whole, borderRatio, wholeRatio;
    for (int round = 0; round < rounds; ++round) {
      bare.push_back(microsecondsEach(calls, [&] { pair.roundTrip(120); }));
      border.push_back(microsecondsEach(calls, [&] { throughBorder(process, renewal, text); }));
      whole.push_back(microsecondsEach(calls, [&] { echo(*host, renewal); }));
      borderRatio.push_back(border.back() / bare.back());
      wholeRatio.push_back(whole.back() / bare.back());
    }
    const auto row = [&](const std::string& what, double took, double ratio) {
      hostler::bench::print({what, fine(took) + " us",
                             "bare socket pair " + fine(median(bare)) + " us", fine(ratio), "2",
                             ratio <= 2});
    };
    row("plugin verb through its process, as text", median(border), median(borderRatio));
    const auto json = microsecondsEach(calls, [&] { parseStrict(dump(renewal.request)); });
    say("with the JSON made and read again " + fine(median(whole)) + " us, " +
        fine(median(wholeRatio)) + " of the bare pair; making and reading alone " + fine(json) +
        " us");
  }

 private:
  std::unique_ptr<PluginHost> make() {
    InstanceSpec spec{"bench", folder_.find("bench_echo"), [] { return Json::object(); }};
    return std::make_unique<PluginHost>(std::move(spec), engine());
  }

  PluginHost::Engine engine() { return {settings_, folder_, nursery_, clock_, log_}; }

  static void throughBorder(child::Supervised& process, const ProviderCall& call,
                            const std::string& request) {
    child::Listener silent;
    const auto deadline = SteadyClock::now() + std::chrono::seconds{30};
    const wire::CallHead head{deadline.time_since_epoch().count(),
                              static_cast<std::uint32_t>(call.operation.size()),
                              static_cast<std::uint32_t>(call.idempotencyKey.size())};
    const auto reply = process.call({{reinterpret_cast<const char*>(&head), sizeof head},
                                     call.operation,
                                     call.idempotencyKey,
                                     request},
                                    deadline, silent);
    if (!reply || wire::parseReply(*reply)->json != request) throw std::runtime_error{"no echo"};
  }

  static ProviderCall calling(Json request) {
    return {.operation = "registrar/1.renew",
            .request = std::move(request),
            .idempotencyKey = "opn_0c7k2m9qz4f1h",
            .deadline = {}};
  }
  static void echo(PluginHost& host, ProviderCall& call) {
    call.deadline = SteadyClock::now() + std::chrono::seconds{30};
    const auto answer = host.call(call);
    if (answer.outcome != Outcome::Succeeded) throw std::runtime_error{answer.message};
  }

  HostSettings settings_;
  PluginFolder folder_{std::filesystem::canonical("/proc/self/exe").parent_path() / "plugins",
                       {.production = false, .allowUnsigned = true}};
  child::Nursery nursery_;
  SystemClock clock_;
  Silence log_;
};

}  // namespace

int main(int argumentCount, char** arguments) {
  if (argumentCount > 1 && std::string_view{arguments[1]} == "plugin-host") {
    return runPluginHost(argumentCount - 2, arguments + 2);
  }
  const int calls = argumentCount > 1 ? std::atoi(arguments[1]) : 2'000;
  const int rounds = argumentCount > 2 ? std::atoi(arguments[2]) : 51;
  Bench bench;
  bench.roundTrips(calls, rounds);
}
