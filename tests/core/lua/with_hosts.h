#pragma once

#include "core/lua/key_value_functions.h"
#include "core/lua/script_hosts.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace hostler::lua::testing {

/// What kv.set stored, in memory.
class MemoryStore final : public ScriptStore {
 public:
  std::optional<Json> get(const Scope& scope, const std::string& key) override;
  void set(const Scope& scope, const std::string& key, const std::optional<Json>& value) override;

 private:
  std::mutex mutex_;
  std::map<std::pair<Id<Tenant>, std::string>, Json> values_;
};

/// Real script hosts with a few functions and events. Add to `functions` and `events` before the
/// first use of scripts().
class WithHosts {
 public:
  WithHosts();

  ScriptHostSettings settings;
  ScriptFunctions functions;
  ScriptEvents events;
  MemoryStore store;

  ScriptHosts& scripts();
  /// Loads scripts for everybody; fails the test where one is not right.
  void load(const std::vector<Script>& given, const ScriptOwner& owner = {});
  /// Loads one script with these lines as the body of a hook on before.test, and runs that.
  HookVerdict hook(const std::string& body, const Json& event = Json::object());
  HookVerdict hook(const std::string& body, const ScriptContext& context,
                   const Json& event = Json::object());
  /// A script whose rule is called "rule" and decides with these lines as the body of decide(row).
  static Script rule(const std::string& body, const std::string& before = "");
  Decisions decide(const std::string& body, const RowBatch& rows);
  /// Rows with `number` counting from 1 and `text` in three turns.
  static RowBatch numbers(int count);

  static ScriptContext context(std::int64_t tenant = 1);
  ScriptContext quick(std::chrono::milliseconds wall = std::chrono::milliseconds{300}) const;

 private:
  child::Nursery nursery_;
  std::unique_ptr<ScriptHosts> scripts_;
};

}  // namespace hostler::lua::testing
