#include "smtp_notifier.h"

#include "wire_message.h"

#include <hostler/message_rules.hpp>

#include <ctime>

namespace hostler::smtp {

sdk::Reply<sdk::NotifierReport> SmtpNotifier::testConnection(const sdk::Call& call,
                                                             const sdk::NotifierTest&) {
  if (auto fault = settingsFault(settings_)) return *fault;
  if (auto error = client_.greet(call)) return *error;
  return sdk::NotifierReport{
      "Connected to " + settings_.host +
      (settings_.username.empty() ? "." : " and signed in as " + settings_.username + ".")};
}

sdk::Reply<sdk::Sent> SmtpNotifier::send(const sdk::Call& call, const sdk::Message& message) {
  if (auto fault = settingsFault(settings_)) return *fault;
  if (auto fault = sdk::messageFault(message, "email")) return *fault;
  const Sender sender{message.from.empty() ? settings_.from : message.from,
                      message.fromName.empty() ? settings_.fromName : message.fromName};
  const auto wire = wireMessage(message, sender, std::time(nullptr));
  if (auto error = client_.submit(call, sender.address, message.to, wire)) return *error;
  return sdk::Sent{messageIdOf(message.reference, sender.address)};
}

}  // namespace hostler::smtp
