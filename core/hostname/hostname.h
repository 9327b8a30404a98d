#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// A fully qualified host or domain name in its one normal form: lower-case A-labels by UTS 46 and
/// IDNA 2008 (RFC 5891), labels of 1 to 63 and 253 characters in all, letters, digits and inner
/// dashes (RFC 1123), at least two labels, the last not all digits, no trailing dot.
class Hostname {
 public:
  /// Nothing when the text is no such name; what a provisioner or a registrar is given has passed
  /// here.
  static std::optional<Hostname> parse(std::string_view text);

  const std::string& ascii() const { return ascii_; }
  /// As people read it: "भारत.भारत". The same as ascii() where it has no other form.
  const std::string& unicode() const { return unicode_; }

  friend bool operator==(const Hostname& a, const Hostname& b) { return a.ascii_ == b.ascii_; }

 private:
  Hostname(std::string ascii, std::string unicode)
      : ascii_{std::move(ascii)}, unicode_{std::move(unicode)} {}
  std::string ascii_, unicode_;
};

/// A name in A-labels and the names above it, the nearest first, down to two labels:
/// "a.b.example.com", "b.example.com", "example.com".
std::vector<std::string> withParents(const std::string& ascii);

}  // namespace hostler
