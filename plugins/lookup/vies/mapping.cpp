#include "mapping.h"

#include <hostler/business_numbers.hpp>
#include <hostler/http_client.hpp>

#include <algorithm>
#include <chrono>

namespace hostler::vies {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::NumberFinding;
using sdk::NumberState;
using sdk::Reply;

constexpr std::size_t kLongestText = 500;

std::string textIn(const Json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// A word of VIES's own, such as MS_UNAVAILABLE: what else came is not repeated to anybody.
bool isCode(std::string_view text) {
  return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// At most so many bytes of it, and whole characters alone.
std::string_view fitted(std::string_view text) {
  auto end = std::min(text.size(), kLongestText);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

// Member states write addresses in lines, which become one; "---" is what they do not tell.
std::optional<std::string> told(const std::string& text) {
  std::string one;
  bool lineEnded = false;
  for (const char c : fitted(text)) {
    const bool isBlank = static_cast<unsigned char>(c) <= ' ';
    lineEnded = lineEnded || c == '\n' || c == '\r';
    if (isBlank) {
      if (!one.empty() && one.back() != ' ') one += ' ';
      continue;
    }
    if (lineEnded) {
      while (!one.empty() && (one.back() == ' ' || one.back() == ',')) one.pop_back();
      if (!one.empty()) one += ", ";
    }
    lineEnded = false;
    one += c;
  }
  if (one.ends_with(' ')) one.pop_back();
  if (one.empty() || one == "---") return std::nullopt;
  return one;
}

std::optional<int> digitsAt(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

// What stands behind the time: Z, +01:00, -01:00 or nothing. Seconds to take off.
std::optional<std::int64_t> offsetOf(std::string_view text) {
  if (text.empty() || text == "Z") return 0;
  const auto hours = digitsAt(text, 1, 2), minutes = digitsAt(text, 4, 2);
  const bool isOffset = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
  if (!isOffset || !hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 3'600 + *minutes * 60);
}

NumberFinding without(NumberState state, std::string reason) {
  NumberFinding finding;
  finding.state = state;
  finding.reason = std::move(reason);
  return finding;
}

// A code that VIES comes to use one day is no verdict either.
Reply<NumberFinding> findingFor(const std::string& code) {
  if (code == "INVALID_INPUT") return without(NumberState::Invalid, code);
  if (code == "INVALID_REQUESTER_INFO")
    return sdk::needsAttention("requester_refused",
                               "VIES does not accept the VAT number of who asks");
  if (code == "VAT_BLOCKED" || code == "IP_BLOCKED")
    return sdk::needsAttention("access_denied", "VIES answers this caller no more: " + code);
  return without(NumberState::Unavailable, code);
}

bool isAbout(const Json& answer, const sdk::BusinessNumber& asked) {
  const auto country = textIn(answer, "countryCode");
  auto number = textIn(answer, "vatNumber");
  std::erase(number, ' ');
  return (country.empty() || country == memberState(asked.country)) &&
         (number.empty() || number == asked.number);
}

// POST answers `valid`, other doors of VIES `isValid`. Beside an error neither means anything.
std::optional<bool> verdictIn(const Json& answer) {
  if (answer.contains("errorWrappers") || answer.value("actionSucceed", Json()) == false)
    return std::nullopt;
  for (const char* member : {"valid", "isValid"}) {
    const auto found = answer.find(member);
    if (found != answer.end() && found->is_boolean()) return found->get<bool>();
  }
  return std::nullopt;
}

}  // namespace

std::string memberState(const std::string& country) {
  return country == "GR" ? "EL" : country;
}

std::optional<sdk::Requester> requesterOf(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  return sdk::Requester{std::string{text.substr(0, 2)}, std::string{text.substr(2)}};
}

Json toQuestion(const sdk::BusinessNumber& asked, const std::optional<sdk::Requester>& requester) {
  Json question{{"countryCode", memberState(asked.country)}, {"vatNumber", asked.number}};
  if (requester) {
    question["requesterMemberStateCode"] = memberState(requester->country);
    question["requesterNumber"] = requester->number;
  }
  return question;
}

std::optional<std::string> refusalIn(const Json& answer) {
  std::string code;
  const auto wrappers = answer.find("errorWrappers");
  if (wrappers != answer.end() && wrappers->is_array() && !wrappers->empty() &&
      wrappers->front().is_object()) {
    code = textIn(wrappers->front(), "error");
  } else {
    code = textIn(answer, "userError");
    if (code == "VALID" || code == "INVALID") code.clear();
  }
  return isCode(code) ? std::optional{code} : std::nullopt;
}

Reply<NumberFinding> toFinding(const Json& answer, const sdk::BusinessNumber& asked) {
  if (const auto code = refusalIn(answer)) return findingFor(*code);
  const auto verdict = verdictIn(answer);
  if (!verdict)
    return sdk::unusableAnswer(Effect::Read,
                               "VIES says neither that it is valid nor that it is not");
  if (!isAbout(answer, asked))
    return sdk::unusableAnswer(Effect::Read, "VIES answered about another number");
  NumberFinding finding;
  finding.state = *verdict ? NumberState::Valid : NumberState::Invalid;
  finding.checkedAt = secondsOf(textIn(answer, "requestDate"));
  finding.consultationReference = told(textIn(answer, "requestIdentifier"));
  if (!*verdict) return finding;
  finding.name = told(textIn(answer, "name"));
  finding.address = told(textIn(answer, "address"));
  return finding;
}

Reply<sdk::LookupReport> toReport(const Json& answer) {
  if (const auto code = refusalIn(answer))
    return sdk::retryable(*code, "VIES is not available just now");
  const auto service = answer.find("vow"), states = answer.find("countries");
  const bool fits = service != answer.end() && service->is_object() && states != answer.end() &&
                    states->is_array() && service->contains("available") &&
                    service->at("available").is_boolean();
  if (!fits) return sdk::unusableAnswer(Effect::Read, "what answered there is not VIES");
  if (!service->at("available").get<bool>())
    return sdk::retryable("SERVICE_UNAVAILABLE", "VIES is not available just now");
  std::string silent;
  for (const auto& each : *states) {
    if (!each.is_object()) return sdk::unusableAnswer(Effect::Read, "what answered is not VIES");
    const auto country = textIn(each, "countryCode");
    if (textIn(each, "availability") == "Unavailable" && sdk::isCountryCode(country))
      silent += (silent.empty() ? "" : ", ") + country;
  }
  sdk::LookupReport report;
  report.detail = "VIES answers, and so do all " + std::to_string(states->size()) + " registers.";
  if (!silent.empty())
    report.detail = "VIES answers; these registers do not just now: " + silent + ".";
  return report;
}

std::optional<std::int64_t> secondsOf(std::string_view text) {
  const auto year = digitsAt(text, 0, 4), month = digitsAt(text, 5, 2), day = digitsAt(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  std::int64_t seconds = std::chrono::sys_days{date}.time_since_epoch() / std::chrono::seconds{1};
  text.remove_prefix(10);
  if (text.starts_with('T')) {
    const auto hour = digitsAt(text, 1, 2), minute = digitsAt(text, 4, 2),
               second = digitsAt(text, 7, 2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
      return std::nullopt;
    seconds += *hour * 3'600 + *minute * 60 + *second;
    text.remove_prefix(9);
    if (text.starts_with('.')) {
      const auto end = text.find_first_not_of("0123456789", 1);
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end);
    }
  }
  const auto offset = offsetOf(text);
  if (!offset) return std::nullopt;
  return seconds - *offset;
}

}  // namespace hostler::vies
