#include "modules/notifications/outgoing_mail.h"

#include "core/mail/header_text.h"

namespace hostler {
namespace {

using mail::Delivery;
using mail::Stage;

// What the server refuses before it has heard of the recipient is said of us, not of the message: a
// wrong password must not end every mail of the day.
HandedOver::Outcome outcomeOf(const Delivery& delivery) {
  if (delivery.outcome == Delivery::Outcome::Delivered) return HandedOver::Outcome::Done;
  switch (delivery.stage) {
    case Stage::Connect:
    case Stage::Secure:
    case Stage::SignIn:
      return HandedOver::Outcome::Blocked;
    case Stage::Sender:
      return HandedOver::Outcome::Later;
    case Stage::Message:
    case Stage::Recipient:
    case Stage::Content:
      break;
  }
  return delivery.outcome == Delivery::Outcome::Refused ? HandedOver::Outcome::Refused
                                                        : HandedOver::Outcome::Later;
}

}  // namespace

OutgoingMail::OutgoingMail(const std::optional<mail::SmtpSettings>& smtp, int connections,
                           const std::filesystem::path& spool, const Clock& clock) {
  if (!smtp) {
    if (!spool.empty()) spool_ = std::make_unique<mail::MailSpool>(spool);
    return;
  }
  for (int i = 0; i < std::max(1, connections); ++i) {
    connections_.push_back(std::make_unique<mail::SmtpTransport>(*smtp, clock));
    free_.push_back(connections_.back().get());
  }
}

Delivery OutgoingMail::deliver(const mail::Message& message) {
  if (spool_ != nullptr) return spool_->deliver(message);
  if (connections_.empty()) {
    return {Delivery::Outcome::Retry, Stage::Connect, 0, "no mail server is set up"};
  }
  std::unique_lock lock{mutex_};
  freed_.wait(lock, [this] { return !free_.empty(); });
  auto* connection = free_.back();
  free_.pop_back();
  lock.unlock();
  auto delivery = connection->deliver(message);
  lock.lock();
  free_.push_back(connection);
  freed_.notify_one();
  return delivery;
}

HandedOver OutgoingMail::handOver(const mail::Message& message) {
  const auto delivery = deliver(message);
  const auto code = delivery.code == 0 ? std::string{} : std::to_string(delivery.code) + " ";
  const auto said = mail::withoutControls(code + delivery.reply);
  const auto outcome = outcomeOf(delivery);
  if (outcome == HandedOver::Outcome::Done) return {outcome, said};
  return {outcome, std::string{mail::nameOf(delivery.stage)} + ": " + said};
}

}  // namespace hostler
