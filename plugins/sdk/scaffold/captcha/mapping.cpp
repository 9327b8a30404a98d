#include "mapping.h"

namespace sample {
namespace {

using namespace hostler::sdk;

struct WireVerdict {
  bool solved = false;
  std::string host, reason;

  static constexpr auto members() {
    return std::tuple{field("solved", &WireVerdict::solved),
                      optionalField("host", &WireVerdict::host),
                      optionalField("reason", &WireVerdict::reason)};
  }
};

}  // namespace

CaptchaVerdict toVerdict(const Json& answer) {
  const auto wire = fromJson<WireVerdict>(answer);
  CaptchaVerdict verdict;
  verdict.ok = wire.solved;
  verdict.hostname = wire.host;
  if (!wire.solved) verdict.reasons = {wire.reason.empty() ? "not_solved" : wire.reason};
  return verdict;
}

}  // namespace sample
