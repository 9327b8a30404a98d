#include "signing.h"

#include <hostler/signature.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cctype>
#include <ctime>
#include <stdexcept>

namespace hostler::cloudstack {
namespace {

// The management server encodes with Java's URLEncoder, which leaves '*' alone and not '~'; blanks
// become "%20" afterwards.
std::string encoded(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '*';
    if (plain) {
      result += c;
    } else {
      result += '%';
      result += kDigits[byte >> 4];
      result += kDigits[byte & 15];
    }
  }
  return result;
}

std::string hmacSha1(std::string_view key, std::string_view message) {
  std::string digest(20, '\0');
  unsigned int size = 20;
  // A null key pointer means "the key of before" to OpenSSL, so an empty key still needs an
  // address.
  if (HMAC(EVP_sha1(), key.empty() ? "" : key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(),
           reinterpret_cast<unsigned char*>(digest.data()), &size) == nullptr) {
    throw std::runtime_error{"HMAC-SHA1 failed"};
  }
  return digest;
}

}  // namespace

std::string stringToSign(Params params) {
  std::erase_if(params, [](const auto& each) { return each.first == "signature"; });
  std::ranges::stable_sort(params, {}, &Params::value_type::first);
  std::string text;
  for (const auto& [name, value] : params) {
    if (!text.empty()) text += '&';
    text += name + "=" + encoded(value);
  }
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string signatureOf(std::string_view secretKey, const Params& params) {
  return sdk::base64Of(hmacSha1(secretKey, stringToSign(params)));
}

std::string expiryText(std::int64_t unixSeconds) {
  const std::time_t seconds = unixSeconds;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  const auto size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S+0000", &utc);
  return {text, size};
}

Params signedParams(Params params, const std::string& apiKey, const std::string& secretKey,
                    std::int64_t expiresAt) {
  params.emplace_back("apikey", apiKey);
  params.emplace_back("response", "json");
  params.emplace_back("signatureversion", "3");  // without it the expiry means nothing
  params.emplace_back("expires", expiryText(expiresAt));
  params.emplace_back("signature", signatureOf(secretKey, params));
  return params;
}

}  // namespace hostler::cloudstack
