#pragma once

#include "core/mail/smtp_settings.h"
#include "core/mail/transport.h"
#include "core/time/clock.h"

#include <memory>
#include <mutex>

namespace hostler::mail {

class SmtpConnection;

/// Hands mails to one server over a connection that it keeps for a while. Deliveries go one after
/// another; make one transport per worker for more at once.
class SmtpTransport final : public Transport {
 public:
  SmtpTransport(SmtpSettings settings, const Clock& clock);
  ~SmtpTransport() override;

  Delivery deliver(const Message& message) override;
  /// Says goodbye to the server if there is a connection. The next delivery makes a new one.
  void disconnect();

 private:
  Delivery attempt(const Message& message, std::string_view wire);
  Delivery handOver(const Message& message, std::string_view wire);
  void connect();
  void drop();

  const SmtpSettings settings_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unique_ptr<SmtpConnection> connection_;
  Monotonic lastUsed_{};
  int mails_ = 0;  ///< sent over this connection
};

}  // namespace hostler::mail
