#include "modules/accounts/solved_captchas.h"

namespace hostler {

SolvedCaptchas::Holder SolvedCaptchas::holderOf(const std::string& tokenHash,
                                                const std::string& requestId) {
  const std::lock_guard lock{mutex_};
  forgetOld();
  const auto found = kept_.find(tokenHash);
  if (found == kept_.end()) return Holder::Nobody;
  return found->second.requestId == requestId ? Holder::ThisRequest : Holder::Another;
}

bool SolvedCaptchas::keep(const std::string& tokenHash, const std::string& requestId) {
  const std::lock_guard lock{mutex_};
  forgetOld();
  const auto [kept, isNew] = kept_.try_emplace(tokenHash, Kept{requestId, clock_.now()});
  return isNew || kept->second.requestId == requestId;
}

void SolvedCaptchas::forgetOld() {
  const auto oldest = clock_.now().minus(kKept);
  std::erase_if(kept_, [&](const auto& one) { return one.second.at < oldest; });
}

}  // namespace hostler
