#include "core/json/json.h"

namespace hostler {
namespace {

// Builds the value event by event, for the library's own door to it keeps the last of two equal
// names and knows no limit of depth.
class StrictBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit StrictBuilder(JsonLimits limits) : limits_{limits} {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool binary(binary_t&) override { return fail("binary values are not JSON"); }
  bool string(string_t& value) override {
    if (value.find('\0') != string_t::npos) return fail("a text holds a NUL character");
    return add(std::move(value));
  }
  bool key(string_t& name) override {
    if (name.find('\0') != string_t::npos) return fail("a name holds a NUL character");
    auto& object = *open_.back();
    if (object.contains(name)) return fail("a member is named twice");
    pending_ = &(object[name] = nullptr);
    return true;
  }
  bool start_object(std::size_t) override { return begin(Json::object()); }
  bool end_object() override { return end(); }
  bool start_array(std::size_t) override { return begin(Json::array()); }
  bool end_array() override { return end(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    // 101 is a syntax error, 316 bad UTF-8; the library's own sentence repeats the input, so it is
    // not used.
    return fail((error.id == 316 ? "bad UTF-8 at byte " : "not JSON at byte ") +
                std::to_string(position));
  }

  Json take() { return std::move(root_); }
  const std::string& error() const { return error_; }

 private:
  bool fail(std::string reason) {
    if (error_.empty()) error_ = std::move(reason);
    return false;
  }
  Json* place(Json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    if (open_.back()->is_array()) {
      if (open_.back()->size() >= limits_.containerSize) return nullptr;
      return &open_.back()->emplace_back(std::move(value));
    }
    if (open_.back()->size() > limits_.containerSize) return nullptr;
    return &(*std::exchange(pending_, nullptr) = std::move(value));
  }
  bool add(Json value) {
    return place(std::move(value)) != nullptr || fail("a list or an object is too long");
  }
  bool begin(Json container) {
    if (open_.size() >= limits_.depth) return fail("nested too deep");
    Json* placed = place(std::move(container));
    if (placed == nullptr) return fail("a list or an object is too long");
    open_.push_back(placed);
    return true;
  }
  bool end() {
    open_.pop_back();
    return true;
  }

  JsonLimits limits_;
  Json root_;
  std::vector<Json*> open_;  // stays valid: a container does not grow while one inside it is open
  Json* pending_ = nullptr;
  std::string error_;
};

}  // namespace

Json parseStrict(std::string_view text, JsonLimits limits) {
  if (text.starts_with("\xEF\xBB\xBF")) throw JsonError{"JSON starts with a byte order mark"};
  StrictBuilder builder{limits};
  const bool whole = Json::sax_parse(text.begin(), text.end(), &builder);
  if (!whole || !builder.error().empty()) {
    throw JsonError{builder.error().empty() ? "not JSON" : builder.error()};
  }
  return builder.take();
}

std::string dump(const Json& value) {
  // Text from outside was checked on its way in; what a provider sent may still be bad, and is
  // replaced.
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hostler
