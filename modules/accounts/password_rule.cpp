#include "modules/accounts/password_rule.h"

#include <zxcvbn.h>

namespace hostler {
namespace {

// What is guessed within the first 4,096 tries. The estimate's time grows with the square of the
// length, so a long password is judged by its two ends: one that is hard to guess is enough.
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
  const auto& text = password.reveal();
  const bool isLong = text.size() > kJudgedBytes;
  const Secret begin{text.substr(0, kJudgedBytes)};
  const Secret end{isLong ? text.substr(text.size() - kJudgedBytes) : std::string{}};
  const auto isEasy = [&](const Secret& part) {
    return ZxcvbnMatch(part.reveal().c_str(), list.data(), nullptr) < kLeastBits;
  };
  if (isEasy(begin) && (!isLong || isEasy(end))) {
    errors.add(field, "too_common",
               "is one of the first that anybody would try; choose another one");
  }
}

}  // namespace hostler
