// What scripts cost beside the floor under them (floor.h), measured in turn in one run so that a
// busy machine hurts both.
//   usage: bench_lua [ROWS] [ROUNDS]
#include "core/lua/script_host.h"
#include "core/lua/script_hosts.h"
#include "tests/bench/lua/floor.h"
#include "tests/bench/lua/rows.h"
#include "tests/bench/stage/row.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace {

using namespace hostler;
using namespace hostler::lua;
using hostler::bench::fine;
using hostler::bench::say;
using SteadyClock = std::chrono::steady_clock;

constexpr const char* kDecide = R"(function(row)
  if row.balance > 51000 then return "skip" end
  return row.overdue > 3 and "suspend" or "skip"
end)";

double nanosecondsEach(SteadyClock::time_point start, long count) {
  return std::chrono::duration<double, std::nano>(SteadyClock::now() - start).count() /
         static_cast<double>(count);
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

ScriptContext context() {
  return {.scope = Scope::ofTenant(kPlatform),
          .now = Instant::ofUnixSeconds(1'772'236'800),
          .today = Date::of(2026, 2, 28)};
}

long suspendedBy(ScriptHosts& scripts, long rows) {
  RowBatch batch{{{"service", ColumnType::Integer},
                  {"client", ColumnType::Integer},
                  {"balance", ColumnType::Integer},
                  {"overdue", ColumnType::Integer},
                  {"product", ColumnType::Text},
                  {"domain", ColumnType::Text}}};
  batch.reserve(static_cast<std::size_t>(rows));
  for (long i = 0; i < rows; ++i) {
    const auto row = lua::bench::rowOf(i);
    batch.add(row.service, row.client, row.balance, row.overdue, row.product, row.domain);
  }
  const auto decisions = scripts.decide("suspend_overdue", batch, context());
  if (decisions.ending() || !decisions.failures().empty())
    throw std::runtime_error{"the batch failed"};
  long suspended = 0;
  for (std::size_t i = 0; i < decisions.size(); ++i)
    suspended += decisions.action(i) == "suspend" ? 1 : 0;
  return suspended;
}

void compareRows(ScriptHosts& scripts, long rows, int rounds) {
  lua::bench::Floor floor{"return " + std::string{kDecide}};
  std::vector<double> floors, ours, ratios;
  for (int round = 0; round < rounds; ++round) {
    auto start = SteadyClock::now();
    const auto expected = floor.decide(rows);
    floors.push_back(nanosecondsEach(start, rows));
    start = SteadyClock::now();
    if (suspendedBy(scripts, rows) != expected) throw std::runtime_error{"the decisions differ"};
    ours.push_back(nanosecondsEach(start, rows));
    ratios.push_back(ours.back() / floors.back());
  }
  const auto ratio = median(ratios);
  hostler::bench::print(
      {"Lua decision per row, " + hostler::bench::whole(std::int64_t{rows}) + " in a batch",
       fine(median(ours) / 1e3) + " us",
       "the bare interpreter " + fine(median(floors) / 1e3) + " us", fine(ratio), "2", ratio <= 2});
}

void measureHooks(ScriptHosts& scripts, int rounds) {
  const Json event{
      {"client_id", "acc_1"}, {"service_id", "svc_1"}, {"days_overdue", 5}, {"balance", 49900}};
  std::vector<double> took;
  for (int i = 0; i < 100 * rounds; ++i) {
    const auto start = SteadyClock::now();
    if (!scripts.runHooks("before.suspend", event, context()).refusal())
      throw std::runtime_error{"no refusal"};
    took.push_back(nanosecondsEach(start, 1'000));
  }
  std::sort(took.begin(), took.end());
  say("a hook that refuses: p50 " + fine(took[took.size() / 2]) + " us, p99 " +
      fine(took[took.size() * 99 / 100]) + " us");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view{argv[1]} == "script-host") return runScriptHost();
  const long rows = argc > 1 ? std::atol(argv[1]) : 10'000;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 21;
  child::Nursery nursery;
  const ScriptFunctions functions;
  const ScriptEvents events;
  ScriptHosts scripts{{}, nursery, functions, events};
  const auto loaded = scripts.load(
      {}, {{"rules/suspend_overdue.lua",
            "return rule { name = 'suspend_overdue', when = '0 * * * *', "
            "select = 'services.overdue', decide = " +
                std::string{kDecide} + " }"},
           {"hooks/vip_grace.lua",
            "on('before.suspend', function(event)\n"
            "  if event.days_overdue < 14 then\n"
            "    return refuse('vip_grace', 'VIP clients keep their service for 14 days.')\n"
            "  end\nend)"}});
  for (const auto& one : loaded) {
    if (one.failure) std::cerr << one.failure->message << std::endl;
  }
  suspendedBy(scripts, rows);  // the host starts
  compareRows(scripts, rows, rounds);
  measureHooks(scripts, rounds);
}
