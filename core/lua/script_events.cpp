#include "core/lua/script_events.h"

#include "core/lua/nearest_name.h"

#include <algorithm>
#include <stdexcept>

namespace hostler::lua {

void ScriptEvents::add(ScriptEvent event) {
  auto name = event.name;
  if (!events_.emplace(name, std::move(event)).second)
    throw std::logic_error{"two events are called " + name};
}

const ScriptEvent* ScriptEvents::find(const std::string& name) const {
  const auto found = events_.find(name);
  return found == events_.end() ? nullptr : &found->second;
}

std::vector<std::string> ScriptEvents::names() const {
  std::vector<std::string> names;
  for (const auto& [name, event] : events_) names.push_back(name);
  return names;
}

std::string ScriptEvents::suggestionFor(const std::string& wrong) const {
  for (const auto& [name, event] : events_) {
    const auto& others = event.alsoKnownAs;
    if (std::find(others.begin(), others.end(), wrong) != others.end())
      return "; here it is called \"" + name + "\"";
  }
  const auto known = names();
  return didYouMean(wrong, std::span{known});
}

}  // namespace hostler::lua
