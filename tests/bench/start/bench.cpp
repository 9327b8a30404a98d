// How long the program takes from its start to the first answer for which it asked its database
// (GET /readyz), and the memory that it then holds while nothing happens; beside it a program that
// does nothing but ask the same file once.   usage: bench_start [ROUNDS]
#include "tests/bench/front/processes.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/journeys/http_client.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

using namespace hostler::bench;
using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// The line that tells the address comes when it serves; asked right then.
double start(hostler::testing::Installation& here) {
  auto environment = here.environment();
  environment["PATH"] = "/usr/bin:/bin";
  std::vector<std::string> command{"/usr/bin/env", "-i"};
  for (const auto& [name, value] : environment) command.push_back(name + "=" + value);
  command.push_back(::getenv("HOSTLER_PROGRAM"));
  command.push_back("serve");
  const auto began = Clock::now();
  Child engine{command};
  const auto line = engine.readLine();
  hostler::testing::HttpClient client{line.substr(line.find("http://"))};
  if (client.get("/readyz").status != 200) throw std::runtime_error{"it is not ready: " + line};
  return millisecondsSince(began);
}

double startTrivial(const std::string& file) {
  const auto program =
      std::filesystem::canonical("/proc/self/exe").parent_path() / "bench_start_trivial";
  const auto began = Clock::now();
  outputOf({program.string(), file});
  return millisecondsSince(began);
}

double megabytesAlone(pid_t pid) {
  double all = 0, resident = 0;
  std::ifstream{"/proc/" + std::to_string(pid) + "/statm"} >> all >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::stoi(argv[1]) : 7;
  prepareProcess();
  Place place{Place::Kind::Sqlite};
  const auto here = place.install();
  std::vector<double> ours, trivial;
  for (int i = 0; i < rounds; ++i) {
    trivial.push_back(startTrivial(place.url().path));
    ours.push_back(start(*here));
    say("engine " + fine(ours.back()) + " ms, trivial program " + fine(trivial.back()) + " ms");
  }
  print({"start to the first database answer", fine(median(ours)) + " ms",
         "a trivial program " + fine(median(trivial)) + " ms", fine(median(ours) / median(trivial)),
         "60 ms", median(ours) <= 60});
  here->startEngine();
  // What is idle is what is measured.
  if (here->engine().endsWithin(std::chrono::seconds{5}))
    throw std::runtime_error{"it ended by itself"};
  const auto pid = here->engine().pid();
  const double alone = megabytesAlone(pid), family = residentMegabytes(pid);
  print({"the engine's memory while idle", fine(alone) + " MB",
         "with its children " + fine(family) + " MB", fine(alone / family), "40 MB", alone <= 40});
}
