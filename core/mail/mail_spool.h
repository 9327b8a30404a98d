#pragma once

#include "core/mail/transport.h"

#include <filesystem>

namespace hostler::mail {

/// Puts mails into a directory instead of sending them, one .eml file each: where no mail server is
/// set up yet, and in the sandbox. A mail that comes again replaces itself. Thread-safe.
class MailSpool final : public Transport {
 public:
  /// The directory is made when the first mail comes, readable by the engine's user alone.
  explicit MailSpool(std::filesystem::path directory) : directory_{std::move(directory)} {}

  Delivery deliver(const Message& message) override;

 private:
  std::filesystem::path directory_;
};

}  // namespace hostler::mail
