#include "core/app/hook_session.h"

namespace hostler::app {

HookSession::HookSession(AutomationModule& automation, std::string event, HookTrial trial)
    : automation_{automation}, event_{std::move(event)}, trial_{std::move(trial)} {
  trial_.source = "on(\"" + event_ + "\", function(event) end)";
  payload_ = automation_.testHook(kPlatform, "repl", trial_).at("payload");
}

HookSession::Outcome HookSession::run(const std::string& body) {
  trial_.source = "on(\"" + event_ + "\", function(event)\n" + kept_ + body + "\nend)";
  Outcome outcome;
  try {
    const auto answer = automation_.testHook(kPlatform, "repl", trial_);
    const auto& only = answer.at("runs").at(0);
    for (const auto& line : only["log"]) outcome.lines.push_back(line["text"].get<std::string>());
    if (only.contains("failure")) outcome.failure = only["failure"]["message"].get<std::string>();
  } catch (const ValidationError& error) {
    outcome.failure = error.errors().front().message;
  }
  return outcome;
}

std::vector<std::string> HookSession::say(const std::string& line) {
  if (line.find_first_not_of(" \t\r") == std::string::npos) return {};
  // Parenthesised, so that it prints what it is and not what a list of arguments would.
  const auto parsed =
      automation_.scripts().describe({"repl", "local function _() print((" + line + "\n)) end"});
  const bool isExpression = static_cast<bool>(parsed);
  auto outcome = run(isExpression ? "print((" + line + "\n))" : line);
  std::vector<std::string> said{
      outcome.lines.begin() + static_cast<std::ptrdiff_t>(std::min(seen_, outcome.lines.size())),
      outcome.lines.end()};
  if (!outcome.failure.empty()) {
    said.push_back(outcome.failure);
  } else if (!isExpression) {
    kept_ += line + "\n";
    seen_ = outcome.lines.size();
  }
  return said;
}

}  // namespace hostler::app
