#include "core/secrets/secret.h"

#include <openssl/crypto.h>

namespace hostler {

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) {
    wipe();
    text_ = other.text_;
  }
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    text_ = std::move(other.text_);
    other.wipe();
  }
  return *this;
}

bool Secret::equals(std::string_view other) const {
  return text_.size() == other.size() &&
         CRYPTO_memcmp(text_.data(), other.data(), other.size()) == 0;
}

void Secret::wipe() noexcept {
  // All that it may ever have held: a short text that was moved from leaves its bytes behind, with
  // a length of zero.
  text_.resize(text_.capacity());
  OPENSSL_cleanse(text_.data(), text_.size());
  text_.clear();
}

}  // namespace hostler
