// The bare front against nginx, in turn, in the same minutes on the same machine: one line of JSON
// for each figure. usage: bench_front [SECONDS_PER_RUN] [ROUNDS]
#include "tests/bench/front/crowd.h"
#include "tests/bench/front/nginx.h"
#include "tests/bench/front/processes.h"
#include "tests/bench/front/wrk.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <iostream>
#include <optional>
#include <sys/resource.h>

namespace {

using namespace hostler::bench;
using Line = nlohmann::ordered_json;

constexpr std::size_t kSmall = 60, kPage = 11'264;

double rounded(double number) {
  return std::round(number * 100) / 100;
}

void print(Line line) {
  line["load1"] = load();
  std::cout << line.dump() << std::endl;
}

struct Server {
  explicit Server(std::size_t size)
      : child{{(std::filesystem::canonical("/proc/self/exe").parent_path() / "bench_front_server")
                   .string(),
               std::to_string(size)}},
        port{static_cast<std::uint16_t>(std::stoi(child.readLine()))} {}

  Child child;
  std::uint16_t port;
};

std::string url(std::uint16_t port, const std::string& path) {
  return "http://127.0.0.1:" + std::to_string(port) + path;
}

// Closed loop: how many requests a second, at which price.
void compare(const Server& server, const Nginx& nginx, std::size_t size, const std::string& path,
             int connections, int seconds, int rounds) {
  std::vector<WrkResult> ours, theirs;
  for (int i = 0; i < rounds; ++i) {
    ours.push_back(runWrk(url(server.port, path), server.child.pid(), connections, seconds));
    theirs.push_back(
        runWrk(url(nginx.port(), "/" + std::to_string(size)), nginx.pid(), connections, seconds));
  }
  const auto own = median(ours), other = median(theirs);
  long failures = 0;
  for (const auto& run : ours) failures += run.failures;
  print({{"bench", "front"},
         {"path", path},
         {"body_bytes", size},
         {"connections", connections},
         {"rps", std::round(own.requestsPerSecond)},
         {"nginx_rps", std::round(other.requestsPerSecond)},
         {"ratio", rounded(own.requestsPerSecond / other.requestsPerSecond)},
         {"cpu_us", rounded(own.processorMicros)},
         {"nginx_cpu_us", rounded(other.processorMicros)},
         {"p50_ms", own.p50Ms},
         {"p99_ms", own.p99Ms},
         {"nginx_p99_ms", other.p99Ms},
         {"failures", failures}});
}

// Open loop: what users see while a crowd stands around, and what the crowd costs.
void stand(const std::string& name, std::uint16_t port, pid_t pid, const std::string& path,
           int idle, int half, int seconds) {
  const double before = residentMegabytes(pid);
  Crowd crowd{
      {.port = port, .path = path, .idle = idle, .half = half, .users = 1'000, .seconds = seconds}};
  const auto result = crowd.run();
  const double with = residentMegabytes(pid);
  print({{"bench", "front_crowd"},
         {"server", name},
         {"path", path},
         {"idle", idle},
         {"half_sent", half},
         {"users", 1'000},
         {"answers", result.answers},
         {"never_answered", result.neverAnswered},
         {"dropped", result.dropped},
         {"p50_ms", rounded(result.p50Ms)},
         {"p99_ms", rounded(result.p99Ms)},
         {"max_ms", rounded(result.maxMs)},
         {"opened_in_ms", std::round(result.openedInMs)},
         {"memory_before_mb", rounded(before)},
         {"memory_of_all_mb", rounded(with - before)}});
}

void allowManyDescriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  const int seconds = argc > 1 ? std::stoi(argv[1]) : 10,
            rounds = argc > 2 ? std::stoi(argv[2]) : 3;
  allowManyDescriptors();
  const Nginx nginx{kSmall, kPage};
  {
    const Server small{kSmall}, page{kPage};
    print({{"bench", "front_idle"}, {"memory_mb", rounded(residentMegabytes(small.child.pid()))}});
    for (const int connections : {64, 1'000}) {
      compare(small, nginx, kSmall, "/inline", connections, seconds, rounds);
      compare(page, nginx, kPage, "/inline", connections, seconds, rounds);
      compare(small, nginx, kSmall, "/worker", connections, seconds, rounds);
    }
  }
  const Server fresh{kSmall};
  stand("front", fresh.port, fresh.child.pid(), "/inline", 0, 0, seconds);
  stand("front", fresh.port, fresh.child.pid(), "/inline", 10'000, 500, seconds);
  stand("front", fresh.port, fresh.child.pid(), "/worker", 10'000, 500, seconds);
  stand("nginx", nginx.port(), nginx.pid(), "/" + std::to_string(kSmall), 10'000, 500, seconds);
}
