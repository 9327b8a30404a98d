#include "core/secrets/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <stdexcept>

namespace hostler {
namespace {

constexpr std::size_t kDigestBytes = 32;

const unsigned char* bytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Looked up once, which otherwise is most of the price of a short digest. It is OpenSSL's own, and
// not POCO's engine: that counts its users by an initialiser of OpenSSL which two threads can be in
// at once, each freeing what the other uses (POCO 1.11), and takes the process with it.
const EVP_MD* algorithm() {
  static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (found == nullptr) throw std::runtime_error{"the system knows no SHA-256"};
  return found;
}

struct FreeMac {
  void operator()(EVP_MAC_CTX* mac) const { EVP_MAC_CTX_free(mac); }
};

// To look for the algorithm costs more than a short text's code, so each thread keeps one.
EVP_MAC_CTX* newHmac() {
  static EVP_MAC* const found = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  char name[] = "SHA256";
  const OSSL_PARAM settings[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, sizeof name - 1),
      OSSL_PARAM_construct_end()};
  auto* const mac = found == nullptr ? nullptr : EVP_MAC_CTX_new(found);
  if (mac == nullptr || EVP_MAC_CTX_set_params(mac, settings) != 1)
    throw std::runtime_error{"the system knows no HMAC"};
  return mac;
}

}  // namespace

std::string sha256(std::string_view text) {
  std::string digest(kDigestBytes, '\0');
  if (EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr,
                 algorithm(), nullptr) != 1)
    throw std::runtime_error{"a digest could not be made"};
  return digest;
}

std::string hmacSha256(std::string_view key, std::string_view text) {
  thread_local const std::unique_ptr<EVP_MAC_CTX, FreeMac> mac{newHmac()};
  std::string digest(kDigestBytes, '\0');
  std::size_t length = 0;
  // Without a key it would go on with the one before.
  const auto* secret = key.empty() ? bytesOf("") : bytesOf(key);
  if (EVP_MAC_init(mac.get(), secret, key.size(), nullptr) != 1 ||
      EVP_MAC_update(mac.get(), bytesOf(text), text.size()) != 1 ||
      EVP_MAC_final(mac.get(), reinterpret_cast<unsigned char*>(digest.data()), &length,
                    digest.size()) != 1 ||
      length != kDigestBytes)
    throw std::runtime_error{"a digest could not be made"};
  return digest;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(kDigits[byte >> 4U]);
    text.push_back(kDigits[byte & 15U]);
  }
  return text;
}

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::string base64Url(std::string_view bytes) {
  std::string text = base64(bytes);
  while (text.ends_with('=')) text.pop_back();
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

std::optional<std::string> decodeBase64Url(std::string_view encoded) {
  const bool wrong = std::ranges::any_of(encoded, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_';
  });
  if (wrong || encoded.size() % 4 == 1) return std::nullopt;
  std::string text{encoded};
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  const std::size_t padding = (4 - text.size() % 4) % 4;
  text.append(padding, '=');
  std::string bytes(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

bool equalInConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace hostler
