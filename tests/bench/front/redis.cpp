#include "tests/bench/front/redis.h"

#include "tests/bench/front/ports.h"
#include "tests/bench/front/processes.h"

#include <stdexcept>
#include <stdlib.h>

namespace hostler::bench {

Redis::Redis() : port_{freePort()} {
  auto name = (std::filesystem::temp_directory_path() / "bench-redis-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for Redis"};
  folder_ = name;
  child_ = std::make_unique<Child>(std::vector<std::string>{
      "redis-server", "--bind", "127.0.0.1", "--port", std::to_string(port_), "--dir", name,
      "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--logfile",
      (folder_ / "redis.log").string()});
  awaitPort(port_, "redis-server");
}

Redis::~Redis() {
  child_.reset();
  std::filesystem::remove_all(folder_);
}

}  // namespace hostler::bench
