#include "modules/accounts/recovery_codes.h"

#include "modules/accounts/user.h"

namespace hostler {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's base 32
constexpr std::size_t kLetters = 12;
constexpr std::size_t kGroup = 4;

constexpr auto kInsert = "INSERT INTO recovery_codes (user_id, code_hash) VALUES (?, ?)";
constexpr auto kUse = "DELETE FROM recovery_codes WHERE user_id = ? AND code_hash = ?";
constexpr auto kDeleteAll = "DELETE FROM recovery_codes WHERE user_id = ?";
constexpr auto kCount = "SELECT COUNT(*) AS remaining FROM recovery_codes WHERE user_id = ?";

std::string lettersOf(std::string_view typed) {
  std::string letters;
  for (char c : lookupKey(typed)) {
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    if (kAlphabet.find(c) != std::string_view::npos) letters.push_back(c);
  }
  return letters;
}

}  // namespace

std::string RecoveryCodes::hashOf(Id<User> user, const std::string& code) {
  return vault_.fingerprint("recovery_code", user.text() + ":" + lettersOf(code));
}

std::vector<std::string> RecoveryCodes::replace(db::Transaction& tx, Id<User> user) {
  removeAll(tx, user);
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < kCodes; ++i) {
    std::string code;
    for (std::size_t letter = 0; letter < kLetters; ++letter) {
      if (letter > 0 && letter % kGroup == 0) code.push_back('-');
      code.push_back(kAlphabet[random_.below(static_cast<std::uint32_t>(kAlphabet.size()))]);
    }
    tx.execute(kInsert, user, hashOf(user, code));
    codes.push_back(std::move(code));
  }
  return codes;
}

bool RecoveryCodes::use(db::Transaction& tx, Id<User> user, std::string_view typed) {
  return tx.execute(kUse, user, hashOf(user, std::string{typed})) == 1;
}

void RecoveryCodes::removeAll(db::Transaction& tx, Id<User> user) {
  tx.execute(kDeleteAll, user);
}

std::int64_t RecoveryCodes::left(db::Reader& reader, Id<User> user) {
  return reader.query(kCount, user).only().integer("remaining");
}

}  // namespace hostler
