#include "modules/automation/script_values.h"

namespace hostler {
namespace {

constexpr auto kSelect = "SELECT content FROM script_values WHERE tenant_id = ? AND name = ?";
constexpr auto kDelete = "DELETE FROM script_values WHERE tenant_id = ? AND name = ?";
constexpr auto kPut = R"sql(
  INSERT INTO script_values (tenant_id, name, content, changed_at) VALUES (?, ?, ?, ?)
  {upsert(tenant_id, name)} content = {new(content)}, changed_at = {new(changed_at)})sql";

}  // namespace

std::optional<Json> ScriptValues::get(const Scope& scope, const std::string& key) {
  return database_.query(kSelect, scope.tenant, key).first([](const db::Row& row) { return Json::parse(row.text("content")); });
}

void ScriptValues::set(const Scope& scope, const std::string& key, const std::optional<Json>& value) {
  database_.transaction([&](db::Transaction& tx) {
    if (value) {
      tx.execute(kPut, scope.tenant, key, dump(*value), clock_.now());
    } else {
      tx.execute(kDelete, scope.tenant, key);
    }
  });
}

}  // namespace hostler
