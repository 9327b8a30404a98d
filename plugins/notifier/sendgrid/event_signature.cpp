#include "event_signature.h"

#include <hostler/signature.hpp>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace hostler::sendgrid {
namespace {

struct KeyFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct ContextFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFree>;

const unsigned char* bytesOf(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// What stands between PEM's lines, or the text itself, without line ends.
std::string bare(std::string_view text) {
  std::string key{text};
  for (const std::string_view line : {"-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"}) {
    if (const auto at = key.find(line); at != std::string::npos) key.erase(at, line.size());
  }
  std::erase_if(key, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
  return key;
}

Key keyOf(std::string_view text) {
  bool ok = false;
  const auto der = sdk::base64Decode(bare(text), ok);
  if (!ok || der.empty()) return nullptr;
  const auto* at = bytesOf(der);
  Key key{d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size()))};
  return key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_EC ? std::move(key) : nullptr;
}

}  // namespace

bool isSigned(std::string_view publicKey, std::string_view timestamp, std::string_view body,
              std::string_view signature) {
  const auto key = keyOf(publicKey);
  bool ok = false;
  const auto given = sdk::base64Decode(signature, ok);
  if (!key || !ok || given.empty()) return false;
  const std::unique_ptr<EVP_MD_CTX, ContextFree> context{EVP_MD_CTX_new()};
  const auto message = std::string{timestamp} + std::string{body};
  return context &&
         EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytesOf(given), given.size(), bytesOf(message),
                          message.size()) == 1;
}

}  // namespace hostler::sendgrid
