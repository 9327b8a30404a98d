#include "core/render/amount_in_words.h"

#include <array>

namespace hostler::render {
namespace {

// Hindi has a word of its own for each number below a hundred.
constexpr std::array<std::string_view, 100> kHindi{
    "शून्य",    "एक",      "दो",     "तीन",     "चार",    "पाँच",     "छह",     "सात",    "आठ",
    "नौ",     "दस",      "ग्यारह",  "बारह",    "तेरह",    "चौदह",    "पंद्रह",   "सोलह",   "सत्रह",
    "अठारह",  "उन्नीस",   "बीस",    "इक्कीस",   "बाईस",   "तेईस",     "चौबीस",  "पच्चीस",  "छब्बीस",
    "सत्ताईस", "अट्ठाईस",  "उनतीस",  "तीस",     "इकतीस",  "बत्तीस",   "तैंतीस",   "चौंतीस",  "पैंतीस",
    "छत्तीस",  "सैंतीस",    "अड़तीस",  "उनतालीस", "चालीस",  "इकतालीस", "बयालीस", "तैंतालीस", "चौवालीस",
    "पैंतालीस", "छियालीस", "सैंतालीस", "अड़तालीस", "उनचास",  "पचास",    "इक्यावन", "बावन",   "तिरपन",
    "चौवन",   "पचपन",    "छप्पन",   "सत्तावन",  "अट्ठावन", "उनसठ",    "साठ",    "इकसठ",   "बासठ",
    "तिरसठ",  "चौंसठ",    "पैंसठ",    "छियासठ",  "सड़सठ",   "अड़सठ",    "उनहत्तर", "सत्तर",   "इकहत्तर",
    "बहत्तर",  "तिहत्तर",  "चौहत्तर", "पचहत्तर",  "छिहत्तर", "सतहत्तर",  "अठहत्तर", "उन्यासी", "अस्सी",
    "इक्यासी", "बयासी",   "तिरासी", "चौरासी",  "पचासी",  "छियासी",  "सतासी",  "अठासी",  "नवासी",
    "नब्बे",    "इक्यानवे",  "बानवे",   "तिरानवे",  "चौरानवे", "पचानवे",   "छियानवे", "सत्तानवे", "अट्ठानवे",
    "निन्यानवे"};

constexpr std::array<std::string_view, 20> kEnglish{
    "Zero",     "One",     "Two",     "Three",     "Four",     "Five",    "Six",
    "Seven",    "Eight",   "Nine",    "Ten",       "Eleven",   "Twelve",  "Thirteen",
    "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"};
constexpr std::array<std::string_view, 10> kEnglishTens{
    "", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"};

struct Scale {
  std::uint64_t size;
  std::string_view english, hindi;
};
// From large to small; the largest may itself be counted in lakhs ("One Lakh Crore").
constexpr Scale kIndian[] = {{10'000'000, "Crore", "करोड़"},
                             {100'000, "Lakh", "लाख"},
                             {1'000, "Thousand", "हज़ार"},
                             {100, "Hundred", "सौ"}};
constexpr Scale kWestern[] = {{1'000'000'000'000, "Trillion", ""},
                              {1'000'000'000, "Billion", ""},
                              {1'000'000, "Million", ""},
                              {1'000, "Thousand", ""},
                              {100, "Hundred", ""}};

struct Names {
  std::string_view one, many;
};
struct CurrencyNames {
  std::string_view code;
  Names major, minor, hindiMajor, hindiMinor;
};
constexpr CurrencyNames kCurrencies[] = {
    {"INR", {"Rupee", "Rupees"}, {"Paisa", "Paise"}, {"रुपया", "रुपये"}, {"पैसा", "पैसे"}},
    {"USD",
     {"US Dollar", "US Dollars"},
     {"Cent", "Cents"},
     {"अमेरिकी डॉलर", "अमेरिकी डॉलर"},
     {"सेंट", "सेंट"}},
    {"EUR", {"Euro", "Euros"}, {"Cent", "Cents"}, {"यूरो", "यूरो"}, {"सेंट", "सेंट"}},
    {"GBP",
     {"Pound Sterling", "Pounds Sterling"},
     {"Penny", "Pence"},
     {"पाउंड", "पाउंड"},
     {"पेंस", "पेंस"}},
    {"AED", {"UAE Dirham", "UAE Dirhams"}, {"Fils", "Fils"}, {"दिरहम", "दिरहम"}, {"फ़िल्स", "फ़िल्स"}},
    {"AUD",
     {"Australian Dollar", "Australian Dollars"},
     {"Cent", "Cents"},
     {"ऑस्ट्रेलियाई डॉलर", "ऑस्ट्रेलियाई डॉलर"},
     {"सेंट", "सेंट"}},
    {"CAD",
     {"Canadian Dollar", "Canadian Dollars"},
     {"Cent", "Cents"},
     {"कनाडाई डॉलर", "कनाडाई डॉलर"},
     {"सेंट", "सेंट"}},
    {"SGD",
     {"Singapore Dollar", "Singapore Dollars"},
     {"Cent", "Cents"},
     {"सिंगापुर डॉलर", "सिंगापुर डॉलर"},
     {"सेंट", "सेंट"}},
    {"KWD",
     {"Kuwaiti Dinar", "Kuwaiti Dinars"},
     {"Fils", "Fils"},
     {"कुवैती दीनार", "कुवैती दीनार"},
     {"फ़िल्स", "फ़िल्स"}},
    {"JPY", {"Japanese Yen", "Japanese Yen"}, {"", ""}, {"जापानी येन", "जापानी येन"}, {"", ""}},
};

enum class Language { English = 1, Hindi };

std::string belowHundred(std::uint64_t number, Language language) {
  if (language == Language::Hindi) return std::string{kHindi[number]};
  if (number < kEnglish.size()) return std::string{kEnglish[number]};
  const std::string tens{kEnglishTens[number / 10]};
  return number % 10 == 0 ? tens : tens + " " + std::string{kEnglish[number % 10]};
}

std::string words(std::uint64_t number, std::span<const Scale> scales, Language language) {
  std::string text;
  for (const auto& scale : scales) {
    if (number < scale.size) continue;
    text += text.empty() ? "" : " ";
    text += words(number / scale.size, scales, language) + " ";
    text += language == Language::Hindi ? scale.hindi : scale.english;
    number %= scale.size;
  }
  if (number > 0 || text.empty()) {
    text += (text.empty() ? "" : " ") + belowHundred(number, language);
  }
  return text;
}

const CurrencyNames* namesOf(Currency currency) {
  const auto* found = std::ranges::find(kCurrencies, currency.code(), &CurrencyNames::code);
  return found == std::end(kCurrencies) ? nullptr : found;
}

std::string numbered(Names names, std::uint64_t count) {
  return std::string{count == 1 ? names.one : names.many};
}

struct Amount {
  std::uint64_t major, minor, minorPerMajor;
  Currency currency;
};

std::string inEnglish(const Amount& amount) {
  const auto* names = namesOf(amount.currency);
  const auto scales = amount.currency.code() == "INR" ? std::span<const Scale>{kIndian} : kWestern;
  const auto count = [&](std::uint64_t n) { return words(n, scales, Language::English); };
  if (names == nullptr) {
    const auto part = amount.minor == 0 ? ""
                                        : " and " + std::to_string(amount.minor) + "/" +
                                              std::to_string(amount.minorPerMajor);
    return std::string{amount.currency.code()} + " " + count(amount.major) + part + " Only";
  }
  std::string text;
  if (amount.major > 0 || amount.minor == 0) {
    text = numbered(names->major, amount.major) + " " + count(amount.major) + " ";
  }
  if (amount.minor > 0) {
    text += (text.empty() ? "" : "and ") + count(amount.minor) + " " +
            numbered(names->minor, amount.minor) + " ";
  }
  return text + "Only";
}

std::string inHindi(const Amount& amount) {
  const auto* names = namesOf(amount.currency);
  const auto count = [&](std::uint64_t n) { return words(n, kIndian, Language::Hindi); };
  if (names == nullptr) {
    const auto part = amount.minor == 0 ? ""
                                        : " और " + std::to_string(amount.minor) + "/" +
                                              std::to_string(amount.minorPerMajor);
    return count(amount.major) + " " + std::string{amount.currency.code()} + part + " मात्र";
  }
  std::string text;
  if (amount.major > 0 || amount.minor == 0) {
    text = count(amount.major) + " " + numbered(names->hindiMajor, amount.major) + " ";
  }
  if (amount.minor > 0) {
    text += (text.empty() ? "" : "और ") + count(amount.minor) + " " +
            numbered(names->hindiMinor, amount.minor) + " ";
  }
  return text + "मात्र";
}

}  // namespace

std::string amountInWords(Money amount, std::string_view locale) {
  std::uint64_t per = 1;
  for (int i = 0; i < amount.currency().exponent(); ++i) per *= 10;
  // unsigned, so that the smallest 64-bit number has a positive twin
  const auto bits = static_cast<std::uint64_t>(amount.minor());
  const auto magnitude = amount.isNegative() ? 0 - bits : bits;
  const Amount parts{magnitude / per, magnitude % per, per, amount.currency()};
  const bool hindi = locale == "hi" || locale.starts_with("hi-");
  const std::string sign = !amount.isNegative() ? "" : hindi ? "ऋण " : "Minus ";
  return sign + (hindi ? inHindi(parts) : inEnglish(parts));
}

}  // namespace hostler::render
