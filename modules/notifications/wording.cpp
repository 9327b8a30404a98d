#include "modules/notifications/wording.h"

#include "core/mail/header_text.h"

#include <array>
#include <cstdio>

namespace hostler::wording {
namespace {

using Months = std::array<std::string_view, 12>;
constexpr Months kEnglish{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr Months kHindi{"जनवरी", "फ़रवरी", "मार्च",  "अप्रैल",  "मई",   "जून",
                        "जुलाई",  "अगस्त",  "सितंबर", "अक्तूबर", "नवंबर", "दिसंबर"};

bool isHindi(std::string_view language) {
  return language.substr(0, 2) == "hi";
}

// Signs that a currency's readers expect; every other one has its code.
std::string signOf(Currency currency) {
  static const std::map<std::string_view, std::string> kSigns{
      {"INR", "₹"}, {"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}};
  const auto found = kSigns.find(currency.code());
  return found == kSigns.end() ? std::string{currency.code()} + " " : found->second;
}

struct Known {
  std::string_view mark, name;
};
// The more particular first: Edge and Opera call themselves Chrome too, and Chrome Safari.
constexpr std::array kBrowsers{Known{"Edg", "Edge"},
                               Known{"OPR/", "Opera"},
                               Known{"SamsungBrowser", "Samsung Internet"},
                               Known{"Firefox", "Firefox"},
                               Known{"FxiOS", "Firefox"},
                               Known{"CriOS", "Chrome"},
                               Known{"Chrome", "Chrome"},
                               Known{"Safari", "Safari"},
                               Known{"curl/", "curl"}};
constexpr std::array kSystems{Known{"Android", "Android"}, Known{"iPhone", "iPhone"},
                              Known{"iPad", "iPad"},       Known{"Windows", "Windows"},
                              Known{"Macintosh", "macOS"}, Known{"CrOS", "ChromeOS"},
                              Known{"Linux", "Linux"}};

template <std::size_t N>
std::string_view nameIn(const std::array<Known, N>& all, std::string_view text) {
  for (const auto& known : all) {
    if (text.find(known.mark) != std::string_view::npos) return known.name;
  }
  return {};
}

}  // namespace

std::string day(Date date, std::string_view language) {
  const auto& months = isHindi(language) ? kHindi : kEnglish;
  return std::to_string(date.day()) + " " + std::string{months[date.month() - 1]} + " " +
         std::to_string(date.year());
}

std::string moment(Instant instant, const TimeZone& zone, std::string_view language) {
  const int minute = zone.minuteOfDay(instant);
  std::array<char, 6> clock{};
  std::snprintf(clock.data(), clock.size(), "%02u:%02u", static_cast<unsigned>(minute / 60) % 24U,
                static_cast<unsigned>(minute % 60) % 60U);
  return day(zone.dateOf(instant), language) + ", " + clock.data() + " (" + zone.name() + ")";
}

std::string sum(Money amount, MessageChannel channel) {
  const auto sign = channel == MessageChannel::Sms && amount.currency().code() == "INR"
                        ? "Rs "
                        : signOf(amount.currency());
  const bool below = amount.isNegative();
  return (below ? "−" : "") + sign + groupedText(below ? amount.negated() : amount);
}

std::string device(std::string_view userAgent) {
  const auto browser = nameIn(kBrowsers, userAgent);
  const auto system = nameIn(kSystems, userAgent);
  if (browser.empty()) return cutTo(mail::withoutControls(userAgent), 60);
  return std::string{browser} + (system.empty() ? "" : " on " + std::string{system});
}

std::string paymentWay(std::string_view gateway, std::string_view language) {
  if (gateway == "credit" || gateway == "wallet") {
    return isHindi(language) ? "खाते में जमा राशि" : "account credit";
  }
  std::string name{gateway};
  std::ranges::replace(name, '_', ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  }
  return name;
}

std::string cutTo(std::string_view text, std::size_t most) {
  const auto startsCharacter = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  std::size_t characters = 0, end = text.size(), beforeLast = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!startsCharacter(text[at])) continue;
    ++characters;
    if (characters == most) beforeLast = at;
    if (characters > most) {
      end = at;
      break;
    }
  }
  if (end == text.size()) return std::string{text};
  return std::string{text.substr(0, beforeLast)} + "…";
}

}  // namespace hostler::wording
