#pragma once

#include "modules/accounts/message_sender.h"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::testing {

/// Everything that was to be sent, in memory, once its transaction has committed.
class KeptMessages final : public MessageSender {
 public:
  bool canSend(Id<Tenant>, MessageChannel) override { return true; }
  void send(db::Transaction& tx, const Scope&, const OutgoingMessage& message) override {
    tx.afterCommit([this, message] {
      const std::lock_guard lock{mutex_};
      messages_.push_back(message);
    });
  }

  std::vector<OutgoingMessage> all() {
    const std::lock_guard lock{mutex_};
    return messages_;
  }
  /// How many of a template went to somebody.
  std::size_t count(const std::string& templateName, const std::string& recipient) {
    const auto messages = all();
    return static_cast<std::size_t>(
        std::count_if(messages.begin(), messages.end(), [&](const OutgoingMessage& message) {
          return message.templateName == templateName && message.recipient == recipient;
        }));
  }
  /// The newest to somebody, of a template. Throws std::logic_error when there is none.
  OutgoingMessage last(const std::string& templateName, const std::string& recipient) {
    const auto messages = all();
    for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
      if (message->templateName == templateName && message->recipient == recipient) return *message;
    }
    throw std::logic_error{"nothing of " + templateName + " was sent to " + recipient};
  }
  /// The one-time code of the newest.
  std::string code(const std::string& templateName, const std::string& recipient) {
    return last(templateName, recipient).code.value().reveal();
  }
  /// The token that its link carries.
  std::string token(const std::string& templateName, const std::string& recipient) {
    const auto link = last(templateName, recipient).link.value().reveal();
    return link.substr(link.find("token=") + 6);
  }

 private:
  std::mutex mutex_;
  std::vector<OutgoingMessage> messages_;
};

}  // namespace hostler::testing
