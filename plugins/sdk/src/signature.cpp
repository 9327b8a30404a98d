#include <hostler/signature.hpp>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace hostler::sdk {
namespace {

const unsigned char* bytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytesOf(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

constexpr std::size_t kSha256Bytes = 32, kSha1Bytes = 20;

std::string hmac(const EVP_MD* hash, std::size_t bytes, std::string_view key,
                 std::string_view message) {
  std::string digest(bytes, '\0');
  auto size = static_cast<unsigned int>(bytes);
  // A null key pointer means "the key of before" to OpenSSL, so an empty key still needs an
  // address.
  if (HMAC(hash, key.empty() ? "" : key.data(), static_cast<int>(key.size()), bytesOf(message),
           message.size(), bytesOf(digest), &size) == nullptr) {
    throw std::runtime_error{"HMAC failed"};
  }
  return digest;
}

}  // namespace

std::string hmacSha256(std::string_view key, std::string_view message) {
  return hmac(EVP_sha256(), kSha256Bytes, key, message);
}

std::string hmacSha1(std::string_view key, std::string_view message) {
  return hmac(EVP_sha1(), kSha1Bytes, key, message);
}

std::string sha256(std::string_view message) {
  std::string digest(kSha256Bytes, '\0');
  if (EVP_Digest(message.data(), message.size(), bytesOf(digest), nullptr, EVP_sha256(), nullptr) !=
      1) {
    throw std::runtime_error{"SHA-256 failed"};
  }
  return digest;
}

std::string hexOf(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string base64Of(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(bytesOf(text), bytesOf(bytes), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::string base64Decode(std::string_view text, bool& ok) {
  ok = text.size() % 4 == 0;
  if (!ok || text.empty()) return {};
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(bytesOf(bytes), bytesOf(text), static_cast<int>(text.size()));
  ok = size >= 0;
  if (!ok) return {};
  // The block decoder counts the padding as bytes of zero.
  bytes.resize(static_cast<std::size_t>(size) - (text.ends_with("==")  ? 2
                                                 : text.ends_with("=") ? 1
                                                                       : 0));
  return bytes;
}

bool equalInConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace hostler::sdk
