// A constant answer through everything that a request to the API passes (tenant, caller, limits,
// rights, the answer's headers and its tag) against nginx with a file of that size. The route is
// GET /api/brand, which is answered from memory.   usage: bench_router [SECONDS] [ROUNDS]
#include "tests/bench/front/nginx.h"
#include "tests/bench/front/processes.h"
#include "tests/bench/front/wrk.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/journeys/http_client.h"

namespace {

using namespace hostler::bench;

struct Must {
  int connections;
  double ratio;
};

std::string figures(const WrkResult& run) {
  return whole(run.requestsPerSecond) + "/s, p99 " + fine(run.p99Ms) + " ms, " +
         fine(run.processorMicros) + " us CPU";
}

}  // namespace

int main(int argc, char** argv) {
  const int seconds = argc > 1 ? std::stoi(argv[1]) : 5, rounds = argc > 2 ? std::stoi(argv[2]) : 3;
  prepareProcess();
  Place place{Place::Kind::Sqlite};
  const auto here = place.install();
  here->startEngine();
  const auto url = here->engineUrl() + "/api/brand";
  const auto answer = hostler::testing::HttpClient{here->engineUrl()}.get("/api/brand");
  if (answer.status != 200) throw std::runtime_error{"GET /api/brand: " + answer.text};
  const auto size = answer.text.size();
  const Nginx nginx{size};
  const auto file = "http://127.0.0.1:" + std::to_string(nginx.port()) + "/" + std::to_string(size);
  for (const auto& [connections, must] : {Must{64, 0.7}, Must{1'000, 0.7}}) {
    std::vector<WrkResult> ours, theirs;
    for (int i = 0; i < rounds; ++i) {
      theirs.push_back(runWrk(file, nginx.pid(), connections, seconds));
      ours.push_back(runWrk(url, here->engine().pid(), connections, seconds));
      say("engine " + figures(ours.back()) + "; nginx " + figures(theirs.back()));
    }
    const auto own = median(ours), other = median(theirs);
    long failures = 0;
    for (const auto& run : ours) failures += run.failures;
    const auto ratio = own.requestsPerSecond / other.requestsPerSecond;
    print({"constant JSON through the whole router, " + std::to_string(connections) +
               " connections" + (failures > 0 ? ", " + whole(failures) + " failures" : ""),
           figures(own), "nginx " + figures(other), fine(ratio), "0.7; 14 us",
           ratio >= must && own.processorMicros <= 14 && failures == 0});
  }
}
