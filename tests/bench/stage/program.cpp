#include "tests/bench/stage/program.h"

#include "tests/bench/front/processes.h"
#include "tests/bench/stage/timing.h"

#include <filesystem>
#include <stdexcept>

namespace hostler::bench {
namespace {

// A process that has ended tells no peak any more, and what it had in its last moments is missed.
constexpr std::chrono::milliseconds kLook{5};

// Until it has become the program it is a copy of this one, with this one's memory.
bool isStillThisOne(pid_t pid) {
  std::error_code gone;
  return std::filesystem::read_symlink("/proc/" + std::to_string(pid) + "/exe", gone) ==
         std::filesystem::read_symlink("/proc/self/exe");
}

}  // namespace

ProgramCost runMeasured(const testing::Installation& here,
                        const std::vector<std::string>& arguments) {
  ProgramCost cost;
  int exit = 0;
  cost.seconds = secondsOf([&] {
    testing::ProgramProcess program{arguments, here.environment(), here.folder() / "measured.log"};
    while (!program.endsWithin(kLook)) {
      if (!isStillThisOne(program.pid()))
        cost.peakMegabytes = std::max(cost.peakMegabytes, peakMegabytes(program.pid()));
    }
    exit = program.stop();
    cost.output = program.log();
  });
  if (exit != 0)
    throw std::runtime_error{"hostler " + arguments.front() + " failed:\n" + cost.output};
  return cost;
}

}  // namespace hostler::bench
