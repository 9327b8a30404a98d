#include "core/lua/hook_verdicts.h"

namespace hostler::lua {

std::optional<Refusal> HookRun::refusal() const {
  for (const auto& one : verdicts) {
    if (!one.hook.declaration().isBefore()) continue;
    if (one.failure && one.whenFailing == WhenFailing::Closed) {
      return Refusal{"hook_failed",
                     "A rule of this shop could not be checked. Please try again later.",
                     one.hook.key()};
    }
    if (!one.failure && one.verdict.kind == Verdict::Kind::Refuse) {
      return Refusal{one.verdict.code, one.verdict.sentence, one.hook.key()};
    }
  }
  return std::nullopt;
}

std::vector<const HookVerdict*> HookRun::amendments() const {
  std::vector<const HookVerdict*> amendments;
  for (const auto& one : verdicts) {
    if (!one.failure && one.verdict.kind == Verdict::Kind::Amend) amendments.push_back(&one);
  }
  return amendments;
}

}  // namespace hostler::lua
