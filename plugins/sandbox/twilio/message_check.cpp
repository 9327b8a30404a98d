#include "plugins/sandbox/twilio/message_check.h"

#include <algorithm>
#include <array>

namespace hostler::sandbox::twilio {
namespace {

struct TestNumber {
  std::string_view number;
  int code;
  std::string_view message;
};
// https://www.twilio.com/docs/iam/test-credentials
constexpr std::array<TestNumber, 5> kRecipients{{
    {"+15005550001", 21211, "The 'To' number is not a valid phone number."},
    {"+15005550002", 21612, "The 'To' phone number is not currently reachable via SMS."},
    {"+15005550003", 21408, "Permission to send an SMS has not been enabled for the region."},
    {"+15005550004", 21610, "Attempt to send to unsubscribed recipient"},
    {"+15005550009", 21614, "'To' number is not a valid mobile number"},
}};
constexpr std::array<TestNumber, 3> kSenders{{
    {"+15005550001", 21212, "The 'From' number is not a valid phone number."},
    {"+15005550007", 21606, "The 'From' phone number is not a valid message-capable number."},
    {"+15005550008", 21611,
     "This 'From' number has exceeded the maximum number of queued messages"},
}};

template <std::size_t N>
std::optional<Refusal> testFault(const std::array<TestNumber, N>& numbers,
                                 const std::string& number) {
  const auto found = std::ranges::find(numbers, number, &TestNumber::number);
  if (found == numbers.end()) return std::nullopt;
  return Refusal{400, found->code, std::string{found->message}};
}

bool isNumber(const std::string& text) {
  return text.size() >= 8 && text.size() <= 16 && text[0] == '+' && text[1] != '0' &&
         text.find_first_not_of("0123456789", 1) == std::string::npos;
}

std::ptrdiff_t charactersIn(const std::string& text) {
  return std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

}  // namespace

std::optional<Refusal> messageFault(const Params& form, const std::string& ownNumber) {
  static constexpr std::array<std::string_view, 7> kKnown{
      "To",          "From", "Body", "MessagingServiceSid", "StatusCallback", "ValidityPeriod",
      "SmartEncoded"};
  for (const auto& [name, value] : form) {
    if (std::ranges::find(kKnown, name) == kKnown.end())
      return Refusal{400, 20001, "Unknown parameter " + name};
  }
  const auto to = paramOr(form, "To"), from = paramOr(form, "From"), body = paramOr(form, "Body");
  if (to.empty()) return Refusal{400, 21604, "A 'To' phone number is required."};
  if (auto fault = testFault(kRecipients, to)) return fault;
  if (!isNumber(to))
    return Refusal{400, 21211, "The 'To' number " + to + " is not a valid phone number."};
  if (body.empty()) return Refusal{400, 21602, "Message body is required."};
  if (charactersIn(body) > 1'600)
    return Refusal{400, 21617, "The concatenated message body exceeds the 1600 character limit"};
  if (from.empty() && paramOr(form, "MessagingServiceSid").empty()) {
    return Refusal{400, 21603, "A 'From' phone number is required."};
  }
  if (auto fault = testFault(kSenders, from)) return fault;
  if (!from.empty() && from != ownNumber)
    return Refusal{400, 21660, "Mismatch between the 'From' number and the account"};
  const auto callback = paramOr(form, "StatusCallback");
  if (!callback.empty() && !callback.starts_with("http"))
    return Refusal{400, 21609, "The 'StatusCallback' URL is not a valid URL."};
  return std::nullopt;
}

}  // namespace hostler::sandbox::twilio
