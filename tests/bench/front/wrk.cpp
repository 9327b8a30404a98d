#include "tests/bench/front/wrk.h"

#include "tests/bench/front/processes.h"

#include <algorithm>
#include <sstream>

namespace hostler::bench {
namespace {

// "1.23ms", "456.00us", "2.00s"
double millisecondsOf(const std::string& text) {
  const double number = std::stod(text);
  if (text.ends_with("us")) return number / 1e3;
  if (text.ends_with("ms")) return number;
  return number * 1e3;
}

}  // namespace

WrkResult runWrk(const std::string& url, pid_t server, int connections, int seconds) {
  const double before = processorSeconds(server);
  std::istringstream lines{
      outputOf({"wrk", "-t1", "-c" + std::to_string(connections),
                "-d" + std::to_string(seconds) + "s", "--timeout", "5s", "--latency", url})};
  WrkResult result;
  double requests = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    std::string first, second;
    words >> first >> second;
    if (first == "50%") result.p50Ms = millisecondsOf(second);
    if (first == "99%") result.p99Ms = millisecondsOf(second);
    if (first == "Requests/sec:") result.requestsPerSecond = std::stod(second);
    if (second == "requests") requests = std::stod(first);
    if (first == "Non-2xx") result.failures += std::stol(line.substr(line.rfind(' ')));
    if (first == "Socket") {
      for (std::string word; words >> word;) result.failures += std::atol(word.c_str());
    }
  }
  if (requests > 0) result.processorMicros = (processorSeconds(server) - before) / requests * 1e6;
  return result;
}

WrkResult median(std::vector<WrkResult> runs) {
  std::sort(runs.begin(), runs.end(),
            [](const auto& a, const auto& b) { return a.requestsPerSecond < b.requestsPerSecond; });
  return runs[runs.size() / 2];
}

}  // namespace hostler::bench
