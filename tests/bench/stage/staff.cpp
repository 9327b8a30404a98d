#include "tests/bench/stage/staff.h"

#include <stdexcept>

namespace hostler::bench {

testing::HttpClient ownerOf(testing::Installation& here) {
  testing::HttpClient owner{here.engineUrl()};
  const auto signedIn =
      must(owner.post("/api/auth/login", {{"email", testing::Installation::kOwner},
                                          {"password", testing::Installation::kOwnerPassword}}),
           "the owner's sign-in");
  owner.useBearer(signedIn.at("access_token"));
  return owner;
}

Json must(const testing::HttpAnswer& answer, const std::string& step) {
  if (answer.status / 100 != 2)
    throw std::runtime_error{step + " was answered " + std::to_string(answer.status) + ": " +
                             answer.text};
  return answer.body;
}

}  // namespace hostler::bench
