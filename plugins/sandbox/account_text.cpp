#include "plugins/sandbox/account_text.h"

#include "core/problem/problem.h"

namespace hostler::sandbox {

std::string accountText(const Json& account, const char* name, std::string fallback) {
  const auto found = account.find(name);
  if (found == account.end() || found->is_null()) return fallback;
  if (!found->is_string()) throw ValidationError{name, "wrong_type", "must be a text"};
  return found->get<std::string>();
}

std::string requiredText(const Json& account, const char* name) {
  auto text = accountText(account, name);
  if (text.empty()) throw ValidationError{name, "required", "is required"};
  return text;
}

}  // namespace hostler::sandbox
