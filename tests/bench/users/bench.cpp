// A thousand users who each ask ten times a second for one row by a unique index, whether or not
// they are kept waiting, while ten thousand connections idle beside them and five hundred send
// their heads byte by byte; the same crowd at nginx, which answers a file.
// usage: bench_users [SECONDS]
#include "tests/bench/front/crowd.h"
#include "tests/bench/front/nginx.h"
#include "tests/bench/front/processes.h"
#include "tests/bench/stage/indexed_row.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/journeys/http_client.h"

namespace {

using namespace hostler::bench;
constexpr int kIdle = 10'000, kHalf = 500, kUsers = 1'000;
constexpr double kPeriod = 0.1;

struct Stand {
  CrowdResult crowd;
  double megabytes = 0;  // of all connections
  double perSecond = 0;
};

Stand stand(std::uint16_t port, pid_t pid, const std::string& path, int seconds) {
  const double before = residentMegabytes(pid);
  Crowd crowd{{.port = port,
               .path = path,
               .idle = kIdle,
               .half = kHalf,
               .users = kUsers,
               .period = kPeriod,
               .seconds = seconds}};
  const double with = residentMegabytes(pid);  // the users come with run()
  Stand result{crowd.run(), with - before, 0};
  result.perSecond = static_cast<double>(result.crowd.answers) / seconds;
  return result;
}

std::string figures(const Stand& stand) {
  return whole(stand.perSecond) + "/s, p50 " + fine(stand.crowd.p50Ms) + " ms, p99 " +
         fine(stand.crowd.p99Ms) + " ms, " + whole(stand.crowd.neverAnswered) + " unanswered, " +
         whole(stand.crowd.droppedUsers) + " dropped";
}

}  // namespace

int main(int argc, char** argv) {
  const int seconds = argc > 1 ? std::stoi(argv[1]) : 8;
  prepareProcess();
  Place place{Place::Kind::Mariadb};
  const auto here = place.install();
  here->startEngine();
  const auto path = pathOfOneRow(*here);
  const auto size = hostler::testing::HttpClient{here->engineUrl()}.get(path).text.size();
  const auto port = static_cast<std::uint16_t>(
      std::stoi(here->engineUrl().substr(here->engineUrl().rfind(':') + 1)));
  const Nginx nginx{size};
  const auto other = stand(nginx.port(), nginx.pid(), "/" + std::to_string(size), seconds);
  say("nginx: " + figures(other));
  const auto own = stand(port, here->engine().pid(), path, seconds);
  say("engine: " + figures(own));
  print({"1000 users, 10 times a second each, on an indexed SELECT; 10 000 idle, 500 half-sent",
         figures(own), "nginx " + figures(other), fine(own.crowd.p99Ms / other.crowd.p99Ms),
         "0 unanswered, p99 20 ms",
         own.crowd.neverAnswered == 0 && own.crowd.droppedUsers == 0 && own.crowd.p99Ms <= 20});
  print({"memory of those 10 500 connections", fine(own.megabytes) + " MB",
         "nginx " + fine(other.megabytes) + " MB", fine(own.megabytes / other.megabytes), "20 MB",
         own.megabytes <= 20});
}
