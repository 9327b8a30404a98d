#pragma once

#include "core/mail/smtp_settings.h"
#include "core/mail/transport.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace hostler::mail {

/// A server's answer: "250 2.1.0 Ok".
struct SmtpReply {
  int code = 0;
  std::string text;  ///< all lines joined by blanks, without the code

  bool accepted() const { return code >= 200 && code < 300; }
};

/// The server does not want to go on: `reply` says why.
struct SmtpRefusal : std::runtime_error {
  SmtpRefusal(Stage where, SmtpReply said);
  Stage stage;
  SmtpReply reply;
};

/// The connection is of no use any more: closed, timed out, not encrypted as it should be, or not
/// SMTP.
struct SmtpBroken : std::runtime_error {
  SmtpBroken(Stage where, const std::string& why) : std::runtime_error{why}, stage{where} {}
  Stage stage;
};

/// One signed-in connection to a mail server (RFC 5321). Used by one thread at a time.
class SmtpConnection {
 public:
  /// Connects, secures, greets and signs in. Throws SmtpRefusal and SmtpBroken.
  explicit SmtpConnection(const SmtpSettings& settings);
  ~SmtpConnection();

  /// Sends a command and waits for the answer. Throws SmtpBroken.
  SmtpReply command(Stage stage, const std::string& line);
  /// Sends what follows DATA's 354 and waits for the verdict. Throws SmtpBroken.
  SmtpReply content(std::string_view wire);
  /// Whether the server announced an extension ("SIZE").
  bool offers(const std::string& extension) const { return offered_.contains(extension); }
  /// Says goodbye and does not wait for an answer.
  void quit() noexcept;

 private:
  class Wire;

  SmtpReply demand(Stage stage, const std::string& line);
  void greet(Stage stage);
  void secure();
  void signIn();

  const SmtpSettings& settings_;
  std::unique_ptr<Wire> wire_;
  std::set<std::string> offered_;  ///< upper case; AUTH's ways as "AUTH PLAIN"
};

}  // namespace hostler::mail
