#include "refusals.h"

#include <hostler/json.hpp>

#include <algorithm>
#include <optional>

namespace hostler::godaddy {
namespace {

using sdk::Json;

constexpr std::size_t kFieldsShown = 5;
constexpr std::int64_t kLongestWait = 24 * 3600;

struct Refusal {
  std::string code, message;
  std::optional<std::chrono::seconds> retryAfter;
};

std::string textIn(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// GoDaddy's codes are constants; anything else is somebody else's text.
bool isCode(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// "… (contactRegistrant.phone: must be a phone number; …)"
std::string fieldsOf(const Json& body) {
  const auto fields = body.find("fields");
  if (fields == body.end() || !fields->is_array()) return {};
  std::string text;
  std::size_t shown = 0;
  for (const auto& field : *fields) {
    if (!field.is_object() || shown++ == kFieldsShown) break;
    text += (text.empty() ? " (" : "; ") + textIn(field, "path") + ": " + textIn(field, "message");
  }
  return text.empty() ? text : text + ")";
}

std::optional<Refusal> read(const std::string& text) {
  try {
    const auto body = sdk::parseJson(text);
    if (!body.is_object() || !isCode(textIn(body, "code"))) return std::nullopt;
    Refusal refusal{textIn(body, "code"), textIn(body, "message") + fieldsOf(body), {}};
    const auto wait = body.find("retryAfterSec");
    if (wait != body.end() && wait->is_number_unsigned() && *wait <= kLongestWait)
      refusal.retryAfter = std::chrono::seconds{wait->get<std::int64_t>()};
    return refusal;
  } catch (const sdk::JsonError&) {
    return std::nullopt;
  }
}

sdk::ProviderError credentialsRefused(bool isTestSystem) {
  return sdk::needsAttention(
      "credentials_refused",
      isTestSystem ? "GoDaddy's test system does not accept the key and secret. Keys of production "
                     "do not work there: they are made apart, as OTE keys."
                   : "GoDaddy does not accept the key and secret. Keys of the test system (OTE) do "
                     "not work in production.");
}

}  // namespace

sdk::ProviderError refusalOf(const sdk::HttpResponse& response, sdk::Effect effect,
                             bool isTestSystem) {
  const auto refusal = read(response.body);
  const auto status = response.status;
  if (status == 401) return credentialsRefused(isTestSystem);
  if (status == 403) {
    return sdk::needsAttention(
        "access_denied", "GoDaddy does not allow this account that call: " +
                             (refusal ? refusal->message : std::string{"no reason was given"}));
  }
  if (status == 429) {
    auto error = sdk::statusError(response, effect, {}, refusal ? refusal->message : std::string{});
    if (refusal && refusal->retryAfter) error.retryAfter = refusal->retryAfter;
    return error;
  }
  if (status >= 400 && status < 500) {
    if (!refusal) {
      return sdk::unusableAnswer(
          effect, "an answer with HTTP status " + std::to_string(status) + " was not GoDaddy's");
    }
    if (status == 402)
      return sdk::needsAttention("insufficient_funds",
                                 "GoDaddy could not take the payment: " + refusal->message);
    if (status == 404) return sdk::permanent(std::string{kNotFound}, refusal->message);
  }
  return sdk::statusError(response, effect, refusal ? refusal->code : std::string{},
                          refusal ? refusal->message : std::string{});
}

bool isRefusal(const sdk::ProviderError& error) {
  return error.outcome == sdk::Outcome::Permanent;
}

bool isMissing(const sdk::ProviderError& error) {
  return error.code == kNotFound;
}

sdk::ProviderError notConfirmed(const std::string& why) {
  return sdk::unknown("not_confirmed", "GoDaddy's answer and what it shows disagree: " + why);
}

sdk::ProviderError misfit(const std::string& why) {
  return sdk::unusableAnswer(sdk::Effect::Read, "GoDaddy's answer does not fit: " + why);
}

}  // namespace hostler::godaddy
