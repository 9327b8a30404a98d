#include "tests/bench/stage/rule_cost.h"

#include "tests/bench/front/processes.h"
#include "tests/bench/stage/staff.h"

namespace hostler::bench {

RuleCost costOfRule(testing::Installation& here, const std::string& rule) {
  auto owner = ownerOf(here);
  owner.waitUpTo(std::chrono::hours{3});
  const auto pid = here.engine().pid();
  RuleCost cost;
  cost.before = residentMegabytes(pid);
  forgetPeaks(pid);
  const auto answer = owner.post("/api/admin/rules/" + rule + "/run");
  must(answer, "the run of " + rule);
  cost.seconds = answer.seconds;
  cost.peak = peakMegabytes(pid);
  return cost;
}

}  // namespace hostler::bench
