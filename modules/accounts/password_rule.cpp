#include "modules/accounts/password_rule.h"

#include <zxcvbn.h>

namespace hostler {
namespace {

// What is guessed within the first 4,096 tries. The estimate's time grows with the square of the
// length, and a password that is easy in its first 64 bytes is not saved by what follows.
constexpr double kLeastBits = 12.0;
constexpr std::size_t kJudgedBytes = 64;

}  // namespace

void checkPassword(const Secret& password, const std::vector<std::string>& own,
                   const std::string& field, FieldErrors& errors) {
  std::vector<std::string> words = own;
  for (const auto& word : own) {
    if (const auto at = word.find('@'); at != std::string::npos)
      words.push_back(word.substr(0, at));
  }
  std::vector<const char*> list;
  for (const auto& word : words) {
    if (!word.empty()) list.push_back(word.c_str());
  }
  list.push_back(nullptr);
  const Secret judged{password.reveal().substr(0, kJudgedBytes)};
  if (ZxcvbnMatch(judged.reveal().c_str(), list.data(), nullptr) < kLeastBits) {
    errors.add(field, "too_common",
               "is one of the first that anybody would try; choose another one");
  }
}

}  // namespace hostler
