#include "plugins/sandbox/sendgrid/event_signer.h"

#include <hostler/signature.hpp>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

namespace hostler::sandbox::sendgrid {
namespace {

// A key of the sandbox alone: it signs play events, and everyone may know it.
constexpr std::string_view kPrivateKey =
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQggmOKhdjgqOXMna1pyi2mdXZxvkSGPqv8u1yQMOBe0ayh"
    "RANCAAT6LZBJxaY2bkbY9xKDy12ZyUfJDROsiDPJVRMyY7HXQNNKt1qZwXpxpUcXGEEgNyDp/1BX4da7mm/76xHhYS6B";
constexpr std::string_view kPublicKey =
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+i2QScWmNm5G2PcSg8tdmclHyQ0TrIgzyVUTMmOx10DTSrdamcF6caVH"
    "FxhBIDcg6f9QV+HWu5pv++sR4WEugQ==";

struct KeyFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct ContextFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

const unsigned char* bytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string_view eventPublicKey() {
  return kPublicKey;
}

std::string signedEvent(std::string_view message) {
  bool ok = false;
  const auto der = sdk::base64Decode(kPrivateKey, ok);
  const auto* at = bytesOf(der);
  const std::unique_ptr<EVP_PKEY, KeyFree> key{
      d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size()))};
  const std::unique_ptr<EVP_MD_CTX, ContextFree> context{EVP_MD_CTX_new()};
  std::string signature(128, '\0');
  auto size = signature.size();
  if (!key || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytesOf(message), message.size()) != 1) {
    throw std::runtime_error{"an event cannot be signed"};
  }
  signature.resize(size);
  return sdk::base64Of(signature);
}

}  // namespace hostler::sandbox::sendgrid
