#include "tests/bench/stage/owner.h"

#include "tests/bench/front/processes.h"

#include <stdexcept>

namespace hostler::bench {

testing::HttpClient ownerOf(const testing::Installation& here) {
  testing::HttpClient owner{here.engineUrl()};
  owner.waitUpTo(std::chrono::hours{3});
  const auto signedIn =
      owner.post("/api/auth/login", {{"email", testing::Installation::kOwner},
                                     {"password", testing::Installation::kOwnerPassword}});
  if (signedIn.status != 200) throw std::runtime_error{"signing in: " + signedIn.text};
  owner.useBearer(signedIn.body.at("access_token"));
  return owner;
}

RuleRunCost runRule(testing::Installation& here, const std::string& rule) {
  auto owner = ownerOf(here);
  const auto pid = here.engine().pid();
  RuleRunCost cost;
  cost.before = residentMegabytes(pid);
  forgetPeaks(pid);
  const auto answer = owner.post("/api/admin/rules/" + rule + "/run");
  if (answer.status != 200) throw std::runtime_error{"the run of " + rule + ": " + answer.text};
  cost.seconds = answer.seconds;
  cost.peak = peakMegabytes(pid);
  return cost;
}

}  // namespace hostler::bench
