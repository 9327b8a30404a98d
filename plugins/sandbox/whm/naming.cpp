// The rules for names and passwords that a real server applies (providers.md 2.3).
#include "plugins/sandbox/whm/whm_functions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace hostler::sandbox::whm {
namespace {

constexpr std::array<std::string_view, 24> kReserved{
    "root", "admin", "abuse",   "postmaster", "mysql",   "ftp",     "mail",  "nobody",
    "info", "sales", "support", "webmaster",  "cpanel",  "daemon",  "bin",   "sys",
    "www",  "http",  "named",   "sshd",       "mailman", "dovecot", "cpses", "virtfs"};

bool isLowerOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string userNameFault(const HostingServer& server, const std::string& user) {
  const auto quoted = "“" + user + "”";
  if (user.empty() || user.size() > 16)
    return "The username " + quoted + " is not between 1 and 16 characters.";
  if (!std::ranges::all_of(user, isLowerOrDigit) ||
      std::isdigit(static_cast<unsigned char>(user.front()))) {
    return "The username " + quoted + " contains characters that are not allowed.";
  }
  if (user.starts_with("test") || user.ends_with("assword"))
    return "The username " + quoted + " is not allowed.";
  if (std::ranges::find(kReserved, user) != kReserved.end()) {
    return "Sorry, the username " + quoted + " is reserved.";
  }
  for (const auto& [name, account] : server.accounts) {
    if (name == user) return "Sorry, a group for that username already exists. (" + user + ")";
    if (name.substr(0, 8) == user.substr(0, 8)) {
      return "The username’s first 8 characters conflict with the existing account " + name + ".";
    }
  }
  return {};
}

bool isDomainName(std::string_view name) {
  if (name.size() < 4 || name.size() > 253 || name.find('.') == std::string_view::npos)
    return false;
  std::size_t label = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i == name.size() || name[i] == '.') {
      if (label == 0 || label > 63 || name[i - 1] == '-') return false;
      label = 0;
    } else {
      if (!isLowerOrDigit(name[i]) && (name[i] != '-' || label == 0)) return false;
      ++label;
    }
  }
  return true;
}

bool isWeakPassword(std::string_view password) {
  // Not the real server's score: long enough, and not all of one kind of character.
  const std::set<char> different{password.begin(), password.end()};
  const bool letters =
      std::ranges::any_of(password, [](unsigned char c) { return std::isalpha(c) != 0; });
  const bool others =
      std::ranges::any_of(password, [](unsigned char c) { return std::isalpha(c) == 0; });
  return password.size() < 8 || different.size() < 6 || !letters || !others;
}

}  // namespace hostler::sandbox::whm
