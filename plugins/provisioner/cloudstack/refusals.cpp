#include "refusals.h"

#include <algorithm>
#include <cctype>

namespace hostler::cloudstack {
namespace {

bool mentions(const std::string& text, std::string_view words) {
  const auto found = std::ranges::search(text, words, [](unsigned char a, unsigned char b) {
    return std::tolower(a) == std::tolower(b);
  });
  return !found.empty();
}

}  // namespace

sdk::ProviderError refusalOf(int code, std::string text, sdk::Effect effect) {
  if (text.empty()) text = "the cloud gave no reason (error " + std::to_string(code) + ")";
  switch (code) {
    case 401:
      return sdk::needsAttention(
          "credentials_refused",
          "the cloud does not accept the keys, or not from this address: " + text);
    case 429:
      return sdk::retryable("rate_limited", std::move(text));
    case 430:
    case 431:
      if (mentions(text, "does not exist") || mentions(text, "unable to find"))
        return sdk::permanent(std::string{kNotFound}, std::move(text));
      return sdk::permanent(std::string{kRefused}, std::move(text));
    case 405:
    case 432:
      return sdk::permanent(
          std::string{kNotPermitted},
          "this account's role may not do that, or this version of the cloud cannot: " + text);
    case 531:
      return sdk::permanent(std::string{kNotPermitted}, std::move(text));
    case 532:
    case 535:
      return sdk::permanent("quota_reached", std::move(text));
    case 533:
      return sdk::retryable("insufficient_capacity", std::move(text));
    case 534:
      return sdk::retryable("unavailable", std::move(text));
    case 536:
      return sdk::retryable(std::string{kBusy}, std::move(text));
    case 537:
      return sdk::permanent("rule_conflict", std::move(text));
    default:
      break;  // 530 is every fault that the server did not foresee
  }
  const auto name = "error_" + std::to_string(code);
  if (effect == sdk::Effect::Read) return sdk::retryable(name, std::move(text));
  return sdk::unknown(name, std::move(text));
}

bool isRefusal(const sdk::ProviderError& error) {
  if (error.outcome == sdk::Outcome::Permanent) return true;
  return error.outcome == sdk::Outcome::Retryable &&
         (error.code == kBusy || error.code == "insufficient_capacity" ||
          error.code == "unavailable");
}

sdk::ProviderError notConfirmed(const std::string& why) {
  return sdk::unknown("not_confirmed",
                      "the cloud's answer and the state afterwards disagree: " + why);
}

sdk::ProviderError badRequest(std::string why) {
  return sdk::permanent("bad_request", std::move(why));
}

sdk::ProviderError busy(const std::string& what) {
  return sdk::retryable(std::string{kBusy}, "the cloud is at work on " + what);
}

sdk::ProviderError wrongOwner(const std::string& id) {
  return sdk::needsAttention("wrong_owner", id + " does not belong to this client");
}

sdk::ProviderError isMissing(const char* kind, const std::string& id) {
  return sdk::permanent(std::string{kNotFound}, "the cloud has no " + std::string{kind} + " " + id);
}

void fail(sdk::ProviderError error) {
  throw sdk::ProviderFailure{std::move(error)};
}

}  // namespace hostler::cloudstack
