#include "callback_signature.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::twilio {
namespace {

// The other spelling of the same address: "https://a.example:443/x" and "https://a.example/x".
std::string otherSpelling(const std::string& url) {
  const std::string port = url.starts_with("https://") ? ":443" : ":80";
  const auto hostAt = url.find("://");
  if (hostAt == std::string::npos) return url;
  const auto end = std::min(url.find_first_of("/?#", hostAt + 3), url.size());
  const auto host = url.substr(hostAt + 3, end - hostAt - 3);
  const auto head = url.substr(0, hostAt + 3), tail = url.substr(end);
  if (host.ends_with(port)) return head + host.substr(0, host.size() - port.size()) + tail;
  const auto bracket = host.rfind(']');
  const bool hasPort =
      host.find(':', bracket == std::string::npos ? 0 : bracket) != std::string::npos;
  return hasPort ? url : head + host + port + tail;
}

}  // namespace

std::string sign(const sdk::Secret& token, std::string_view url, Fields fields) {
  std::ranges::sort(fields);
  std::string message{url};
  for (const auto& [name, value] : fields) message += name + value;
  return sdk::base64Of(sdk::hmacSha1(token.reveal(), message));
}

bool isSigned(const sdk::Secret& token, const std::string& url, const Fields& fields,
              std::string_view signature) {
  if (token.empty() || signature.empty()) return false;
  return sdk::equalInConstantTime(sign(token, url, fields), signature) ||
         sdk::equalInConstantTime(sign(token, otherSpelling(url), fields), signature);
}

}  // namespace hostler::twilio
