#include "mapping.h"

#include <hostler/delivery.hpp>

#include <algorithm>
#include <array>

namespace hostler::msg91 {
namespace {

using sdk::Json;

constexpr std::ptrdiff_t kLongestVariable = 30;

std::string lowered(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// Numbers come as numbers and as texts.
std::string textAt(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number_integer()) return std::to_string(found->get<std::int64_t>());
  throw MappingError{std::string{name} + " is neither text nor number"};
}

bool mentions(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool isOneOf(const std::string& code, std::initializer_list<std::string_view> codes) {
  return std::ranges::find(codes, code) != codes.end();
}

// Empty for what is still under way.
std::string stateOf(const std::string& status) {
  if (status == "1" || status == "delivered") return "delivered";
  if (isOneOf(status, {"2", "9", "16", "17", "25", "failed", "rejected", "ndnc", "blocked number",
                       "blocked"})) {
    return "failed";
  }
  return {};
}

std::string referenceIn(const Json& report) {
  const auto reference = textAt(report, "CRQID");
  return reference == "0" ? std::string{} : reference;
}

std::string reasonIn(const Json& report) {
  for (const char* name : {"failedReason", "failureReason", "desc"}) {
    if (auto reason = textAt(report, name); !reason.empty()) return reason;
  }
  return {};
}

void add(std::vector<sdk::DeliveryReport>& reports, const std::string& requestId,
         const Json& report) {
  if (!report.is_object()) throw MappingError{"a report is no object"};
  const auto status = lowered(textAt(report, "status"));
  if (status.empty()) throw MappingError{"a report has no status"};
  auto state = stateOf(status);
  if (state.empty()) return;
  sdk::DeliveryReport told{referenceIn(report), requestId, std::move(state), {}, std::nullopt};
  if (told.reference.empty() && told.id.empty()) throw MappingError{"a report names no message"};
  if (told.state == "failed") told.reason = reasonIn(report);
  reports.push_back(std::move(told));
}

// One request, with a list of reports in it or being one itself.
void addRequest(std::vector<sdk::DeliveryReport>& reports, const Json& request) {
  if (!request.is_object()) throw MappingError{"a request is no object"};
  const auto id = textAt(request, "requestId");
  const auto list = request.find("report");
  if (list == request.end()) return add(reports, id, request);
  if (!list->is_array()) throw MappingError{"report is no list"};
  for (const auto& report : *list) add(reports, id, report);
}

Json documentIn(const std::string& body) {
  const bool isJson = body.starts_with('{') || body.starts_with('[');
  if (isJson) {
    auto json = sdk::parseJson(body);
    const auto data = json.is_object() ? json.find("data") : json.end();
    if (json.is_object() && data != json.end() && data->is_string())
      return sdk::parseJson(data->get<std::string>());
    return json;
  }
  for (const auto& [name, value] : sdk::formDecode(body)) {
    if (name == "data") return sdk::parseJson(value);
  }
  throw MappingError{"the body holds no data"};
}

}  // namespace

std::string mobileOf(const std::string& number) {
  return number.substr(1);
}

std::optional<sdk::ProviderError> indianFault(const std::string& number,
                                              const Variables& variables) {
  if (!number.starts_with("+91")) return std::nullopt;
  if (number.size() != 13 || number[3] < '6')
    return sdk::permanent("bad_request", "to is not an Indian mobile number");
  for (const auto& [name, value] : variables) {
    const auto characters = std::ranges::count_if(
        value, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    if (characters > kLongestVariable)
      return sdk::permanent("variable_too_long", "DLT leaves 30 characters for " + name);
  }
  return std::nullopt;
}

Json toFlow(const std::string& templateId, const std::string& mobile, const std::string& reference,
            const Variables& variables) {
  Json recipient(variables);
  recipient["mobiles"] = mobile;
  recipient["CRQID"] = reference;
  return {{"template_id", templateId},
          {"short_url", "0"},
          {"recipients", Json::array({std::move(recipient)})}};
}

std::optional<sdk::ProviderError> refusalIn(const Json& answer) {
  if (!answer.is_object()) return std::nullopt;
  const auto told = [&](const char* name) {
    const auto value = answer.value(name, Json());
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    return value.is_string() ? value.get<std::string>() : std::string{};
  };
  const bool isError =
      told("type") == "error" || told("msgType") == "error" || told("status") == "fail";
  if (!isError) return std::nullopt;
  auto message = told("message");
  if (message.empty()) message = told("msg");
  if (message.empty()) message = told("errors");
  const auto code = told("code").empty() ? told("apiError") : told("code");
  const auto text = lowered(message);
  // 418: the address is not on the key's list. 302, 303: the account expired or is banned.
  if (isOneOf(code, {"106", "201", "207", "302", "303", "418"}) ||
      mentions(text, {"auth", "unauthorized", "whitelist", "banned"})) {
    return sdk::needsAttention("credentials_refused",
                               "MSG91 does not accept the auth key: " + message);
  }
  if (code == "301" || mentions(text, {"insufficient", "balance"}))
    return sdk::needsAttention("balance_exhausted", message);
  if (isOneOf(code, {"306", "602"})) return sdk::retryable(code, message);
  // The same within ten seconds: whether the first went out, this answer does not say.
  if (isOneOf(code, {"311", "506"})) return sdk::unknown(code, message);
  return sdk::permanent(code.empty() ? "refused" : code,
                        message.empty() ? "MSG91 refused without a reason" : message);
}

std::vector<sdk::DeliveryReport> toReports(const std::string& body) {
  const auto document = documentIn(body);
  std::vector<sdk::DeliveryReport> reports;
  if (document.is_array()) {
    for (const auto& request : document) addRequest(reports, request);
  } else {
    addRequest(reports, document);
  }
  return reports;
}

}  // namespace hostler::msg91
