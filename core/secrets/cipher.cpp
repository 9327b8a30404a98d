#include "core/secrets/cipher.h"

#include <openssl/evp.h>

#include <memory>

namespace hostler {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytesOf(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

void mustBeKey(const Secret& key) {
  if (key.reveal().size() != kKeyBytes) throw std::invalid_argument{"a key has 32 bytes"};
}

void check(int result, const char* step) {
  if (result != 1) throw std::runtime_error{std::string{"encryption failed at "} + step};
}

}  // namespace

std::string encrypt(const Secret& key, std::string_view clear, std::string_view place,
                    Random& random) {
  mustBeKey(key);
  const Context context{EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
  std::string sealed = random.bytes(kNonceBytes);
  check(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr,
                           bytesOf(std::string_view{key.reveal()}), bytesOf(sealed)),
        "start");
  int length = 0;
  check(EVP_EncryptUpdate(context.get(), nullptr, &length, bytesOf(place),
                          static_cast<int>(place.size())),
        "place");
  sealed.resize(kNonceBytes + clear.size() + kTagBytes);
  auto* out = bytesOf(sealed) + kNonceBytes;
  check(EVP_EncryptUpdate(context.get(), out, &length, bytesOf(clear),
                          static_cast<int>(clear.size())),
        "text");
  check(EVP_EncryptFinal_ex(context.get(), out + length, &length), "end");
  check(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, out + clear.size()),
        "tag");
  return sealed;
}

Secret decrypt(const Secret& key, std::string_view sealed, std::string_view place) {
  mustBeKey(key);
  if (sealed.size() < kNonceBytes + kTagBytes) throw CannotOpen{"a sealed value is too short"};
  const auto nonce = sealed.substr(0, kNonceBytes);
  const auto text = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag{sealed.substr(sealed.size() - kTagBytes)};
  const Context context{EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
  std::string clear(text.size(), '\0');
  int length = 0;
  check(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr,
                           bytesOf(std::string_view{key.reveal()}), bytesOf(nonce)),
        "start");
  check(EVP_DecryptUpdate(context.get(), nullptr, &length, bytesOf(place),
                          static_cast<int>(place.size())),
        "place");
  check(EVP_DecryptUpdate(context.get(), bytesOf(clear), &length, bytesOf(text),
                          static_cast<int>(text.size())),
        "text");
  check(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, bytesOf(tag)), "tag");
  unsigned char nothing[16];
  if (EVP_DecryptFinal_ex(context.get(), nothing, &length) != 1) {
    OPENSSL_cleanse(clear.data(), clear.size());
    throw CannotOpen{"a sealed value does not belong where it stands, or its key is another"};
  }
  return Secret{std::move(clear)};
}

}  // namespace hostler
