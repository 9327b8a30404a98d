#pragma once

#include "core/mail/smtp_connection.h"

#include <Poco/Net/StreamSocket.h>

#include <string>
#include <string_view>
#include <vector>

namespace hostler::mail {

/// The bytes below SMTP: connecting, TLS, and answers under a deadline and a limit of size. All
/// throw SmtpBroken.
class SmtpWire {
 public:
  /// Connects, with TLS at once where the settings say so.
  explicit SmtpWire(const SmtpSettings& settings);

  void send(Stage stage, std::string_view bytes);
  /// One answer, all of its lines; the text of each goes to `lines` too.
  SmtpReply receive(Stage stage, std::vector<std::string>* lines = nullptr);
  /// Starts TLS and checks the certificate against the settings' host. What came in the clear
  /// before is forgotten.
  void secure();

 private:
  using Time = std::chrono::steady_clock::time_point;

  std::string receiveLine(Stage stage, Time deadline);
  void fill(Stage stage, Time deadline);

  const SmtpSettings& settings_;
  Poco::Net::StreamSocket socket_;
  std::string buffer_;
};

}  // namespace hostler::mail
