#include "core/plugin_host/answer.h"

#include "core/plugin_host/wire.h"

#include <algorithm>

namespace hostler::plugin {
namespace {

constexpr JsonLimits kReplyLimits{64, 200'000};
constexpr std::size_t kLongestCode = 100, kLongestMessage = 2'000;
constexpr std::int64_t kLongestRetrySeconds = 7 * 86'400;
// For a provider that counts requests and does not say when it begins anew: most count by the
// minute.
constexpr std::chrono::seconds kUsualWindow{60};

ProviderAnswer unknown(std::string code, std::string message) {
  return ProviderAnswer::failed(Outcome::Unknown, std::move(code), std::move(message));
}

bool isReply(Outcome outcome) {
  return outcome == Outcome::Succeeded || outcome == Outcome::Pending;
}

/// Cut to size and valid UTF-8 again, since it is stored and shown.
std::string cut(std::string_view text, std::size_t longest) {
  return Json::parse(dump(text.substr(0, longest))).get<std::string>();
}
std::string cut(const Json& text, std::size_t longest) {
  return text.is_string() ? cut(std::string_view{text.get_ref<const std::string&>()}, longest)
                          : std::string{};
}

ProviderAnswer errorOf(Outcome outcome, const Json& json) {
  auto code = cut(json.value("code", Json{}), kLongestCode);
  if (code.empty()) code = "plugin_unspecified";
  std::optional<std::chrono::milliseconds> retryAfter;
  if (const auto after = json.value("retry_after_seconds", Json{}); after.is_number_integer()) {
    retryAfter = std::chrono::seconds{
        std::clamp<std::int64_t>(after.get<std::int64_t>(), 0, kLongestRetrySeconds)};
  }
  if (outcome == Outcome::Retryable && code == "rate_limited" && !retryAfter)
    retryAfter = kUsualWindow;
  return ProviderAnswer::failed(outcome, std::move(code),
                                cut(json.value("message", Json{}), kLongestMessage), retryAfter);
}

ProviderAnswer withoutJson(Outcome outcome) {
  if (isReply(outcome))
    return unknown("plugin_no_answer", "the plugin said that it succeeded, but not with what");
  return ProviderAnswer::failed(outcome, "plugin_unspecified", "the plugin gave no reason");
}

}  // namespace

std::string_view outcomeWord(Outcome outcome) {
  switch (outcome) {
    case Outcome::Succeeded:
      return "succeeded";
    case Outcome::Pending:
      return "pending";
    case Outcome::Retryable:
      return "retryable";
    case Outcome::Permanent:
      return "permanent";
    case Outcome::NeedsAttention:
      return "needs_attention";
    case Outcome::Unknown:
      break;
  }
  return "unknown";
}

ProviderAnswer ProviderAnswer::failed(Outcome outcome, std::string code, std::string message,
                                      std::optional<std::chrono::milliseconds> retryAfter) {
  ProviderAnswer answer{.outcome = outcome, .code = std::move(code), .message = std::move(message)};
  if (retryAfter) answer.retryAfter = std::chrono::ceil<std::chrono::seconds>(*retryAfter);
  return answer;
}

ProviderAnswer answerOf(std::string_view text) {
  const auto reply = wire::parseReply(text);
  if (!reply) return unknown("plugin_bad_reply", "the plugin host's reply cannot be read");
  if (reply->sink == wire::Sink::Threw)
    return unknown("plugin_threw", "the plugin threw: " + cut(reply->json, kLongestMessage));
  if (reply->sink == wire::Sink::TooLarge)
    return unknown("plugin_reply_too_large", "the plugin's reply is too large");
  if (reply->outcome < 1 || reply->outcome > static_cast<int>(Outcome::Unknown))
    return unknown("plugin_bad_outcome", "the plugin answered with an outcome that is none");
  const auto outcome = static_cast<Outcome>(reply->outcome);
  if (reply->sink == wire::Sink::NotCalled) return withoutJson(outcome);
  try {
    auto json = parseStrict(reply->json, kReplyLimits);
    if (isReply(outcome)) return {.outcome = outcome, .reply = std::move(json)};
    if (json.is_object()) return errorOf(outcome, json);
    return unknown("plugin_bad_reply", "the plugin's error is no object");
  } catch (const JsonError& error) {
    return unknown("plugin_bad_reply",
                   std::string{"the plugin's reply cannot be read: "} + error.what());
  }
}

ProviderAnswer answerOf(const child::CallFailure& failure) {
  using Cause = child::CallFailure::Cause;
  const auto code = [&failure] {
    switch (failure.cause) {
      case Cause::Busy:
        return "plugin_busy";
      case Cause::BackingOff:
      case Cause::StartFailed:
        return "plugin_unavailable";
      case Cause::DeadlinePassed:
        return "plugin_timeout";
      case Cause::Ended:
        return "plugin_crashed";
      case Cause::BrokenProtocol:
        return "plugin_bad_reply";
      case Cause::TooLarge:
        return "plugin_request_too_large";
      case Cause::Stopped:
        return "plugin_stopped";
    }
    return "plugin_unavailable";
  }();
  auto outcome = failure.mayHaveHappened ? Outcome::Unknown : Outcome::Retryable;
  // It would be as large the next time.
  if (failure.cause == Cause::TooLarge) outcome = Outcome::Permanent;
  return ProviderAnswer::failed(outcome, code, "the plugin: " + failure.reason, failure.retryAfter);
}

}  // namespace hostler::plugin
