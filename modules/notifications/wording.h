#pragma once

#include "core/money/money.h"
#include "core/time/time_zone.h"
#include "modules/accounts/message_sender.h"

#include <string>
#include <string_view>

// Values as messages show them: text that is ready to read, in the reader's language.
namespace hostler::wording {

/// "1 Apr 2026", "1 अप्रैल 2026".
std::string day(Date date, std::string_view language);
/// "1 Apr 2026, 10:14 (Asia/Kolkata)".
std::string moment(Instant instant, const TimeZone& zone, std::string_view language);
/// "₹1,23,456.50" in a mail. An SMS, whose signs are counted and registered, has "Rs 1,23,456.50".
std::string sum(Money amount, MessageChannel channel);
/// A User-Agent header as people know it: "Firefox on Windows". What is not known is shown as it
/// came, on one line.
std::string device(std::string_view userAgent);
/// How money came: "Razorpay", "Bank transfer", "account credit".
std::string paymentWay(std::string_view gateway, std::string_view language);
/// "Dieser Name ist sehr la…": at most `most` characters, not bytes.
std::string cutTo(std::string_view text, std::size_t most);

}  // namespace hostler::wording
