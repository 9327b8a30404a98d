#include "modules/plugins/plugin_origins.h"

namespace hostler::plugin_origins {
namespace {

constexpr auto kSelect = "SELECT sums_hash FROM plugin_origins WHERE plugin = ?";
constexpr auto kSave = R"sql(
  INSERT INTO plugin_origins (plugin, sums_hash, accepted_at) VALUES (?, ?, ?)
  {upsert(plugin)} sums_hash = {new(sums_hash)}, accepted_at = {new(accepted_at)})sql";

}  // namespace

std::optional<std::string> recorded(db::Reader& reader, const std::string& plugin) {
  return reader.query(kSelect, plugin).first([](const db::Row& row) {
    return row.text("sums_hash");
  });
}

void record(db::Transaction& tx, const std::string& plugin, const std::string& hash, Instant now) {
  tx.execute(kSave, plugin, hash, now);
}

}  // namespace hostler::plugin_origins
