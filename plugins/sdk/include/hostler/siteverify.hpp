#pragma once

// The "siteverify" call, which Turnstile, reCAPTCHA and hCaptcha have in common: a form with secret
// and response, answered {"success", "hostname", "action", "score", "error-codes"}.

#include <hostler/captcha_types.hpp>
#include <hostler/http_client.hpp>
#include <hostler/json_answer.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// Permanent "bad_request" for what no token can be; nothing where it can. Visible ASCII alone, at
/// most 4096 of it: nothing in it means anything to a form or a header.
inline std::optional<ProviderError> captchaTokenFault(std::string_view token) {
  const bool fits = !token.empty() && token.size() <= 4'096 &&
                    std::ranges::all_of(token, [](char c) { return c > ' ' && c < '\x7f'; });
  if (fits) return std::nullopt;
  return permanent("bad_request", "token: must be 1 to 4096 visible ASCII characters");
}

/// What a provider said of a token, before anything is decided by it.
struct SiteAnswer {
  bool success = false;
  std::string hostname, action;
  std::optional<std::int64_t> score;  ///< hundredths
  std::vector<std::string> codes;     ///< its error-codes
  bool isTest = false;                ///< answered by the provider's keys for tests
  /// "unreadable_hostname" or "unreadable_action": it told one, in a way that nothing can be
  /// compared with. Empty: whatever it told can be read.
  std::string unreadable;

  bool has(std::string_view code) const { return std::ranges::find(codes, code) != codes.end(); }
};

namespace detail {

// A word of theirs that may be repeated: what else came is left out.
inline std::string plainWord(const Json& value) {
  if (!value.is_string()) return {};
  const auto& text = value.get_ref<const std::string&>();
  const bool isPlain = text.size() <= 253 && std::ranges::all_of(text, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
                                c == '/' || c == ':';
                       });
  return isPlain ? text : std::string{};
}

// Whether they said something, as opposed to leaving it out.
inline bool isTold(const Json& value) {
  return !value.is_null() && value != "";
}

}  // namespace detail

/// Reads an answer. Unusable (Retryable) where it does not say `success` in so many words.
inline Reply<SiteAnswer> readSiteAnswer(const Json& json, const std::string& who) {
  const auto success = json.find("success");
  if (success == json.end() || !success->is_boolean())
    return unusableAnswer(Effect::Read, who + " says neither that it was solved nor that not");
  SiteAnswer answer;
  answer.success = success->get<bool>();
  const auto hostname = json.value("hostname", Json()), action = json.value("action", Json());
  answer.hostname = detail::plainWord(hostname);
  answer.action = detail::plainWord(action);
  if (detail::isTold(hostname) && answer.hostname.empty())
    answer.unreadable = "unreadable_hostname";
  else if (detail::isTold(action) && answer.action.empty())
    answer.unreadable = "unreadable_action";
  if (const auto score = json.find("score"); score != json.end() && !score->is_null()) {
    if (!score->is_number()) return unusableAnswer(Effect::Read, who + "'s score is no number");
    const auto share = std::clamp(score->get<double>(), 0.0, 1.0);
    answer.score = static_cast<std::int64_t>(std::lround(share * 100));
  }
  if (const auto codes = json.find("error-codes"); codes != json.end() && !codes->is_null()) {
    if (!codes->is_array()) return unusableAnswer(Effect::Read, who + "'s error-codes are no list");
    for (const auto& code : *codes) {
      if (answer.codes.size() == 10) break;
      auto word = detail::plainWord(code);
      if (!word.empty()) answer.codes.push_back(std::move(word));
    }
  }
  const auto about = json.find("metadata");
  answer.isTest = about != json.end() && about->is_object() &&
                  about->value("result_with_testing_key", Json()) == true;
  return answer;
}

/// An answer that is none about the token: the secret is refused, or the provider is not well.
inline std::optional<ProviderError> siteFault(const SiteAnswer& answer, const std::string& who) {
  for (const char* code : {"missing-input-secret", "invalid-input-secret", "invalid-keys"}) {
    if (answer.has(code))
      return needsAttention("credentials_refused", who + " does not accept the secret: " + code);
  }
  if (answer.has("internal-error"))
    return retryable("internal-error", who + " is not well just now");
  return std::nullopt;
}

/// Asks a siteverify address whether a token was solved. NeedsAttention where the secret is not set
/// or refused; `remoteIp` may be empty.
inline Reply<SiteAnswer> askSiteverify(const HttpClient& http, const Call& call,
                                       const std::string& url, const Secret& secret,
                                       const std::string& token, const std::string& remoteIp,
                                       const std::string& who) {
  if (secret.empty()) return needsAttention("not_configured", "secret is not set");
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  std::vector<std::pair<std::string, std::string>> form{{"secret", secret.reveal()},
                                                        {"response", token}};
  if (!remoteIp.empty()) form.emplace_back("remoteip", remoteIp);
  request.body = formEncode(form);
  // It is spent by this, but nobody sends it again: a lost answer is no verdict, and that is all.
  request.effect = Effect::Read;
  const auto result = http.send(call, request);
  if (const auto* failure = std::get_if<HttpFailure>(&result))
    return toError(*failure, Effect::Read);
  const auto& response = std::get<HttpResponse>(result);
  // Some say their errors with 400.
  if (response.status != 200 && response.status != 400) return statusError(response, Effect::Read);
  const auto json = objectIn(response, Effect::Read, who);
  if (!json) return json.error();
  auto answer = readSiteAnswer(*json, who);
  if (!answer) return answer.error();
  if (auto fault = siteFault(*answer, who)) return *fault;
  return answer;
}

/// The verdict that an answer is by itself. One that tells where or for what it was solved, and
/// cannot be read, is none: left out, it would pass for an answer that does not tell.
inline CaptchaVerdict verdictOf(const SiteAnswer& answer) {
  CaptchaVerdict verdict;
  verdict.ok = answer.success;
  verdict.hostname = answer.hostname;
  verdict.action = answer.action;
  verdict.score = answer.score;
  verdict.reasons = answer.codes;
  if (verdict.ok && !answer.unreadable.empty()) {
    verdict.ok = false;
    verdict.reasons.push_back(answer.unreadable);
  }
  if (!verdict.ok && verdict.reasons.empty()) verdict.reasons.emplace_back("not_solved");
  return verdict;
}

/// What a connection test sends in place of a token, and what its answer says in one sentence.
inline constexpr std::string_view kTestToken = "connection-test";
inline CaptchaReport siteReport(const SiteAnswer& answer, const std::string& who) {
  CaptchaReport report;
  report.detail = who + " answers, and accepts the secret.";
  if (answer.success || answer.isTest)
    report.detail = who + " answers. These keys are for tests: they take any token.";
  return report;
}

}  // namespace hostler::sdk
