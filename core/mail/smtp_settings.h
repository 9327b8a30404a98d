#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace hostler::mail {

enum class SmtpSecurity {
  StartTls = 1,  ///< plain at first, nothing is said before TLS is up; a server without it gets no
                 ///< mail (RFC 3207)
  Tls,           ///< TLS from the first byte (RFC 8314)
  Loopback       ///< no TLS, and so only to this machine itself
};

/// The mail server that takes our mails.
struct SmtpSettings {
  std::string host;  ///< also the name that its certificate must carry
  std::uint16_t port = 587;
  SmtpSecurity security = SmtpSecurity::StartTls;
  std::string caFile;                      ///< PEM; empty: the system's certificates
  std::string greetingName = "localhost";  ///< what we call ourselves in EHLO
  std::string user;                        ///< empty: no sign-in
  /// Asked at each sign-in and wiped after it, so that the password lives with its owner.
  std::function<std::string()> password;
  std::chrono::milliseconds connectTimeout{5'000};
  std::chrono::milliseconds timeout{30'000};  ///< for each answer, from command to last line
  /// A connection is kept for the next mail so long, and for so many mails.
  std::chrono::milliseconds keepFor{20'000};
  int mailsPerConnection = 100;
};

}  // namespace hostler::mail
