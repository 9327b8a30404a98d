#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// A JSON value. Objects keep their members sorted by name.
using Json = nlohmann::json;

/// Text that is not acceptable JSON; `what()` names the reason, never the text itself.
struct JsonError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct JsonRules {
  std::size_t depth = 64;
  /// Numbers with a fraction arrive as text, so that an amount never passes through a binary float.
  bool fractionsAsText = false;
};

namespace detail {

// Builds the value event by event: the library's plain parser keeps the last of two equal names and
// knows no limit of depth.
class JsonBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit JsonBuilder(JsonRules rules) : rules_{rules} {}

  bool null() override { return place(nullptr) != nullptr; }
  bool boolean(bool value) override { return place(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return place(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return place(value) != nullptr; }
  bool number_float(number_float_t value, const string_t& text) override {
    return (rules_.fractionsAsText ? place(text) : place(value)) != nullptr;
  }
  bool string(string_t& value) override { return place(std::move(value)) != nullptr; }
  bool binary(binary_t&) override { return fail("binary values are not JSON"); }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (open_.back()->contains(name)) return fail("a member is named twice");
    pending_ = &(*open_.back())[name];
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    return fail("not JSON at byte " + std::to_string(position));
  }

  Json take() { return std::move(root_); }
  const std::string& error() const { return error_; }

 private:
  bool fail(std::string why) {
    if (error_.empty()) error_ = std::move(why);
    return false;
  }
  Json* place(Json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    if (open_.back()->is_array()) return &open_.back()->emplace_back(std::move(value));
    return &(*std::exchange(pending_, nullptr) = std::move(value));
  }
  bool open(Json container) {
    if (open_.size() >= rules_.depth) return fail("nested too deep");
    open_.push_back(place(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  JsonRules rules_;
  Json root_;
  std::vector<Json*> open_;  // stays valid: a container does not grow while one inside it is open
  Json* pending_ = nullptr;
  std::string error_;
};

}  // namespace detail

/// Parses what a stranger sent: one value, valid UTF-8, no member named twice, not nested deeper
/// than the rules allow. Throws JsonError.
inline Json parseJson(std::string_view text, JsonRules rules = {}) {
  detail::JsonBuilder builder{rules};
  const bool whole = Json::sax_parse(text.begin(), text.end(), &builder);
  if (!whole || !builder.error().empty()) {
    throw JsonError{builder.error().empty() ? "not JSON" : builder.error()};
  }
  return builder.take();
}

/// Compact text. Bytes that are no UTF-8 are replaced, never thrown over.
inline std::string printJson(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hostler::sdk
