#include "signature_v4.h"

#include <hostler/http_client.hpp>
#include <hostler/signature.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

namespace hostler::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

using sdk::hexOf, sdk::hmacSha256, sdk::sha256, sdk::urlEncode;

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string canonicalPath(std::string_view path) {
  std::vector<std::string_view> segments;
  const bool endsOpen = path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (segment.empty() || segment == ".") continue;
    if (segment != "..") {
      segments.push_back(segment);
    } else if (!segments.empty()) {
      segments.pop_back();
    }
  }
  std::string canonical;
  for (const auto segment : segments) canonical += "/" + urlEncode(segment);
  if (canonical.empty() || endsOpen) canonical += '/';
  return canonical;
}

std::optional<int> hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

std::string percentDecoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = i + 2 < text.size() ? hexDigit(text[i + 1]) : std::nullopt;
    const auto low = i + 2 < text.size() ? hexDigit(text[i + 2]) : std::nullopt;
    if (text[i] == '%' && high && low) {
      decoded += static_cast<char>(*high * 16 + *low);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

std::string canonicalQuery(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto field = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (field.empty()) continue;
    const auto equals = std::min(field.find('='), field.size());
    const auto value = field.substr(std::min(equals + 1, field.size()));
    fields.emplace_back(urlEncode(percentDecoded(field.substr(0, equals))),
                        urlEncode(percentDecoded(value)));
  }
  std::ranges::sort(fields);
  std::string canonical;
  for (const auto& [name, value] : fields) {
    canonical += (canonical.empty() ? "" : "&") + name + "=" + value;
  }
  return canonical;
}

// Runs of white space, also those of folded lines, become one space; none is left at the ends.
std::string folded(std::string_view value) {
  std::string text;
  for (const char c : value) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!space) text += c;
    if (space && !text.empty() && text.back() != ' ') text += ' ';
  }
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

// Sorted by name; values of one name joined in the order they came.
std::map<std::string, std::string> canonicalHeaders(const SignedRequest& request) {
  std::map<std::string, std::string> headers;
  for (const auto& [name, value] : request.headers) {
    const auto [at, isNew] = headers.emplace(lowered(name), folded(value));
    if (!isNew) at->second += "," + folded(value);
  }
  return headers;
}

std::string signedNames(const SignedRequest& request) {
  std::string names;
  for (const auto& [name, value] : canonicalHeaders(request)) {
    names += (names.empty() ? "" : ";") + name;
  }
  return names;
}

}  // namespace

std::string SignatureScope::text() const {
  return time.substr(0, 8) + "/" + region + "/" + service + "/aws4_request";
}

std::string canonicalRequest(const SignedRequest& request) {
  std::string text = request.method + "\n" + canonicalPath(request.path) + "\n" +
                     canonicalQuery(request.query) + "\n";
  for (const auto& [name, value] : canonicalHeaders(request)) text += name + ":" + value + "\n";
  return text + "\n" + signedNames(request) + "\n" + hexOf(sha256(request.body));
}

std::string stringToSign(const SignatureScope& scope, std::string_view canonicalRequest) {
  return std::string{kAlgorithm} + "\n" + scope.time + "\n" + scope.text() + "\n" +
         hexOf(sha256(canonicalRequest));
}

std::string authorization(const Credentials& credentials, const SignatureScope& scope,
                          const SignedRequest& request) {
  auto key = hmacSha256("AWS4" + credentials.secret.reveal(), scope.time.substr(0, 8));
  for (const std::string& part : {scope.region, scope.service, std::string{"aws4_request"}}) {
    key = hmacSha256(key, part);
  }
  const auto signature = hexOf(hmacSha256(key, stringToSign(scope, canonicalRequest(request))));
  return std::string{kAlgorithm} + " Credential=" + credentials.keyId + "/" + scope.text() +
         ", SignedHeaders=" + signedNames(request) + ", Signature=" + signature;
}

}  // namespace hostler::aws
