#pragma once

#include <hostler/json.hpp>

#include <string>
#include <utility>

namespace hostler::sdk {

/// A text that must not be seen: passwords, tokens, sign-on links. It prints as `***`, is wiped
/// when it goes, and is read only by calling reveal().
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_{std::move(text)} {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : text_{std::move(other.text_)} { other.wipe(); }
  Secret& operator=(const Secret& other) {
    if (this != &other) {
      wipe();
      text_ = other.text_;
    }
    return *this;
  }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      wipe();
      text_ = std::move(other.text_);
      other.wipe();
    }
    return *this;
  }
  ~Secret() { wipe(); }

  const std::string& reveal() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::string text() const { return "***"; }

  friend bool operator==(const Secret&, const Secret&) = default;

 private:
  void wipe() noexcept {
    // A plain memset on memory that dies next is removed by the compiler; a volatile store is not.
    for (volatile char* p = text_.data(); p != text_.data() + text_.size(); ++p) *p = '\0';
    text_.clear();
  }
  std::string text_;
};

/// A secret that is turned into JSON by accident is masked; only toJson (fields.hpp) sends it.
inline void to_json(Json& json, const Secret&) {
  json = "***";
}

}  // namespace hostler::sdk
