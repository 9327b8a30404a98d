#include "modules/billing/gateway_modes.h"

#include <algorithm>

namespace hostler {
namespace {

// Clients wait for the list of ways to pay.
constexpr std::chrono::seconds kPatience{5};
// One that could not say it is not asked at every turn.
constexpr std::chrono::seconds kPause{10};

}  // namespace

// Where people say what came in, they know where they are.
bool GatewayModes::isLeftToPeople(const ProviderInstance& gateway) const {
  return !production_ && !gateway.has("refund");
}

std::optional<GatewayModes::Known> GatewayModes::known(const ProviderInstance& gateway) {
  const std::lock_guard lock{mutex_};
  const auto found = known_.find(gateway.name);
  if (found == known_.end() || found->second.revision != gateway.revision) return std::nullopt;
  return found->second;
}

GatewayModes::Known GatewayModes::ask(const ProviderInstance& gateway) {
  const auto now = clock_.now();
  if (auto earlier = known(gateway);
      earlier && (earlier->live || now < earlier->askedAt.plus(kPause)))
    return std::move(*earlier);
  auto answer =
      providers_.call({gateway.name, "gateway/1.test_connection", Json::object(), {}, kPatience});
  Known fresh;
  fresh.revision = gateway.revision;
  fresh.askedAt = now;
  const bool isAnswered = hasHappened(answer);
  const auto live =
      isAnswered && answer.reply.is_object() ? answer.reply.value("live", Json()) : Json();
  if (live.is_boolean()) {
    fresh.live = live.get<bool>();
  } else if (isAnswered) {
    fresh.failure = ProviderAnswer::failed(Outcome::NeedsAttention, "provider_answer",
                                           "the gateway does not say whether its money is real");
  } else {
    fresh.failure = std::move(answer);
  }
  const std::lock_guard lock{mutex_};
  known_[gateway.name] = fresh;
  return fresh;
}

std::optional<ProviderAnswer> GatewayModes::refusal(const std::string& name) {
  const auto instances = providers_.instances("gateway");
  const auto gateway = std::ranges::find(instances, name, &ProviderInstance::name);
  // Of one that is gone every call says so.
  if (gateway == instances.end() || isLeftToPeople(*gateway)) return std::nullopt;
  auto asked = ask(*gateway);
  if (!asked.live) return std::move(asked.failure);
  if (*asked.live == production_) return std::nullopt;
  return ProviderAnswer::failed(
      Outcome::NeedsAttention, kOther,
      production_ ? "Its account moves test money, which counts nowhere but in a sandbox."
                  : "Its account moves real money, and this is a sandbox.");
}

bool GatewayModes::isOther(const ProviderInstance& gateway, bool mayAsk) {
  if (isLeftToPeople(gateway)) return false;
  const auto what = mayAsk ? std::optional{ask(gateway)} : known(gateway);
  return what && what->live && *what->live != production_;
}

}  // namespace hostler
