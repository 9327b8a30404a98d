#include "modules/services/made_by_hand.h"

#include <algorithm>

namespace hostler {
namespace {

// It becomes the provider's name for the account, and goes into its commands.
bool isUsername(const std::string& name) {
  const auto isWord = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= 64 && isWord(name.front()) &&
         std::ranges::all_of(name,
                             [&](char c) { return isWord(c) || c == '.' || c == '-' || c == '@'; });
}

bool isPassword(const std::string& text) {
  return !text.empty() && text.size() <= 200 && std::ranges::none_of(text, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

}  // namespace

void ByHand::describe(Shape<ByHand>& shape) {
  shape.field("credentials", &ByHand::credentials)
      .describedAs("{username, password}: it was made by hand");
}

std::optional<ServiceCredentials> ByHand::made() const {
  if (!credentials) return std::nullopt;
  const auto& json = *credentials;
  const bool fits = json.is_object() && json.size() == 2 && json.contains("username") &&
                    json["username"].is_string() && json.contains("password") &&
                    json["password"].is_string();
  if (!fits)
    throw ValidationError{"credentials", "wrong_type",
                          "must be an object with username and password"};
  const auto username = json["username"].get<std::string>();
  const auto password = json["password"].get<std::string>();
  FieldErrors errors;
  if (!isUsername(username)) {
    errors.add(
        "credentials.username", "malformed",
        "must be 1 to 64 letters, digits and . _ - @, and begin with a letter, a digit or _");
  }
  if (!isPassword(password)) {
    errors.add("credentials.password", "malformed",
               "must be 1 to 200 bytes without control characters");
  }
  errors.throwIfAny();
  return ServiceCredentials{username, Secret{password}};
}

}  // namespace hostler
