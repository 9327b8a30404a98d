#include "modules/billing/vat_check_digit.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>

namespace hostler {
namespace {

constexpr int digit(char c) {
  return c - '0';
}
constexpr bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool areDigits(std::string_view text) {
  return std::ranges::all_of(text, isDigit);
}

std::int64_t valueOf(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + digit(c);
  return value;
}

// As many digits as there are weights.
int weighted(std::string_view digits, std::initializer_list<int> weights) {
  int sum = 0;
  std::size_t at = 0;
  for (const int weight : weights) sum += weight * digit(digits[at++]);
  return sum;
}

// Every second digit is doubled, from the last but one on; digits of the doubles are added (ISO/IEC
// 7812-1).
int luhnSum(std::string_view digits) {
  int sum = 0;
  bool doubled = false;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c, doubled = !doubled) {
    const int value = digit(*c) * (doubled ? 2 : 1);
    sum += value / 10 + value % 10;
  }
  return sum % 10;
}

// ISO/IEC 7064, MOD 11,10.
bool mod1110(std::string_view number) {
  int product = 10;
  for (const char c : number.substr(0, number.size() - 1)) {
    const int sum = (digit(c) + product) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return (11 - product) % 10 == digit(number.back());
}

// ISO/IEC 7064, MOD 97-10, over letters too: A is 10.
bool mod97(std::string_view text) {
  int rest = 0;
  for (const char c : text)
    rest = isDigit(c) ? (rest * 10 + digit(c)) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  return rest == 1;
}

bool bulgarian(std::string_view number) {
  if (number.size() != 9) return true;  // a person's, or one of several other rules
  int check = weighted(number, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
  if (check == 10) check = weighted(number, {3, 4, 5, 6, 7, 8, 9, 10}) % 11;
  return check % 10 == digit(number[8]);
}

bool cypriot(std::string_view number) {
  constexpr std::array<int, 10> kAtOddPlaces{1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const auto value = static_cast<std::size_t>(digit(number[i]));
    sum += i % 2 == 0 ? kAtOddPlaces[value] : static_cast<int>(value);
  }
  return number[8] == static_cast<char>('A' + sum % 26);
}

bool czech(std::string_view number) {
  if (number.size() != 8) return true;  // a person's birth number
  const int check = (11 - weighted(number, {8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
  return (check == 0 ? 1 : check) % 10 == digit(number[7]);
}

char spanishLetter(std::int64_t value) {
  return std::string_view{"TRWAGMYFPDXBNJZSQVHLCKE"}[static_cast<std::size_t>(value % 23)];
}

// A citizen's, a foreigner's (X, Y, Z), another person's (K, L, M), or a body's, whose last one is
// a digit or the letter for it.
bool spanish(std::string_view number) {
  const char first = number.front(), last = number.back();
  const auto middle = number.substr(1, 7);
  if (isDigit(first)) return last == spanishLetter(valueOf(number.substr(0, 8)));
  if (first == 'K' || first == 'L' || first == 'M') return last == spanishLetter(valueOf(middle));
  if (first >= 'X')
    return last == spanishLetter((first - 'X') * std::int64_t{10'000'000} + valueOf(middle));
  int check = 0;
  for (std::size_t i = 0; i < 7; ++i) {
    const int value = digit(middle[i]) * (i % 2 == 0 ? 2 : 1);
    check += value / 10 + value % 10;
  }
  check = (10 - check % 10) % 10;
  return last == static_cast<char>('0' + check) ||
         last == std::string_view{"JABCDEFGHI"}[static_cast<std::size_t>(check)];
}

bool french(std::string_view number) {
  const auto key = number.substr(0, 2);
  if (!areDigits(key)) return true;  // keys with letters follow another rule
  return valueOf(key) == (valueOf(number.substr(2)) * 100 + 12) % 97;
}

// Seven digits, a letter that checks them and another one since 2013; before, the second place
// could be a letter, and the first digit was counted last.
bool irish(std::string_view number) {
  constexpr std::string_view kLetters = "WABCDEFGHIJKLMNOPQRSTUV";
  int sum = 0;
  if (isDigit(number[1])) {
    sum = weighted(number, {8, 7, 6, 5, 4, 3, 2});
    if (number.size() == 9) {
      const auto second = kLetters.find(number[8]);
      if (second == std::string_view::npos) return false;
      sum += 9 * static_cast<int>(second);
    }
  } else {
    sum = weighted(number.substr(2), {7, 6, 5, 4, 3}) + 2 * digit(number[0]);
  }
  return number[7] == kLetters[static_cast<std::size_t>(sum % 23)];
}

bool lithuanian(std::string_view number) {
  const auto sum = [&](int from) {
    int all = 0;
    for (std::size_t i = 0; i + 1 < number.size(); ++i)
      all += (1 + (static_cast<int>(i) + from) % 9) * digit(number[i]);
    return all % 11;
  };
  const int check = sum(0) == 10 ? sum(2) : sum(0);
  return check % 10 == digit(number.back());
}

bool latvian(std::string_view number) {
  if (number[0] < '4') return true;  // a person's, which since 2017 checks nothing
  return weighted(number, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3;
}

// A body's by its own rule; a person's, since 2020, over the whole number with its letters.
bool dutch(std::string_view number) {
  return weighted(number, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0 ||
         mod97("NL" + std::string{number});
}

bool romanian(std::string_view number) {
  constexpr std::array<int, 9> kWeights{7, 5, 3, 2, 1, 7, 5, 3, 2};  // from the right
  const auto before = number.substr(0, number.size() - 1);
  int sum = 0;
  for (std::size_t i = 0; i < before.size(); ++i)
    sum += kWeights[kWeights.size() - before.size() + i] * digit(before[i]);
  return sum * 10 % 11 % 10 == digit(number.back());
}

struct Rule {
  std::string_view prefix;
  bool (*isRight)(std::string_view number);
};

constexpr Rule kRules[] = {
    {"AT", [](std::string_view n) { return (16 - luhnSum(n.substr(1, 7))) % 10 == digit(n[8]); }},
    {"BE",
     [](std::string_view n) { return (valueOf(n.substr(0, 8)) + valueOf(n.substr(8))) % 97 == 0; }},
    {"BG", bulgarian},
    {"CY", cypriot},
    {"CZ", czech},
    {"DE", mod1110},
    {"DK",
     [](std::string_view n) {
       return weighted(n, {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
     }},
    {"EE",
     [](std::string_view n) {
       return weighted(n, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
     }},
    {"EL",
     [](std::string_view n) {
       return weighted(n, {256, 128, 64, 32, 16, 8, 4, 2}) % 11 % 10 == digit(n[8]);
     }},
    {"ES", spanish},
    {"FI",
     [](std::string_view n) {
       return weighted(n, {7, 9, 10, 5, 8, 4, 2, 1}) % 11 == 0;
     }},
    {"FR", french},
    {"HR", mod1110},
    {"HU",
     [](std::string_view n) {
       return weighted(n, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0;
     }},
    {"IE", irish},
    {"IT", [](std::string_view n) { return luhnSum(n) == 0; }},
    {"LT", lithuanian},
    {"LU", [](std::string_view n) { return valueOf(n.substr(0, 6)) % 89 == valueOf(n.substr(6)); }},
    {"LV", latvian},
    {"MT",
     [](std::string_view n) {
       return weighted(n, {3, 4, 6, 7, 8, 9, 10, 1}) % 37 == 0;
     }},
    {"NL", dutch},
    {"PL",
     [](std::string_view n) {
       return weighted(n, {6, 5, 7, 2, 3, 4, 5, 6, 7, -1}) % 11 == 0;
     }},
    {"PT",
     [](std::string_view n) {
       return (11 - weighted(n, {9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11 % 10 == digit(n[8]);
     }},
    {"RO", romanian},
    {"SE", [](std::string_view n) { return luhnSum(n.substr(0, 10)) == 0; }},
    {"SI",
     [](std::string_view n) {
       return (11 - weighted(n, {8, 7, 6, 5, 4, 3, 2}) % 11) % 11 % 10 == digit(n[7]);
     }},
    {"SK", [](std::string_view n) { return valueOf(n) % 11 == 0; }},
};

}  // namespace

bool hasRightCheckDigit(std::string_view prefix, std::string_view number) {
  const auto rule = std::ranges::find(kRules, prefix, &Rule::prefix);
  return rule == std::end(kRules) || rule->isRight(number);
}

}  // namespace hostler
