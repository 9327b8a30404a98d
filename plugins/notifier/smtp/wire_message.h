#pragma once

#include <hostler/notifier_types.hpp>

#include <ctime>
#include <string>

namespace hostler::smtp {

/// Who sends, where the message names nobody.
struct Sender {
  std::string address, name;
};

/// "msg_1@host.example", from the message's reference and the sender's domain: a mail that is sent
/// again is then recognised by those who got it before (RFC 5322 3.6.4).
std::string messageIdOf(const std::string& reference, const std::string& sender);

/// The whole mail as it goes over the wire: ASCII, CR LF, no line beyond 998 (RFC 5322, 2045 to
/// 2047, 2231). `message` must have passed sdk::messageFault.
std::string wireMessage(const sdk::Message& message, const Sender& sender, std::time_t now);

}  // namespace hostler::smtp
