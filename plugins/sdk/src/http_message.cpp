// What a response means, without any socket: headers, Retry-After, statuses to outcomes.
#include <curl/curl.h>
#include <hostler/http_client.hpp>

#include <algorithm>
#include <charconv>
#include <ctime>

namespace hostler::sdk {
namespace {

constexpr std::chrono::seconds kLongestWait{24 * 3600};

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  for (const auto& [each, value] : headers) {
    if (each == name) return value;
  }
  return {};
}

std::optional<std::chrono::seconds> HttpResponse::retryAfter() const {
  const auto text = header("retry-after");
  if (text.empty()) return std::nullopt;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size()) {
    const auto date = curl_getdate(std::string{text}.c_str(), nullptr);
    if (date < 0) return std::nullopt;
    seconds = date - std::time(nullptr);
  }
  return std::clamp(std::chrono::seconds{seconds}, std::chrono::seconds{0}, kLongestWait);
}

ProviderError toError(const HttpFailure& failure, Effect effect) {
  using Kind = HttpFailure::Kind;
  if (failure.kind == Kind::Refused) return needsAttention("address_not_allowed", failure.message);
  if (failure.kind == Kind::Untrusted) return needsAttention("tls_untrusted", failure.message);
  if (!failure.sent) return retryable("unreachable", failure.message);
  const char* code = failure.kind == Kind::Timeout    ? "timeout"
                     : failure.kind == Kind::Oversize ? "answer_too_large"
                                                      : "answer_lost";
  if (effect == Effect::Read) return retryable(code, failure.message);
  return unknown(code, failure.message);
}

ProviderError statusError(const HttpResponse& response, Effect effect, std::string code,
                          std::string message) {
  const int status = response.status;
  if (code.empty()) code = "http_" + std::to_string(status);
  if (message.empty()) message = "the provider answered with HTTP status " + std::to_string(status);
  if (status == 401 || status == 403) return needsAttention(std::move(code), std::move(message));
  if (status == 429) return retryable("rate_limited", std::move(message), response.retryAfter());
  if (status >= 300 && status < 400) {
    message = "the provider answered with a redirect, which is never followed";
    if (effect == Effect::Read) return needsAttention("redirected", std::move(message));
    return unknown("redirected", std::move(message));
  }
  if (status >= 500) {
    if (effect == Effect::Read) {
      return retryable(std::move(code), std::move(message), response.retryAfter());
    }
    return unknown(std::move(code), std::move(message));
  }
  return permanent(std::move(code), std::move(message));
}

ProviderError unusableAnswer(Effect effect, std::string message) {
  if (effect == Effect::Read) return retryable("unusable_answer", std::move(message));
  return unknown("unusable_answer", std::move(message));
}

}  // namespace hostler::sdk
