#include "core/mail/smtp_connection.h"

#include "core/mail/header_text.h"
#include "core/mail/smtp_wire.h"
#include "core/mail/transfer_encoding.h"

#include <openssl/crypto.h>

#include <sstream>

namespace hostler::mail {
namespace {

std::string upper(std::string text) {
  for (auto& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

// A secret text that is overwritten when it goes.
struct Wiped {
  explicit Wiped(std::string secret) : text{std::move(secret)} {}
  Wiped(const Wiped&) = delete;
  ~Wiped() { OPENSSL_cleanse(text.data(), text.size()); }
  std::string text;
};

}  // namespace

class SmtpConnection::Wire : public SmtpWire {
 public:
  using SmtpWire::SmtpWire;
};

SmtpRefusal::SmtpRefusal(Stage where, SmtpReply said)
    : std::runtime_error{said.text}, stage{where}, reply{std::move(said)} {}

SmtpConnection::SmtpConnection(const SmtpSettings& settings)
    : settings_{settings}, wire_{std::make_unique<Wire>(settings)} {
  const auto welcome = wire_->receive(Stage::Connect);
  if (!welcome.accepted()) throw SmtpRefusal{Stage::Connect, welcome};
  greet(Stage::Connect);
  if (settings_.security == SmtpSecurity::StartTls) secure();
  if (!settings_.user.empty()) signIn();
}

SmtpConnection::~SmtpConnection() = default;

SmtpReply SmtpConnection::command(Stage stage, const std::string& line) {
  wire_->send(stage, line + "\r\n");
  return wire_->receive(stage);
}

SmtpReply SmtpConnection::demand(Stage stage, const std::string& line) {
  auto reply = command(stage, line);
  if (!reply.accepted()) throw SmtpRefusal{stage, std::move(reply)};
  return reply;
}

SmtpReply SmtpConnection::content(std::string_view wire) {
  // Encoded bodies begin no line with a dot; should one ever, it is doubled (RFC 5321 4.5.2).
  std::string stuffed;
  stuffed.reserve(wire.size() + 8);
  for (std::size_t at = 0; at < wire.size();) {
    const auto end = std::min(wire.find('\n', at), wire.size() - 1) + 1;
    if (wire[at] == '.') stuffed += '.';
    stuffed += wire.substr(at, end - at);
    at = end;
  }
  wire_->send(Stage::Content, stuffed + ".\r\n");
  return wire_->receive(Stage::Content);
}

void SmtpConnection::greet(Stage stage) {
  wire_->send(stage, "EHLO " + settings_.greetingName + "\r\n");
  std::vector<std::string> lines;
  const auto reply = wire_->receive(stage, &lines);
  if (!reply.accepted()) throw SmtpRefusal{stage, reply};

  offered_.clear();
  for (const auto& line : lines) {
    std::istringstream words{upper(line)};
    std::string extension, way;
    words >> extension;
    offered_.insert(extension);
    while (extension == "AUTH" && words >> way) offered_.insert("AUTH " + way);
  }
}

void SmtpConnection::secure() {
  if (!offers("STARTTLS")) throw SmtpBroken{Stage::Secure, "the server offers no STARTTLS"};
  demand(Stage::Secure, "STARTTLS");
  wire_->secure();
  greet(Stage::Secure);  // what was announced in the clear does not count
}

void SmtpConnection::signIn() {
  const Wiped password{settings_.password ? settings_.password() : std::string{}};
  if (offers("AUTH PLAIN")) {
    const Wiped whole{std::string{'\0'} + settings_.user + '\0' + password.text};
    const Wiped line{"AUTH PLAIN " + base64(whole.text)};
    demand(Stage::SignIn, line.text);
    return;
  }
  if (!offers("AUTH LOGIN")) {
    throw SmtpBroken{Stage::SignIn, "the server offers neither AUTH PLAIN nor AUTH LOGIN"};
  }
  for (const auto& line : {std::string{"AUTH LOGIN"}, base64(settings_.user)}) {
    const auto reply = command(Stage::SignIn, line);
    if (reply.code != 334) throw SmtpRefusal{Stage::SignIn, reply};
  }
  const Wiped line{base64(password.text)};
  demand(Stage::SignIn, line.text);
}

void SmtpConnection::quit() noexcept {
  try {
    wire_->send(Stage::Connect, "QUIT\r\n");
  } catch (const std::exception&) {
    // The connection ends either way.
  }
}

}  // namespace hostler::mail
