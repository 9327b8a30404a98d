#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace hostler {

/// A text that must not be seen: passwords, keys, tokens. It prints as `***`, is wiped when it
/// goes, and is read only by calling reveal().
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_{std::move(text)} {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : text_{std::move(other.text_)} { other.wipe(); }
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;
  ~Secret() { wipe(); }

  const std::string& reveal() const { return text_; }
  bool empty() const { return text_.empty(); }
  /// In constant time for texts of one length.
  bool equals(std::string_view other) const;
  /// What logs and assertions print.
  std::string text() const { return "***"; }

 private:
  void wipe() noexcept;
  std::string text_;
};

}  // namespace hostler
