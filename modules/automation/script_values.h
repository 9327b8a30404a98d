#pragma once

#include "core/db/database.h"
#include "core/lua/key_value_functions.h"
#include "core/time/clock.h"

namespace hostler {

/// hostler.kv in the database: one store for each tenant.
class ScriptValues final : public lua::ScriptStore {
 public:
  ScriptValues(db::Database& database, const Clock& clock) : database_{database}, clock_{clock} {}
  std::optional<Json> get(const Scope& scope, const std::string& key) override;
  void set(const Scope& scope, const std::string& key, const std::optional<Json>& value) override;

 private:
  db::Database& database_;
  const Clock& clock_;
};

}  // namespace hostler
