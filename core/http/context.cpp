#include "core/http/context.h"

namespace hostler::http {

const std::string& Context::path(const std::string& name) const {
  const auto found = path_.find(name);
  if (found == path_.end()) throw std::logic_error{"the route has no parameter " + name};
  return found->second;
}

std::string Context::cookie(std::string_view name) const {
  for (const auto& [header, value] : raw_.headers) {
    if (header != "cookie") continue;
    std::string_view rest{value};
    while (!rest.empty()) {
      const auto end = std::min(rest.find(';'), rest.size());
      auto pair = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      while (pair.starts_with(' ')) pair.remove_prefix(1);
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name)
        return std::string{pair.substr(equals + 1)};
    }
  }
  return {};
}

}  // namespace hostler::http
