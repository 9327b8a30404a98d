#include "plugins/sandbox/journal.h"

#include "plugins/sandbox/request_view.h"

#include <hostler/http_client.hpp>
#include <hostler/signature.hpp>

#include <algorithm>
#include <cctype>

namespace hostler::sandbox {
namespace {

bool namesASecret(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const char* word : {"password", "pass", "secret", "token", "cvv", "authorization", "apikey",
                           "api_key", "api-key", "authkey", "authcode", "auth_code"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

Json maskedJson(const Json& value) {
  if (!value.is_structured()) return value;
  Json copy = value;
  for (auto& [name, each] : copy.items()) {
    const bool hide =
        value.is_object() && namesASecret(name) && (each.is_string() || each.is_number());
    each = hide ? Json("***") : maskedJson(each);
  }
  return copy;
}

std::string maskedForm(std::string_view body) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (const auto& [name, value] : parseForm(body))
    fields.emplace_back(name, namesASecret(name) ? "***" : value);
  return sdk::formEncode(fields);
}

}  // namespace

std::string maskedHeader(std::string_view lowerCaseName, std::string_view value) {
  if (lowerCaseName == "cookie" || lowerCaseName.find("signature") != std::string_view::npos)
    return "***";
  if (lowerCaseName != "authorization") {
    return namesASecret(std::string{lowerCaseName}) ? "***" : std::string{value};
  }
  const auto space = value.find(' ');
  if (space == std::string_view::npos) return "***";
  const auto scheme = std::string{value.substr(0, space + 1)};
  std::string credentials{value.substr(space + 1)};
  if (scheme == "Basic ") {
    bool ok = false;
    credentials = sdk::base64Decode(credentials, ok);
  }
  const auto colon = credentials.find(':');
  return colon == std::string::npos ? scheme + "***"
                                    : scheme + credentials.substr(0, colon) + ":***";
}

std::string maskedBody(std::string_view body) {
  if (body.empty()) return {};
  const auto json = Json::parse(body, nullptr, false);
  if (!json.is_discarded())
    return json.is_structured() ? dump(maskedJson(json)) : std::string{body};
  if (body.find('=') != std::string_view::npos && body.find('\n') == std::string_view::npos)
    return maskedForm(body);
  return std::string{body};
}

std::uint64_t Journal::record(const std::string& provider, const front::Request& request,
                              Json about) {
  Json headers = Json::object();
  for (const auto& [name, value] : request.headers) headers[name] = maskedHeader(name, value);
  about.update({{"provider", provider},
                {"method", request.methodText.empty() ? std::string{"GET"} : request.methodText},
                {"path", std::string{pathOf(request)}},
                {"query", maskedBody(queryOf(request))},
                {"headers", std::move(headers)},
                {"body", maskedBody(request.body)},
                {"status", nullptr}});
  const std::lock_guard lock{mutex_};
  about["number"] = next_;
  entries_.push_back(std::move(about));
  if (entries_.size() > kKept) entries_.pop_front();
  return next_++;
}

void Journal::answered(std::uint64_t number, int status) {
  const std::lock_guard lock{mutex_};
  const auto first = next_ - entries_.size();
  if (number >= first && number < next_) entries_[number - first]["status"] = status;
}

Json Journal::list(std::string_view provider) const {
  const std::lock_guard lock{mutex_};
  Json list = Json::array();
  for (const auto& entry : entries_) {
    if (provider.empty() || entry["provider"] == provider) list.push_back(entry);
  }
  return list;
}

void Journal::clear() {
  const std::lock_guard lock{mutex_};
  entries_.clear();
}

}  // namespace hostler::sandbox
