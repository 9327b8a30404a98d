#include "tests/bench/jobs/bullmq.h"

#include "tests/bench/front/ports.h"
#include "tests/bench/front/processes.h"

#include <sstream>
#include <stdexcept>
#include <stdlib.h>
#include <string>

namespace hostler::bench {

BullMq::BullMq() : port_{freePort()} {
  auto name = (std::filesystem::temp_directory_path() / "bench-redis-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for Redis"};
  folder_ = name;
  redis_ = std::make_unique<Child>(std::vector<std::string>{
      "redis-server", "--bind", "127.0.0.1", "--port", std::to_string(port_), "--dir", name,
      "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--logfile",
      (folder_ / "redis.log").string()});
  awaitPort(port_, "redis-server");
}

BullMq::~BullMq() {
  redis_.reset();
  std::filesystem::remove_all(folder_);
}

BullMq::Figures BullMq::measure(int jobs) {
  const std::string program = HOSTLER_BENCH_PEERS "/queue.js";
  std::istringstream said{outputOf({"node", program, std::to_string(port_), std::to_string(jobs)})};
  Figures figures;
  said >> figures.addedPerSecond >> figures.donePerSecond >> figures.startP50Ms >>
      figures.startP99Ms;
  if (!said) throw std::runtime_error{"BullMQ did not run; scripts/bench installs it"};
  return figures;
}

}  // namespace hostler::bench
