#include "core/mail/smtp_transport.h"

#include "core/mail/smtp_connection.h"

namespace hostler::mail {
namespace {

Delivery refusedWith(Stage stage, const SmtpReply& reply) {
  // Until the sender is named a refusal is about us, not about this mail: it may be let in
  // tomorrow.
  const bool aboutThisMail = stage >= Stage::Sender && reply.code >= 500;
  return {aboutThisMail ? Delivery::Outcome::Refused : Delivery::Outcome::Retry, stage, reply.code,
          reply.text};
}

}  // namespace

std::string_view nameOf(Stage stage) {
  switch (stage) {
    case Stage::Message:
      return "message";
    case Stage::Connect:
      return "connect";
    case Stage::Secure:
      return "secure";
    case Stage::SignIn:
      return "sign_in";
    case Stage::Sender:
      return "sender";
    case Stage::Recipient:
      return "recipient";
    case Stage::Content:
      return "content";
  }
  throw std::invalid_argument{"unknown stage"};
}

SmtpTransport::SmtpTransport(SmtpSettings settings, const Clock& clock)
    : settings_{std::move(settings)}, clock_{clock} {}

SmtpTransport::~SmtpTransport() {
  disconnect();
}

Delivery SmtpTransport::deliver(const Message& message) {
  const std::lock_guard lock{mutex_};
  std::string wire;
  try {
    wire = wireText(message);
  } catch (const MalformedMessage& error) {
    return {Delivery::Outcome::Refused, Stage::Message, 0, error.what()};
  }

  const bool stale =
      connection_ != nullptr && (clock_.monotonic() - lastUsed_ > settings_.keepFor ||
                                 mails_ >= settings_.mailsPerConnection);
  if (stale) drop();
  const bool reused = connection_ != nullptr;
  auto delivery = attempt(message, wire);
  // A server may close an idle connection, or count the mails on it, without telling us before.
  const bool connectionAged = reused && connection_ == nullptr && delivery.stage == Stage::Sender &&
                              delivery.outcome == Delivery::Outcome::Retry;
  if (connectionAged) delivery = attempt(message, wire);
  lastUsed_ = clock_.monotonic();
  return delivery;
}

Delivery SmtpTransport::attempt(const Message& message, std::string_view wire) {
  try {
    if (connection_ == nullptr) connect();
    auto delivery = handOver(message, wire);
    if (delivery.code == 421) drop();
    return delivery;
  } catch (const SmtpRefusal& refusal) {
    drop();
    return refusedWith(refusal.stage, refusal.reply);
  } catch (const SmtpBroken& broken) {
    connection_.reset();
    return {Delivery::Outcome::Retry, broken.stage, 0, broken.what()};
  }
}

Delivery SmtpTransport::handOver(const Message& message, std::string_view wire) {
  ++mails_;
  auto from = "MAIL FROM:<" + message.from.address() + ">";
  if (connection_->offers("SIZE")) from += " SIZE=" + std::to_string(wire.size());
  const std::pair<Stage, std::string> steps[] = {
      {Stage::Sender, from},
      {Stage::Recipient, "RCPT TO:<" + message.to.address() + ">"},
  };
  for (const auto& [stage, line] : steps) {
    const auto reply = connection_->command(stage, line);
    if (reply.accepted()) continue;
    if (reply.code != 421) connection_->command(stage, "RSET");
    return refusedWith(stage, reply);
  }
  const auto goAhead = connection_->command(Stage::Content, "DATA");
  if (goAhead.code != 354) {
    if (goAhead.code != 421) connection_->command(Stage::Content, "RSET");
    return refusedWith(Stage::Content, goAhead);
  }
  try {
    const auto verdict = connection_->content(wire);
    if (!verdict.accepted()) return refusedWith(Stage::Content, verdict);
    return {Delivery::Outcome::Delivered, Stage::Content, verdict.code, verdict.text};
  } catch (const SmtpBroken& broken) {
    connection_.reset();
    return {Delivery::Outcome::Retry, Stage::Content, 0, broken.what(), true};
  }
}

void SmtpTransport::connect() {
  mails_ = 0;
  connection_ = std::make_unique<SmtpConnection>(settings_);
}

void SmtpTransport::drop() {
  if (connection_ != nullptr) connection_->quit();
  connection_.reset();
}

void SmtpTransport::disconnect() {
  const std::lock_guard lock{mutex_};
  drop();
}

}  // namespace hostler::mail
