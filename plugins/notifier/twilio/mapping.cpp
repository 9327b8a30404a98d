#include "mapping.h"

#include <hostler/delivery.hpp>

#include <algorithm>
#include <array>

namespace hostler::twilio {
namespace {

using sdk::Json;

constexpr const char* kReference = "reference";

std::string textIn(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string())
    throw MappingError{std::string{name} + " is no text"};
  return found->get<std::string>();
}

std::string fieldIn(const Fields& fields, std::string_view name) {
  for (const auto& [each, value] : fields) {
    if (each == name) return value;
  }
  return {};
}

// Empty for what is neither out yet nor over.
std::string stateOf(const std::string& status) {
  if (status == "sent") return "sent";
  if (status == "delivered" || status == "read") return "delivered";
  if (status == "undelivered" || status == "failed" || status == "canceled") return "failed";
  return {};
}

std::string referenceIn(const std::string& url) {
  const auto mark = url.find('?');
  if (mark == std::string::npos) return {};
  return fieldIn(sdk::formDecode(std::string_view{url}.substr(mark + 1)), kReference);
}

template <std::size_t N>
bool isOneOf(std::int64_t code, const std::array<std::int64_t, N>& codes) {
  return std::ranges::find(codes, code) != codes.end();
}

// Suspended or not active (20005, 30002), a region that is not switched on (21408), a sender that
// is missing, not ours or not for SMS (21603, 21606, 21659, 21660), a service without senders
// (21703, 21705), a trial that sends to verified numbers only (21608): none of it is about this
// message.
constexpr std::array<std::int64_t, 11> kForStaff{20003, 20005, 21408, 21603, 21606, 21608,
                                                 21659, 21660, 21703, 21705, 30002};
// Too many requests, the queue is full, the day's quota is used up.
constexpr std::array<std::int64_t, 4> kForLater{14107, 20429, 30001, 63038};

}  // namespace

bool isSid(std::string_view text, std::string_view prefix) {
  return text.size() == 34 && text.starts_with(prefix) &&
         text.substr(2).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Fields toForm(const sdk::Message& message, const Settings& settings) {
  Fields form{{"To", message.to}, {"Body", message.text.reveal()}};
  if (!settings.messagingServiceSid.empty())
    form.emplace_back("MessagingServiceSid", settings.messagingServiceSid);
  const auto& from = message.from.empty() ? settings.from : message.from;
  if (!from.empty()) form.emplace_back("From", from);
  if (!settings.statusCallback.empty()) {
    const bool hasQuery = settings.statusCallback.find('?') != std::string::npos;
    form.emplace_back("StatusCallback", settings.statusCallback + (hasQuery ? "&" : "?") +
                                            sdk::formEncode({{kReference, message.reference}}));
  }
  return form;
}

std::optional<sdk::DeliveryReport> toReport(const Json& message) {
  if (!message.is_object()) throw MappingError{"a message is no object"};
  sdk::DeliveryReport report;
  report.id = textIn(message, "sid");
  report.state = stateOf(textIn(message, "status"));
  if (!isSid(report.id, "SM") && !isSid(report.id, "MM"))
    throw MappingError{"sid is not a message's"};
  if (report.state.empty()) return std::nullopt;
  const auto code = message.value("error_code", Json());
  if (code.is_number_integer()) report.reason = std::to_string(code.get<std::int64_t>());
  return report;
}

std::optional<sdk::DeliveryReport> toReport(const Fields& callback, const std::string& url) {
  const auto sid = fieldIn(callback, "MessageSid"), status = fieldIn(callback, "MessageStatus");
  if (!isSid(sid, "SM") && !isSid(sid, "MM")) throw MappingError{"MessageSid is not a message's"};
  if (status.empty()) throw MappingError{"MessageStatus is missing"};
  auto state = stateOf(status);
  if (state.empty()) return std::nullopt;
  return sdk::DeliveryReport{referenceIn(url), sid, std::move(state),
                             fieldIn(callback, "ErrorCode"), std::nullopt};
}

std::optional<OwnError> errorIn(const std::string& body) {
  try {
    const auto json = sdk::parseJson(body);
    if (!json.is_object()) return std::nullopt;
    const auto code = json.value("code", Json()), message = json.value("message", Json());
    if (!code.is_number_integer() || !message.is_string()) return std::nullopt;
    return OwnError{code.get<std::int64_t>(), message.get<std::string>()};
  } catch (const sdk::JsonError&) {
    return std::nullopt;
  }
}

sdk::ProviderError errorOf(const sdk::HttpResponse& response, sdk::Effect effect) {
  const auto own = errorIn(response.body);
  if (response.status == 401) {
    return sdk::needsAttention("credentials_refused",
                               "Twilio does not accept the account SID and auth token");
  }
  if (response.status == 429) {
    return sdk::retryable("rate_limited", own ? own->message : "Twilio asks for patience",
                          response.retryAfter());
  }
  const bool isNo = response.status >= 400 && response.status < 500;
  if (!isNo) return sdk::statusError(response, effect, {}, own ? own->message : "");
  if (!own) {
    return sdk::unusableAnswer(effect, "an answer with HTTP status " +
                                           std::to_string(response.status) + " was not Twilio's");
  }
  const auto code = std::to_string(own->code);
  if (isOneOf(own->code, kForStaff)) return sdk::needsAttention(code, own->message);
  if (isOneOf(own->code, kForLater))
    return sdk::retryable(code, own->message, response.retryAfter());
  return sdk::statusError(response, effect, code, own->message);
}

}  // namespace hostler::twilio
