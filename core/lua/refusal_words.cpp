#include "core/lua/refusal_words.h"

namespace hostler::lua {

std::string refusalWords(const DomainError& error) {
  const auto* invalid = dynamic_cast<const ValidationError*>(&error);
  if (invalid == nullptr || invalid->errors().empty()) return error.what();
  std::string words = error.code();
  for (const auto& [field, code, message] : invalid->errors()) {
    words += (words == error.code() ? ": " : "; ");
    words += field.empty() ? message : field + " " + message;
  }
  return words;
}

}  // namespace hostler::lua
