// One row by a unique index over HTTP on MariaDB, against the same statement asked by the
// database's own client library, and by two processes of Express with mysql2.   usage: bench_select
// [SECONDS] [ROUNDS]
#include "tests/bench/front/wrk.h"
#include "tests/bench/select/express.h"
#include "tests/bench/select/point_select.h"
#include "tests/bench/stage/indexed_row.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"

#include <algorithm>

namespace {

using namespace hostler::bench;
constexpr int kConnections = 64, kThreads = 16;

}  // namespace

int main(int argc, char** argv) {
  const int seconds = argc > 1 ? std::stoi(argv[1]) : 5, rounds = argc > 2 ? std::stoi(argv[2]) : 3;
  prepareProcess();
  Place place{Place::Kind::Mariadb};
  const auto here = place.install();
  here->startEngine();
  const auto path = pathOfOneRow(*here);
  const Express express{place.url(), statementOfOneRow(), 2};
  std::vector<WrkResult> ours, peers;
  std::vector<double> limits;
  for (int i = 0; i < rounds; ++i) {
    limits.push_back(
        pointSelects(place.url(), statementOfOneRow(), keyOfOneRow(path), kThreads, seconds));
    ours.push_back(runWrk(here->engineUrl() + path, here->engine().pid(), kConnections, seconds));
    peers.push_back(runWrk(express.urlOf(keyOfOneRow(path)), express.pid(), kConnections, seconds));
    say("engine " + whole(ours.back().requestsPerSecond) + "/s, " +
        fine(ours.back().processorMicros) + " us CPU; database alone " + whole(limits.back()) +
        "/s; Express " + whole(peers.back().requestsPerSecond) + "/s, " +
        whole(peers.back().failures) + " failures");
  }
  const auto own = median(ours);
  std::ranges::sort(limits);
  const auto limit = limits[limits.size() / 2];
  long failures = 0;
  for (const auto& run : ours) failures += run.failures;
  const auto ratio = own.requestsPerSecond / limit;
  print({"one indexed SELECT over HTTP on MariaDB, 64 connections" +
             std::string{failures > 0 ? ", with failures" : ""},
         whole(own.requestsPerSecond) + "/s, p99 " + fine(own.p99Ms) + " ms, " +
             fine(own.processorMicros) + " us CPU",
         "point selects " + whole(limit) + "/s", fine(ratio), "0.35",
         ratio >= 0.35 && failures == 0});
  const auto peer = median(peers).requestsPerSecond;
  print({"the same beside Express", whole(own.requestsPerSecond) + "/s",
         "two processes of Express with mysql2 " + whole(peer) + "/s",
         fine(own.requestsPerSecond / peer), "3", own.requestsPerSecond / peer >= 3});
}
