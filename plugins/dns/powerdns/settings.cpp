#include "settings.h"

namespace hostler::powerdns {
namespace {

// Refresh, retry, expire, and for how long a missing name may be remembered (RFC 1912 2.2, 2308).
constexpr const char* kTimers = " 0 10800 3600 604800 3600";

// "asha.rao@host.example" as a name: dots before the @ are escaped (RFC 1035 8).
std::string mailboxName(const std::string& address) {
  const auto at = address.find('@');
  std::string name;
  for (const char c : address.substr(0, at)) {
    if (c == '.') name += '\\';
    name += c;
  }
  return name + "." + address.substr(at + 1);
}

}  // namespace

std::string startOfAuthority(const Settings& settings, const std::string& nameserver,
                             const std::string& zone) {
  const bool hasMailbox = settings.hostmaster.find('@') != std::string::npos;
  const auto contact = hasMailbox ? mailboxName(settings.hostmaster) : "hostmaster." + zone;
  return nameserver + ". " + contact + "." + kTimers;
}

}  // namespace hostler::powerdns
