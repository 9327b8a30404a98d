#include "modules/domains/domain_name.h"

#include "core/hostname/public_suffix.h"

#include <algorithm>

namespace hostler {
namespace {

std::string lastLabelOf(const std::string& before) {
  const auto dot = before.rfind('.');
  return dot == std::string::npos ? before : before.substr(dot + 1);
}

bool isUnder(const std::string& name, const std::string& suffix) {
  return name.size() > suffix.size() + 1 && name.ends_with(suffix) &&
         name[name.size() - suffix.size() - 1] == '.';
}

std::string withoutSpaces(const std::string& text) {
  std::string joined;
  for (const char c : text) {
    if (c != ' ' && c != '\t') joined += c;
  }
  return joined;
}

}  // namespace

const Tld* tldAbove(const std::string& name, const std::vector<Tld>& table) {
  const Tld* longest = nullptr;
  for (const auto& tld : table) {
    const bool isLonger = longest == nullptr || longest->name.size() < tld.name.size();
    if (isLonger && isUnder(name, tld.name)) longest = &tld;
  }
  return longest;
}

bool isSoldUnder(const std::string& name, const Tld& tld) {
  const auto host = Hostname::parse(name);
  return host && isUnder(name, tld.name) && !isPublicSuffix(*host) &&
         name.find('.') == name.size() - tld.name.size() - 1;
}

std::optional<std::string> soughtLabel(const std::string& text, const std::vector<Tld>& table) {
  const auto sought = withoutSpaces(text);
  if (const auto host = Hostname::parse(sought)) {
    const auto& name = host->ascii();
    if (const auto* tld = tldAbove(name, table))
      return lastLabelOf(name.substr(0, name.size() - tld->name.size() - 1));
    const auto registered = registrableName(*host);
    return registered.substr(0, registered.find('.'));
  }
  if (sought.find('.') != std::string::npos) return std::nullopt;
  const auto alone = Hostname::parse(sought + ".com");
  if (!alone) return std::nullopt;
  return alone->ascii().substr(0, alone->ascii().size() - 4);
}

}  // namespace hostler
