#include "tests/bench/jobs/bullmq.h"

#include "tests/bench/front/processes.h"

#include <sstream>
#include <stdexcept>
#include <string>

namespace hostler::bench {

BullMq::Figures BullMq::measure(int jobs) {
  const std::string program = HOSTLER_BENCH_PEERS "/queue.js";
  std::istringstream said{
      outputOf({"node", program, std::to_string(redis_.port()), std::to_string(jobs)})};
  Figures figures;
  said >> figures.addedPerSecond >> figures.donePerSecond >> figures.startP50Ms >>
      figures.startP99Ms;
  if (!said) throw std::runtime_error{"BullMQ did not run; scripts/bench installs it"};
  return figures;
}

}  // namespace hostler::bench
