#include "plugins/sandbox/cloudstack/request_signature.h"

#include <Poco/HMACEngine.h>
#include <Poco/SHA1Engine.h>
#include <hostler/signature.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

namespace hostler::sandbox::cloudstack {
namespace {

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// java.net.URLEncoder, with "%20" for '+'.
std::string javaEncoded(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '.' || c == '-' || c == '*' || c == '_') {
      encoded += c;
    } else {
      encoded += "%" + sdk::hexOf(std::string_view{&c, 1});
    }
  }
  return encoded;
}

// "2026-01-02T03:04:05+0000", or with "Z".
std::optional<Instant> expiryOf(std::string text) {
  if (text.size() == 24 && (text[19] == '+' || text[19] == '-')) text.insert(22, ":");
  return Instant::parse(text);
}

}  // namespace

std::string anyCase(const Params& params, std::string_view lowerCaseName) {
  for (const auto& [name, value] : params) {
    if (lowered(name) == lowerCaseName) return value;
  }
  return {};
}

std::string signatureFor(const Params& params, const std::string& secretKey) {
  std::string text;
  for (const auto& [name, value] : params) {  // a map: sorted byte by byte
    if (lowered(name) == "signature") continue;
    text += (text.empty() ? "" : "&") + name + "=" + javaEncoded(value);
  }
  Poco::HMACEngine<Poco::SHA1Engine> engine{secretKey};
  engine.update(lowered(text));
  const auto& digest = engine.digest();
  return sdk::base64Of({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

bool isSigned(const Params& params, const std::string& secretKey, Instant now) {
  if (anyCase(params, "signatureversion") == "3") {
    const auto expires = expiryOf(anyCase(params, "expires"));
    if (!expires || *expires < now) return false;
  }
  return sdk::equalInConstantTime(signatureFor(params, secretKey), anyCase(params, "signature"));
}

}  // namespace hostler::sandbox::cloudstack
