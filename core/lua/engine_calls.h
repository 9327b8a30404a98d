#pragma once

#include "core/lua/run.h"
#include "core/lua/script_functions.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::lua {

/// Serves the hostler.* calls of one run: finds the function, checks the arguments, keeps to the
/// limits of number and time, and turns what goes wrong into words for the script.
class EngineCalls {
 public:
  enum class Effects {
    Allowed = 1,
    Written,  ///< a dry run
    Refused   ///< of a rule's decide, which only decides
  };

  /// The script that calls; what it refers to outlives the calls.
  struct Caller {
    const std::string& script;
    const std::vector<std::string>& needs;
    std::size_t hook = 0;  ///< which of its hooks
    bool isTold = false;   ///< that hook is told of what has happened
  };

  EngineCalls(const ScriptFunctions& functions, const ScriptContext& context, Effects effects,
              Caller caller);

  /// The answer to a question of the script host. Throws WireError for one that is none.
  std::string answer(std::string_view question);

  /// Whether anything was called that may have changed something.
  bool hadEffect() const { return hadEffect_; }
  /// How long the script has waited for answers.
  std::chrono::steady_clock::duration waited() const { return waited_; }
  std::vector<Effect> takeEffects() { return std::move(written_); }

 private:
  Json serve(const std::string& name, const Json& arguments);
  Json rehearse(const ScriptFunction& function, const ScriptCall& call);
  const ScriptFunction& allowed(const std::string& name) const;

  const ScriptFunctions& functions_;
  const ScriptContext& context_;
  Effects effects_;
  Caller caller_;
  RunTally tally_;
  int calls_ = 0;
  std::chrono::steady_clock::duration waited_{0};
  bool hadEffect_ = false;
  std::vector<Effect> written_;
};

}  // namespace hostler::lua
