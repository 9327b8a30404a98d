#include "core/lua/decisions.h"

#include "core/lua/clean_text.h"
#include "core/lua/decision_wire.h"
#include "core/lua/wire.h"

#include <algorithm>

namespace hostler::lua {

Decisions Decisions::all(std::size_t rows, const std::string& action) {
  Decisions decisions{rows};
  decisions.names_.push_back(action);
  decisions.actions_.assign(rows, 0);
  return decisions;
}

std::string_view Decisions::action(std::size_t row) const {
  if (row >= actions_.size() || actions_[row] == kFailed) return {};
  return names_[actions_[row]];
}

const Json& Decisions::detail(std::size_t row) const {
  static const Json kNone = Json::object();
  const auto found = details_.find(row);
  return found == details_.end() ? kNone : found->second;
}

const ScriptFailure* Decisions::failure(std::size_t row) const {
  if (row >= actions_.size()) return ending_ ? &*ending_ : nullptr;
  const auto found = failures_.find(row);
  return found == failures_.end() ? nullptr : &found->second;
}

void Decisions::read(std::string_view bytes) {
  WireReader reader{bytes};
  while (!reader.isAtEnd()) readRow(reader);
}

void Decisions::readRow(WireReader& reader) {
  if (actions_.size() >= rows_) throw WireError{"more decisions than rows"};
  auto number = reader.number();
  while (number == kNewAction) {
    learn(reader.text());
    number = reader.number();
  }
  if (number == kRowFailed) {
    const auto kind = reader.byte();
    if (kind < 1 || kind > kEnumNames<FailureKind>.size())
      throw WireError{"an unknown kind of failure"};
    const auto message = reader.text(), traceback = reader.text();
    fail({static_cast<FailureKind>(kind), cleanText(message, 1'200), cleanText(traceback, 4'100)});
    return;
  }
  const auto action = (number - kFirstAction) / 2;
  if (action >= known_.size()) throw WireError{"an action that was not named"};
  if ((number - kFirstAction) % 2 == 1) {
    try {
      details_[actions_.size()] = parseStrict(reader.text());
    } catch (const JsonError& error) {
      throw WireError{error.what()};
    }
  }
  actions_.push_back(known_[action]);
}

void Decisions::learn(std::string_view name) {
  auto index = std::find(names_.begin(), names_.end(), name) - names_.begin();
  if (static_cast<std::size_t>(index) == names_.size()) {
    if (names_.size() >= kFailed || name.empty() || name.size() > kLongestAction || !isUtf8(name)) {
      throw WireError{"an action that is none"};
    }
    names_.emplace_back(name);
  }
  if (known_.size() >= kMostActions) throw WireError{"too many actions"};
  known_.push_back(static_cast<std::uint8_t>(index));
}

void Decisions::fail(ScriptFailure failure) {
  failures_.emplace(actions_.size(), std::move(failure));
  actions_.push_back(kFailed);
}

}  // namespace hostler::lua
