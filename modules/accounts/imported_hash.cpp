#include "modules/accounts/imported_hash.h"

#include "core/secrets/digest.h"

#include <algorithm>
#include <array>
#include <crypt.h>
#include <memory>

namespace hostler {
namespace {

constexpr std::size_t kBcryptBytes = 72;
constexpr int kDearestBcrypt = 14;  // 2^14 rounds: about a second

bool isBcrypt(const std::string& hash) {
  return hash.size() == 60 && hash[0] == '$' && hash[1] == '2' &&
         (hash[2] == 'a' || hash[2] == 'b' || hash[2] == 'y') && hash[3] == '$';
}

}  // namespace

bool isAcceptableHash(const std::string& hash) {
  if (isBcrypt(hash)) {
    const int cost = (hash[4] - '0') * 10 + (hash[5] - '0');
    return cost >= 4 && cost <= kDearestBcrypt;
  }
  constexpr std::array<std::string_view, 4> kKinds{"$argon2id$", "$y$", "$6$", "$5$"};
  return std::ranges::any_of(kKinds, [&](std::string_view kind) { return hash.starts_with(kind); });
}

bool fitsImportedHash(const Secret& password, const std::string& hash) {
  if (!isAcceptableHash(hash)) return false;
  const auto state = std::make_unique<crypt_data>();
  const std::string setting =
      hash;  // crypt_r answers inside its state and may not read its setting there
  const char* answer = crypt_r(password.reveal().c_str(), setting.c_str(), state.get());
  // A failure answers "*0" or "*1", which no hash is.
  const bool same = answer != nullptr && answer[0] != '*' && equalInConstantTime(answer, hash);
  const bool whole = !isBcrypt(hash) || password.reveal().size() <= kBcryptBytes;
  return same && whole;
}

}  // namespace hostler
