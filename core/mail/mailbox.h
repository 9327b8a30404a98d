#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hostler::mail {

/// One person's address, checked, and the name that goes with it. It cannot hold a second address,
/// a comment or a line end, so it cannot add a recipient or a header (RFC 5321, 5322).
class Mailbox {
 public:
  /// `address` is LOCAL@DOMAIN and nothing else: letters, digits and the signs of a dot-atom before
  /// the @, a domain name with at least one dot after it. International domains are taken in
  /// Unicode or as A-labels and kept as A-labels (IDNA 2008 by UTS 46). Local parts outside ASCII,
  /// in quotes, and address literals are refused.
  static std::optional<Mailbox> parse(std::string_view address, std::string_view name = {});

  /// "user@xn--bcher-kva.example", as SMTP wants it.
  const std::string& address() const { return address_; }
  /// What stands behind the @.
  std::string domain() const { return address_.substr(address_.find('@') + 1); }
  /// As people wrote it, without control characters; may be empty.
  const std::string& name() const { return name_; }

  friend bool operator==(const Mailbox&, const Mailbox&) = default;

 private:
  Mailbox(std::string address, std::string name)
      : address_{std::move(address)}, name_{std::move(name)} {}

  std::string address_, name_;
};

}  // namespace hostler::mail
